import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Model, RECOGNISED_COLUMNS, REFUSED_SQL, readModel } from '@bothways/core';
import { type Threadable, thread } from '@bothways/core/journey';
import { lastTouchpoints } from '@bothways/core/person';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createGeneration,
  dropGeneration,
  encounterTable,
  type Generation,
  generationReady,
  hadLedger,
  threadTable,
} from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { importEvents } from './import-events.ts';
import { rebuild } from './rebuild.ts';
import { buildThreads } from './threads.ts';
import { modelOf as modelFilesOf, WORLD, worldEvents } from './world-testing.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());

const steps = (journey: string): string =>
  `phases: [{ id: p, steps: [{ id: s, touchpoints: [${['one', 'two', 'three']
    .map((id) => `{ id: ${journey}-${id}, channel: web, when: event == "${journey} ${id}" }`)
    .join(', ')}] }] }]`;
const MODEL = `
bothways: 1
name: Threads
currency: EUR
journeys:
  - { id: ruled, mission: { starts_when: event == "S", ends_when: event == "E", gap: 14d }, ${steps('ruled')} }
  - { id: ended, mission: { ends_when: event == "E", gap: 14d }, ${steps('ended')} }
  - { id: timed, ${steps('timed')} }
`;
const DAY = 86_400_000;
const GAPS: Readonly<Record<string, number>> = { ruled: 14, ended: 14, timed: 30 };
const JOURNEYS = Object.keys(GAPS);
const TOUCHPOINTS = ['one', 'two', 'three'];

/** Many at the same moment, some exactly a gap apart. */
const encounter = fc.record({
  person: fc.integer({ min: 0, max: 250 }),
  journey: fc.constantFrom(...JOURNEYS),
  touchpoint: fc.constantFrom(...TOUCHPOINTS),
  case: fc.constantFrom(null, null, null, 'c', 'd'),
  at: fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((weeks) => weeks * 7 * DAY),
    fc.integer({ min: 0, max: 250 * DAY }),
  ),
  starts: fc.boolean(),
  ends: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
});
type Made = ReturnType<typeof encounters>[number];

function encounters(seed: number) {
  return fc.sample(encounter, { numRuns: 6000, seed }).map((each, index) => {
    const id = createHash('sha256').update(String(index)).digest('hex').slice(0, 32);
    return {
      ...each,
      id,
      starts: each.starts && each.journey === 'ruled',
      ends: each.ends && each.journey !== 'timed',
    };
  });
}

function modelOf(text: string): Model {
  const { model, problems } = readModel([{ file: 'm', text }]);
  if (model === null) throw new Error(JSON.stringify(problems));
  return model;
}

let generations = 0;

/** The threads that SQL makes of encounters that came in this order, without the order that they came in. */
async function threaded(came: readonly Made[], bucket: number): Promise<readonly unknown[]> {
  const { facts } = opened.stores;
  generations += 1;
  const generation: Generation = {
    ...{
      id: generations,
      modelVersion: 1,
      seqDone: came.length,
      seqWorked: came.length,
      recognition: '',
      summary: null,
      corrected: false,
    },
  };
  await createGeneration(facts, generation.id, {
    columns: RECOGNISED_COLUMNS,
    refusedSql: REFUSED_SQL,
  });
  const staged = `staged_${generation.id}`;
  await facts.run(
    `CREATE TABLE ${staged} (id String, person UInt64, journey String, touchpoint String, case Nullable(String), at Int64, starts UInt8, ends UInt8, seq UInt64) ENGINE = Memory`,
  );
  const rows = came.map((each, index) => `${JSON.stringify({ ...each, seq: index + 1 })}\n`);
  await facts.insert(staged, 'JSONEachRow', Readable.from(rows));
  await facts.run(
    `INSERT INTO encounter_g${generation.id} (encounter_id, sign, seq, person_id, at, journey, touchpoint, channel, n, grade, case_id, starts, ends)
     SELECT unhex(id), 1, seq, CAST(substring(SHA256(toString(person)), 1, 16), 'FixedString(16)'), fromUnixTimestamp64Milli(at), journey,
       concat(journey, '-', touchpoint), 'web', 1, 'A', case, starts, ends FROM ${staged}`,
  );
  await buildThreads(facts, modelOf(MODEL), generation, bucket);
  return facts.rows(
    `SELECT lower(hex(encounter_id)) AS id, toString(instance) AS instance, place, places, toString(end) AS end, toString(before) AS before, wait_s
     FROM ${threadTable(generation)} ORDER BY id`,
  );
}

/** The same by the reference, journey by journey. */
function expected(made: readonly Made[]): readonly unknown[] {
  const newest = Math.max(...made.map(({ at }) => at));
  return JOURNEYS.flatMap((journey) =>
    thread(
      made
        .filter((each) => each.journey === journey)
        .map((each): Threadable & { readonly made: Made } => ({
          person: String(each.person),
          caseId: each.case,
          at: each.at,
          id: `${each.starts ? (each.ends ? 1 : 0) : each.ends ? 3 : 2}${TOUCHPOINTS.indexOf(each.touchpoint)}${each.id}`,
          ...{ starts: each.starts, ends: each.ends, made: each },
        })),
      { gapMs: (GAPS[journey] ?? 0) * DAY, until: newest, hasStart: journey === 'ruled' },
    ),
  )
    .flatMap(({ events, end }) => {
      const first = Buffer.from((events[0]?.made.id ?? '').slice(0, 16), 'hex');
      return events.map(({ made: { id, journey, at } }, index) => {
        const before = events[index - 1]?.made;
        // A journey without an end of its own is completed by its last step, which here is all of it.
        const isDone = journey === 'timed';
        return {
          id,
          instance: first.readBigUInt64LE().toString(),
          ...{ place: index + 1, places: events.length },
          end: isDone ? 'completed' : end,
          before: before === undefined ? '' : `${before.journey}-${before.touchpoint}`,
          wait_s: before === undefined ? 0 : (at - before.at) / 1000,
        };
      });
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

test('[TH1] SQL threads as the reference does, whatever the buckets and whatever came first', async () => {
  const made = encounters(1);
  const inOrder = await threaded(made, 1_000_000);
  expect(inOrder).toHaveLength(made.length);
  expect(inOrder).toEqual(expected(made));
  const late = [...made].sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(await threaded(late, 500)).toEqual(inOrder);
});

test('[TH2] a journey whose mission says no end is completed by its last step that takes events', () => {
  const [ruled, , timed] = modelOf(
    MODEL.replace(
      'channel: web, when: event == "timed three"',
      'channel: web, when: event == "timed three" }] }, { id: t, touchpoints: [{ id: planned, channel: web',
    ),
  ).journeys;
  if (ruled === undefined || timed === undefined) throw new Error('three journeys are wanted');
  expect(lastTouchpoints(ruled)).toEqual([]);
  expect(lastTouchpoints(timed)).toEqual(['timed-one', 'timed-two', 'timed-three']);
});

test('[TH3] what a killed rebuild left of threads is gone with the next, which has each encounter of a person once', async () => {
  const { stores } = opened;
  const { facts, state } = stores;
  const tables = async (): Promise<readonly string[]> =>
    (
      await facts.rows<{ name: string }>(
        `SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, 'thread_g') ORDER BY name`,
      )
    ).map(({ name }) => name);
  for (const name of await tables()) await facts.run(`DROP TABLE ${name}`);
  for (let id = 1; id <= generations; id += 1) await dropGeneration(facts, id);
  await state.query(`SELECT setval(pg_get_serial_sequence('generation', 'id'), $1)`, [generations]);
  const { model, files } = modelFilesOf(WORLD);
  await importEvents({ stores, source: 'world', events: worldEvents(3, 200) });
  await rebuild({ stores, model, files });
  const first = await generationReady(state);
  if (first === null) throw new Error('no generation is ready');
  await importEvents({ stores, source: 'later', events: worldEvents(4, 200) });
  // As if killed within the next rebuild: half a table under the name that it has, and one of a watermark that never came.
  const { rows } = await state.query<{ seq: string }>('SELECT max(seq_to) AS seq FROM import');
  const next = { ...first, seqDone: Number(rows[0]?.seq), seqWorked: Number(rows[0]?.seq) };
  for (const left of [next, { ...first, seqWorked: 7 }])
    await facts.run(
      `CREATE TABLE ${threadTable(left)} ENGINE = MergeTree ORDER BY place AS SELECT * FROM ${threadTable(first)} LIMIT 5`,
    );
  await rebuild({ stores, model, files });
  expect(await tables()).toEqual([threadTable(first), threadTable(next)].sort());
  const [counted] = await facts.rows<Record<'rows' | 'encounters' | 'wanted', number>>(
    `SELECT count() AS rows, uniqExact(encounter_id) AS encounters,
       (SELECT count() FROM ${encounterTable(next)} WHERE isNotNull(person_id) AND isNull(until)) AS wanted FROM ${threadTable(next)}`,
    { settings: { output_format_json_quote_64bit_integers: 0 } },
  );
  expect(counted?.rows).toBe(counted?.wanted);
  expect(counted?.encounters).toBe(counted?.wanted);
  expect(Number(counted?.wanted)).toBeGreaterThan(50);
});

test('[TH4] a ledger that an update took back is told from one that never was', async () => {
  const { state } = opened.stores;
  await state.query(`DELETE FROM generation WHERE state = 'retired'`);
  expect(await hadLedger(state)).toBe(false);
  await state.query(
    `UPDATE generation SET state = 'retired', retired_at = now() WHERE state = 'ready'`,
  );
  expect([await generationReady(state), await hadLedger(state)]).toEqual([null, true]);
});
