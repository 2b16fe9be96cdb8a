import type { Pool } from 'pg';
import { factTables } from './fact-tables.ts';
import type { Facts } from './facts.ts';
import {
  CORRECTED_SINKS,
  type HeldKinds,
  MERGE_BYTES_MAX,
  SINKS,
  sinkTables,
  sinkViews,
} from './generation-tables.ts';
import { ENTRY_KEYS, standingRows } from './standing.ts';
import { StoreError } from './store-error.ts';

/** What a rebuild found, kept with its generation so that a report needs no second pass. */
export interface RebuildSummary {
  readonly events: number;
  readonly encounters: number;
  readonly transfers: number;
  /** Events that no touchpoint takes, by name, most frequent first, at most 1,000 names ... */
  readonly unmapped: readonly { readonly name: string; readonly count: number }[];
  /** ... of this many. */
  readonly unmappedNames: number;
  /** Touchpoints of current journeys that no event reaches. */
  readonly unseen: readonly string[];
  /** Legs refused, by touchpoint, kind and reason. */
  readonly refused: readonly {
    readonly touchpoint: string;
    readonly kind: string;
    readonly reason: string;
    readonly count: number;
  }[];
}

/** One build of the ledger: which tables, how far, under which model version. Read once a request. */
export interface Generation {
  readonly id: number;
  readonly modelVersion: number;
  /** Encounters and transfers are complete up to here, which live events move; rows past it are on their way, or of a run that has not ended. */
  readonly seqDone: number;
  /** Segments and journeys are worked out up to here; their tables are named by it. */
  readonly seqWorked: number;
  /** Hash of what recognition reads of the model; equal hashes share a generation whatever the valuations. */
  readonly recognition: string;
  readonly summary: RebuildSummary | null;
  /** Whether rows of it were, or are being, corrected: readers then leave out what was. */
  readonly corrected: boolean;
}

/** What a reader of entries has to know of a generation. */
export type ReadGeneration = Pick<Generation, 'id' | 'seqDone' | 'corrected'>;

/** The encounters that stand, to be read from: a table's name, or a query in brackets. */
export function encounterTable(generation: ReadGeneration): string {
  const table = encounterRows(generation);
  const { corrected, seqDone } = generation;
  return corrected ? standingRows(table, ENTRY_KEYS.encounter, seqDone) : table;
}
/** The transfers that stand, to be read from: a table's name, or a query in brackets. */
export function transferTable(generation: ReadGeneration): string {
  const table = transferRows(generation);
  const { corrected, seqDone } = generation;
  return corrected ? standingRows(table, ENTRY_KEYS.transfer, seqDone) : table;
}
/** The table that encounters are written to, with what was taken back and what took it back. */
export function encounterRows({ id }: Pick<Generation, 'id'>): string {
  return `encounter_g${id}`;
}
/** The table that transfers are written to, with what was taken back and what took it back. */
export function transferRows({ id }: Pick<Generation, 'id'>): string {
  return `transfer_g${id}`;
}
/** The legs that encounters did not make, to be read from: those that wait for a right have the reason `no-consent`. */
export function legRefusedTable(generation: Pick<ReadGeneration, 'id' | 'seqDone'>): string {
  const held = standingRows(heldRows(generation), ENTRY_KEYS.transfer, generation.seqDone);
  return `(SELECT encounter_id, leg, seq, touchpoint, kind, reason, n FROM ${legRefusedRows(generation)} UNION ALL
    SELECT encounter_id, leg, seq, touchpoint, kind, 'no-consent' AS reason, n FROM ${held} WHERE NOT startsWith(kind, 'permission:'))`;
}
/** The table that refused legs are written to; it has none that wait for a right. */
export function legRefusedRows({ id }: Pick<Generation, 'id'>): string {
  return `leg_refused_g${id}`;
}
/** The table that legs are written to that wait for a right, and rights that no balance rests on. */
export function heldRows({ id }: Pick<Generation, 'id'>): string {
  return `transfer_held_g${id}`;
}
export function unmappedTable({ id }: Pick<Generation, 'id'>): string {
  return `unmapped_g${id}`;
}
/** Segments are opinion: worked out whole each time, for the watermark and the model version that readers see. */
export function personSegmentTable({
  id,
  seqWorked,
  modelVersion,
}: Pick<Generation, 'id' | 'seqWorked' | 'modelVersion'>): string {
  return `person_segment_g${id}_${modelVersion}_${seqWorked}`;
}
/** Which encounters make up one person's journey depends on all of them: worked out whole each time, as segments are. */
export function threadTable({
  id,
  seqWorked,
  modelVersion,
}: Pick<Generation, 'id' | 'seqWorked' | 'modelVersion'>): string {
  return `thread_g${id}_${modelVersion}_${seqWorked}`;
}

/**
 * The generation that readers use now; null before the first rebuild.
 *
 * Errors: a StoreError where it was seen to be damaged.
 */
export async function generationReady(state: Pool): Promise<Generation | null> {
  // By way of JSON, as data that is only now brought to the newest version has no such column yet.
  const { rows } = await state.query<GenerationRow & { readonly damaged: string | null }>(
    `SELECT id, model_version, seq_done, to_jsonb(generation) -> 'seq_worked' AS seq_worked, recognition, summary, coalesce((to_jsonb(generation) ->> 'corrected')::boolean, false) AS corrected,
       to_jsonb(generation) ->> 'damaged' AS damaged FROM generation
     WHERE state = 'ready' ORDER BY id DESC LIMIT 1`,
  );
  const [row] = rows;
  if (row === undefined) return null;
  if (row.damaged === null) return generationOf(row);
  throw new StoreError({
    store: 'facts',
    code: 'ledger-damaged',
    seen: `the ledger is damaged: ${row.damaged}`,
    todo: 'run "bothways rebuild" with the model: it makes the ledger anew from the events',
  });
}

/** From now on readers leave out what is taken back: to be kept before anything is. */
export async function markCorrected(state: Pool, { id }: Pick<Generation, 'id'>): Promise<void> {
  await state.query('UPDATE generation SET corrected = true WHERE id = $1 AND NOT corrected', [id]);
}

/** Whether there was a ledger that readers cannot use any more: an update of the store takes back what it cannot read. */
export async function hadLedger(state: Pool): Promise<boolean> {
  const { rows } = await state.query("SELECT 1 FROM generation WHERE state = 'retired' LIMIT 1");
  return rows.length > 0;
}

export interface GenerationRow {
  readonly id: string;
  readonly model_version: string;
  readonly seq_done: string;
  readonly seq_worked: string;
  readonly recognition: string;
  readonly summary: RebuildSummary | null;
  readonly corrected: boolean;
}

export function generationOf(row: GenerationRow): Generation {
  return {
    id: Number(row.id),
    modelVersion: Number(row.model_version),
    seqDone: Number(row.seq_done),
    seqWorked: Number(row.seq_worked),
    recognition: row.recognition,
    summary: row.summary,
    corrected: row.corrected,
  };
}

/** Those that a pass writes most to. */
const HEAVY_SINKS = ['encounter', 'transfer'] as const;

/**
 * Makes the empty tables of a generation, and the views that fill them from one pass of recognition. Where `merging` is
 * false, what is written is not merged until `setMerging` allows it.
 */
export async function createGeneration(
  facts: Facts,
  id: number,
  recognised: {
    readonly columns: string;
    readonly refusedSql: string;
    /** Null: no kind waits for a right. */
    readonly held?: HeldKinds | null;
  },
  merging = true,
): Promise<void> {
  const tables = factTables();
  for (const statement of [
    ...sinkTables(id, tables, merging),
    `CREATE TABLE recognised_g${id} ${tables.cluster} (${recognised.columns}) ENGINE = Null`,
    ...sinkViews(id, tables, recognised.refusedSql, recognised.held ?? null),
  ])
    await facts.run(statement);
}

/**
 * Says whether the engine may merge the parts of a generation. While a pass writes it better does not: it would merge the
 * same rows again as more come, instead of once when all are there.
 */
export async function setMerging(
  facts: Facts,
  { id }: Pick<Generation, 'id'>,
  isAllowed: boolean,
): Promise<void> {
  const { cluster } = factTables();
  const change = isAllowed
    ? `RESET SETTING ${MERGE_BYTES_MAX}`
    : `MODIFY SETTING ${MERGE_BYTES_MAX} = 1`;
  await Promise.all(
    HEAVY_SINKS.map((sink) => facts.run(`ALTER TABLE ${sink}_g${id} ${cluster} ${change}`)),
  );
}

/** How many parts the table of a generation with the most of them has. */
export async function partsMost(facts: Facts, { id }: Pick<Generation, 'id'>): Promise<number> {
  const [row] = await facts.rows<{ parts: string }>(
    `SELECT max(parts) AS parts FROM (SELECT count() AS parts FROM system.parts
     WHERE active AND database = currentDatabase() AND table IN ({tables:Array(String)}) GROUP BY table)`,
    { parameters: { tables: HEAVY_SINKS.map((sink) => `${sink}_g${id}`) } },
  );
  return Number(row?.parts ?? 0);
}

export async function tableExists(facts: Facts, name: string): Promise<boolean> {
  const rows = await facts.rows(
    'SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = {name:String}',
    { parameters: { name } },
  );
  return rows.length > 0;
}

/** Makes the empty table of a generation's segments. */
export async function createPersonSegments(facts: Facts, generation: Generation): Promise<void> {
  const { cluster, engine, settings } = factTables();
  await facts.run(
    `CREATE TABLE ${personSegmentTable(generation)} ${cluster} (person_id FixedString(16), segment LowCardinality(String)) ENGINE = ${engine} ORDER BY person_id ${settings}`,
  );
}

/** Drops whatever exists of a generation: it may have been half made, or half dropped. */
export async function dropGeneration(facts: Facts, id: number): Promise<void> {
  const { cluster } = factTables();
  for (const sink of SINKS) await facts.run(`DROP VIEW IF EXISTS ${sink}_g${id}_view ${cluster}`);
  await facts.run(`DROP TABLE IF EXISTS recognised_g${id} ${cluster}`);
  for (const sink of SINKS) await facts.run(`DROP TABLE IF EXISTS ${sink}_g${id} ${cluster}`);
  for (const aside of ['identity_of', 'identity_live', 'held_run', 'held_grant'])
    await facts.run(`DROP TABLE IF EXISTS ${aside}_g${id} ${cluster}`);
  await dropWorkedOut(facts, id, []);
}

/** Drops the segment and thread tables of a generation but those named. */
export async function dropWorkedOut(
  facts: Facts,
  id: number,
  keep: readonly string[],
): Promise<void> {
  const names = await facts.rows<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase()
       AND (startsWith(name, {segments:String}) OR startsWith(name, {threads:String}))`,
    { parameters: { segments: `person_segment_g${id}_`, threads: `thread_g${id}_` } },
  );
  const { cluster } = factTables();
  for (const { name } of names.filter((each) => !keep.includes(each.name)))
    await facts.run(`DROP TABLE IF EXISTS ${name} ${cluster}`);
}

/** Removes what a killed run left past the watermark. */
export async function dropPast(
  facts: Facts,
  { id, seqDone, corrected }: ReadGeneration,
): Promise<void> {
  for (const sink of SINKS) {
    const isCorrected = corrected && CORRECTED_SINKS.includes(sink);
    const where = isCorrected ? `(seq > ${seqDone} OR posted > ${seqDone})` : `seq > ${seqDone}`;
    const past = await facts.rows(`SELECT 1 FROM ${sink}_g${id} WHERE ${where} LIMIT 1`);
    if (past.length > 0)
      await facts.run(`ALTER TABLE ${sink}_g${id} DELETE WHERE ${where}`, {
        settings: { mutations_sync: 2 },
      });
  }
}
