import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CubeRow, readModel } from '@bothways/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { importFiles } from '../ingest/import-files.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { generationReady } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { type Measured, measuredFindings } from './findings.ts';

const MODEL = `
bothways: 1
name: Calls
currency: EUR
values:
  time:waiting: { unit: second, scale: 0 }
  time:work: { unit: second, scale: 0 }
valuations:
  - { kind: time:waiting, cost: { median: 0.01, low: 0.005, high: 0.02, basis: assumed } }
  - { kind: time:work, cost: { median: 0.02, low: 0.01, high: 0.04, basis: assumed } }
journeys:
  - id: j
    phases:
      - id: p
        steps:
          - id: s
            touchpoints:
              - id: call
                channel: phone
                when: event == "Called"
                exchange:
                  - { give: customer, kind: time:waiting, quantity: properties.seconds }
                  - { give: business, kind: time:work, quantity: properties.seconds }
              - id: paid
                channel: web
                when: event == "Paid"
                exchange: [{ give: customer, kind: money, quantity: properties.total }]
`;
const EXAMPLE = fileURLToPath(new URL('../../../../examples/larkfield/', import.meta.url));

let opened: Awaited<ReturnType<typeof openTestStores>>;
beforeEach(async () => {
  opened = await openTestStores();
}, 60_000);
afterEach(() => opened.close());

async function measured(text = MODEL): Promise<Measured> {
  const { stores } = opened;
  const { model, files } = modelOf(text);
  await rebuild({ stores, model, files });
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  return measuredFindings({ stores, generation, model });
}

/** Imports lines of `begin,calls` as calls of 100 seconds, each line a period. */
async function takeCalls(per: string, ...lines: readonly string[]): Promise<void> {
  const folder = join(opened.dataDir, `files-${per}`);
  mkdirSync(folder);
  const [file, mappingFile] = [join(folder, 'calls.csv'), join(folder, 'calls.mapping.yaml')];
  writeFileSync(file, ['begin,calls', ...lines].join('\n'));
  writeFileSync(
    mappingFile,
    `bothways_mapping: 1
source: switchboard ${per}
time: { column: begin, zone: Europe/Berlin }
event: Called
aggregate: { n: calls, per: ${per} }
properties: { seconds: { value: 100 } }
`,
  );
  const { stores, dataDir } = opened;
  await importFiles({ stores, dataDir, files: [file], mappingFile });
}

async function takeEvents(event: string, days: readonly number[]): Promise<void> {
  const events = days.map((day, index) => ({
    type: 'track',
    event,
    messageId: `${event} ${index}`,
    userId: `user ${index % 7}`,
    timestamp: new Date(Date.UTC(2026, 0, 1, 12) + day * 86_400_000).toISOString(),
    properties: { total: 10, seconds: 100 },
  }));
  await importEvents({ stores: opened.stores, source: event, events });
}

function quantityAt(rows: readonly CubeRow[], touchpoint: string, kind: string): number {
  const at = rows.filter(
    ({ keys, ...row }) => keys['touchpoint'] === touchpoint && row.kind === kind,
  );
  return at.reduce((sum, { quantity }) => sum + Number(quantity), 0);
}

test('[YE3] the shipped nine months of calls are 44,000 a year', async () => {
  const { stores, dataDir } = opened;
  const files = [join(EXAMPLE, 'phone-2026.csv')];
  await importFiles({
    stores,
    dataDir,
    files,
    mappingFile: join(EXAMPLE, 'phone-2026.mapping.yaml'),
  });
  const model = readFileSync(join(EXAMPLE, 'larkfield.bothways.yaml'), 'utf8');
  expect(readModel([{ file: 'larkfield.bothways.yaml', text: model }]).model).not.toBeNull();
  const { totals, encountersYearly, yearly, shortPeriod } = await measured(model);
  expect(totals).toEqual({
    ...{ from: '2026-01-01', to: '2026-09-30', days: 273 },
    ...{ people: 0, encounters: 32_939 },
  });
  const calls = [...encountersYearly.values()][0];
  expect([...encountersYearly.values()].length).toBe(1);
  expect(Math.round(calls ?? 0)).toBe(44_069);
  const seconds = yearly.filter(({ kind }) => kind === 'time:personal');
  // 32,939 calls of 3.6 minutes or so.
  expect(Number(seconds[0]?.quantity) / 44_069 / 60).toBeCloseTo(3.66, 1);
  expect(shortPeriod).toBe(false);
});

test('[YE3] [YE5] 4,100 calls in May alone are 48,300 a year; of a day it is said that it is short', async () => {
  await takeCalls('month', '2026-05-01,4100');
  const may = await measured();
  expect(may.totals).toMatchObject({ from: '2026-05-01', to: '2026-05-31', days: 31 });
  expect(Math.round(may.encountersYearly.get('call') ?? 0)).toBe(48_307);
  expect(quantityAt(may.cube, 'call', 'time:waiting')).toBe(410_000);
  expect(quantityAt(may.yearly, 'call', 'time:waiting')).toBe(4_830_726);
  expect(may.shortPeriod).toBe(false);
  expect(may.found.findings[0]?.why).toContain('Seen in 4,100 encounters over 31 days.');
  // The same days again, and one more: each day counts once.
  await takeCalls('day', '2026-05-31,100', '2026-06-01,100');
  const more = await measured();
  expect(more.totals).toMatchObject({ from: '2026-05-01', to: '2026-06-01', days: 32 });
  expect(more.encountersYearly.get('call')).toBeCloseTo((4300 * 365.25) / 32, 6);
});

test('[YE5] nothing measured is no year; a day of totals is a short one', async () => {
  const nothing = await measured();
  expect(nothing).toMatchObject({ shortPeriod: false, yearly: [], cube: [] });
  expect(nothing.encountersYearly.size).toBe(0);
  await takeCalls('day', '2026-03-29,50');
  const day = await measured();
  expect(day).toMatchObject({ shortPeriod: true, totals: { days: 1, from: '2026-03-29' } });
  expect(day.found.findings[0]?.why).toContain('worked out from only 1 day.');
});

test('[YE2] single events share one period, and silence in it is evidence', async () => {
  await takeEvents('Paid', [0, 50, 99]);
  await takeEvents('Called', [10, 10, 11]);
  const { totals, cube, yearly, encountersYearly } = await measured();
  expect(totals).toMatchObject({ from: '2026-01-01', to: '2026-04-10', days: 100 });
  expect(encountersYearly).toEqual(
    new Map([
      ['call', (3 * 365.25) / 100],
      ['paid', (3 * 365.25) / 100],
    ]),
  );
  expect(yearly.map(({ quantity }) => Number(quantity))).toEqual(
    cube.map(({ quantity }) => Math.round((Number(quantity) * 365.25) / 100)),
  );
});

test('[YE4] a touchpoint with single events and totals is scaled part by part', async () => {
  await takeEvents('Paid', [0, 99]);
  await takeEvents('Called', Array<number>(40).fill(10));
  // January, which the single events cover, and June, which they do not.
  await takeCalls('month', '2026-01-01,310', '2026-06-01,300');
  const { totals, cube, yearly, encountersYearly, evidence, found } = await measured();
  expect(totals).toMatchObject({ days: 100, encounters: 652, people: 7 });
  expect(quantityAt(cube, 'call', 'time:waiting')).toBe(65_000);
  const parts = [(40 * 365.25) / 100, (610 * 365.25) / 61] as const;
  expect(encountersYearly.get('call')).toBeCloseTo(parts[0] + parts[1], 9);
  expect(quantityAt(yearly, 'call', 'time:waiting')).toBeCloseTo(100 * (parts[0] + parts[1]), -1);
  expect(encountersYearly.get('paid')).toBeCloseTo((2 * 365.25) / 100, 9);
  expect(evidence.find(({ touchpoint }) => touchpoint === 'call')).toMatchObject({
    ...{ encounters: 650, encountersInAggregates: 610, people: 7 },
  });
  const [call] = found.findings;
  expect(call?.why).toContain('Seen in 650 encounters of 7 people over 130 days.');
  if (call?.customer.kind !== 'estimate') throw new Error('the call has a net');
  expect(call.customer.median).toBeCloseTo(-(parts[0] + parts[1]), 0);
  expect(call.customer.n).toBe(650);
});
