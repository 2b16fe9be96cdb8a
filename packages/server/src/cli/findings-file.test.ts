import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bothways, document, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'orders.csv');
const rows = Array.from({ length: 80 }, (_, number) => {
  const day = new Date(Date.UTC(2025, 0, 1 + 3 * number)).toISOString().slice(0, 10);
  const row = (activity: string, hour: number, felt: number): string =>
    `${number},${activity},${day}T${hour}:00:00Z,${felt}`;
  return [row('ask', 10, 4), row('pay', 11, 1), ...(number % 2 === 0 ? [row('done', 12, 4)] : [])];
});
writeFileSync(path, `case_id,activity,timestamp,felt\n${rows.flat().join('\n')}\n`);

test('[FY1] findings of a file: the keys of the ledger, and the command that asks again', async () => {
  const line = ['findings', path, '--ends', 'done', '--felt', 'felt', '--scale', '1..5'];
  const told = await document<{ findings: { evidence: { query: string } }[] }>(line);
  expect(told).toMatchObject({
    findings: [
      { kind: 'failure-point', touchpoint: 'pay', also: ['bad-end', 'bad-peak'], break_even: {} },
    ],
    ...{ strengths: [], blind_spots: [], abstained: [{ because: { code: 'no-model' } }] },
    cases: { all: 80, done: 40 },
    columns: { case: 'case_id', activity: 'activity', at: 'timestamp' },
  });
  expect(told.findings[0]?.evidence.query).toContain('--ends done --felt felt --scale 1..5');
  const { out, err } = await bothways(line);
  expect(out).toContain('1. pay: failure point');
  expect(err).toContain('--case "case_id", by its name');
});

test('[FY1] what is asked wrongly is told with what to do', async () => {
  const wrong = await bothways(['findings', path, '--felt', 'felt']);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--scale WORST..BEST')]);
  const ends = await bothways(['findings', path, '--ends', 'gone']);
  expect(ends.err).toContain('there is no activity "gone"');
  const none = await bothways(['findings', join(folder, 'none.csv')]);
  expect([none.code, none.err]).toEqual([1, expect.stringContaining('none.csv')]);
});
