import {
  type Journey,
  type Model,
  RULE_SETTINGS,
  type Touchpoint,
  textSql,
  touchpointsOf,
} from '@bothways/core';
import { GAP_DAYS, lastTouchpoints } from '@bothways/core/person';
import { factTables } from '../store/fact-tables.ts';
import type { Facts } from '../store/facts.ts';
import { encounterTable, type Generation, threadTable } from '../store/generation.ts';
import { createThreads } from '../store/thread-table.ts';
import { MARKS } from './marked-statements.ts';

/** Encounters whose people one statement threads: some 300 bytes of memory each. */
const ENCOUNTERS_A_BUCKET = 1_500_000;
const DAY_MS = 86_400_000;

const THREAD_SETTINGS = {
  ...RULE_SETTINGS,
  max_execution_time: 0,
  max_insert_threads: 2,
  min_insert_block_size_rows: 524_288,
  // A person with very many encounters makes a large block by themselves.
  max_block_size: 8_192,
} as const;

/**
 * Puts the encounters of each person to journeys of theirs, for every current journey, in buckets of people of bounded
 * memory. It looks at what happened and when, never at what came first: late equals in order.
 *
 * A journey of somebody's is what has one case id; without case ids, what goes on without a silence longer than the gap,
 * parted where the mission had ended: at the next event that starts one, or, where the mission says no such event, at the
 * next at all. Encounters of one moment are never parted; among them what starts comes first and what ends last, then the
 * order of the plan.
 *
 * Source: semantics.md 10; `thread` of core/journey gives the same in JS.
 */
export async function buildThreads(
  facts: Facts,
  model: Model,
  generation: Generation,
  encountersABucket: number = ENCOUNTERS_A_BUCKET,
): Promise<void> {
  const table = threadTable(generation);
  const { cluster } = factTables();
  await facts.run(`DROP TABLE IF EXISTS ${table} ${cluster}`);
  await createThreads(facts, generation);
  const [seen] = await facts.rows<{ encounters: string; newest: string }>(
    `SELECT count() AS encounters, toString(toUnixTimestamp64Milli(max(at))) AS newest
     FROM ${encounterTable(generation)} WHERE ${SINGLE} AND seq <= {seq:UInt64}`,
    { parameters: { seq: generation.seqDone } },
  );
  const encounters = Number(seen?.encounters ?? 0);
  const buckets = Math.ceil(encounters / encountersABucket);
  for (let bucket = 0; bucket < buckets; bucket += 1)
    await facts.run(
      `${MARKS.rebuild} INSERT INTO ${table} ${threadSql(model, encounterTable(generation), seen?.newest ?? '0')}`,
      {
        parameters: { seq: generation.seqDone, buckets, bucket },
        settings: THREAD_SETTINGS,
      },
    );
}

/** Encounters that count in journeys: of one person, once. */
const SINGLE = 'isNotNull(person_id) AND isNull(until)';

/** A current journey, and what of it touchpoints do. */
interface Threaded {
  readonly journey: Journey;
  readonly touchpoints: readonly Touchpoint[];
}

function threadedOf(model: Model): readonly Threaded[] {
  return model.journeys
    .filter(({ state }) => state === 'current')
    .map((journey) => ({
      journey,
      touchpoints: touchpointsOf({ ...model, journeys: [journey] }).filter(
        ({ when }) => when !== null,
      ),
    }));
}

/** Of a tuple of an encounter, in the order in which they are sorted: the moment, its rank there, the plan's, its id. */
const ROW =
  '(at, rank, position, encounter_id, seq, account_id, touchpoint, channel, duration_s, felt, starts, ends, done)';

function threadSql(model: Model, table: string, newestMs: string): string {
  const threaded = threadedOf(model);
  const touchpoints = threaded.flatMap((each) => each.touchpoints.map(({ id }) => id));
  const gap = byJourney(threaded, ({ mission }) =>
    String(Math.round((mission?.gapDays ?? GAP_DAYS) * DAY_MS)),
  );
  const startsAnywhere = threaded
    .filter(({ journey }) => !journey.mission?.startsWhen)
    .map(({ journey }) => journey.id);
  const lasts = threaded.flatMap(({ journey }) => lastTouchpoints(journey));
  const among = (column: string, ids: readonly string[]): string =>
    ids.length === 0 ? '0' : `${column} IN (${ids.map(textSql).join(', ')})`;
  const before = `[${['', ...touchpoints].map(textSql).join(', ')}]`;
  return `SELECT instance, journey, person_id, row.6, row.5, row.1, row.4, row.7, row.8, row.9, row.10,
  index - first + 1 AS place, last - first + 1 AS places,
  multiIf(is_done, 'completed', ${newestMs} - toUnixTimestamp64Milli(last_at) > ${gap}, 'abandoned', 'open') AS end,
  if(is_cut, '', ${before}[position_before + 1]) AS before,
  if(is_cut, 0, (toUnixTimestamp64Milli(row.1) - toUnixTimestamp64Milli(at_before)) / 1000) AS wait_s, row.13 AS completes
FROM (
  SELECT journey, person_id, arraySort(groupArray(${ROW})) AS rows, arrayEnumerate(rows.1) AS indices,
    ${shifted('rows.1', 'rows[1].1')} AS ats_before, ${shifted('rows.3', 'toUInt16(0)')} AS positions_before,
    arrayMap((at, before, index) -> index > 1 AND at = before, rows.1, ats_before, indices) AS joined,
    arrayMap((at, before, index) -> index = 1 OR (case_key = 0 AND toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(before) > ${gap}), rows.1, ats_before, indices) AS silent,
    -- What was marked last: 2 the end of a mission, 1 the beginning of another.
    arrayFill(mark -> mark != 0, arrayMap((silence, start, end, same) -> multiIf(end, 2, silence OR (start AND NOT same), 1, 0), silent, rows.11, rows.12, joined)) AS marks,
    arrayMap((silence, start, mark, same) -> silence OR (case_key = 0 AND start AND mark = 2 AND NOT same), silent, rows.11, ${shifted('marks', 'toUInt8(0)')}, joined) AS cuts,
    arrayPushBack(arrayPopFront(cuts), 1) AS stops,
    arrayFill((index, cut) -> cut, indices, cuts) AS firsts,
    arrayReverseFill((index, stop) -> stop, indices, stops) AS lasts,
    arrayReverseFill((at, stop) -> stop, rows.1, stops) AS last_ats,
    arrayFill((id, cut) -> cut, arrayMap(id -> reinterpretAsUInt64(substring(id, 1, 8)), rows.4), cuts) AS instances,
    arrayReverseFill((mark, stop) -> stop, arrayMap(mark -> mark = 2, arrayFill(mark -> mark != 0, arrayMap((done, cut) -> multiIf(done, 2, cut, 1, 0), rows.13, cuts))), stops) AS are_done
  FROM (
    SELECT journey, assumeNotNull(person_id) AS person_id, if(isNull(case_id), 0, sipHash64(assumeNotNull(case_id))) AS case_key,
      at, multiIf(starts, if(ends, 1, 0), ends, 3, 2) AS rank, toUInt16(${positionSql(touchpoints)}) AS position, encounter_id, seq, account_id, touchpoint, channel,
      duration_s, felt, starts OR ${among('journey', startsAnywhere)} AS starts, ends, ends OR ${among('touchpoint', lasts)} AS done
    FROM ${table} AS met
    WHERE isNotNull(met.person_id) AND isNull(until) AND seq <= {seq:UInt64} AND cityHash64(assumeNotNull(met.person_id)) % {buckets:UInt64} = {bucket:UInt64}
  ) GROUP BY journey, person_id, case_key
) ARRAY JOIN rows AS row, indices AS index, firsts AS first, lasts AS last, last_ats AS last_at, instances AS instance, are_done AS is_done,
  cuts AS is_cut, positions_before AS position_before, ats_before AS at_before`;
}

/** An array one place later: what each of its rows comes behind. */
function shifted(array: string, first: string): string {
  return `arrayPushFront(arrayPopBack(${array}), ${first})`;
}

function byJourney(threaded: readonly Threaded[], of: (journey: Journey) => string): string {
  const cases = threaded.map(({ journey }) => `${textSql(journey.id)}, toInt64(${of(journey)})`);
  const pairs = cases.map((each) => `journey = ${each}`);
  return `multiIf(${pairs.join(', ')}${pairs.length === 0 ? '0, toInt64(0)' : ''}, toInt64(${GAP_DAYS * DAY_MS}))`;
}

function positionSql(touchpoints: readonly string[]): string {
  if (touchpoints.length === 0) return '0';
  const places = touchpoints.map((_, index) => String(index + 1)).join(', ');
  return `transform(touchpoint, [${touchpoints.map(textSql).join(', ')}], [${places}], 0)`;
}
