import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cholesky, inverseCholesky, logDeterminant, solveCholesky } from './cholesky.ts';
import { fisherTail, logGamma, studentCdf, studentQuantile } from './student.ts';

test.each([
  // p, freedom, the published percentage point
  [0.95, 1, 6.313751514675],
  [0.95, 2, 2.919985580354],
  [0.95, 5, 2.015048373333],
  [0.95, 30, 1.697260886593],
  [0.975, 10, 2.228138851965],
  [0.05, 10, -1.812461122812],
])('[ST9] t at %d with %d degrees is %d', (p, freedom, t) => {
  expect(studentQuantile(p, freedom)).toBeCloseTo(t, 9);
  expect(studentCdf(t, freedom)).toBeCloseTo(p, 10);
});

test('[ST9] F with one degree above is t squared; published points', () => {
  expect(fisherTail(3.3258, 5, 10)).toBeCloseTo(0.05, 5);
  expect(fisherTail(2.228138851965 ** 2, 1, 10)).toBeCloseTo(0.05, 9);
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
});

test('[ST10] a solved system is solved, the inverse undoes the matrix, and columns that say the same are seen', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
        {
          minLength: 5,
          maxLength: 9,
        },
      ),
      (rows) => {
        const matrix = [0, 1, 2].map((i) =>
          [0, 1, 2].map((j) =>
            rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), i === j ? 1 : 0),
          ),
        );
        const lower = cholesky(matrix) ?? [];
        const x = solveCholesky(lower, [1, -2, 3]);
        const back = matrix.map((row) =>
          row.reduce((sum, cell, at) => sum + cell * (x[at] ?? 0), 0),
        );
        for (const [at, want] of [1, -2, 3].entries()) expect(back[at]).toBeCloseTo(want, 8);
        expect(inverseCholesky(lower)[0]?.[1]).toBeCloseTo(inverseCholesky(lower)[1]?.[0] ?? 9, 10);
      },
    ),
  );
  expect(
    logDeterminant(
      cholesky([
        [4, 0],
        [0, 9],
      ]) ?? [],
    ),
  ).toBeCloseTo(Math.log(36), 12);
  expect(
    cholesky([
      [1, 1],
      [1, 1],
    ]),
  ).toBeNull();
});
