import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeRows, drawnTogether } from '../statistics/group-rows.ts';
import { leastSquares } from '../statistics/least-squares.ts';
import { fitLogit } from '../statistics/logit.ts';
import { blockMoments, momentsOf } from '../statistics/moments.ts';
import { explainCaveat } from './caveat-words.ts';
import type { Caveat } from './caveats.ts';
import { type DriverRows, driversOfRows } from './driver-rows.ts';
import { eValueOfRatio } from './e-value.ts';
import type { DriversFound } from './importance.ts';
import { madeCovariance, madeWorld } from './made-world-testing.ts';
import { explainedBySubsets, shapleyInteractions, shapleyValues } from './subsets.ts';

const ASKED = { method: 'lmg', seed: 1, grade: 'C', draws: 200 } as const;
const WORLD = { seed: 3, rows: 300, weights: [0.6, 0.3, 0.2, 0], shared: 0.3, noise: 1 };

type Found = DriversFound & { readonly kind: 'found' };

function found(rows: DriverRows, asked: Partial<Parameters<typeof driversOfRows>[1]> = {}): Found {
  const { found: all } = driversOfRows(rows, { ...ASKED, ...asked });
  if (all.kind === 'abstained') throw new Error(all.reason);
  return all;
}

function values({ drivers }: Found): readonly number[] {
  return drivers.map(({ importance }) =>
    importance.kind === 'estimate' ? importance.median : Number.NaN,
  );
}

function widths({ drivers }: Found): readonly number[] {
  return drivers.map(({ importance }) =>
    importance.kind === 'estimate' ? importance.high - importance.low : Number.NaN,
  );
}

function near(a: readonly number[], b: readonly number[], digits = 9): void {
  expect(a.length).toBe(b.length);
  for (const [at, value] of a.entries()) expect(value).toBeCloseTo(b[at] ?? Number.NaN, digits);
}

const anyRows = fc
  .array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 5 }), {
    minLength: 8,
    maxLength: 20,
  })
  .map((made) => [0, 1, 2, 3, 4].map((at) => Float64Array.from(made, (row) => row[at] ?? 0)));

test('[DV2] LMG by sweeps is LMG by a regression for each subset', () => {
  fc.assert(
    fc.property(anyRows, (columns) => {
      const drawn = drawnTogether(completeRows(columns, null), null, null);
      const moments = momentsOf(blockMoments(columns, drawn));
      const players = [[0], [1], [2], [3]];
      const explained = explainedBySubsets(moments.covariance, 5, players, 4);
      for (let mask = 1; mask < 16; mask += 1) {
        const chosen = [0, 1, 2, 3].filter((at) => (mask & (2 ** at)) !== 0);
        const fit = leastSquares(moments, 4, chosen, drawn.rows.length);
        if (fit !== null) expect(explained[mask]).toBeCloseTo(fit.r2, 9);
      }
      const shares = [...shapleyValues(explained)];
      expect(Math.min(...shares)).toBeGreaterThan(-1e-12);
      near([shares.reduce((a, b) => a + b, 0)], [explained[15] ?? 0]);
    }),
  );
});

test('[DV2] neither the order of drivers nor their units matter', () => {
  const rows = madeWorld(WORLD);
  const turned = { ...rows, players: rows.players.toReversed() };
  near([...values(found(turned))].reverse(), values(found(rows)));
  const scaled = rows.players.map(({ name, columns }, at) => ({
    name,
    columns: columns.map((column) => column.map((value) => 10 ** at * value - 1e4)),
  }));
  near(values(found({ ...rows, players: scaled })), values(found(rows)), 6);
});

test('[DV3] columns of one driver are one player', () => {
  const rows = madeWorld(WORLD);
  const [a, b, c, d] = rows.players.map(({ columns: [column] }) => column ?? rows.outcome);
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error();
  const players = [
    { name: 'ab', columns: [a, b] },
    { name: 'c', columns: [c] },
    { name: 'd', columns: [d] },
  ];
  const grouped = found({ ...rows, players });
  const columns = [a, b, c, d, rows.outcome];
  const moments = momentsOf(
    blockMoments(columns, drawnTogether(completeRows(columns, null), null, null)),
  );
  const r2 = (chosen: readonly number[]): number => leastSquares(moments, 4, chosen, 300)?.r2 ?? 0;
  const wanted =
    r2([0, 1]) / 3 +
    (r2([0, 1, 2]) - r2([2]) + r2([0, 1, 3]) - r2([3])) / 6 +
    (r2([0, 1, 2, 3]) - r2([2, 3])) / 3;
  near([values(grouped)[0] ?? 0], [wanted]);
  near([values(grouped).reduce((x, y) => x + y, 0)], [r2([0, 1, 2, 3])]);
  expect(grouped.drivers[0]?.slope).toBeNull();
});

test('[DV4] what is a sum of others, or never varies, is told and breaks nothing', () => {
  const rows = madeWorld(WORLD);
  const [a, b] = rows.players.map(({ columns: [column] }) => column ?? rows.outcome);
  const sum = Float64Array.from(a ?? [], (value, at) => value + (b?.[at] ?? 0));
  const tied = found({ ...rows, players: [...rows.players, { name: 'sum', columns: [sum] }] });
  near([values(tied).reduce((x, y) => x + y, 0)], [values(found(rows)).reduce((x, y) => x + y, 0)]);
  const collinear = tied.caveats.find((each) => each.code === 'collinear');
  expect(collinear).toMatchObject({ drivers: ['d1', 'd2', 'sum'] });
  const still = { name: 'still', columns: [new Float64Array(300).fill(4)] };
  const flat = found({ ...rows, players: [...rows.players, still] });
  near(values(flat), [...values(found(rows)), 0]);
  expect(flat.caveats).toContainEqual({ code: 'constant', drivers: ['still'] });
});

test('[DV5] interactions', () => {
  const apart = madeCovariance({ ...WORLD, shared: 0 });
  const players = [[0], [1], [2], [3]];
  const none = shapleyInteractions(explainedBySubsets(apart, 5, players, 4));
  for (const value of none) expect(Math.abs(value)).toBeLessThan(1e-12);
  const alike = madeCovariance({ ...WORLD, weights: [0.5, 0.5, 0, 0], shared: 0.8 });
  expect(shapleyInteractions(explainedBySubsets(alike, 5, players, 4))[1]).toBeLessThan(-0.05);
});

test('[DV6] ranges hold the truth, and chances of ranks add up', () => {
  const world = { ...WORLD, rows: 200 };
  const explained = explainedBySubsets(madeCovariance(world), 5, [[0], [1], [2], [3]], 4);
  const truth = shapleyValues(explained);
  const held = [0, 0, 0, 0];
  for (let seed = 0; seed < 100; seed += 1) {
    const { drivers } = found(madeWorld({ ...world, seed }), { seed, draws: 150 });
    for (const [at, { importance, rankProbabilities }] of drivers.entries()) {
      const value = truth[at] ?? 0;
      if (importance.kind === 'estimate' && importance.low <= value && value <= importance.high)
        held[at] = (held[at] ?? 0) + 1;
      near([rankProbabilities.reduce((a, b) => a + b, 0)], [1]);
    }
    for (const rank of [0, 1, 2, 3])
      near([drivers.reduce((sum, each) => sum + (each.rankProbabilities[rank] ?? 0), 0)], [1]);
  }
  for (const count of held) {
    expect(count).toBeGreaterThan(79);
    expect(count).toBeLessThan(98);
  }
});

test('[DV7] copies of the same rows do not make ranges narrower where they are of one person', () => {
  const once = madeWorld({ ...WORLD, rows: 100 });
  const thrice = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: 300 }, (_, at) => column[at % 100] ?? 0);
  const copied = {
    ...once,
    outcome: thrice(once.outcome),
    players: once.players.map(({ name, columns }) => ({ name, columns: columns.map(thrice) })),
  };
  const people = Int32Array.from({ length: 300 }, (_, at) => at % 100);
  const plain = widths(found(once));
  near(widths(found({ ...copied, clusters: people })), plain, 6);
  for (const [at, width] of widths(found(copied)).entries())
    expect(width).toBeLessThan(0.8 * (plain[at] ?? 0));
});

test('[DV8] a weight of 2 is as the row twice, a weight of 0 as without it', () => {
  const rows = madeWorld({ ...WORLD, rows: 60 });
  const weights = Float64Array.from({ length: 60 }, (_, at) => at % 3);
  const places = [...weights].flatMap((weight, at) => new Array<number>(weight).fill(at));
  const again = (column: Float64Array): Float64Array =>
    Float64Array.from(places, (at) => column[at] ?? 0);
  const repeated = {
    ...rows,
    outcome: again(rows.outcome),
    players: rows.players.map(({ name, columns }) => ({ name, columns: columns.map(again) })),
  };
  near(values(found({ ...rows, weights })), values(found(repeated)));
});

test('[DV9] it abstains where nothing can be said, and says what is needed', () => {
  const few = driversOfRows(madeWorld({ ...WORLD, rows: 19 }), ASKED).found;
  expect(few).toMatchObject({ kind: 'abstained', n: 19, needed: 20 });
  const gaps = madeWorld({ ...WORLD, rows: 100 });
  gaps.players[1]?.columns[0]?.fill(Number.NaN, 0, 90);
  const gone = driversOfRows(gaps, ASKED).found;
  expect(gone.kind === 'abstained' && gone.reason).toBe(
    '10 complete rows for 4 columns of drivers: below 20 the shares are mostly chance; of 100 rows with an outcome 90 have no "d2": leave it out, or ask fewer drivers at once',
  );
  const many = madeWorld({ ...WORLD, rows: 200, weights: new Array(21).fill(0.1) });
  expect(driversOfRows(many, ASKED).found).toMatchObject({ kind: 'abstained' });
  const still = { ...madeWorld(WORLD), outcome: new Float64Array(300) };
  expect(driversOfRows(still, ASKED).found).toMatchObject({
    reason: 'the outcome is the same in every row: nothing can drive it',
  });
});

test('[DV10] shares by logit', () => {
  const rows = madeWorld({ ...WORLD, rows: 600, weights: [1, 0.5, 0.25] });
  const answers = rows.outcome.map((value) => (value > 0.7 ? 2 : value > -0.5 ? 1 : 0));
  const logit = found({ ...rows, outcome: answers }, { method: 'logit' });
  const outcome = Int32Array.from(answers);
  const likelihood = (mask: number): number => {
    const predictors = rows.players.filter((_, at) => (mask & (2 ** at)) !== 0);
    const fit = fitLogit({
      ...{ outcome, categories: 3, weights: null },
      predictors: predictors.flatMap(({ columns }) => columns),
    });
    return fit.logLikelihood;
  };
  const none = likelihood(0);
  const r2 = Float64Array.from({ length: 8 }, (_, mask) => 1 - likelihood(mask) / none);
  near(values(logit), [...shapleyValues(r2)], 5);
  near([logit.r2.kind === 'estimate' ? logit.r2.median : 0], [r2[7] ?? 0], 5);
  expect(logit.drivers.map((each) => each.rankProbabilities[0] ?? 0)[0]).toBeGreaterThan(0.95);
  const many = driversOfRows(rows, { ...ASKED, method: 'logit' }).found;
  expect(many.kind === 'abstained' && many.reason).toContain('over 12 different values');
});

function codes({ caveats }: Found): readonly string[] {
  return caveats.map(({ code }) => code);
}

test('[DV11] caveats stand where they are so', () => {
  const clear = found(madeWorld({ ...WORLD, rows: 2000, weights: [1, 0.1, 0.1], shared: 0 }));
  expect(codes(clear)).toEqual(['association']);
  const alike = found(madeWorld({ ...WORLD, rows: 120, weights: [0.4, 0.4, 0.4], shared: 0.7 }));
  expect(codes(alike)).toEqual(expect.arrayContaining(['association', 'top-undecided', 'halo']));
  const two = madeWorld({ ...WORLD, rows: 400 });
  const binary = found({ ...two, outcome: two.outcome.map((value) => Number(value > 0)) });
  expect(codes(binary)).toContain('binary');
  const narrow = new Float64Array(400).fill(5);
  narrow[3] = 1;
  const players = [...two.players, { name: 'narrow', columns: [narrow] }];
  expect(found({ ...two, players }).caveats).toContainEqual({
    code: 'narrow',
    drivers: ['narrow'],
  });
});

test('[DV11] rows that are missing for a reason are told', () => {
  const rows = madeWorld({ ...WORLD, rows: 400 });
  const [first] = rows.players[0]?.columns ?? [];
  for (const [row, value] of rows.outcome.entries())
    if (first !== undefined && value < -0.8) first[row] = Number.NaN;
  const { caveats } = found(rows);
  expect(caveats.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['missing', 'missing-differ']),
  );
  expect(explainCaveat(caveats.find(({ code }) => code === 'missing') as Caveat)).toMatch(
    /^\d+ of 400 rows lack an answer and are left out, most often "d1" \(\d+\)\.$/,
  );
});

test('[DV11] an E-value is that of its authors', () => {
  // VanderWeele & Ding: a risk ratio of 3.9 has 7.2637; its inverse the same.
  expect(eValueOfRatio(3.9)).toBeCloseTo(7.263, 2);
  expect(eValueOfRatio(1 / 3.9)).toBeCloseTo(7.263, 2);
  expect(eValueOfRatio(1)).toBe(1);
});
