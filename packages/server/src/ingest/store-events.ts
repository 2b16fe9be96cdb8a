import type { Facts } from '../store/facts.ts';
import { interrupted } from '../store/store-error.ts';
import { holdsCommit, type ImportRun } from './import-log.ts';
import { countedIdSql } from './mark-duplicates.ts';
import { MARKS } from './marked-statements.ts';
import { BLOCKS, MOVED_COLUMNS, type StagingTables } from './staging-tables.ts';

/** Rows that are numbered and moved at once: so many, but of wide ones so many bytes. */
const AT_ONCE = { rows: 250_000, bytes: 67_108_864 };

export interface EventMove {
  readonly facts: Facts;
  readonly tables: StagingTables;
  readonly run: ImportRun;
  /** The last `ord` given. */
  readonly ordMax: number;
  /** Bytes of all staged rows. */
  readonly bytes: number;
  /** Rows marked as not new, and rows numbered as equal. */
  readonly skipped: number;
  readonly again: number;
  readonly grouped: boolean;
  /** Events are numbered from the next. */
  readonly base: number;
}

/**
 * Moves the new events of an import to `event`, numbered without a gap in the order of files and lines, in blocks of
 * bounded size. Nobody reads them before the import ends.
 *
 * Errors: throws where not all arrived.
 */
export async function storeEvents(
  move: EventMove,
  progress: (stored: number) => void,
): Promise<number> {
  const { facts, base, ordMax, bytes, run } = move;
  const rowsAtOnce = Math.ceil(Math.min(AT_ONCE.rows, (AT_ONCE.bytes * ordMax) / (bytes + 1)));
  let stored = 0;
  for (let from = 0; from < ordMax; from += rowsAtOnce) {
    const to = Math.min(ordMax, from + rowsAtOnce);
    const fresh = await freshRows(move, from, to);
    await holdsCommit(run);
    if (fresh > 0) await moveRange(move, from, to, base + stored);
    stored += fresh;
    progress(stored);
  }
  const rows = await facts.rows<{ there: string }>(
    'SELECT count() AS there FROM event WHERE seq > {base:UInt64}',
    { parameters: { base } },
  );
  if (Number(rows[0]?.there) !== stored)
    throw interrupted(
      'facts',
      `${rows[0]?.there} of ${stored} events have arrived`,
      'run the import again',
    );
  return stored;
}

/** Rejects that an earlier import of the same record has kept are not kept again. */
export async function storeRejects({ facts, tables, run }: EventMove): Promise<void> {
  const same = (file: string): string =>
    `sipHash128(arrayElement(splitByChar('/', ${file}), -1), line, reason, raw)`;
  await facts.run(
    `${MARKS.import} INSERT INTO reject (source, import_id, file, line, seq, reason, detail, raw, at)
     SELECT {source:String}, {id:UInt64}, file, line, 0, reason, detail, raw, fromUnixTimestamp64Milli({at:Int64}, 'UTC')
     FROM ${tables.reject} WHERE ${same('file')} NOT IN
       (SELECT ${same('file')} FROM reject WHERE source = {source:String})`,
    { parameters: { source: run.source, id: run.id, at: run.receivedAt } },
  );
}

/** A condition on `ord`, without the rows that are not new. */
function freshSql({ tables, skipped }: EventMove, from: number, to: number): string {
  const range = `ord > ${from} AND ord <= ${to}`;
  return skipped === 0
    ? range
    : `${range} AND ord NOT IN (SELECT ord FROM ${tables.skip} WHERE ${range})`;
}

async function freshRows(move: EventMove, from: number, to: number): Promise<number> {
  if (move.skipped === 0 && !move.grouped) return to - from;
  const rows = await move.facts.rows<{ fresh: string }>(
    `SELECT count() AS fresh FROM ${move.tables.event} WHERE ${freshSql(move, from, to)}`,
  );
  return Number(rows[0]?.fresh);
}

async function moveRange(move: EventMove, from: number, to: number, base: number): Promise<void> {
  const { facts, tables, run, skipped, again, grouped } = move;
  // Without gaps the order of records is the numbering; else it takes counting.
  const seq =
    skipped === 0 && !grouped
      ? `{base:UInt64} + ord - ${from}`
      : '{base:UInt64} + row_number() OVER (ORDER BY ord)';
  const id =
    again === 0
      ? 'message_id'
      : `if(ordinals.ordinal > 1, ${countedIdSql('message_id', 'ordinals.ordinal')}, message_id)`;
  const join =
    again === 0
      ? ''
      : `LEFT JOIN (SELECT ord, ordinal FROM ${tables.again} WHERE ord > ${from} AND ord <= ${to}) AS ordinals USING (ord)`;
  await facts.run(
    `${MARKS.import} INSERT INTO event (source, message_id, seq, received_at, ${MOVED_COLUMNS.join(', ')})
     SELECT {source:String}, ${id}, ${seq}, fromUnixTimestamp64Milli({at:Int64}, 'UTC'), ${MOVED_COLUMNS.join(', ')}
     FROM ${tables.event} AS staged ${join} WHERE ${freshSql(move, from, to)}`,
    { parameters: { source: run.source, base, at: run.receivedAt }, settings: BLOCKS },
  );
}
