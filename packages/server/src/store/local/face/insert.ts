import { createWriteStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Connection, Written } from './engine.ts';
import { pieces, recordEnd } from './pieces.ts';
import { literal } from './sql.ts';

/** An INSERT whose rows come as a body. */
export interface BodyInsert {
  /** `INSERT INTO table (columns)`, and its settings clause or nothing. */
  readonly head: string;
  readonly settings: string;
  readonly format: string;
  readonly body: Readable;
  /** What is set on its connection. */
  readonly set: ReadonlyMap<string, string>;
  /** A path of its own, for a body that must be whole before it goes in. */
  readonly aside: string;
  /** Runs a statement when there is room for one: a slow sender holds no room. */
  readonly inTurn: (run: () => Promise<Written>) => Promise<Written>;
}

/**
 * Inserts a body with bounded memory.
 *
 * Records that can be told apart go in by pieces, each an INSERT of its own: a piece is there whole or not at all,
 * and after an error those before it stay. Any other format is first written to a file, then inserted by one
 * statement: if the body breaks off nothing is inserted.
 */
export async function insertBody(connection: Connection, insert: BodyInsert): Promise<Written> {
  const end = mustStayWhole(insert) ? undefined : recordEnd(insert.format);
  if (end === undefined) return insertFile(connection, insert);
  const head = `${insert.head} ${insert.settings} FORMAT ${insert.format}`;
  const token = insert.set.get('insert_deduplication_token');
  const total = { rows: 0, bytes: 0 };
  let count = 0;
  for await (const piece of pieces(insert.body, end)) {
    if (token !== undefined && token !== '' && count > 0) {
      // A piece with the token of the piece before it would be taken for its repetition.
      connection.set(new Map([['insert_deduplication_token', `${token}:${count}`]]));
    }
    const written = await insert.inTurn(() => connection.insert(head, piece));
    total.rows += written.rows;
    total.bytes += written.bytes;
    count += 1;
  }
  return total;
}

/** Whether settings change where records end, or the statement names a token of its own. */
function mustStayWhole({ settings, set }: BodyInsert): boolean {
  const names = [...set.keys(), settings];
  return names.some((name) => /format_(csv|tsv|custom)_|insert_deduplication_token\s*=/.test(name));
}

async function insertFile(connection: Connection, insert: BodyInsert): Promise<Written> {
  const { head, settings, format, aside } = insert;
  try {
    const body = insert.body.iterator({ destroyOnReturn: false });
    await pipeline(body, createWriteStream(aside, { mode: 0o600 }));
    const from = `FROM INFILE ${literal(aside)} COMPRESSION 'none'`;
    const sql = `${head} ${from} ${settings} FORMAT ${format}`;
    return await insert.inTurn(() => connection.insert(sql, new Uint8Array()));
  } finally {
    await unlink(aside).catch(() => {});
  }
}
