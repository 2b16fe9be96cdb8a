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
  /** Staged rows have a `seq` behind the first of these, up to the second. */
  readonly staged: { readonly from: number; readonly to: number };
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
 * Moves the new events of an import to `event`, numbered without a gap in the order of files and lines. Nobody reads them
 * before the import ends.
 *
 * Errors: throws where not all arrived.
 */
export async function storeEvents(
  move: EventMove,
  progress: (stored: number) => void,
): Promise<number> {
  const { facts, base } = move;
  const stored = isAsNumbered(move) ? await handOver(move) : await moveAll(move, progress);
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
  progress(stored);
  return stored;
}

/** Whether every staged row is an event just as it stands. */
function isAsNumbered({ staged, base, skipped, again, grouped }: EventMove): boolean {
  return staged.from === base && skipped === 0 && again === 0 && !grouped;
}

/** The staged parts become parts of `event`: the same files on the disk, written and synced once. */
async function handOver({ facts, tables, run, staged }: EventMove): Promise<number> {
  await holdsCommit(run);
  if (staged.to > staged.from)
    await facts.run(
      `${MARKS.import} ALTER TABLE event ATTACH PARTITION tuple() FROM ${tables.event}`,
    );
  return staged.to - staged.from;
}

/** Copies what is new in blocks of bounded size. */
async function moveAll(move: EventMove, progress: (stored: number) => void): Promise<number> {
  const { base, staged, bytes, run } = move;
  const rows = staged.to - staged.from;
  const rowsAtOnce = Math.ceil(Math.min(AT_ONCE.rows, (AT_ONCE.bytes * rows) / (bytes + 1)));
  let stored = 0;
  for (let { from } = staged; from < staged.to; from += rowsAtOnce) {
    const to = Math.min(staged.to, from + rowsAtOnce);
    const fresh = await freshRows(move, from, to);
    await holdsCommit(run);
    if (fresh > 0) await moveRange(move, from, to, base + stored);
    stored += fresh;
    progress(stored);
  }
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
    {
      parameters: { source: run.source, id: run.id, at: run.receivedAt },
      settings: { insert_deduplicate: 0 },
    },
  );
}

/** A condition on `seq`, without the rows that are not new. */
function freshSql({ tables, skipped }: EventMove, from: number, to: number): string {
  const range = `seq > ${from} AND seq <= ${to}`;
  return skipped === 0
    ? range
    : `${range} AND seq NOT IN (SELECT seq FROM ${tables.skip} WHERE ${range})`;
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
  const number =
    skipped === 0 && !grouped
      ? `{base:UInt64} + seq - ${from}`
      : '{base:UInt64} + row_number() OVER (ORDER BY seq)';
  const id =
    again === 0
      ? 'message_id'
      : `if(ordinals.ordinal > 1, ${countedIdSql('message_id', 'ordinals.ordinal')}, message_id)`;
  const join =
    again === 0
      ? ''
      : `LEFT JOIN (SELECT seq, ordinal FROM ${tables.again} WHERE seq > ${from} AND seq <= ${to}) AS ordinals USING (seq)`;
  await facts.run(
    `${MARKS.import} INSERT INTO event (source, message_id, seq, received_at, ${MOVED_COLUMNS.join(', ')})
     SELECT {source:String}, ${id}, ${number}, fromUnixTimestamp64Milli({at:Int64}, 'UTC'), ${MOVED_COLUMNS.join(', ')}
     FROM ${tables.event} AS staged ${join} WHERE ${freshSql(move, from, to)}`,
    { parameters: { source: run.source, base, at: run.receivedAt }, settings: BLOCKS },
  );
}
