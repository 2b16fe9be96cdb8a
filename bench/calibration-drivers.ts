import {
  type DriverRows,
  drawnTogether,
  driversOfRows,
  explainedBySubsets,
  type RowsDriven,
  shapleyValues,
  substituted,
  weakestLinkOf,
} from '../packages/core/src/drivers/index.ts';
import { type Chance, type Held, holds, type IntervalKind } from './calibration-chance.ts';

/** Drivers that one attitude colours, some of no weight, and an outcome. */
interface World {
  readonly weights: readonly number[];
  readonly shared: number;
  readonly noise: number;
}

function worldOf(chance: Chance): World {
  const weights = chance.many(chance.whole(3, 6), () => Math.max(0, chance.between(-0.15, 0.6)));
  return {
    weights: [chance.between(0.3, 0.8), ...weights],
    shared: chance.between(0.1, 0.6),
    noise: chance.between(0.6, 1.4),
  };
}

function rowsOf(chance: Chance, { weights, shared, noise }: World): DriverRows {
  const count = chance.whole(150, 800);
  const columns = weights.map(() => new Float64Array(count));
  const outcome = new Float64Array(count);
  for (let row = 0; row < count; row += 1) {
    const attitude = Math.sqrt(shared) * chance.normal();
    let sum = noise * chance.normal();
    for (const [at, weight] of weights.entries()) {
      const value = attitude + Math.sqrt(1 - shared) * chance.normal();
      (columns[at] ?? outcome)[row] = value;
      sum += weight * value;
    }
    outcome[row] = sum;
  }
  return {
    outcome,
    players: columns.map((column, at) => ({ name: `${at}`, columns: [column] })),
    ...{ weights: null, clusters: null },
  };
}

/** LMG of endless rows of a world. */
function truthOf({ weights, shared, noise }: World): Float64Array {
  const size = weights.length;
  const width = size + 1;
  const covariance = new Float64Array(width * width);
  let spread = noise * noise;
  for (let i = 0; i < size; i += 1) {
    let together = 0;
    for (let j = 0; j < size; j += 1) {
      const correlation = i === j ? 1 : shared;
      covariance[i * width + j] = correlation;
      together += (weights[j] ?? 0) * correlation;
    }
    covariance[i * width + size] = together;
    covariance[size * width + i] = together;
    spread += (weights[i] ?? 0) * together;
  }
  covariance[width * width - 1] = spread;
  const players = weights.map((_, at) => [at]);
  return shapleyValues(explainedBySubsets(covariance, width, players, size));
}

function kind(
  name: string,
  held: (found: RowsDriven['found'] & { kind: 'found' }, world: World) => readonly Held[],
): IntervalKind {
  return {
    name,
    every: 16,
    world: (chance) => {
      const world = worldOf(chance);
      const asked = { method: 'lmg', seed: chance.whole(0, 1e6), grade: 'C', draws: 200 } as const;
      const { found } = driversOfRows(rowsOf(chance, world), asked);
      return found.kind === 'abstained' ? [null] : held(found, world);
    },
  };
}

const share = kind('driver_share', ({ drivers }, world) => {
  const truth = truthOf(world);
  const sum = truth.reduce((a, b) => a + b, 0);
  return drivers.map((driver, at) => holds(driver.share, (truth[at] ?? 0) / sum));
});

const slope = kind('driver_slope', ({ drivers }, { weights }) =>
  drivers.map(({ slope: found }, at) => (found === null ? null : holds(found, weights[at] ?? 0))),
);

const explained = kind('drivers_r2', ({ r2 }, world) => [
  holds(
    r2,
    truthOf(world).reduce((a, b) => a + b, 0),
  ),
]);

/** Answers of 1 to 10 that stand in for one another more or less. */
const elasticity: IntervalKind = {
  name: 'weakest_link_rho',
  every: 20,
  world: (chance) => {
    const rho = chance.between(-4, 1);
    const rows = chance.whole(300, 1000);
    const weights = chance.chances(chance.whole(3, 5)).map((each) => 0.6 * each + 0.1);
    const sum = weights.reduce((a, b) => a + b, 0);
    const parts = weights.map((each) => each / sum);
    const drivers = parts.map(() => new Float64Array(rows));
    const outcome = new Float64Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const answers = parts.map(() => chance.whole(1, 10));
      for (const [at, answer] of answers.entries()) (drivers[at] ?? outcome)[row] = answer;
      outcome[row] = 1 + 0.8 * substituted(answers, parts, rho) + chance.normal();
    }
    const found = weakestLinkOf({
      ...{ outcome, drivers, seed: chance.whole(0, 1e6), grade: 'C' },
      scales: parts.map((_, at) => ({ name: `${at}`, least: 1, most: 10 })),
      drawn: drawnTogether(
        Int32Array.from({ length: rows }, (_, at) => at),
        null,
        null,
      ),
    });
    return [found.kind === 'abstained' ? null : holds(found.rho, rho)];
  },
};

export const driverKinds: readonly IntervalKind[] = [share, slope, explained, elasticity];
