import { expect, test } from 'vitest';
import { normalStream } from '../statistics/random.ts';
import {
  alphaOf,
  correlation,
  differenceReliability,
  gapOf,
  gapsBySetter,
  penaltyReward,
  servqual,
  surfaceOf,
} from './expectation.ts';
import { numbersOf, referenceRows, unlessThere } from './reference-testing.ts';
import { spreadOf } from './spread.ts';

test('[XE1] the reliability of a difference', () => {
  expect(differenceReliability(0.8, 0.8, 0.5)).toBeCloseTo(0.6, 12);
  expect(differenceReliability(0.85, 0.75, 0.3)).toBeCloseTo(0.7142857, 7);
  expect(
    alphaOf([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]),
  ).toBeCloseTo(1, 12);
  expect(alphaOf([[1, 2, 3]])).toBeNull();
  expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
});

const kiosk = unlessThere('survey-kiosk-servqual');

test.skipIf(kiosk.skip)(`[XE2] the kiosk's gaps, importance and satisfaction${kiosk.why}`, () => {
  const rows = referenceRows('survey-kiosk-servqual/kiosk_194.csv');
  const names = Array.from({ length: 24 }, (_, at) => String(at + 1).padStart(2, '0'));
  const items = names.map((item) => {
    return {
      item,
      expected: numbersOf(rows, `exp${item}`),
      perceived: numbersOf(rows, `per${item}`),
    };
  });
  const gaps = items
    .map((item) => gapOf(item))
    .map(({ item, n, gap }) => ({ item, n, gap: gap.kind === 'estimate' ? gap.median : 0 }))
    .sort((a, b) => a.gap - b.gap);
  expect(gaps.slice(0, 4).map(({ gap, n }) => [n, gap.toFixed(4)])).toEqual([
    [194, '-2.0876'],
    [194, '-2.0567'],
    [194, '-1.9381'],
    [194, '-1.9278'],
  ]);
  const { quality, dimensions } = servqual([{ dimension: 'all', items }]);
  expect(quality).toBeCloseTo(gaps.reduce((sum, { gap }) => sum + gap, 0) / 24, 10);
  expect(dimensions[0]?.gap.kind).toBe('estimate');
  const grand = (of: string): string =>
    spreadOf(names.flatMap((item) => numbersOf(rows, `${of}${item}`))).mean.toFixed(4);
  expect([grand('imp'), grand('sat')]).toEqual(['5.8963', '4.9177']);
  const alphas = [alphaOf(items.map((i) => i.expected)), alphaOf(items.map((i) => i.perceived))];
  for (const alpha of alphas) expect(alpha).toBeGreaterThan(0.8);
});

const normal = normalStream(8, 'expectation');
const people = Array.from({ length: 600 }, (_, at) => {
  return { e: 5 + normal(3 * at), p: 4 + normal(3 * at + 1), noise: normal(3 * at + 2) };
});

test('[XE3] a gap is found where it is one, and refused where only what was perceived counts', () => {
  const [e, p] = [people.map((one) => one.e), people.map((one) => one.p)];
  const gap = surfaceOf(
    e,
    p,
    people.map((one) => 0.5 * (one.p - one.e) + 0.5 * one.noise),
    4,
  );
  const seen = surfaceOf(
    e,
    p,
    people.map((one) => 0.5 * one.p + 0.5 * one.noise),
    4,
  );
  expect(gap?.gapStands).toBe(true);
  expect(seen?.gapStands).toBe(false);
  expect(seen?.gapProbability).toBeLessThan(1e-6);
  expect(gap?.disagreement.slope).toMatchObject({ median: expect.closeTo(-1, 0) });
  expect(gap?.agreement.slope).toMatchObject({ median: expect.closeTo(0, 0) });
  expect(
    surfaceOf(
      e.slice(0, 20),
      p,
      people.slice(0, 20).map((one) => one.noise),
      4,
    ),
  ).toBeNull();
});

test('[XE4] penalty and reward come out as they went in', () => {
  const levels = people.map((_, at) => (at % 3) - 1);
  const other = people.map((_, at) => (at % 5 === 0 ? 1 : 0));
  const whole = people.map(
    ({ noise }, at) =>
      6 +
      (levels[at] === -1 ? -2 : 0) +
      (levels[at] === 1 ? 0.5 : 0) +
      (other[at] === 1 ? 1 : 0) +
      0.3 * noise,
  );
  const told = penaltyReward(
    [
      { item: 'speed', levels },
      { item: 'warmth', levels: other },
    ],
    whole,
  );
  expect(told?.[0]?.penalty).toMatchObject({ median: expect.closeTo(-2, 1) });
  expect(told?.[0]?.reward).toMatchObject({ median: expect.closeTo(0.5, 1) });
  expect(told?.[1]?.reward).toMatchObject({ median: expect.closeTo(1, 1) });
  expect(told?.[1]?.penalty.kind).toBe('abstained');
});

test('[XE5] gaps by who set the expectation, with the difference to all others', () => {
  const told = gapsBySetter(
    people.map(({ noise }, at) => {
      const advert = at % 3 === 0;
      return {
        setBy: advert ? 'advert' : 'last time',
        expected: advert ? 6 : 5,
        perceived: 5 + 0.2 * noise,
      };
    }),
  );
  expect(told.map(({ setBy, n, expected }) => [setBy, n, expected])).toEqual([
    ['last time', 400, 5],
    ['advert', 200, 6],
  ]);
  expect(told[1]?.gap).toMatchObject({ median: expect.closeTo(-1, 1) });
  expect(told[1]?.difference).toMatchObject({ median: expect.closeTo(-1, 1) });
  expect(gapsBySetter([{ setBy: 'rival', expected: 5, perceived: 4 }])[0]?.gap.kind).toBe(
    'abstained',
  );
});
