import { createWriteStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Connection, Written } from './engine.ts';
import { pieces, recordEnd } from './pieces.ts';
import { literal } from './sql.ts';

/** An INSERT whose rows come as a body. */
export interface BodyInsert {
  /** `INSERT INTO table (columns) SETTINGS ...`, without its format. */
  readonly head: string;
  readonly format: string;
  readonly body: Readable;
  /** The token by which a repeated insert is known, if one is set. */
  readonly token: string | undefined;
  /** Whether settings change how records end, so that the body must stay whole. */
  readonly whole: boolean;
  /** Where a body that must stay whole is kept until it is all there. */
  readonly directory: string;
  /** Names that file. */
  readonly id: string;
}

/**
 * Inserts a body with bounded memory.
 *
 * Records that can be told apart go in by pieces, each an INSERT of its own: a piece is there whole or not at all,
 * and after an error those before it stay. Any other format is first written to a file, then inserted by one
 * statement: if the body breaks off nothing is inserted.
 */
export async function insertBody(connection: Connection, insert: BodyInsert): Promise<Written> {
  const end = insert.whole ? undefined : recordEnd(insert.format);
  if (end === undefined) return insertFile(connection, insert);
  const head = `${insert.head} FORMAT ${insert.format}`;
  let rows = 0;
  let bytes = 0;
  let count = 0;
  for await (const piece of pieces(insert.body, end)) {
    if (insert.token !== undefined && count > 0) {
      // A piece with the token of the piece before it would be taken for its repetition.
      connection.set(new Map([['insert_deduplication_token', `${insert.token}:${count}`]]));
    }
    const written = await connection.insert(head, piece);
    rows += written.rows;
    bytes += written.bytes;
    count += 1;
  }
  return { rows, bytes };
}

async function insertFile(connection: Connection, insert: BodyInsert): Promise<Written> {
  const path = join(insert.directory, `insert-${insert.id}`);
  try {
    await pipeline(insert.body, createWriteStream(path, { mode: 0o600 }));
    const from = `FROM INFILE ${literal(path)} COMPRESSION 'none'`;
    const sql = insert.head.replace(/^([\s\S]*?)(\s+SETTINGS\s[\s\S]*)?$/i, `$1 ${from}$2`);
    const { rowsRead } = await connection.run(`${sql} FORMAT ${insert.format}`, 'Null');
    return { rows: rowsRead, bytes: 0 };
  } finally {
    await unlink(path).catch(() => {});
  }
}
