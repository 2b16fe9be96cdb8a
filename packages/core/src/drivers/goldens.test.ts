import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeRows, drawnTogether } from '../statistics/group-rows.ts';
import { leastSquares } from '../statistics/least-squares.ts';
import { blockMoments, type Moments, momentsOf } from '../statistics/moments.ts';
import { necessityOf } from './necessary.ts';
import { relativeWeights } from './relative-weights.ts';
import { explainedBySubsets, shapleyValues } from './subsets.ts';
import { substituted, substitutedSlopes } from './substitution.ts';

// Expected values: methods.md 14, the golden of the same name, and the READMEs of the data.

const DATA = '../shared/data';
const isHere = existsSync(DATA);
if (!isHere) console.warn(`${DATA} is not here: drivers are not held to published data`);

/** Columns of a file of plain numbers, the outcome last. */
function columnsOf(file: string, names: readonly string[]): readonly Float64Array[] {
  const [head = '', ...lines] = readFileSync(`${DATA}/${file}`, 'utf8').trim().split(/\r?\n/);
  const header = head.replaceAll('"', '').split(',');
  const cells = lines.map((line) => line.split(','));
  return names.map((name) => Float64Array.from(cells, (row) => Number(row[header.indexOf(name)])));
}

function momentsIn(columns: readonly Float64Array[]): Moments {
  return momentsOf(blockMoments(columns, drawnTogether(completeRows(columns, null), null, null)));
}

function single(count: number): readonly (readonly number[])[] {
  return Array.from({ length: count }, (_, at) => [at]);
}

function near(
  found: Float64Array | readonly number[],
  wanted: readonly number[],
  tolerance = 5e-8,
): void {
  expect(found.length).toBe(wanted.length);
  for (const [at, value] of wanted.entries())
    expect(Math.abs((found[at] ?? Number.NaN) - value), `number ${at}`).toBeLessThan(tolerance);
}

const CARS = ['cyl', 'disp', 'hp', 'gear', 'mpg'];
const SWISS = [
  'Agriculture',
  'Examination',
  'Education',
  'Catholic',
  'Infant.Mortality',
  'Fertility',
];

test.skipIf(!isHere)('[G12] relative weights of mtcars', () => {
  const { covariance, width } = momentsIn(columnsOf('driver-unit/mtcars.csv', CARS));
  const weights = relativeWeights(covariance, width, single(4), 4);
  near(weights, [0.22847973, 0.22214687, 0.23217444, 0.0963886]);
  near([weights.reduce((a, b) => a + b, 0)], [0.77918964]);
});

test.skipIf(!isHere)('[G13] LMG of mtcars', () => {
  const { covariance, width } = momentsIn(columnsOf('driver-unit/mtcars.csv', CARS));
  const explained = explainedBySubsets(covariance, width, single(4), 4);
  near(shapleyValues(explained), [0.24705203, 0.24349959, 0.2109129, 0.07772511]);
});

test.skipIf(!isHere)('[G14] LMG of swiss, with each driver first and last', () => {
  const { covariance, width } = momentsIn(columnsOf('driver-unit/swiss.csv', SWISS));
  const explained = explainedBySubsets(covariance, width, single(5), 5);
  near(shapleyValues(explained), [0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592]);
  near([explained.at(-1) ?? 0], [0.706735]);
  const first = single(5).map(([at = 0]) => explained[2 ** at] ?? 0);
  const last = single(5).map(([at = 0]) => (explained[31] ?? 0) - (explained[31 - 2 ** at] ?? 0));
  near(first, [0.1246649, 0.4171645, 0.4406157, 0.2150035, 0.1735189], 1e-7);
  near(last, [0.0428696, 0.0073874, 0.1619627, 0.0623726, 0.0569453], 1e-7);
});

test('[G15] with two drivers both methods agree', () => {
  const covariance = Float64Array.of(1, 0.4, 0.5, 0.4, 1, 0.3, 0.5, 0.3, 1);
  const explained = explainedBySubsets(covariance, 3, single(2), 2);
  near(shapleyValues(explained), [0.2109524, 0.0509524]);
  near(relativeWeights(covariance, 3, single(2), 2), [0.2109524, 0.0509524]);
  near([explained[3] ?? 0], [0.2619048]);
});

test('[G17] drivers that stand in for one another more or less', () => {
  const [drivers, weights] = [
    [8, 8, 8, 8, 2],
    [0.2, 0.2, 0.2, 0.2, 0.2],
  ];
  const values = [1, -1, -5, -10, -50].map((rho) => substituted(drivers, weights, rho));
  near(values, [6.8, 5, 2.7573085, 2.3492369, 2.0654248], 2e-6);
  near([substituted(drivers, weights, 0)], [6.0628663]);
  near(substitutedSlopes(drivers, weights, -1), [0.078125, 0.078125, 0.078125, 0.078125, 1.25]);
});

test('[G18] the empty space above the steps', () => {
  const outcome = Float64Array.of(2, 3, 7, 8, 9);
  const column = Float64Array.of(1, 2, 3, 4, 5);
  const drawn = drawnTogether(completeRows([outcome], null), null, null);
  const { drivers } = necessityOf({ outcome, drivers: [{ name: 'x', column }], drawn, seed: 1 });
  expect(drivers[0]?.ceiling).toBe(16);
  expect(drivers[0]?.scope).toBe(28);
  near([drivers[0]?.effect ?? 0], [0.5714286]);
});

test.skipIf(!isHere)('[DV1] the yellow pages, to the printed digits', () => {
  const names = ['q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10', 'q1'];
  const columns = columnsOf('driver-yellowpages/customerSat.csv', names);
  const moments = momentsIn(columns);
  const explained = explainedBySubsets(moments.covariance, moments.width, single(9), 9);
  expect(explained.at(-1)?.toFixed(10)).toBe('0.7167289049');
  expect([...shapleyValues(explained)].map((value) => value.toFixed(9))).toEqual([
    ...['0.087095625', '0.070391821', '0.161428308', '0.078723299', '0.152227225'],
    ...['0.062762901', '0.050324392', '0.025697738', '0.028077595'],
  ]);
  const fit = leastSquares(moments, 9, single(9).flat(), 1811);
  expect([
    fit?.intercept.toFixed(8),
    ...[...(fit?.slopes ?? [])].map((each) => each.toFixed(7)),
  ]).toEqual([
    ...['0.06268902', '0.1115066', '0.0480171', '0.3142048', '0.0401809', '0.3300482'],
    ...['0.1118412', '0.0338732', '-0.0407895', '0.0402069'],
  ]);
  near(
    [...moments.means.slice(9), ...moments.means.slice(0, 9)],
    [6.0663, 5.8824, 6.2744, 5.5599, 6.1391, 6.0558, 7.249, 7.4561, 7.8896, 7.7736],
    5e-5,
  );
});
