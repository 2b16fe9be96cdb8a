import type { RejectReason } from '../read/reject.ts';
import type { Stores } from '../store/stores.ts';
import { type GroupShape, groupLines } from './group-lines.ts';
import {
  abandonImport,
  beginCommit,
  beginImport,
  endImport,
  type ImportCounts,
  type ImportRun,
} from './import-log.ts';
import { keepLinks } from './keep-links.ts';
import { takeLiveKeys } from './live-keys.ts';
import { releaseLocks } from './locking-client.ts';
import { markDuplicates } from './mark-duplicates.ts';
import { markErased } from './mark-erased.ts';
import { type Refused, Stage } from './stage.ts';
import { dropStaging } from './staging-tables.ts';
import { type EventMove, storeEvents, storeRejects } from './store-events.ts';
import { numberedTo } from './watermark.ts';

/** What came of an import: `read = accepted + duplicates + rejected`, in source records, but for those `suppressed`. */
export interface ImportResult extends ImportCounts {
  readonly source: string;
  /** Why records were refused, most frequent first. */
  readonly reasons: readonly ReasonCount[];
  /** Groups of lines that were read; null where lines are not grouped. */
  readonly groups: number | null;
  /** Those among them with lines of more than one time: they have the first line's. */
  readonly mixedTimes: number;
  /** Events of people who were erased, which were left out; absent: none. */
  readonly suppressed?: number;
}

/** A reason, how many records were refused for it, and the first of them. */
export type ReasonCount = Readonly<Refused> & { readonly reason: RejectReason };

export interface ImportPlan {
  readonly stores: Stores;
  readonly source: string;
  /** The files as they were named. */
  readonly files: readonly string[];
  /** Null: each record is an event. */
  readonly group: GroupShape | null;
  readonly progress: (text: string) => void;
}

/**
 * Runs an import: `fill` writes every record to the stage; then the fact store groups, finds duplicates, numbers and
 * stores. One row in PostgreSQL makes it count. Killed anywhere it can be run again, with the same outcome.
 *
 * Errors: what `fill` and the stores throw; nothing of the import counts then.
 */
export async function runImport(
  plan: ImportPlan,
  fill: (stage: Stage) => Promise<void>,
): Promise<ImportResult> {
  const { stores, source, files, group } = plan;
  const { state, facts } = stores;
  const run = await beginImport(state, facts, source, files);
  try {
    const base = await numberedTo(state);
    const stage = await Stage.open(facts, run, base, group?.sums.length ?? null);
    await fill(stage);
    await stage.end();
    const counts = await finish(plan, run, stage);
    const reasons = [...stage.reasons]
      .map(([reason, refused]) => ({ reason, ...refused }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
    return { ...counts, source, reasons };
  } catch (error) {
    // Without a transaction this does nothing. The next import cleans up too, so a second failure here hides nothing.
    await run.client.query('ROLLBACK').catch(() => {});
    await abandonImport(run.client, facts, run.id).catch(() => {});
    throw error;
  } finally {
    await releaseLocks(run.client);
  }
}

async function finish(
  plan: ImportPlan,
  run: ImportRun,
  stage: Stage,
): Promise<Omit<ImportResult, 'source' | 'reasons'>> {
  const { stores, source, group, progress } = plan;
  const { state, facts } = stores;
  const { tables, taken, bytes, counted, read, rejected } = stage;
  const grouped = group !== null;
  if (grouped) {
    progress('grouping lines');
    await groupLines(facts, tables, taken, group);
  }
  const rows = grouped ? await countRows(stores, tables.key) : taken;
  const mixedTimes = grouped ? await countRows(stores, tables.key, 'mixed = 1') : 0;
  progress('looking for duplicates');
  // Before it is our turn, as live events wait for that long: of this source nothing comes meanwhile but live, and those are looked for below.
  const there = await numberedTo(state);
  await markDuplicates({ facts, tables, source, rows, counted, grouped, base: there });
  const base = await beginCommit(run, state, facts);
  const staged = { from: stage.base, to: stage.seq };
  const isLive = await takeLiveKeys({ state, facts, run, tables, staged, progress });
  const duplicates = grouped
    ? await skippedLines(stores, stage)
    : await countRows(stores, tables.skip);
  const erased = await markErased(stores, tables);
  const suppressed =
    grouped && erased > 0 ? (await skippedLines(stores, stage)) - duplicates : erased;
  const skipped = await countRows(stores, tables.skip);
  const again = counted > 0 ? await countRows(stores, tables.again) : 0;
  const move: EventMove = { facts, tables, run, staged, bytes, skipped, again, grouped, base };
  progress('storing events: 0');
  const events = await storeEvents(move, (stored) => {
    progress(`storing events: ${stored.toLocaleString('en')}`);
  });
  if (rejected > 0) await storeRejects(move);
  const counts = { read, accepted: taken - duplicates - suppressed, duplicates, rejected, events };
  if (!isLive) await run.client.query('BEGIN');
  await keepLinks(facts, run.client, tables, base + events);
  await endImport(run, base, counts);
  await run.client.query('COMMIT');
  await dropStaging(facts, run.id);
  return {
    ...{ ...counts, groups: grouped ? rows : null, mixedTimes },
    ...(suppressed > 0 ? { suppressed } : {}),
  };
}

async function countRows({ facts }: Stores, table: string, where = '1'): Promise<number> {
  const rows = await facts.rows<{ count: string }>(
    `SELECT count() AS count FROM ${table} WHERE ${where}`,
  );
  return Number(rows[0]?.count);
}

async function skippedLines({ facts }: Stores, { tables }: Stage): Promise<number> {
  const rows = await facts.rows<{ lines: string }>(
    `SELECT sum(lines) AS lines FROM ${tables.key} WHERE seq IN (SELECT seq FROM ${tables.skip})`,
  );
  return Number(rows[0]?.lines);
}
