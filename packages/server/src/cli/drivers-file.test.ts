import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bothways, document, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'answers.csv');
const rows = Array.from({ length: 200 }, (_, at) => {
  const [price, staff] = [1 + ((at * 7) % 10), 1 + ((at * 3) % 7)];
  return `${price},${staff},${2 * price + staff + ((at * 5) % 4)},${at % 2 === 0 ? 'north' : 'south'}`;
});
writeFileSync(file, ['price,staff,overall,shop', ...rows].join('\n'));

interface Shown {
  readonly n: number;
  readonly r2: number;
  readonly drivers: readonly {
    readonly name: string;
    readonly share: number;
    readonly importance: number;
    readonly low: number;
    readonly high: number;
    readonly rank_probabilities: readonly number[];
  }[];
  readonly caveats: readonly string[];
  readonly groups: readonly { readonly group: string; readonly n: number }[];
}

test('[CD1] drivers of a file as JSON', async () => {
  const line = [
    'drivers',
    file,
    '--outcome',
    'overall',
    '--drivers',
    'staff,price',
    '--by',
    'shop',
  ];
  const { n, r2, drivers, caveats, groups } = await document<Shown>(line);
  expect(n).toBe(200);
  expect(drivers.map(({ name }) => name)).toEqual(['price', 'staff']);
  expect(drivers.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(r2, 12);
  expect(drivers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(drivers[0]?.rank_probabilities).toEqual([1, 0]);
  expect(caveats[0]).toMatch(/^Association, not cause/);
  expect(groups.map((each) => [each.group, each.n])).toEqual([
    ['north', 100],
    ['south', 100],
  ]);
});

test('[CD1] and as text, the outcome told by its name', async () => {
  const { code, out, err } = await bothways(['drivers', file, '--drivers', 'price,staff']);
  expect(code).toBe(0);
  expect(err).toContain('--outcome "overall", by its name');
  expect(out).toMatch(/price +█+▓*░* +\d+\.\d % +\d+\.\d % to \d+\.\d % +no\. 1 100 %/);
  expect(out).toContain('Keep in mind:\n- Association, not cause');
});

test('[CD2] what cannot be meant is told with what there is', async () => {
  const none = await bothways(['drivers', file, '--outcome', 'overall']);
  expect(none.code).toBe(2);
  expect(none.err).toContain('Say --drivers A,B,C');
  expect(none.err).toContain('"price", "staff", "overall", "shop"');
  const method = await bothways(['drivers', file, '--drivers', 'price', '--method', 'magic']);
  expect(method.code).toBe(2);
  expect(method.err).toContain('there are lmg, johnson, logit');
  const wrong = await bothways(['drivers', file, '--outcome', 'overall', '--drivers', 'prise']);
  expect(wrong.code).toBe(1);
  expect(wrong.err).toContain('did you mean "price"?');
});
