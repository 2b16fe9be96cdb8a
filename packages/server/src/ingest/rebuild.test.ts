import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LedgerRow, ledgerRows, readModel } from '@bothways/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Generation,
  generationReady,
  personSegmentTable,
  transferTable,
} from '../store/generation.ts';
import { cube } from '../store/measure/cube.ts';
import { openTestStores } from '../store/testing.ts';
import { importEvents } from './import-events.ts';
import { importFiles } from './import-files.ts';
import { rebuild } from './rebuild.ts';
import {
  entriesInStore,
  inOneOrder,
  modelOf,
  recognisedInJs,
  segmentsInJs,
  storedEvents,
  WORLD,
  worldEvents,
} from './world-testing.ts';

const OTHER_RULE = WORLD.replace('event == "Asked"', 'event == "Asked" || event == "Lost"');
const OTHER_VALUES = WORLD.replace(
  'median: 1.2, low: 1, high: 1.44',
  'median: 2.4, low: 2, high: 2.88',
);
/** The same world, in which nothing is exchanged. */
const COUNTING = WORLD.replaceAll(/exchange:\n( +- \{ give.*\n)+/g, 'exchange: []\n').replaceAll(
  /exchange: \[\{.*\}\]/g,
  'exchange: []',
);
let opened: Awaited<ReturnType<typeof openTestStores>>;

beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());

function take(seed: number, count: number) {
  return importEvents({ stores: opened.stores, source: 'world', events: worldEvents(seed, count) });
}

/** Calls that nobody made in particular: 40 of half a minute in January, 2 that lack their minutes in February. */
async function takeCounted(): Promise<void> {
  const { stores, dataDir } = opened;
  const folder = join(dataDir, 'counted');
  mkdirSync(folder);
  const [file, mappingFile] = [join(folder, 'calls.csv'), join(folder, 'calls.mapping.yaml')];
  writeFileSync(
    file,
    'month,name,calls,minutes,total\n2026-01-01,Called,40,0.5,\n2026-02-01,Paid,2,,',
  );
  writeFileSync(
    mappingFile,
    `bothways_mapping: 1
source: counted
time: { column: month }
event: { column: name }
aggregate: { n: calls, per: month }
properties: { minutes: { column: minutes, as: number }, total: { column: total, as: number } }
`,
  );
  await importFiles({ stores, dataDir, files: [file], mappingFile });
}

async function rebuilt(text: string) {
  const { model, files } = modelOf(text);
  const summary = await rebuild({ stores: opened.stores, model, files });
  return { model, summary, generation: await ready() };
}

async function ready(): Promise<Generation> {
  const generation = await generationReady(opened.stores.state);
  if (generation === null) throw new Error('no generation is ready');
  return generation;
}

/** What stands in the store is what JS makes of all events. */
async function expectWhole(text: string): Promise<void> {
  const { facts } = opened.stores;
  const made = recognisedInJs(await storedEvents(facts), modelOf(text).model);
  expect(inOneOrder(await entriesInStore(facts, await ready()))).toEqual(inOneOrder(made));
}

async function tables(like: string): Promise<readonly string[]> {
  const rows = await opened.stores.facts.rows<{ name: string }>(
    'SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE {like:String} ORDER BY name',
    { parameters: { like } },
  );
  return rows.map(({ name }) => name);
}

/** Every table as it was made: one dropped and made again is another. */
function tablesMade(): Promise<readonly unknown[]> {
  return opened.stores.facts.rows(
    'SELECT name, uuid FROM system.tables WHERE database = currentDatabase() ORDER BY name',
  );
}

async function ledgerOf(generation: Generation, text: string): Promise<readonly LedgerRow[]> {
  const { model } = modelOf(text);
  return ledgerRows(
    await cube({ facts: opened.stores.facts, generation, model, by: ['touchpoint'] }),
    model,
  );
}

// One workspace over time: each test goes on where the one before ended.
test('[RB2] nothing imported: everything is unseen, and a ledger stands that is empty', async () => {
  const { summary, generation } = await rebuilt(WORLD);
  expect(summary).toEqual({
    ...{ events: 0, encounters: 0, transfers: 0, unmapped: [], unmappedNames: 0, refused: [] },
    unseen: ['paid', 'gift', 'call', 'asked', 'never'],
  });
  expect(generation).toMatchObject({ id: 1, seqDone: 0, summary });
});

test('[RB3] what was imported since is taken in, into the same generation, as a whole', async () => {
  await take(1, 500);
  const first = await rebuilt(WORLD);
  await take(1, 900);
  await take(2, 100);
  const second = await rebuilt(WORLD);
  expect([first.generation.id, second.generation.id]).toEqual([1, 1]);
  expect([first.summary.events, second.summary.events]).toEqual([500, 1000]);
  await expectWhole(WORLD);
});

test('[RB4] again changes nothing, not even while others read', async () => {
  const before = await ready();
  const made = await tablesMade();
  const { summary, generation } = await rebuilt(WORLD);
  // Older segments may be dropped; nothing is made.
  expect(made).toEqual(expect.arrayContaining([...(await tablesMade())]));
  expect(generation).toEqual(before);
  expect(summary).toEqual(before.summary);
  await expectWhole(WORLD);
});

test('[RB5] the summary counts what no touchpoint takes, what none reaches, and legs refused', async () => {
  const { facts } = opened.stores;
  await takeCounted();
  const { model, summary } = await rebuilt(WORLD);
  const events = await storedEvents(facts);
  const { encounters, transfers, refused } = recognisedInJs(events, model);
  // Each counted call is one, and moves one wait; each counted payment is one, and lacks two amounts.
  expect(occurrences(encounters)).toBe(encounters.length + 39 + 1);
  expect(occurrences(refused)).toBe(refused.length + 2);
  const taken = new Set(encounters.map(({ seq }) => seq));
  const unmapped = new Map<string, number>();
  for (const { seq, name, type } of events)
    if (!taken.has(seq) && type !== 'identify') unmapped.set(name, (unmapped.get(name) ?? 0) + 1);
  expect(summary).toMatchObject({
    events: events.length,
    encounters: occurrences(encounters),
    transfers: occurrences(transfers),
    unmappedNames: unmapped.size,
    unseen: ['never'],
  });
  expect(new Map(summary.unmapped.map(({ name, count }) => [name, count]))).toEqual(unmapped);
  expect(summary.unmapped.map(({ count }) => count)).toEqual(
    [...unmapped.values()].sort((a, b) => b - a),
  );
  const counts = Object.fromEntries(
    summary.refused.map((row) => [`${row.touchpoint} ${row.kind} ${row.reason}`, row.count]),
  );
  const expected = Map.groupBy(refused, (each) => `${each.touchpoint} ${each.kind} ${each.reason}`);
  expect(counts).toEqual(
    Object.fromEntries([...expected].map(([key, some]) => [key, occurrences(some)])),
  );
});

test('[RB6] a changed valuation values the same generation otherwise; no quantity moves', async () => {
  const before = await ready();
  const old = await ledgerOf(before, WORLD);
  const { generation } = await rebuilt(OTHER_VALUES);
  expect(generation).toMatchObject({ id: before.id, seqDone: before.seqDone });
  expect(generation.modelVersion).not.toBe(before.modelVersion);
  const { rows } = await opened.stores.state.query(
    'SELECT files FROM model_version WHERE id = $1',
    [generation.modelVersion],
  );
  expect(readModel(rows[0].files).model?.valuations[0]?.worth?.median).toBe(2.4);
  const now = await ledgerOf(generation, OTHER_VALUES);
  expect(now.map(({ quantity, n }) => [quantity, n])).toEqual(
    old.map(({ quantity, n }) => [quantity, n]),
  );
  const worth = (rows: readonly LedgerRow[]) =>
    rows.map((row) =>
      row.worth.kind === 'estimate' && row.kind === 'goods' ? row.worth.median : 0,
    );
  for (const [index, value] of worth(now).entries())
    expect(value).toBeCloseTo(2 * (worth(old)[index] ?? 0), 6);
  // Who still reads by the model version before finds its segments.
  expect(await ledgerOf(before, WORLD)).toEqual(old);
});

test('[RB7] a changed rule builds a new generation; the old one stays readable, and goes later', async () => {
  const { state } = opened.stores;
  const before = await ready();
  const old = await ledgerOf(before, WORLD);
  const { generation } = await rebuilt(OTHER_RULE);
  expect(generation.id).toBe(before.id + 1);
  await expectWhole(OTHER_RULE);
  expect(await ledgerOf(before, WORLD)).toEqual(old);
  await rebuilt(OTHER_RULE);
  expect(await tables(`%g${before.id}%`)).toContain(transferTable(before));
  await state.query(
    `UPDATE generation SET retired_at = retired_at - interval '10 minutes' WHERE state = 'retired'`,
  );
  await rebuilt(OTHER_RULE);
  expect(await tables(`%\\_g${before.id}%`)).toEqual([]);
  expect((await state.query('SELECT id FROM generation')).rows).toEqual([
    { id: String(generation.id) },
  ]);
});

test('[RB8] what a killed rebuild left is gone with the next, before or after its rows came', async () => {
  const { facts, state } = opened.stores;
  const before = await ready();
  await take(3, 50);
  // One stopped in the midst of the new events of this generation, one while it built another.
  await facts.run(
    `INSERT INTO transfer_g${before.id} SELECT * REPLACE (seq + 1000000 AS seq) FROM transfer_g${before.id} LIMIT 40`,
  );
  await facts.run(`INSERT INTO unmapped_g${before.id} VALUES ('Ghost', 2000000, 5)`);
  await state.query(
    `INSERT INTO generation (model_version, state, recognition) VALUES ($1, 'building', 'half')`,
    [before.modelVersion],
  );
  await facts.run(`CREATE TABLE encounter_g${before.id + 1} (seq UInt64) ENGINE = Memory`);
  const { summary, generation } = await rebuilt(OTHER_RULE);
  expect(generation.id).toBe(before.id);
  expect(summary.unmapped.map(({ name }) => name)).not.toContain('Ghost');
  expect(await tables(`encounter\\_g%`)).toEqual([
    `encounter_g${before.id}`,
    `encounter_g${before.id}_view`,
  ]);
  await expectWhole(OTHER_RULE);
});

test('[RB9] of two at once one waits; the ledger is whole', async () => {
  await take(4, 200);
  const [one, two] = await Promise.all([rebuilt(WORLD), rebuilt(WORLD)]);
  expect(one.summary).toEqual(two.summary);
  expect(one.generation.id).toBe(two.generation.id);
  await expectWhole(WORLD);
});

test('[RB10] people stand in the first segment that their latest traits meet; the others in none', async () => {
  const { facts } = opened.stores;
  const { model, generation } = await rebuilt(WORLD);
  const rows = await facts.rows<{ person: string; segment: string }>(
    `SELECT lower(hex(person_id)) AS person, segment FROM ${personSegmentTable(generation)}`,
  );
  const expected = [...segmentsInJs(await storedEvents(facts), model)].filter(
    ([, segment]) => segment !== 'everyone',
  );
  expect(new Map(rows.map(({ person, segment }) => [person, segment]))).toEqual(new Map(expected));
  expect(new Set(rows.map(({ segment }) => segment))).toEqual(new Set(['big', 'known']));
  expect(rows.length).toBe(expected.length);
});

test('[RB11] a model that takes nothing, or only counts, rebuilds', async () => {
  const plan = WORLD.replaceAll(/^ +when: (event|properties).*\n/gm, '').replace(
    'when: event == "Never", ',
    '',
  );
  expect((await rebuilt(plan)).summary).toMatchObject({
    encounters: 0,
    transfers: 0,
    unseen: ['paid', 'gift', 'call', 'asked', 'never'],
  });
  const { summary } = await rebuilt(COUNTING);
  expect(summary).toMatchObject({ transfers: 0 });
  expect(summary.encounters).toBeGreaterThan(100);
  await expectWhole(COUNTING);
});

function occurrences(entries: readonly { readonly n: number }[]): number {
  return entries.reduce((sum, { n }) => sum + n, 0);
}
