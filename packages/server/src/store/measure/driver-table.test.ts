import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../../ingest/import-events.ts';
import { rebuild } from '../../ingest/rebuild.ts';
import { modelOf } from '../../ingest/world-testing.ts';
import { encounterTable, type Generation, generationReady, transferTable } from '../generation.ts';
import { openTestStores } from '../testing.ts';
import type { DriverTable } from './driver-columns.ts';
import {
  type DriverBlock,
  driverBlocks,
  driverPatterns,
  driverSample,
  scoredInAll,
} from './driver-table.ts';

const touchpoint = (id: string, more: string): string => `
              - id: ${id}
                channel: web
                when: event == "${id}"
                felt: { from: properties.rating, scale: csat-5 }
                measures: { duration_s: properties.seconds }
                exchange:
                  - { give: customer, kind: goods, quantity: properties.wait }
                  ${more}`;
const { model, files } = modelOf(`
bothways: 1
name: Scores
currency: EUR
values: { goods: { unit: piece, scale: 1 } }
journeys:
  - id: j
    phases:
      - id: p
        steps:
          - id: s
            touchpoints:${touchpoint('asked', '')}${touchpoint('paid', '- { give: customer, kind: money, quantity: 1 }')}${touchpoint('judged', '')}
`);

const CUT = Date.UTC(2025, 5, 1);
let opened: Awaited<ReturnType<typeof openTestStores>>;
let generation: Generation;

beforeAll(async () => {
  opened = await openTestStores();
  let state = 7;
  const dice = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const events = Array.from({ length: 900 }, (_, at) => {
    const wait = dice() < 0.3 ? 0 : Math.round(dice() * 100);
    return {
      type: 'track' as const,
      event: ['asked', 'paid', 'judged'][Math.floor(dice() * 3)] ?? 'asked',
      messageId: `m${at}`,
      userId: `u${Math.floor(dice() * 120)}`,
      timestamp: new Date(
        Date.UTC(2025, 0, 1) + Math.floor(dice() * 300) * 86_400_000,
      ).toISOString(),
      properties: {
        ...(dice() < 0.7 ? { rating: 1 + Math.floor(dice() * 5) } : {}),
        ...(dice() < 0.8 ? { seconds: Math.round(dice() * 200) } : {}),
        ...(dice() < 0.9 ? { wait } : {}),
      },
      context: { channel: 'web' },
    };
  });
  await importEvents({ stores: opened.stores, source: 'scores', events });
  await rebuild({ stores: opened.stores, model, files });
  const ready = await generationReady(opened.stores.state);
  if (ready === null) throw new Error('no generation is ready');
  generation = ready;
});
afterAll(() => opened.close());

const tableOf = (cut: number | null): DriverTable => ({
  ...{ generation, cut, segment: undefined },
  columns: [
    { kind: 'felt', touchpoints: ['asked', 'paid'] },
    {
      kind: 'kept',
      by: [{ touchpoint: 'asked', atMost: 100, atLeast: null, from: { kind: 'duration' } }],
    },
    {
      kind: 'kept',
      by: [
        { touchpoint: 'paid', atMost: 40, atLeast: null, from: { kind: 'leg', leg: 0, scale: 1 } },
      ],
    },
  ],
  outcome:
    cut === null
      ? { kind: 'rating', touchpoint: 'judged' }
      : { kind: 'bought-again', money: 'money', givers: ['customer'] },
});

interface Met {
  readonly encounter_id: string;
  readonly person: string;
  readonly touchpoint: string;
  readonly at: string;
  readonly felt: number | null;
  readonly felt_raw: number | null;
  readonly duration_s: number | null;
}

/** The same table, made row by row. */
async function inJs(cut: number | null): Promise<readonly (readonly (number | null)[])[]> {
  const { facts } = opened.stores;
  const met = await facts.rows<Met>(
    `SELECT hex(encounter_id) AS encounter_id, hex(person_id) AS person, touchpoint, toString(toUnixTimestamp64Milli(at)) AS at, felt, felt_raw, duration_s
     FROM ${encounterTable(generation)}`,
  );
  const waits = new Map(
    (
      await facts.rows<{ id: string; quantity: string }>(
        `SELECT hex(encounter_id) AS id, toString(quantity) AS quantity FROM ${transferTable(generation)} WHERE leg = 0`,
      )
    ).map(({ id, quantity }) => [id, Number(quantity) / 10]),
  );
  const unsaid = new Set(
    (
      await facts.rows<{ id: string }>(
        `SELECT hex(encounter_id) AS id FROM leg_refused_g${generation.id} WHERE leg = 0`,
      )
    ).map(({ id }) => id),
  );
  const mean = (some: readonly number[]): number | null =>
    some.length === 0 ? null : some.reduce((a, b) => a + b, 0) / some.length;
  const people = Map.groupBy(met, ({ person }) => person);
  return [...people.values()].map((mine) => {
    const before = mine.filter(({ at }) => cut === null || Number(at) < cut);
    const at = (wanted: string) => before.filter((each) => each.touchpoint === wanted);
    const felt = [...at('asked'), ...at('paid')].flatMap((each) => each.felt ?? []);
    const quick = at('asked').flatMap(({ duration_s }) =>
      duration_s === null ? [] : [duration_s <= 100 ? 1 : -1],
    );
    const short = at('paid').flatMap((each) =>
      unsaid.has(each.encounter_id) ? [] : [(waits.get(each.encounter_id) ?? 0) <= 40 ? 1 : -1],
    );
    const judged = mine.flatMap((each) =>
      each.touchpoint === 'judged' ? (each.felt_raw ?? []) : [],
    );
    const bought = mine.some((each) => each.touchpoint === 'paid' && Number(each.at) >= (cut ?? 0));
    return [mean(felt), mean(quick), mean(short), cut === null ? mean(judged) : Number(bought)];
  });
}

/** Rows, sums and products of complete rows. */
function summed(rows: readonly (readonly (number | null)[])[]): readonly number[] {
  const whole = rows.flatMap((row) =>
    row.every((value) => value !== null) ? [row as readonly number[]] : [],
  );
  const width = rows[0]?.length ?? 0;
  const at = [...Array(width).keys()];
  const sum = (pick: (row: readonly number[]) => number): number =>
    whole.reduce((total, row) => total + pick(row), 0);
  return [
    whole.length,
    ...at.map((i) => sum((row) => row[i] ?? 0)),
    ...at.flatMap((i) => at.slice(i).map((j) => sum((row) => (row[i] ?? 0) * (row[j] ?? 0)))),
  ];
}

function total(blocks: readonly DriverBlock[]): readonly number[] {
  const all = blocks.map(({ rows, sums, products }) => [rows, ...sums, ...products]);
  return (all[0] ?? []).map((_, at) => all.reduce((sum, each) => sum + (each[at] ?? 0), 0));
}

const CHOSEN = [0, 1, 2];

test.each([
  ['of the whole time', null],
  ['before a cut, and what came after it', CUT],
])('[DT1] scores and outcome %s are those of each row made by hand', async (_, cut) => {
  const { facts } = opened.stores;
  const rows = (await inJs(cut)).filter((row) => row.some((value) => value !== null));
  const table = tableOf(cut);
  const patterns = await driverPatterns(facts, table, 120);
  const masks = Map.groupBy(rows, (row) =>
    row.reduce<number>((mask, value, bit) => mask + (value === null ? 0 : 2 ** bit), 0),
  );
  // Who has no score at all has a row where the outcome is known of everybody; only those with one count.
  const seen = patterns.filter(({ mask }) => (mask & 7) !== 0);
  expect(Object.fromEntries(seen.map((each) => [each.mask, each.rows]))).toEqual(
    Object.fromEntries(
      [...masks].flatMap(([mask, some]) => ((mask & 7) === 0 ? [] : [[mask, some.length]])),
    ),
  );
  const blocks = await driverBlocks(facts, table, { units: 120, chosen: CHOSEN });
  const [made, expected] = [total(blocks), summed(rows)];
  expect(made.length).toBe(expected.length);
  expect(made[0]).toBeGreaterThan(20);
  for (const [at, value] of expected.entries()) expect(made[at]).toBeCloseTo(value, 9);
});

test('[DT2] parts of the units worked on one after another give the same as all at once', async () => {
  const { facts } = opened.stores;
  const table = tableOf(null);
  const [one, many] = [
    await driverPatterns(facts, table, 120),
    await driverPatterns(facts, table, 2_500_000),
  ];
  expect(many.map(({ mask, rows }) => [mask, rows])).toEqual(
    one.map(({ mask, rows }) => [mask, rows]),
  );
  const ask = { chosen: CHOSEN };
  const blocks = await driverBlocks(facts, table, { ...ask, units: 120 });
  const parts = await driverBlocks(facts, table, { ...ask, units: 2_500_000 });
  expect(parts.length).toBe(blocks.length);
  for (const [at, value] of total(blocks).entries()) expect(total(parts)[at]).toBeCloseTo(value, 9);
});

test('[DT3] a sample with room for all has every complete row, and the same ones each time', async () => {
  const { facts } = opened.stores;
  const ask = { units: 120, chosen: CHOSEN, most: 1000 };
  const rows = await driverSample(facts, tableOf(null), ask);
  expect(summed(rows)[0]).toBe(rows.length);
  const blocks = await driverBlocks(facts, tableOf(null), ask);
  for (const [at, value] of total(blocks).entries()) expect(summed(rows)[at]).toBeCloseTo(value, 9);
  expect(await driverSample(facts, tableOf(null), ask)).toEqual(rows);
  expect(await driverSample(facts, tableOf(null), { ...ask, most: 10 })).toEqual(rows.slice(0, 10));
});

test('[DT4] what can be scored is counted by touchpoint, people once', async () => {
  const { people, forms, at } = await scoredInAll(opened.stores.facts, generation, undefined);
  const rows = await opened.stores.facts.rows<{ people: string }>(
    `SELECT toString(uniqExact(person_id)) AS people FROM ${encounterTable(generation)}`,
  );
  expect({ people, forms }).toEqual({ people: Number(rows[0]?.people), forms: 0 });
  expect(at.map(({ touchpoint: id }) => id)).toEqual(['asked', 'judged', 'paid']);
  for (const { felt, timed, met } of at) {
    expect(felt).toBeGreaterThan(10);
    expect(Math.max(felt, timed)).toBeLessThanOrEqual(met);
  }
});
