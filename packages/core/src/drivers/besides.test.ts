import { expect, test } from 'vitest';
import { completeRows, drawnTogether } from '../statistics/group-rows.ts';
import { normalStream, uniformStream } from '../statistics/random.ts';
import { driversOfRows } from './driver-rows.ts';
import { madeWorld } from './made-world-testing.ts';
import { forceMultipliers } from './multiplier.ts';
import { necessityOf } from './necessary.ts';
import { performanceOf } from './performance.ts';
import { substituted } from './substitution.ts';
import { weakestLinkOf } from './weakest-link.ts';

function tested(rho: number, rows: number, noise: number, seed = 1) {
  const weights = [0.4, 0.3, 0.2, 0.1];
  const [uniform, normal] = [uniformStream(seed, 'link'), normalStream(seed, 'link')];
  const drivers = weights.map(() => new Float64Array(rows));
  const outcome = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const answers = weights.map((_, at) => 1 + Math.floor(10 * uniform(row * 4 + at)));
    for (const [at, answer] of answers.entries()) (drivers[at] ?? outcome)[row] = answer;
    outcome[row] = 1 + 0.8 * substituted(answers, weights, rho) + noise * normal(row);
  }
  return weakestLinkOf({
    ...{ outcome, drivers, seed, grade: 'C', draws: 100 },
    scales: weights.map((_, at) => ({ name: `d${at}`, least: 1, most: 10 })),
    drawn: drawnTogether(completeRows([outcome], null), null, null),
  });
}

test.each([
  ['weakest-link', -4],
  ['compensating', 1],
])('[DV12] %s is the verdict of rho %d', (verdict, rho) => {
  const found = tested(rho, 600, 1);
  expect(found.kind === 'tested' && found.verdict).toBe(verdict);
  if (found.kind !== 'tested') return;
  expect(found.rho.low).toBeLessThan(rho + 0.6);
  expect(found.rho.high).toBeGreaterThan(rho - 0.6);
  expect(found.weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
  expect(found.lowest.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(Math.max(...found.profile.map(({ r2 }) => r2))).toBeLessThanOrEqual(found.r2 + 1e-6);
});

test('[DV12] with too little to tell it is undecided, or abstains', () => {
  const found = tested(0, 100, 2);
  expect(found.kind === 'tested' && found.verdict).toBe('undecided');
  expect(tested(1, 59, 1)).toMatchObject({ kind: 'abstained', needed: 60 });
  expect(tested(1, 400, 30)).toMatchObject({ kind: 'abstained' });
});

test('[DV13] what is necessary, and how seldom chance is taken for it', () => {
  const uniform = uniformStream(2, 'need');
  let called = 0;
  for (let world = 0; world < 200; world += 1) {
    const at = (part: number): Float64Array =>
      Float64Array.from({ length: 60 }, (_, row) => uniform(world * 200 + part * 60 + row));
    const [needed, chance, noise] = [at(0), at(1), at(2)];
    const outcome = needed.map((value, row) => value * (noise[row] ?? 0));
    const { drivers } = necessityOf({
      ...{ outcome, seed: world, draws: 200 },
      drivers: [
        { name: 'needed', column: needed },
        { name: 'chance', column: chance },
      ],
      drawn: drawnTogether(completeRows([outcome], null), null, null),
    });
    expect(drivers[0]?.isNecessary).toBe(true);
    if (drivers[1]?.isNecessary === true) called += 1;
  }
  expect(called).toBeLessThanOrEqual(16);
});

test('[DV13] what it takes to reach a level', () => {
  const outcome = Float64Array.of(0, 5, 10, 10);
  const column = Float64Array.of(1, 2, 3, 4);
  const { bottleneck } = necessityOf({
    ...{ outcome, seed: 1, drivers: [{ name: 'd', column }] },
    drawn: drawnTogether(completeRows([outcome], null), null, null),
  });
  expect(bottleneck.map(({ needs: [need] }) => need)).toEqual([
    ...[null, 2, 2, 2, 2, 2],
    ...[3, 3, 3, 3, 3],
  ]);
});

const WORLD = { seed: 5, rows: 800, weights: [0.9, 0.4, 0.05, 0.05], shared: 0.2, noise: 1 };

test('[DV14] importance against performance', () => {
  const { found } = driversOfRows(madeWorld(WORLD), {
    ...{ method: 'lmg', seed: 1, grade: 'C', draws: 200 },
  });
  if (found.kind === 'abstained') throw new Error(found.reason);
  const ends = [
    [-3, 9],
    [-6, 6],
    [-9, 3],
    [-6.05, 5.95],
  ] as const;
  const scales = found.drivers.map(({ name }, at) => ({
    name,
    least: ends[at]?.[0] ?? 0,
    most: ends[at]?.[1] ?? 1,
  }));
  const { points, lines } = performanceOf(found.drivers, scales);
  expect(lines.share).toBeCloseTo(0.25, 9);
  expect(lines.performance).toBeCloseTo(0.5, 1);
  expect(points.map(({ quadrant }) => quadrant)).toEqual([
    ...['concentrate', 'undecided', 'more-than-needed', 'undecided'],
  ]);
  const [first] = points;
  const [driver] = found.drivers;
  if (first?.reach.kind !== 'estimate' || driver?.slope?.kind !== 'estimate') throw new Error();
  const mean = driver.mean?.kind === 'estimate' ? driver.mean.median : Number.NaN;
  expect(first.reach.median).toBeCloseTo(driver.slope.median * (9 - mean), 9);
});

test('[DV15] levers by joint value for their cost', () => {
  const normal = normalStream(3, 'slopes');
  const slopes = (mean: number, from: number): Float64Array =>
    Float64Array.from({ length: 500 }, (_, at) => mean + 0.05 * normal(from + at));
  const cost = { median: 1000, low: 800, high: 1250 };
  const levers = [
    { name: 'weak', slopeDraws: slopes(0.2, 0), step: 1, headroom: 4, cost },
    { name: 'strong', slopeDraws: slopes(0.6, 500), step: 1, headroom: 4, cost },
    { name: 'full', slopeDraws: slopes(0.9, 1000), step: 1, headroom: 0, cost },
    { name: 'short', slopeDraws: slopes(0.4, 1500), step: 1, headroom: 0.25, cost },
  ];
  const worth = new Float64Array(500).fill(10_000);
  const ranked = forceMultipliers({ levers, worth, seed: 1, grade: 'C', n: 800 });
  expect(ranked.map(({ name }) => name)).toEqual(['strong', 'short', 'weak', 'full']);
  expect(ranked.reduce((sum, { bestChance }) => sum + bestChance, 0)).toBeCloseTo(1, 9);
  const [best, cut, , none] = ranked;
  expect(best?.multiplier).toMatchObject({ kind: 'estimate' });
  if (best?.multiplier.kind === 'estimate' && best.gain.kind === 'estimate') {
    expect(best.gain.median / 6000).toBeCloseTo(1, 1);
    expect(best.multiplier.median / 6).toBeCloseTo(1, 1);
    expect(best.lowDecile).toBeGreaterThan(best.multiplier.low);
  }
  // A step that is cut short costs as much less.
  expect(cut?.step).toBe(0.25);
  if (cut?.multiplier.kind === 'estimate') expect(cut.multiplier.median / 4).toBeCloseTo(1, 1);
  expect(none?.lowDecile).toBe(0);
});

test('[DV16] the same column twice is first as often by either name; parts of a whole stay within it', () => {
  const { outcome, players, ...rest } = madeWorld({
    ...{ seed: 5, rows: 120, weights: [0.5, 0.4], shared: 0, noise: 1 },
  });
  const [one, two] = players;
  if (one === undefined || two === undefined) throw new Error('two drivers were asked for');
  const still = { name: 'still', columns: [new Float64Array(outcome.length).fill(3)] };
  const rows = { ...rest, outcome, players: [one, { ...one, name: 'again' }, two, still] };
  for (const method of ['lmg', 'johnson'] as const) {
    const { found } = driversOfRows(rows, { method, seed: 1, grade: 'C', draws: 200 });
    if (found.kind === 'abstained') throw new Error(found.reason);
    const [first, again] = found.drivers;
    expect(first?.rankProbabilities).toEqual(again?.rankProbabilities);
    for (const { importance, share } of found.drivers)
      for (const each of [importance, share])
        if (each.kind === 'estimate') {
          expect(each.low).toBeGreaterThanOrEqual(0);
          expect(each.high).toBeLessThanOrEqual(1);
        }
  }
  const huge = { ...rows, outcome: outcome.map((each) => each * 1e200) };
  const { found } = driversOfRows(huge, { method: 'lmg', seed: 1, grade: 'C', draws: 200 });
  expect(found).toMatchObject({ kind: 'abstained', reason: expect.stringContaining('so large') });
});
