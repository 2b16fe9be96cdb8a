import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  acrossCustomers,
  decimal,
  drawsOf,
  EVERYONE,
  type Event,
  type Model,
  nets,
  type Worth,
} from '@bothways/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importEvents } from '../../ingest/import-events.ts';
import { rebuild } from '../../ingest/rebuild.ts';
import {
  modelOf,
  recognisedInJs,
  segmentsInJs,
  storedEvents,
  WORLD,
  worldEvents,
} from '../../ingest/world-testing.ts';
import { customerWeights } from '../../measure/customer-weights.ts';
import { type Generation, generationReady } from '../generation.ts';
import { openTestStores } from '../testing.ts';
import { cube, segmentsMatter } from './cube.ts';
import { customerSpread } from './customers.ts';
import { EXPORT_SETTINGS, EXPORT_TABLES, exportSql } from './export.ts';
import { rejectsByReason, totals } from './totals.ts';
import { touchpointEvidence } from './touchpoints.ts';

const { model, files } = modelOf(WORLD);
const HARD = {
  'a.b': 'O\'Hara "Z"\n\t\\\u0001',
  ключ: [1, { x: null }],
  flag: true,
  none: null,
  pi: 3.25,
  '': '',
};
type Valuation = Model['valuations'][number];

let opened: Awaited<ReturnType<typeof openTestStores>>;
let generation: Generation;
let events: readonly Event[];
let made: ReturnType<typeof recognisedInJs>;

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  const hard = {
    type: 'track',
    event: 'Odd',
    messageId: 'odd',
    timestamp: '2026-02-03T04:05:06.789Z',
    properties: HARD,
  };
  const wrong = { type: 'track', event: '', messageId: 'wrong', timestamp: '2026-02-03T04:05:06Z' };
  await importEvents({ stores, source: 'world', events: [...worldEvents(12, 900), hard, wrong] });
  await rebuild({ stores, model, files });
  const ready = await generationReady(stores.state);
  if (ready === null) throw new Error('no generation is ready');
  generation = ready;
  events = await storedEvents(stores.facts);
  made = recognisedInJs(events, model);
});
afterAll(() => opened.close());

describe('spread over customers', () => {
  const plain = {
    ...model,
    valuations: model.valuations.filter(({ segment }) => segment === null),
  };
  const worthless = { ...plain, valuations: [], currency: 'XTS' };

  test.each([
    ['valuations by segment', model],
    ['valuations for all alike, though there are segments', plain],
    ['nothing valued', worthless],
  ] as [string, Model][])('[CS1] with %s it is that of each person’s net', async (_, valued) => {
    const { facts } = opened.stores;
    const whole = await cube({ facts, generation, model: valued, by: [] });
    const draws = drawsOf({ iterations: 5, seed: 3 });
    const weights = customerWeights(whole, valued, draws);
    const segmented = segmentsMatter(valued);
    const { spreads, people, sampled } = await customerSpread(facts, generation, {
      segmented,
      weights,
    });
    const scenarios = netsInJs(weights, segmented);
    expect(sampled).toBe(weights.length === 0 ? 0 : people);
    expect(spreads.length).toBe(weights.length === 0 ? 0 : 6);
    for (const [scenario, spread] of spreads.entries()) {
      const expected = acrossCustomers(scenarios[scenario] ?? []);
      expect(spread.gini).toBeCloseTo(expected.gini ?? Number.NaN, 9);
      expect(spread.shareNegative).toBeCloseTo(expected.shareNegative ?? Number.NaN, 9);
      expect(spread.cvar10).toBeCloseTo(expected.cvar10 ?? Number.NaN, 7);
    }
  });

  test('[CS1] without doubt, a person’s net is that of the ledger by person', async () => {
    const { facts } = opened.stores;
    const sure = { ...model, valuations: model.valuations.map(withoutDoubt) };
    const rows = await cube({ facts, generation, model: sure, by: ['person'] });
    const weights = customerWeights(rows, sure, drawsOf({ iterations: 1 }));
    const byPerson = Map.groupBy(rows, ({ keys }) => keys['person'] ?? '');
    byPerson.delete('');
    const points = [...byPerson.values()].map((mine) => {
      const { customer } = nets(mine, sure);
      return customer.kind === 'estimate' ? customer.median : 0;
    });
    const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
    const found = ascending(netsInJs(weights, true)[0] ?? []);
    expect(found.length).toBe(points.length);
    for (const [index, net] of ascending(points).entries())
      expect(found[index]).toBeCloseTo(net, 9);
  });

  test('[CS2] people count once; nobody’s encounters are a share', async () => {
    const { facts } = opened.stores;
    const spread = await customerSpread(facts, generation, { segmented: false, weights: [] });
    const people = new Set(made.transfers.flatMap(({ personId }) => personId ?? []));
    const nobody = made.encounters.filter(({ personId }) => personId === null).length;
    expect(spread).toMatchObject({ people: people.size, sampled: 0, spreads: [] });
    expect(spread.withoutPerson).toBeCloseTo(nobody / made.encounters.length, 12);
    expect(nobody).toBeGreaterThan(10);
  });
});

test('[TT1] totals are those of the encounters', async () => {
  const { facts } = opened.stores;
  const days = made.encounters.map(({ at }) => Math.floor(at / 86_400_000));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const date = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  expect(await totals(facts, generation)).toEqual({
    ...{ from: date(first), to: date(last), days: last - first + 1 },
    people: new Set(made.encounters.flatMap(({ personId }) => personId ?? [])).size,
    encounters: made.encounters.length,
  });
  expect(await totals(facts, { ...generation, seqDone: 0 })).toEqual({
    from: null,
    to: null,
    days: 0,
    people: 0,
    encounters: 0,
  });
  expect(await rejectsByReason(facts)).toEqual([{ reason: 'missing-event', count: 1 }]);
});

test('[TE1] evidence of a touchpoint is that of its entries', async () => {
  const evidence = await touchpointEvidence(opened.stores.facts, generation, ['customer']);
  const ids = [...new Set(made.encounters.map(({ touchpoint }) => touchpoint))].sort();
  expect(evidence.map(({ touchpoint }) => touchpoint)).toEqual(ids);
  for (const each of evidence) {
    const mine = made.encounters.filter(({ touchpoint }) => touchpoint === each.touchpoint);
    const people = new Set(mine.flatMap(({ personId }) => personId ?? []));
    const felt = mine.flatMap((encounter) => encounter.felt ?? []);
    expect(each).toMatchObject({
      encounters: mine.length,
      people: people.size,
      // Nothing at all comes back where a birth date is asked for.
      encountersGivingData: each.touchpoint === 'asked' ? mine.length : 0,
      encountersGivingDataGettingNothing: each.touchpoint === 'asked' ? mine.length : 0,
      peopleGivingData: each.touchpoint === 'asked' ? people.size : 0,
    });
    if (felt.length === 0) expect(each.felt).toBeNull();
    else if (each.felt?.kind === 'estimate') {
      expect(each.felt.n).toBe(felt.length);
      expect(each.felt.median).toBeCloseTo(
        felt.reduce((sum, one) => sum + one, 0) / felt.length,
        12,
      );
    }
  }
  expect(evidence.some(({ felt }) => felt !== null)).toBe(true);
});

test('[TE3] evidence is the same in any number of buckets of people', async () => {
  const { facts } = opened.stores;
  const whole = await touchpointEvidence(facts, generation, ['customer'], 1);
  for (const buckets of [2, 7])
    expect(await touchpointEvidence(facts, generation, ['customer'], buckets)).toEqual(whole);
});

const ID = /^(encounter|person|account|identity)_id$/;

describe('export', () => {
  type Table = (typeof EXPORT_TABLES)[number];
  const numbers = { output_format_json_quote_64bit_integers: 0 };
  const stream = (table: Table, format: string): Promise<Readable> =>
    opened.stores.facts.stream(exportSql(table, generation, model), format, {
      parameters: { seq: generation.seqDone },
      settings: EXPORT_SETTINGS,
    });
  const rowsOf = async (table: Table): Promise<readonly Record<string, unknown>[]> => {
    const lines = (await text(await stream(table, 'JSONEachRow'))).trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test.each(EXPORT_TABLES)('[EX1] %s: as many rows in each format', async (table) => {
    const { facts } = opened.stores;
    const rows = await rowsOf(table);
    const { encounters, transfers } = made;
    const expected = { encounter: encounters, transfer: transfers, event: events }[table].length;
    expect(rows.length).toBe(expected);
    for (const [key, value] of rows.flatMap((row) => Object.entries(row))) {
      if (ID.test(key) && value !== null) expect(value).toMatch(/^[0-9a-f]{32}$/);
      if (['n', 'leg', 'quantity', 'seq', 'sign'].includes(key))
        expect(typeof value).toBe('number');
    }
    const names = Object.keys(rows[0] ?? {});
    const csv = await text(await stream(table, 'CSVWithNames'));
    expect(csv.split('\n')[0]).toBe(names.map((name) => `"${name}"`).join(','));
    // Back into the engine, which reads both.
    for (const format of ['CSVWithNames', 'Parquet']) {
      await facts.run('CREATE OR REPLACE TABLE back (at DateTime64(3), n UInt64) ENGINE = Memory');
      await facts.insert('back', format, await stream(table, format), {
        settings: { input_format_skip_unknown_fields: 1, date_time_input_format: 'best_effort' },
      });
      const back = await facts.rows(
        `SELECT count() AS count, toUnixTimestamp64Milli(max(at)) AS at FROM back`,
        { settings: numbers },
      );
      const last = Math.max(...events.map(({ at }) => at));
      if (table === 'event') expect(back).toEqual([{ count: expected, at: last }]);
      else expect(back).toMatchObject([{ count: expected }]);
    }
  });

  test('[EX3] in csv and jsonl times are ISO 8601 with Z, and nothing is nothing', async () => {
    for (const table of EXPORT_TABLES) {
      for (const { at } of await rowsOf(table))
        expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const csv = await text(await stream(table, 'CSVWithNames'));
      expect(csv).toMatch(/,,/);
      expect(csv).not.toContain('\\N');
      expect(csv).toMatch(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/);
    }
  });

  test('[EX4] a transfer has its quantity in smallest and in whole units, exactly', async () => {
    const kinds = new Map(model.values.map((kind) => [kind.id, kind]));
    const rows = await rowsOf('transfer');
    const scales = new Set<number>();
    for (const { kind, quantity, whole, unit } of rows) {
      const { scale = -1, unit: expected } = kinds.get(String(kind)) ?? {};
      scales.add(scale);
      expect([whole, unit]).toEqual([decimal(BigInt(Number(quantity)), scale), expected]);
    }
    expect(scales.size).toBeGreaterThan(1);
  });

  test('[EX2] properties say what was sent', async () => {
    const rows = await rowsOf('event');
    for (const { properties } of rows) expect(() => JSON.parse(String(properties))).not.toThrow();
    const odd = rows.find((row) => row['message_id'] === 'odd');
    const { 'a.b': dotted, ...rest } = HARD;
    expect(JSON.parse(String(odd?.['properties']))).toEqual({ ...rest, 'a\\.b': dotted });
  });
});

function withoutDoubt(valuation: Valuation): Valuation {
  const point = (worth: Worth | null) =>
    worth && { ...worth, low: worth.median, high: worth.median };
  return { ...valuation, worth: point(valuation.worth), cost: point(valuation.cost) };
}

function netsInJs(
  weights: ReturnType<typeof customerWeights>,
  segmented: boolean,
): readonly (readonly number[])[] {
  const segments = segmentsInJs(events, model);
  const find = new Map(
    weights.map((each) => [
      [each.segment, each.kind, each.giver, each.receiver].join(),
      each.weights,
    ]),
  );
  const people = Map.groupBy(made.transfers, ({ personId }) => personId ?? '');
  people.delete('');
  return [...(weights[0]?.weights.keys() ?? [])].map((scenario) =>
    [...people].map(([person, transfers]) =>
      transfers.reduce((net, { kind, giver, receiver, quantity }) => {
        const segment = segmented ? (segments.get(person) ?? EVERYONE) : EVERYONE;
        return (
          net + quantity * (find.get([segment, kind, giver, receiver].join())?.[scenario] ?? 0)
        );
      }, 0),
    ),
  );
}
