import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timesDrawn } from './bootstrap.ts';
import { correctedInterval, percentileInterval } from './bootstrap-interval.ts';
import { completeRows, drawnTogether } from './group-rows.ts';
import { leastSquares } from './least-squares.ts';
import { fitLogit } from './logit.ts';
import { eigenOf } from './matrix.ts';
import { blockMoments, momentStride, momentsOf, rowsEffective } from './moments.ts';
import { normalStream } from './random.ts';

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 10 }),
    fc.integer({ min: 0, max: 10 }),
    fc.integer({ min: 1, max: 4 }),
  ),
  { minLength: 3, maxLength: 30 },
);

test('[ST11] means and covariances are those of their definition, weights and a far origin or not', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(0, 1e7), (made, origin) => {
      const columns = [0, 1].map((at) => Float64Array.from(made, (row) => origin + (row[at] ?? 0)));
      const weights = Float64Array.from(made, (row) => row[2]);
      const all = completeRows(columns, weights);
      const found = momentsOf(blockMoments(columns, drawnTogether(all, null, weights)));
      const total = weights.reduce((a, b) => a + b, 0);
      const mean = (of: (row: number) => number): number =>
        made.reduce((sum, _, at) => sum + (weights[at] ?? 0) * of(at), 0) / total;
      const means = columns.map((column) => mean((at) => (column[at] ?? 0) - origin));
      for (const [i, a] of columns.entries()) {
        expect((found.means[i] ?? 0) - origin).toBeCloseTo(means[i] ?? 0, 6);
        for (const [j, b] of columns.entries())
          expect(found.covariance[i * 2 + j]).toBeCloseTo(
            mean(
              (at) =>
                ((a[at] ?? 0) - origin - (means[i] ?? 0)) *
                ((b[at] ?? 0) - origin - (means[j] ?? 0)),
            ),
            8,
          );
      }
    }),
  );
});

test('[ST11] blocks taken several times are as their rows several times', () => {
  const columns = [Float64Array.of(1, 4, 2, 8), Float64Array.of(3, 1, 4, 1)];
  const drawn = drawnTogether(completeRows(columns, null), Int32Array.of(7, 9, 7, -1), null);
  expect(drawn.units).toBe(3);
  const found = momentsOf(blockMoments(columns, drawn), Float64Array.of(2, 0, 1));
  const again = columns.map((column) =>
    Float64Array.of(...[0, 2, 0, 2, 3].map((at) => column[at] ?? 0)),
  );
  const wanted = momentsOf(
    blockMoments(again, drawnTogether(completeRows(again, null), null, null)),
  );
  for (const [at, value] of wanted.covariance.entries())
    expect(found.covariance[at]).toBeCloseTo(value, 12);
  expect(momentStride(2)).toBe(7);
});

test('[ST11] rows with a gap or without weight are left out, and unequal weights say less', () => {
  const columns = [Float64Array.of(1, Number.NaN, 3, 4), Float64Array.of(1, 2, 3, 4)];
  const weights = Float64Array.of(1, 1, 0, 3);
  expect([...completeRows(columns, weights)]).toEqual([0, 3]);
  const blocks = blockMoments(columns, drawnTogether(Int32Array.of(0, 3), null, weights));
  expect(rowsEffective(blocks)).toBeCloseTo(1.6, 12);
});

test('[ST12] least squares: the slope, errors and R2 of one predictor by the textbook', () => {
  const x = Float64Array.of(1, 2, 3, 4, 5, 6);
  const y = Float64Array.of(2.1, 3.9, 6.2, 7.8, 10.1, 11.7);
  const moments = momentsOf(
    blockMoments([x, y], drawnTogether(completeRows([x, y], null), null, null)),
  );
  const fit = leastSquares(moments, 1, [0], 6);
  const mean = 3.5;
  const sxx = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const my = y.reduce((a, b) => a + b, 0) / 6;
  const slope = x.reduce((sum, value, at) => sum + (value - mean) * ((y[at] ?? 0) - my), 0) / sxx;
  const left = y.reduce(
    (sum, value, at) => sum + (value - my - slope * ((x[at] ?? 0) - mean)) ** 2,
    0,
  );
  expect(fit?.slopes[0]).toBeCloseTo(slope, 12);
  expect(fit?.intercept).toBeCloseTo(my - slope * mean, 12);
  expect(fit?.errors[1]).toBeCloseTo(Math.sqrt(left / 4 / sxx), 10);
  expect(fit?.errors[0]).toBeCloseTo(Math.sqrt((left / 4) * (1 / 6 + mean ** 2 / sxx)), 10);
  expect(
    leastSquares(
      momentsOf(blockMoments([x, x, y], drawnTogether(completeRows([x], null), null, null))),
      2,
      [0, 1],
      6,
    ),
  ).toBeNull();
});

// Satisfaction with housing in Copenhagen (Madsen 1976), as MASS has it: low, medium, high for each influence (low, medium,
// high), type (tower, apartment, atrium, terrace) and contact (low, high).
const HOUSING = [
  ...[21, 21, 28, 34, 22, 36, 10, 11, 36, 61, 23, 17, 43, 35, 40, 26, 18, 54],
  ...[13, 9, 10, 8, 8, 12, 6, 7, 9, 18, 6, 7, 15, 13, 13, 7, 5, 11],
  ...[14, 19, 37, 17, 23, 40, 3, 5, 23, 78, 46, 43, 48, 45, 86, 15, 25, 62],
  ...[20, 23, 20, 10, 22, 24, 7, 10, 21, 57, 23, 13, 31, 21, 13, 5, 6, 13],
];

test('[G16] ordinal logit of housing', () => {
  const at = (size: number, by: number, is: number): Float64Array =>
    Float64Array.from(HOUSING, (_, cell) => Number(Math.floor(cell / by) % size === is));
  const fit = fitLogit(
    {
      outcome: Int32Array.from(HOUSING, (_, cell) => cell % 3),
      categories: 3,
      predictors: [at(3, 3, 1), at(3, 3, 2), at(4, 9, 1), at(4, 9, 2), at(4, 9, 3), at(2, 36, 1)],
      weights: Float64Array.from(HOUSING),
    },
    { wantsErrors: true },
  );
  expect(HOUSING.reduce((a, b) => a + b, 0)).toBe(1681);
  const wanted = [0.5663937, 1.2888191, -0.5723501, -0.3661866, -1.0910149, 0.3602841];
  for (const [index, value] of wanted.entries())
    expect(Math.abs((fit.slopes[index] ?? 0) - value)).toBeLessThan(1e-4);
  expect(fit.cuts[0]).toBeCloseTo(-0.4961353, 4);
  expect(fit.cuts[1]).toBeCloseTo(0.6907083, 4);
  expect(-2 * fit.logLikelihood).toBeCloseTo(3479.149, 3);
  expect(fit.isSettled).toBe(true);
  // As MASS prints them: 0.1047 and 0.1272 of influence.
  expect(fit.errors?.[2]).toBeCloseTo(0.1047, 3);
  expect(fit.errors?.[3]).toBeCloseTo(0.1272, 3);
});

test('[ST13] a predictor that tells the categories apart without fail does not hang the fit', () => {
  const outcome = Int32Array.from({ length: 40 }, (_, at) => Number(at >= 20));
  const predictors = [Float64Array.from({ length: 40 }, (_, at) => at)];
  const fit = fitLogit({ outcome, categories: 2, predictors, weights: null });
  expect(fit.logLikelihood).toBeGreaterThan(-1e-3);
  expect(fit.slopes[0]).toBeGreaterThan(1);
});

test('[ST14] a bootstrap draw takes as many as there are, the same for the same seed and number', () => {
  const times = Float64Array.from(timesDrawn(1, 5, new Float64Array(101)));
  expect(times.reduce((a, b) => a + b, 0)).toBe(101);
  expect(timesDrawn(1, 5, new Float64Array(101))).toEqual(times);
  expect(timesDrawn(1, 6, new Float64Array(101))).not.toEqual(times);
});

test('[ST15] intervals of draws: percentiles, further out where few were drawn, moved where draws are off', () => {
  const normal = normalStream(1, 'interval');
  const draws = Float64Array.from({ length: 20_000 }, (_, at) => normal(at));
  const many = percentileInterval({ draws, level: 0.9, free: 1e6 });
  expect(many.low).toBeCloseTo(-1.645, 1);
  expect(many.high).toBeCloseTo(1.645, 1);
  expect(percentileInterval({ draws, level: 0.9, free: 8 }).high).toBeGreaterThan(many.high + 0.1);
  // Draws half a deviation too high of a value of -0.5: the interval moves down by one.
  const moved = correctedInterval(-0.5, { draws, level: 0.9, free: 1e6 });
  expect(moved.high).toBeCloseTo(0.645, 1);
  const none = percentileInterval({ draws: Float64Array.of(Number.NaN), level: 0.9, free: 9 });
  expect(none.low).toBeNaN();
});

test('[ST16] eigenvalues and vectors put a symmetric matrix together again', () => {
  const matrix = Float64Array.of(2, 0.5, 0.3, 0.5, 1, -0.4, 0.3, -0.4, 3);
  const { values, vectors } = eigenOf(matrix, 3);
  expect([...values]).toEqual([...values].sort((a, b) => b - a));
  for (let i = 0; i < 3; i += 1)
    for (let j = 0; j < 3; j += 1) {
      const again = [0, 1, 2].reduce(
        (sum, k) => sum + (values[k] ?? 0) * (vectors[k * 3 + i] ?? 0) * (vectors[k * 3 + j] ?? 0),
        0,
      );
      expect(again).toBeCloseTo(matrix[i * 3 + j] ?? 0, 12);
    }
});

test('[ST17] many rows are drawn in groups made by chance, each whole and about as large as the others', () => {
  const rows = Int32Array.from({ length: 10_000 }, (_, at) => at);
  const { rows: ordered, starts, units } = drawnTogether(rows, null, null);
  expect(units).toBe(10_000);
  expect(starts.length).toBe(501);
  expect([...ordered].sort((a, b) => a - b)).toEqual([...rows]);
  const sizes = [...starts.subarray(1)].map((end, at) => end - (starts[at] ?? 0));
  expect(Math.min(...sizes)).toBeGreaterThan(3);
  expect(Math.max(...sizes)).toBeLessThan(50);
});
