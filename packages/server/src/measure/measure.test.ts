import { drawsOf, ledgerRows, type Model } from '@bothways/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import {
  modelOf,
  recognisedInJs,
  storedEvents,
  WORLD,
  worldEvents,
} from '../ingest/world-testing.ts';
import { generationReady } from '../store/generation.ts';
import { cube } from '../store/measure/cube.ts';
import { openTestStores } from '../store/testing.ts';
import { customerWeights } from './customer-weights.ts';
import { measuredFindings } from './findings.ts';
import { measuredLedger } from './ledger.ts';
import type { Reading } from './reading.ts';
import { reportData } from './report.ts';

const TEXT = WORLD.replace(
  'when: event == "Called"',
  'believed: { volume: { per: month, median: 20, low: 10, high: 40 } }\n                when: event == "Called"',
);
const { model, files } = modelOf(TEXT);
const NOW = '2026-09-01T00:00:00.000Z';
let opened: Awaited<ReturnType<typeof openTestStores>>;
let empty: Reading;
let full: Reading;

async function readingNow(): Promise<Reading> {
  const { stores } = opened;
  await rebuild({ stores, model, files });
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  return { stores, generation, model };
}

beforeAll(async () => {
  opened = await openTestStores();
  empty = await readingNow();
  const wrong = { type: 'track', event: 'Paid', messageId: 'w', timestamp: 'soon' };
  const events = [...worldEvents(21, 1200), wrong];
  await importEvents({ stores: opened.stores, source: 'world', events });
  full = await readingNow();
});
afterAll(() => opened.close());

describe('what a kind adds to a customer', () => {
  const row = { keys: {}, segment: 'everyone', quantity: 100n, n: 1, grades: { A: 1 } } as const;
  const added = (
    of: Partial<typeof row> & { giver: string; receiver: string; kind: string },
    valued: Model = model,
  ) =>
    customerWeights([{ ...row, ...of }], valued, drawsOf({ iterations: 3 })).map(
      ({ weights }) => weights,
    );

  test.each([
    // giver       receiver    kind               per smallest unit, at the medians
    ['business', 'customer', 'goods', 0.012],
    ['customer', 'business', 'money', -0.01],
    ['customer', 'business', 'goods', -0.006],
    ['customer', 'business', 'time:waiting', -0.01],
  ])('[ME1] %s to %s, %s: %d', (giver, receiver, kind, expected) => {
    const [weights = []] = added({ giver, receiver, kind });
    expect(weights.length).toBe(4);
    expect(weights[0]).toBeCloseTo(expected, 12);
    const isSure = new Set(weights).size === 1;
    expect(isSure).toBe(kind === 'money');
  });

  test('[ME1] the segment’s own valuation wins; what nobody valued or others exchange adds nothing', () => {
    const big = { ...row, segment: 'big' };
    const rows = [{ ...big, giver: 'customer', receiver: 'business', kind: 'time:waiting' }];
    expect(customerWeights(rows, model, drawsOf({ iterations: 1 }))[0]?.weights[0]).toBeCloseTo(
      -0.03,
      12,
    );
    expect(added({ giver: 'care', receiver: 'customer', kind: 'help' })).toEqual([]);
    expect(added({ giver: 'customer', receiver: 'business', kind: 'data:birth-date' })).toEqual([]);
    expect(added({ giver: 'care', receiver: 'business', kind: 'goods' })).toEqual([]);
  });
});

test('[ME3] of nothing measured nothing is made', async () => {
  const { found, totals } = await measuredFindings(empty);
  expect(found).toMatchObject({ findings: [], abstained: [] });
  expect(totals).toMatchObject({ days: 0, people: 0, encounters: 0 });
  expect(await measuredLedger(empty, ['touchpoint'], null)).toEqual([]);
  const report = await reportData(empty, NOW);
  expect(report).toMatchObject({
    period: null,
    people: 0,
    events: 0,
    headline: null,
    across: null,
  });
  expect(report.net.measured).toBeNull();
  const touchpoints = report.journeys.flatMap(({ phases }) =>
    phases.flatMap(({ steps }) => steps.flatMap((step) => step.touchpoints)),
  );
  expect(touchpoints.every(({ measured }) => measured === null)).toBe(true);
  expect(touchpoints.filter(({ believed }) => believed !== null).map(({ id }) => id)).toEqual([
    'call',
  ]);
});

test('[ME4] the report counts what the events hold', async () => {
  const report = await reportData(full, NOW);
  const events = (await storedEvents(full.stores.facts)).slice(0, full.generation.seqDone);
  const { encounters, refused } = recognisedInJs(events, model);
  expect(report).toMatchObject({
    ...{ generatedAt: NOW, model: 'Small world', currency: 'EUR', events: events.length },
    encounters: encounters.length,
    people: new Set(encounters.flatMap(({ personId }) => personId ?? [])).size,
  });
  const { unmapped, unseen, rejected } = report.blind;
  const taken = new Set(encounters.map(({ seq }) => seq));
  const others = events.filter(({ seq, type }) => !taken.has(seq) && type === 'track');
  const names = Map.groupBy(others, ({ name }) => name);
  const counts = [...names].map(([name, some]) => ({ name, count: some.length }));
  expect(unmapped).toEqual(counts.sort((a, b) => b.count - a.count));
  expect(unseen.map(({ id }) => id)).toEqual(['never']);
  expect(rejected).toEqual([{ reason: 'bad-time', count: 1 }]);
  const count = report.blind.refused.reduce((sum, each) => sum + each.count, 0);
  expect(count).toBe(refused.length);
  const touchpoints = report.journeys.flatMap(({ phases }) =>
    phases.flatMap(({ steps }) => steps.flatMap((step) => step.touchpoints)),
  );
  const reached = new Set(encounters.map(({ touchpoint }) => touchpoint));
  for (const { id, measured, unseen: isUnseen } of touchpoints) {
    expect(measured !== null, id).toBe(reached.has(id));
    expect(isUnseen, id).toBe(!reached.has(id));
  }
});

test('[ME5] the report’s data names nobody', async () => {
  const text = JSON.stringify(await reportData(full, NOW), (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(text).not.toMatch(/[0-9a-f]{32}/);
  expect(text).not.toMatch(/user-\d/);
});

// The last: it imports more, and builds again.
test('[ME2] the measured ledger is the cube, valued; a reading stays what it was', async () => {
  const by = ['touchpoint', 'channel'] as const;
  const { stores, generation } = full;
  const before = await measuredLedger(full, by, null);
  const rows = await cube({ facts: stores.facts, generation, model, by });
  expect(before).toEqual(ledgerRows(rows, model));
  await importEvents({ stores, source: 'world', events: worldEvents(22, 100) });
  const later = await readingNow();
  expect(await measuredLedger(full, by, null)).toEqual(before);
  expect(await measuredLedger(later, by, null)).not.toEqual(before);
});
