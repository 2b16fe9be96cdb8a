import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbersOf, referenceRows, unlessThere } from './reference-testing.ts';
import {
  differenceOfScores,
  meanOfScores,
  meanScore,
  npsOf,
  promotes,
  scoresOf,
  shareOf,
} from './survey.ts';

const scores = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 60 });

test('[XS1] NPS and its exact variance; swapping within a group changes nothing', () => {
  fc.assert(
    fc.property(scores, (values) => {
      const told = npsOf(scoresOf(values));
      const [p, d] = [told.promoters / told.n, told.detractors / told.n];
      expect(told.seen).toBeCloseTo(100 * (p - d), 9);
      expect(told.se).toBeCloseTo(100 * Math.sqrt((p + d - (p - d) ** 2) / told.n), 9);
      const swapped = values.map((score) => (score <= 6 ? 6 - score : score));
      expect(npsOf(scoresOf(swapped)).seen).toBeCloseTo(told.seen, 9);
      if (told.nps.kind === 'abstained') throw new Error('two answers are enough');
      expect(told.nps.low).toBeGreaterThanOrEqual(-100);
      expect(told.nps.high).toBeLessThanOrEqual(100);
      expect(told.nps.low).toBeLessThanOrEqual(told.seen);
      expect(told.nps.high).toBeGreaterThanOrEqual(told.seen);
    }),
  );
  expect(npsOf(scoresOf([9])).nps.kind).toBe('abstained');
  expect(npsOf(scoresOf([9, 11, 10])).n).toBe(2);
});

const sfo = unlessThere('survey-sfo');

test.skipIf(sfo.skip)(`[XS2] the airport's figures${sfo.why}`, () => {
  const rows = referenceRows('survey-sfo/sfo_2017.csv.gz');
  const recommend = numbersOf(rows, 'NETPRO', [11]);
  const nps = npsOf(scoresOf(recommend));
  expect([rows.length, nps.n, nps.seen.toFixed(2)]).toEqual([2831, 2746, '39.84']);
  const whole = (year: number): readonly number[] =>
    numbersOf(referenceRows(`survey-sfo/sfo_${year}.csv.gz`), 'Q7ALL', [0, 6]);
  expect(
    [2014, 2015, 2016, 2017].map((year) =>
      meanOfScores(scoresOf(whole(year)), (s) => s).mean.toFixed(4),
    ),
  ).toEqual(['3.9959', '4.0480', '4.0380', '4.0644']);
  expect(shareOf(scoresOf(whole(2017)), (s) => s >= 4).share).toMatchObject({
    median: expect.closeTo(0.8207, 4),
  });
  const problems = numbersOf(rows, 'Q15PROBLEM');
  const screening = numbersOf(rows, 'Q14PASSTHRU', [0, 6]);
  const of = (code: number) => scoresOf(screening.filter((_, at) => problems[at] === code));
  expect(meanScore(of(1))).toMatchObject({ median: expect.closeTo(3.8596, 4) });
  expect(meanScore(of(2))).toMatchObject({ median: expect.closeTo(4.3824, 4) });
  const slide = meanOfScores(scoresOf(recommend), (s) => (s >= 8 ? 1 : 0)).mean;
  expect(slide).toBeCloseTo(0.769, 3);
  const weighted = npsOf(scoresOf(recommend, numbersOf(rows, 'WEIGHT')));
  expect(weighted.nEffective).toBeLessThan(2746);
  expect(weighted.nEffective).toBeGreaterThan(2000);
});

test('[XS3] alike weights change nothing, unlike ones make answers worth less; the error is linearised', () => {
  const values = Array.from({ length: 90 }, (_, at) => (at * 7) % 11);
  const plain = npsOf(scoresOf(values));
  const alike = npsOf(
    scoresOf(
      values,
      values.map(() => 2.5),
    ),
  );
  expect(alike.seen).toBeCloseTo(plain.seen, 9);
  expect(alike.nEffective).toBeCloseTo(90, 9);
  expect(alike.se).toBeCloseTo(plain.se * Math.sqrt(90 / 89), 9);
  const weights = values.map((_, at) => 1 + (at % 4));
  const unlike = npsOf(scoresOf(values, weights));
  const total = weights.reduce((a, b) => a + b, 0);
  const mean =
    values.reduce((sum, value, at) => sum + promotes(value) * (weights[at] ?? 0), 0) / total;
  const linear = values.reduce(
    (sum, value, at) => sum + ((weights[at] ?? 0) * (promotes(value) - mean)) ** 2,
    0,
  );
  expect(unlike.se).toBeCloseTo(100 * Math.sqrt((linear / total ** 2) * (90 / 89)), 9);
  expect(unlike.nEffective).toBeLessThan(90);
  expect(scoresOf([9, 3], [0, 1])).toEqual([{ score: 3, n: 1, weight: 1, weightSquares: 1 }]);
});

test('[XS4] a share stays inside 0..1, also where all or none say so; differences abstain on single answers', () => {
  const all = shareOf(scoresOf([5, 5, 5, 5]), (s) => s >= 4).share;
  const none = shareOf(scoresOf([1, 1, 1, 1]), (s) => s >= 4).share;
  expect(all).toMatchObject({
    median: 1,
    high: 1,
    low: expect.closeTo(4 / (4 + 1.6448536 ** 2), 6),
  });
  expect(none).toMatchObject({ median: 0, low: 0 });
  expect(shareOf([], () => true).share.kind).toBe('abstained');
  expect(differenceOfScores(scoresOf([1]), scoresOf([1, 2]), (s) => s).kind).toBe('abstained');
});

test('[XS5] a few answers all alike have no range; a mean stays on its scale, a difference within its reach', () => {
  expect(meanScore(scoresOf([5, 5, 5]))).toMatchObject({
    kind: 'abstained',
    reason: expect.stringContaining('all 3 answers are 5'),
  });
  expect(differenceOfScores(scoresOf([9, 9]), scoresOf([1, 1]), promotes, 100, 200).kind).toBe(
    'abstained',
  );
  const wide = meanScore(scoresOf([1, 5]), { least: 1, most: 5 });
  expect(wide).toMatchObject({ median: 3, low: 1, high: 5 });
  const apart = differenceOfScores(scoresOf([9, 1]), scoresOf([0, 0]), promotes, 100, 200);
  expect(apart).toMatchObject({ median: 100, high: 200 });
});
