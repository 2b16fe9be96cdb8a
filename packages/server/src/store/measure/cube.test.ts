import {
  type CubeRow,
  EVERYONE,
  type Event,
  evaluateRule,
  LEDGER_ENVIRONMENT,
  type Recognised,
  readRule,
  touchpointsOf,
  type ValueTransfer,
} from '@bothways/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importEvents } from '../../ingest/import-events.ts';
import { rebuild } from '../../ingest/rebuild.ts';
import {
  accountsOf,
  cubeInJs,
  modelOf,
  recognisedInJs,
  segmentsInJs,
  storedEvents,
  WORLD,
  worldEvents,
} from '../../ingest/world-testing.ts';
import { type Generation, generationReady } from '../generation.ts';
import { openTestStores } from '../testing.ts';
import { cube, cubeSql, LEDGER_KEYS, type LedgerKey } from './cube.ts';

const { model, files } = modelOf(WORLD);
const touchpoints = new Map(touchpointsOf(model).map((each) => [each.id, each]));
let opened: Awaited<ReturnType<typeof openTestStores>>;
let generation: Generation;
let made: Recognised;
let keysOf: (transfer: ValueTransfer) => Readonly<Record<LedgerKey, string>>;

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  await importEvents({ stores, source: 'world', events: worldEvents(11, 1500) });
  await rebuild({ stores, model, files });
  const ready = await generationReady(stores.state);
  if (ready === null) throw new Error('no generation is ready');
  generation = ready;
  const events: readonly Event[] = await storedEvents(stores.facts);
  made = recognisedInJs(events, model);
  const segments = segmentsInJs(events, model);
  const accounts = accountsOf(made.encounters);
  keysOf = (each) => ({
    ...{ journey: each.journey, touchpoint: each.touchpoint, channel: each.channel },
    phase: touchpoints.get(each.touchpoint)?.phase ?? '',
    step: touchpoints.get(each.touchpoint)?.step ?? '',
    ...{ giver: each.giver, receiver: each.receiver, kind: each.kind, grade: each.grade },
    family: each.kind.split(':')[0] ?? '',
    segment: segments.get(each.personId ?? '') ?? EVERYONE,
    year: new Date(each.at).toISOString().slice(0, 4),
    quarter: quarterOf(new Date(each.at)),
    month: new Date(each.at).toISOString().slice(0, 7),
    day: new Date(each.at).toISOString().slice(0, 10),
    person: each.personId ?? '',
    account: accounts.get(each.encounterId) ?? '',
  });
});
afterAll(() => opened.close());

function quarterOf(at: Date): string {
  return `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`;
}

function inSql(by: readonly LedgerKey[], where?: string): Promise<readonly CubeRow[]> {
  const read = where === undefined ? null : readRule(where, LEDGER_ENVIRONMENT, 'bool');
  if (read !== null && 'error' in read) throw new Error(JSON.stringify(read.error));
  return cube({ facts: opened.stores.facts, generation, model, by, where: read?.rule ?? null });
}

function inJs(by: readonly LedgerKey[], keep: (each: ValueTransfer) => boolean = () => true) {
  return cubeInJs(
    made.transfers.filter(keep),
    (each) => Object.fromEntries(by.map((key) => [key, keysOf(each)[key]])),
    (each) => keysOf(each).segment,
  );
}

function inOrder(rows: readonly CubeRow[]): readonly string[] {
  return rows
    .map(({ quantity, ...row }) =>
      JSON.stringify({ ...row, quantity: String(quantity) }, sortedKeys),
    )
    .sort();
}

function sortedKeys(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

describe('what the store sums is what JS sums', () => {
  test('[CB1] the world is worth comparing', () => {
    expect(made.transfers.length).toBeGreaterThan(900);
    const keys = made.transfers.map(keysOf);
    for (const key of LEDGER_KEYS.filter((each) => !['grade', 'journey', 'year'].includes(each)))
      expect(new Set(keys.map((each) => each[key])).size, key).toBeGreaterThan(1);
  });

  test.each([[[]], ...LEDGER_KEYS.map((key) => [[key]])] as [LedgerKey[]][])(
    '[CB1] by %j',
    async (by) => {
      expect(inOrder(await inSql(by))).toEqual(inOrder(inJs(by)));
    },
  );

  test('[CB1] by any keys, in any order', async () => {
    const some = fc.shuffledSubarray([...LEDGER_KEYS], { minLength: 2, maxLength: 6 });
    const rounds = fc.asyncProperty(some, async (by) => {
      expect(inOrder(await inSql(by))).toEqual(inOrder(inJs(by)));
    });
    await fc.assert(rounds, { numRuns: 12, seed: 5 });
  });

  test('[CB2] the sums over any key agree with the total', async () => {
    const sums = (rows: readonly CubeRow[]) => {
      const total = new Map<string, bigint>();
      for (const { kind, giver, receiver, quantity, n } of rows) {
        const key = [kind, giver, receiver].join();
        total.set(key, (total.get(key) ?? 0n) + quantity);
        total.set(`${key} n`, (total.get(`${key} n`) ?? 0n) + BigInt(n));
      }
      return [...total].sort(([a], [b]) => (a < b ? -1 : 1));
    };
    const whole = sums(await inSql([]));
    for (const key of LEDGER_KEYS) expect(sums(await inSql([key])), key).toEqual(whole);
  });
});

test.each([
  'family == "time" && giver == "customer"',
  'segment == "big" || touchpoint == "gift"',
  'month >= "2026-03" && month < "2026-05"',
  'phase == "care" && receiver != "business"',
  '!(channel in ["app", "web"])',
  'kind.startsWith("data:") || grade == "B"',
  'step + journey == "paybuying"',
  'touchpoint == "none"',
])('[CB3] where %s', async (where) => {
  const read = readRule(where, LEDGER_ENVIRONMENT, 'bool');
  if ('error' in read) throw new Error(JSON.stringify(read.error));
  const holds = (each: ValueTransfer) => evaluateRule(read.rule, keysOf(each)) === true;
  const rows = await inSql(['touchpoint', 'month'], where);
  expect(inOrder(rows)).toEqual(inOrder(inJs(['touchpoint', 'month'], holds)));
});

test('[CB4] segments are joined only where something depends on them', async () => {
  const valuations = model.valuations.filter(({ segment }) => segment === null);
  const plain = { ...model, valuations };
  const request = { facts: opened.stores.facts, generation, model: plain, by: [] };
  expect(cubeSql(request)).not.toContain('JOIN');
  expect(new Set((await cube(request)).map(({ segment }) => segment))).toEqual(new Set([EVERYONE]));
  expect(cubeSql({ ...request, by: ['segment'] })).toContain('person_segment');
  expect(cubeSql({ ...request, model })).toContain('person_segment');
});

test('[CB5] more rows than may be held are refused, and it is said what to do', async () => {
  const { facts } = opened.stores;
  const request = { facts, generation, model, by: ['person', 'day'] as const, limit: 10 };
  await expect(cube(request)).rejects.toThrow(/person, day has more than 10 rows.*fewer.*--where/s);
});

test('[CB6] what lies past the watermark is not seen', async () => {
  const { facts } = opened.stores;
  const before = { ...generation, seqDone: 400 };
  // Segments of that moment are the same table here: only sums are looked at.
  const rows = await cube({
    facts,
    generation: before,
    model: { ...model, valuations: [] },
    by: [],
  });
  const early = made.transfers.filter(({ seq }) => seq <= 400);
  expect(inOrder(rows)).toEqual(
    inOrder(
      cubeInJs(
        early,
        () => ({}),
        () => EVERYONE,
      ),
    ),
  );
});
