import { type CubeRow, cubeRowsOf, type PackedCube, type PackedKey } from '@bothways/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { generationReady, personSegmentTable, transferTable } from '../store/generation.ts';
import { cube } from '../store/measure/cube.ts';
import { openTestStores } from '../store/testing.ts';
import type { Reading } from './reading.ts';
import { CUBE_BYTES_MAX, smallCube } from './small-cube.ts';
import { merged } from './yearly.ts';

const KEYS = ['touchpoint', 'kind', 'giver', 'receiver', 'channel', 'segment', 'grade'] as const;
const WIDE = { touchpoints: 500, months: 36, segments: 10 };
let opened: Awaited<ReturnType<typeof openTestStores>>;
let small: Reading;

async function readingOf(text: string): Promise<Reading> {
  const { stores } = opened;
  const { model, files } = modelOf(text);
  await rebuild({ stores, model, files });
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  return { stores, generation, model };
}

beforeAll(async () => {
  opened = await openTestStores();
  await importEvents({ stores: opened.stores, source: 'world', events: worldEvents(31, 1500) });
  small = await readingOf(WORLD);
});
afterAll(() => opened.close());

function received(json: string): PackedCube {
  return JSON.parse(json) as PackedCube;
}

/** Rows as texts in one order: same texts, same sums to the smallest unit. */
function inOrder(rows: readonly CubeRow[]): readonly string[] {
  return merged(rows)
    .map(({ keys, giver, receiver, kind, segment, quantity, n, grades }) =>
      JSON.stringify([
        ...[Object.entries(keys).sort(), giver, receiver, kind, segment],
        ...[String(quantity), n, Object.entries(grades).sort()],
      ]),
    )
    .sort();
}

/** The ledger's own sums by some keys, under the names that a packed cube has for them. */
async function ledgerBy(
  { stores, generation, model }: Reading,
  by: readonly PackedKey[],
  period: PackedCube['period'],
): Promise<readonly CubeRow[]> {
  const keys = by.flatMap((key) => (key !== 'period' ? [key] : period === 'all' ? [] : [period]));
  const rows = await cube({ facts: stores.facts, generation, model, by: ['segment', ...keys] });
  return rows.map(({ keys: found, ...row }) => ({
    keys: Object.fromEntries(
      by.map((key) => [key, (key === 'period' ? found[period] : found[key]) ?? '']),
    ),
    ...row,
  }));
}

test('[ME6] from the cube all sums of the ledger come out exactly, by any of its keys', async () => {
  const { cube: packed, json } = await smallCube(small);
  expect(packed).toMatchObject({ period: 'month', byChannel: true, coarser: [] });
  expect(packed.cells.n.length).toBeGreaterThan(100);
  const some = fc.shuffledSubarray<PackedKey>([...KEYS, 'period']);
  const rounds = fc.asyncProperty(some, async (by) => {
    const sums = await ledgerBy(small, by, 'month');
    expect(inOrder(cubeRowsOf(received(json), by))).toEqual(inOrder(sums));
  });
  await fc.assert(rounds, { numRuns: 12, seed: 3, examples: [[[]], [[...KEYS, 'period']]] });
});

test('[ME7] in a byte less than it had it is coarser, says so, and loses nothing', async () => {
  const steps: string[] = [];
  for (let { json } = await smallCube(small); steps.at(-1) !== 'all, together'; ) {
    const bytesMax = json.length - 1;
    const made = await smallCube(small, bytesMax);
    json = made.json;
    expect(Buffer.byteLength(json)).toBeLessThanOrEqual(bytesMax);
    const { period, byChannel, coarser } = received(json);
    steps.push(`${period}, ${byChannel ? 'each' : 'together'}`);
    expect(coarser[0]).toBe('months are summed to quarters');
    expect(coarser.includes('all channels of a touchpoint are summed')).toBe(!byChannel);
    const by = [...KEYS, 'period' as const].filter((key) => byChannel || key !== 'channel');
    const sums = await ledgerBy(small, by, period);
    expect(inOrder(cubeRowsOf(received(json), by))).toEqual(inOrder(sums));
  }
  expect(steps.slice(0, 2)).toEqual(['quarter, each', 'year, each']);
});

test('[ME7] what does not fit at all is refused', async () => {
  await expect(smallCube(small, 500)).rejects.toThrow(/more than 500 bytes.*fewer touchpoints/s);
});

test('[ME7] 500 touchpoints over 36 months in 10 segments fit, by quarter, and all is in it', async () => {
  const wide = await readingOf(wideModel());
  const { facts } = opened.stores;
  // Ten people, one in each segment, who each give and get something at each touchpoint in each month.
  const person = `CAST(concat('person-', leftPad(toString(who), 9, '0')), 'FixedString(16)')`;
  await facts.run(
    `INSERT INTO ${personSegmentTable(wide.generation)} SELECT ${person}, concat('s', toString(who)) FROM (SELECT number AS who FROM numbers(${WIDE.segments}))`,
  );
  await facts.run(
    `INSERT INTO ${transferTable(wide.generation)} (encounter_id, leg, sign, seq, person_id, at, journey, touchpoint, channel, giver, receiver, kind, quantity, n, grade)
     SELECT CAST('', 'FixedString(16)'), leg, 1, 1, ${person}, toDateTime64('2024-01-15 12:00:00', 3, 'UTC') + toIntervalMonth(month), 'wide', concat('t', toString(place)), 'web',
       if(leg = 0, 'business', 'customer'), if(leg = 0, 'customer', 'business'), if(leg = 0, 'goods', 'money'), 1 + cityHash64(number) % 1000000, 1, 'A'
     FROM (SELECT number, number % 2 AS leg, intDiv(number, 2) % ${WIDE.segments} AS who, intDiv(number, ${2 * WIDE.segments}) % ${WIDE.months} AS month,
       intDiv(number, ${2 * WIDE.segments * WIDE.months}) AS place FROM numbers(${2 * WIDE.segments * WIDE.months * WIDE.touchpoints}))`,
  );
  const { cube: packed, json } = await smallCube(wide);
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(CUBE_BYTES_MAX);
  expect(packed).toMatchObject({ period: 'quarter', byChannel: true });
  expect(packed.coarser).toEqual(['months are summed to quarters']);
  const { touchpoints, segments, months } = WIDE;
  expect(packed.cells.n.length).toBe((2 * touchpoints * segments * months) / 3);
  for (const by of [[], ['touchpoint'], ['segment', 'period']] as PackedKey[][])
    expect(inOrder(cubeRowsOf(received(json), by))).toEqual(
      inOrder(await ledgerBy(wide, by, 'quarter')),
    );
});

/** A model with many touchpoints, each with two legs, and a segment for each of ten household sizes. */
function wideModel(): string {
  const numbers = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, at) => at);
  const legs =
    '{ give: business, kind: goods, quantity: 1 }, { give: customer, kind: money, quantity: 1 }';
  return `
bothways: 1
name: Wide
currency: EUR
segments:
${numbers(WIDE.segments)
  .map((at) => `  - { id: s${at}, name: S${at}, when: traits.household == ${at} }`)
  .join('\n')}
values:
  goods: { unit: EUR, scale: 2 }
journeys:
  - id: wide
    phases:
      - id: one
        steps:
          - id: only
            touchpoints:
${numbers(WIDE.touchpoints)
  .map(
    (at) =>
      `              - { id: t${at}, channel: web, when: event == "E${at}", exchange: [${legs}] }`,
  )
  .join('\n')}
`;
}
