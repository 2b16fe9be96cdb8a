import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scaleOf } from './felt-scale.ts';
import { type FindingsAsked, findingsAlone } from './findings-alone.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-findings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RECEIPT = '../shared/data/log-receipt/receipt.xes.gz';
const BPI2012 = '../shared/data/log-bpi2012/bpic2012.xes.gz';
const why = (path: string) => (existsSync(path) ? '' : `: not on this machine, see ${path}`);

function asked(parts: Partial<FindingsAsked> = {}): FindingsAsked {
  return {
    ...{ case: null, activity: null, at: null, time: null, felt: null, money: null },
    ...{ person: null, missing: [], ends: null, openDays: 30, currency: 'EUR' },
    command: 'bothways findings applications.csv',
    ...parts,
  };
}
const NAMED = { case: 'case_id', activity: 'activity', at: 'timestamp' };
const felt = { column: 'felt', scale: scaleOf('scale', '1..5') };

/** 600 applications, one a day: of those that come to the upload `left` of ten go no further; it feels bad there, the rest well. */
function applications(left: number): string {
  const lines = ['case_id,activity,timestamp,felt,paid'];
  for (let number = 0; number < 600; number += 1) {
    const at = (hour: number): string =>
      new Date(Date.UTC(2024, 0, 1 + number, hour)).toISOString();
    const row = (activity: string, hour: number, feltThere: number, paid = 0): void => {
      lines.push(`${number},${activity},${at(hour)},${feltThere},${paid}`);
    };
    row('open', 8, 4);
    // One in twenty leaves wherever it is.
    if (number % 20 === 7) continue;
    row('fill in', 9, 4);
    if (number % 20 === 13) continue;
    row('upload', 10, 1);
    if (number % 10 < left) continue;
    row('sent', 11, 4, 50);
  }
  const path = join(folder, `applications-${left}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

test('[FF1] a planted failure point is found, with what the cases lost there would have paid', async () => {
  const told = await findingsAlone(
    applications(4),
    asked({ ...NAMED, money: 'paid', ends: ['sent'] }),
  );
  const [found, ...others] = told.findings;
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    ...{ kind: 'failure-point', touchpoint: 'upload', people: 200 },
    facts: { journey: 'applications-4.csv', visits: 530, left: 200 },
    evidence: { query: 'bothways findings applications.csv' },
    customer: { kind: 'abstained' },
  });
  // Beyond those who leave anyhow: 200 of 530 against 28 of 558, at EUR 50 each, in 599 days.
  const { besideLeft = 0, besideVisits = 1 } = found?.facts ?? {};
  expect([besideLeft, besideVisits]).toEqual([28, 558]);
  const lost = (200 - (530 * 28) / 558) * 50 * (365.25 / 599);
  expect(found?.business).toMatchObject({ median: expect.closeTo(-lost, -1) });
});

test('[FF1] as many leave everywhere: nothing is found', async () => {
  const told = await findingsAlone(applications(0), asked({ ...NAMED, ends: ['sent'] }));
  expect(told.findings).toEqual([]);
});

test('[FF2] bad peaks and bad ends are found by how it felt, together with what was left', async () => {
  const told = await findingsAlone(applications(4), asked({ ...NAMED, felt, ends: ['sent'] }));
  expect(told.findings.map(({ kind, also }) => [kind, ...also])).toEqual([
    ['failure-point', 'bad-end', 'bad-peak'],
  ]);
  expect(told.findings[0]?.stake).toMatchObject({
    reason: 'no column says what was paid (--money)',
  });
  const without = await findingsAlone(applications(4), asked({ ...NAMED, felt }));
  expect(without.findings.map(({ kind, also }) => [kind, ...also])).toEqual([
    ['bad-end', 'bad-peak'],
  ]);
});

test('[FF3] what a file cannot say is said', async () => {
  const told = await findingsAlone(applications(4), asked(NAMED));
  expect(told.findings).toEqual([]);
  expect(told.abstained.map(({ because }) => because.code)).toEqual([
    ...['no-ends', 'no-felt', 'no-model'],
  ]);
});

test('[FF4] an unknown end, a wrong scale and a file without times are refused with what to do', async () => {
  const path = applications(4);
  const code = (parts: Partial<FindingsAsked>): Promise<unknown> =>
    findingsAlone(path, asked({ ...NAMED, ...parts })).catch((fault: unknown) => fault);
  expect(await code({ ends: ['gone'] })).toMatchObject({
    message: expect.stringContaining('no activity "gone"'),
  });
  const scale = scaleOf('scale', '100..0');
  expect(await code({ felt: { column: 'timestamp', scale } })).toMatchObject({
    message: expect.stringContaining('not on the scale'),
  });
  const still = join(folder, 'still.csv');
  writeFileSync(still, 'case_id,activity\n1,a\n1,b\n');
  await expect(findingsAlone(still, asked())).rejects.toThrow('nothing says when');
});

test.skipIf(why(RECEIPT) !== '')(`[FF5] a log as it stands${why(RECEIPT)}`, async () => {
  const ends = ['T10 Determine necessity to stop indication'];
  const told = await findingsAlone(RECEIPT, asked({ ends }));
  expect(told.cases.all).toBe(1434);
  expect(told.cases.done + told.cases.open).toBeLessThan(1434);
  expect(told.abstained.filter(({ because }) => because.code === 'few-encounters').length).toBe(14);
});

test.skipIf(why(BPI2012) !== '')(`[FF5] a larger one${why(BPI2012)}`, async () => {
  const ends = ['A_APPROVED', 'A_DECLINED', 'A_CANCELLED'];
  const told = await findingsAlone(BPI2012, asked({ ends }));
  expect(told.cases).toEqual({ all: 13_087, done: 12_688, open: 399 });
  expect(told.findings).toEqual([]);
});
