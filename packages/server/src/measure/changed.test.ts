import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangedComparison, ChangedMonth, ChangedRow } from '@bothways/core/contract';
import { changedReply } from '@bothways/core/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { built, shop } from '../api/finding-testing.ts';
import { importEvents } from '../ingest/import-events.ts';
import { importFiles } from '../ingest/import-files.ts';
import type { SentEvent } from '../ingest/write-event.ts';
import { openTestStores } from '../store/testing.ts';
import { changedMonth, fullMonths } from './changed.ts';
import { daysIn, laidOn, monthAfter, monthBounds } from './changed-laid.ts';
import { shareChanged } from './changed-rows.ts';
import type { Reading } from './reading.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let reading: Reading;
let nothing: ChangedMonth;

/** Fees, calls and quizzes of the months of 2026, spread over their days; each of somebody else unless said. */
const MONTHS: Readonly<Record<string, { fees: number; calls: number; asked: number }>> = {
  '2026-01': { fees: 100, calls: 60, asked: 50 },
  '2026-02': { fees: 90, calls: 56, asked: 45 },
  '2026-03': { fees: 180, calls: 62, asked: 0 },
  '2026-04': { fees: 5, calls: 5, asked: 0 },
};

function monthEvents(month: string, name: string, count: number): readonly SentEvent[] {
  const { from } = monthBounds(month);
  // In April the events end on the tenth.
  const days = month === '2026-04' ? 10 : daysIn(month);
  return Array.from({ length: count }, (_, at) => ({
    ...{ type: 'track', event: name, messageId: `${month} ${name} ${at}` },
    userId: `user ${name} ${at % 50}`,
    timestamp: new Date(from + (at % days) * 86_400_000 + 43_200_000).toISOString(),
    properties: { amount: 12, seconds: 600 },
  }));
}

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  nothing = await changedMonth((await built(stores, shop())).reading, { against: 'month' });
  const events = Object.entries(MONTHS).flatMap(([month, { fees, calls, asked }]) => [
    ...monthEvents(month, 'Fined', fees),
    ...monthEvents(month, 'Called', calls),
    ...monthEvents(month, 'Asked', asked),
  ]);
  await importEvents({ stores, source: 'shop', events });
  ({ reading } = await built(stores, shop()));
});
afterAll(() => opened.close());

async function march(): Promise<ChangedComparison> {
  const { comparison } = await changedMonth(reading, { against: 'month' });
  if (comparison === null) throw new Error('nothing was compared');
  return comparison;
}
function at(rows: readonly ChangedRow[], id: string): ChangedRow {
  const row = rows.find(({ touchpoint }) => touchpoint.id === id);
  if (row === undefined) throw new Error(`${id} is not compared`);
  return row;
}
function medianOf({ difference }: ChangedRow['customer']): number {
  return difference.kind === 'estimate' ? difference.median : Number.NaN;
}

test.each([
  ['2026-01-01', '2026-04-10', ['2026-03', '2026-02', '2026-01']],
  ['2026-01-02', '2026-02-28', ['2026-02']],
  ['2026-01-02', '2026-02-27', []],
  ['2025-12-01', '2026-01-31', ['2026-01', '2025-12']],
])('[CG1] from %s to %s the full months are %j', (from, to, months) => {
  expect(fullMonths(from, to)).toEqual(months);
});

test('[CG1] the last full month stands against the one before; others are asked for, and refused with why', async () => {
  const asked = (month: string | undefined, against: 'month' | 'year'): Promise<ChangedMonth> =>
    changedMonth(reading, { month, against });
  const last = await asked(undefined, 'month');
  expect(last.comparison).toMatchObject({
    ...{ month: '2026-03', against: '2026-02', hasMonthBefore: true, hasYearBefore: false },
  });
  expect(changedReply.parse(JSON.parse(JSON.stringify(last)))).toEqual(
    JSON.parse(JSON.stringify(last)),
  );
  expect((await asked('2026-02', 'month')).comparison?.against).toBe('2026-01');
  expect(await asked('2026-04', 'month')).toMatchObject({
    comparison: null,
    why: 'month-incomplete',
  });
  expect(await asked('2026-01', 'month')).toMatchObject({
    comparison: null,
    why: 'nothing-before',
  });
  expect(await asked('2026-03', 'year')).toMatchObject({ comparison: null, why: 'nothing-before' });
});

test('[CG2] goldens: twice the fees are a change, 56 calls and then 62 are none', async () => {
  const { rows, headlines, total, judged } = await march();
  const [days, before] = [30.4375 / 31, 30.4375 / 28];
  const fee = at(rows, 'fee');
  expect(medianOf(fee.customer)).toBeCloseTo(-12 * (180 * days - 90 * before), 0);
  expect(fee.customer).toMatchObject({ isChange: true });
  expect(fee.volume).toMatchObject({ isChange: true });
  const call = at(rows, 'call');
  expect([call.customer.isChange, call.business.isChange, call.volume.isChange]).toEqual([
    ...[false, false, false],
  ]);
  expect(headlines.map(({ touchpoint, what }) => [touchpoint.id, what])).toContainEqual([
    ...['fee', 'customer'],
  ]);
  expect(medianOf(total.customer)).toBeCloseTo(
    rows.reduce((sum, row) => sum + (medianOf(row.customer) || 0), 0),
    -1,
  );
  expect(judged).toBeGreaterThan(8);
});

test('[CG3] chance is that of people: what one person brings more counts squared', async () => {
  const { rows } = await march();
  const fee = at(rows, 'fee');
  if (fee.volume.difference.kind !== 'estimate') throw new Error('no difference');
  // 50 people: 180 fees are 4 of 30 and 3 of 20 people, 90 fees are 2 of 40 people and 1 of 10.
  const [now, before] = [30.4375 / 31, 30.4375 / 28];
  const squares = Array.from({ length: 50 }, (_, person) => {
    const fees = (count: number): number => Math.floor((count - person - 1) / 50) + 1;
    return (fees(180) * now - fees(90) * before) ** 2;
  }).reduce((a, b) => a + b);
  const { low, high } = fee.volume.difference;
  expect((high - low) / 2).toBeCloseTo(1.6448536 * Math.sqrt(squares), 6);
});

test('[CG4] findings of the month alone that the other had not, and the reverse', async () => {
  const { findings } = await march();
  expect(findings.new).toEqual([]);
  expect(findings.gone.map(({ touchpoint }) => touchpoint.id)).toEqual(['quiz']);
});

test('[CG5] totals of a quarter are laid on its months by days, and a month they cover only partly is not compared', async () => {
  const quarter = { touchpoint: 'call', encounters: 900, moved: [] };
  const from = Date.UTC(2025, 11, 31, 23);
  const rows = [{ ...quarter, from, until: Date.UTC(2026, 2, 31, 22) }];
  const days = ['2026-01', '2026-02', '2026-03', '2026-04'].map(
    (month) => laidOn(rows, month).get('call') ?? null,
  );
  expect(days.map((each) => each?.days ?? 0)).toEqual([31, 28, 31, 0]);
  expect(days.map((each) => each?.encounters ?? 0)).toEqual([310, 280, 310, 0]);
});

test('[CG5] laws: laid on all its months a total is whole, to the rounding of a unit', () => {
  const start = fc.integer({ min: 0, max: 700 });
  fc.assert(
    fc.property(
      start,
      fc.integer({ min: 1, max: 400 }),
      fc.bigInt(1n, 10n ** 12n),
      (first, length, quantity) => {
        const from = Date.UTC(2025, 0, 1) + first * 86_400_000;
        const moved = [
          { kind: 'money', giver: 'customer', receiver: 'business', grade: 'B', quantity },
        ];
        const row = {
          touchpoint: 'x',
          from,
          until: from + length * 86_400_000,
          encounters: 700,
          moved,
        };
        const months = Array.from({ length: 40 }, (_, at) => monthAfter('2025-01', at));
        const laid = months.flatMap((month) => laidOn([row], month).get('x') ?? []);
        expect(laid.reduce((sum, { days }) => sum + days, 0)).toBe(length);
        expect(laid.reduce((sum, { encounters }) => sum + encounters, 0)).toBeCloseTo(700, 6);
        const sum = laid
          .flatMap(({ cube }) => cube)
          .reduce((total, row) => total + row.quantity, 0n);
        expect(Number(sum - quantity) ** 2).toBeLessThanOrEqual(laid.length ** 2);
      },
    ),
  );
});

test.each([
  [{ n: 29, kept: 10 }, { n: 500, kept: 10 }, null],
  [{ n: 100, kept: 50 }, { n: 100, kept: 50 }, 1],
  // Two proportions, 0.5 and 0.7 of 100: z = 0.2 / sqrt(0.6 * 0.4 * 0.02) = 2.887, p = 0.0039.
  [{ n: 100, kept: 50 }, { n: 100, kept: 70 }, 0.0039],
  [{ n: 100, kept: 100 }, { n: 100, kept: 100 }, 1],
])('[CG6] kept in %j and then in %j: p is %s', (before, now, p) => {
  const changed = shareChanged(before, now);
  if (p === null) expect(changed).toBeNull();
  else expect(changed?.p).toBeCloseTo(p, 4);
});

test('[CG7] what people did is told by when, and a changed opinion apart from what happened', async () => {
  const { stores } = opened;
  const dear = shop()
    .replace('worth: { median: 1.2', 'worth: { median: 1.3')
    .replace('{ median: 0.01, low: 0.005, high: 0.02', '{ median: 0.03, low: 0.02, high: 0.045');
  const facts = (await march()).total.volume;
  ({ reading } = await built(stores, dear));
  const { comparison, versions, imports, answers } = await changedMonth(reading, {
    against: 'month',
  });
  expect(comparison?.total.volume).toEqual(facts);
  expect(comparison?.opinion?.version).toBe(1);
  const now = comparison?.total.customer.now;
  const then = comparison?.opinion?.customer;
  if (now?.kind !== 'estimate' || then?.kind !== 'estimate') throw new Error('no estimate');
  expect(now.median).toBeLessThan(then.median);
  expect(versions.map(({ version, inMonth }) => [version, inMonth])).toEqual([
    ...[
      [2, false],
      [1, false],
    ],
  ]);
  expect(imports).toMatchObject([{ source: 'shop', rejected: 0, inMonth: false }]);
  expect(answers).toEqual([]);
});

test('[CG5] a touchpoint with totals is compared where they cover both months whole', async () => {
  const { stores, dataDir } = opened;
  const folder = join(dataDir, 'totals');
  mkdirSync(folder);
  const [file, mappingFile] = [join(folder, 'calls.csv'), join(folder, 'calls.mapping.yaml')];
  writeFileSync(file, 'begin,calls\n2026-02-01,4000\n2026-03-01,4000\n');
  writeFileSync(
    mappingFile,
    `bothways_mapping: 1
source: switchboard
time: { column: begin, zone: Europe/Berlin }
event: Called
aggregate: { n: calls, per: month }
properties: { seconds: { value: 600 } }
`,
  );
  await importFiles({ stores, dataDir, files: [file], mappingFile });
  ({ reading } = await built(stores, shop()));
  const { rows } = await march();
  const { volume } = at(rows, 'call');
  if (volume.difference.kind !== 'estimate' || volume.now.kind !== 'estimate')
    throw new Error('no difference');
  expect(volume.now.median).toBeCloseTo(4062 * (30.4375 / 31), 6);
  expect(volume.isChange).toBe(true);
  expect(
    (await changedMonth(reading, { month: '2026-02', against: 'month' })).comparison,
  ).toMatchObject({
    notCompared: [{ touchpoint: { id: 'call' }, why: 'not-covered' }],
  });
});

test('[CG7] the same opinions say the same of what is compared, whatever else the month had', async () => {
  ({ reading } = await built(opened.stores, shop({ care: 'Telephone' })));
  const { comparison } = await changedMonth(reading, { month: '2026-02', against: 'month' });
  if (comparison?.opinion == null) throw new Error('no opinion before');
  const { total, opinion, notCompared } = comparison;
  expect(notCompared).toHaveLength(1);
  for (const side of ['customer', 'business', 'joint'] as const) {
    const [now, before] = [total[side].now, opinion[side]];
    if (now.kind !== 'estimate' || before.kind !== 'estimate') throw new Error('no estimate');
    expect(before.median).toBeCloseTo(now.median, 9);
  }
});

test('[CG8] nothing measured: it is said', () => {
  expect(nothing).toMatchObject({ comparison: null, why: 'no-months', months: [], period: null });
});
