import {
  believedWeights,
  FADING,
  type FeltJourney,
  learnFading,
  learnMemory,
  leversOf,
  type Memorable,
  memorable,
  memorySums,
  REGRESSORS,
  rememberedJourneys,
  rememberedOf,
} from '../packages/core/src/experience/index.ts';
import { type Chance, holds, type IntervalKind } from './calibration-chance.ts';

/** A kind of journey: how its moments go, and how it is remembered, drawn from what is believed before. */
interface World {
  readonly journey: () => number[];
  readonly weights: readonly number[];
  readonly level: number;
  readonly noise: number;
}

function remember({ weights, level }: World, moments: Memorable): number {
  return REGRESSORS.reduce((sum, of, at) => sum + (weights[at] ?? 0) * moments[of], level);
}

/** The spread that answers are to have: the belief about weights is on standardised scales. */
const SPREAD = 0.35;

function worldOf(chance: Chance): World {
  const [middle, apart, stays] = [
    chance.between(-0.1, 0.5),
    chance.between(0.1, 0.3),
    chance.between(0, 0.8),
  ];
  const own = chance.between(0.1, 0.3);
  const journey = (): number[] => {
    const level = middle + own * chance.normal();
    let last = apart * chance.normal();
    return chance.many(chance.whole(3, 9), () => {
      last = stays * last + Math.sqrt(1 - stays * stays) * apart * chance.normal();
      return Math.max(-1, Math.min(1, level + last));
    });
  };
  const sample = chance.many(400, () => memorable(journey()));
  const positive = sample.filter(({ peak }) => peak >= 0).length / sample.length;
  const believed = believedWeights(positive);
  const spreads = REGRESSORS.map((of) => spreadOfAll(sample.map((each) => each[of])));
  const weights = believed.map((mean, at) => {
    return mean + 0.25 * (SPREAD / Math.max(0.02, spreads[at] ?? 1)) * chance.normal();
  });
  const world = { journey, weights, level: chance.between(-0.2, 0.2), noise: 0 };
  const explained = spreadOfAll(sample.map((each) => remember(world, each))) ** 2;
  return { ...world, noise: Math.sqrt(Math.max(SPREAD ** 2 - explained, 0.15 * SPREAD ** 2)) };
}

function spreadOfAll(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

const weights: IntervalKind = {
  name: 'memory_weights',
  every: 2,
  world: (chance) => {
    const world = worldOf(chance);
    const memory = learnMemory(memorySums(answered(chance, world)));
    if (memory.kind === 'believed') return [];
    return memory.shown.map(({ weight }, at) => holds(weight, world.weights[at] ?? 0));
  },
};

function answered(chance: Chance, world: World) {
  return chance.many(Math.round(40 * 8 ** chance.uniform()), () => {
    const moments = memorable(world.journey());
    return { moments, overall: remember(world, moments) + world.noise * chance.normal() };
  });
}

const band: IntervalKind = {
  name: 'remembered_band',
  every: 4,
  world: (chance) => {
    const world = worldOf(chance);
    const memory = learnMemory(memorySums(answered(chance, world)));
    const seen = world.journey().map((mean) => ({ mean, sd: 0.15 }));
    const true_ = seen.map(({ mean, sd }) => mean + sd * chance.normal());
    const truth = remember(world, memorable(true_));
    const told = rememberedOf(seen, memory, { draws: 800, seed: chance.whole(1, 1e6) });
    const single = truth + world.noise * chance.normal();
    return [
      holds(told.remembered, truth),
      ...(told.band === null ? [] : [holds(told.band, single)]),
    ];
  },
};

const means: IntervalKind = {
  name: 'remembered_mean',
  every: 16,
  world: (chance) => {
    const world = worldOf(chance);
    const memory = learnMemory(memorySums(answered(chance, world)));
    const journeys = chance.many(chance.whole(40, 120), (): FeltJourney => {
      const felt = world.journey();
      return { places: felt.map((_, at) => Math.min(at, 3)), felt };
    });
    const all = chance.many(4000, () => remember(world, memorable(world.journey())));
    const truth = all.reduce((sum, each) => sum + each, 0) / all.length;
    const told = rememberedJourneys(
      journeys,
      chance.many(4, () => ({ mean: 0, sd: 0 })),
      memory,
    );
    const single = (all[0] ?? 0) + world.noise * chance.normal();
    return [
      holds(told.remembered, truth),
      ...(told.band === null ? [] : [holds(told.band, single)]),
    ];
  },
};

const LIFT = 0.3;

const levers: IntervalKind = {
  name: 'memory_levers',
  every: 32,
  world: (chance) => {
    const world = worldOf(chance);
    const memory = learnMemory(memorySums(answered(chance, world)));
    const made = (): FeltJourney => {
      const felt = world.journey();
      return { places: felt.map((_, at) => Math.min(at, 2)), felt };
    };
    const beliefs = chance.many(3, () => ({ mean: 0, sd: 0 }));
    const told = leversOf(chance.many(chance.whole(60, 300), made), beliefs, memory, {
      lift: LIFT,
    });
    const truths = [0, 0, 0];
    for (let at = 0; at < 3000; at += 1) {
      const { places, felt } = made();
      const value = remember(world, memorable(felt));
      for (const place of new Set(places)) {
        const lifted = felt.map((each, k) =>
          places[k] === place ? Math.min(1, each + LIFT) : each,
        );
        truths[place] = (truths[place] ?? 0) + (remember(world, memorable(lifted)) - value) / 3000;
      }
    }
    return told.map((lever, at) => holds(lever, truths[at] ?? 0));
  },
};

const fading: IntervalKind = {
  name: 'memory_half_life',
  every: 8,
  world: (chance) => {
    const halfLife = FADING.halfLifeDays * 4 ** (chance.normal() / 1.6448536);
    const [reach, faded] = [1 + 0.5 * chance.normal(), 0.5 + 0.35 * chance.normal()];
    const rows = chance.many(chance.whole(80, 400), () => {
      const [mean, apart] = [0.3 * chance.normal(), 0.35 * chance.normal()];
      const days = chance.between(0, 90);
      const overall =
        reach * mean + faded * 2 ** (-days / halfLife) * apart + 0.25 * chance.normal();
      return { days, mean, peakEnd: mean + apart, overall };
    });
    return [holds(learnFading(rows, chance.whole(1, 1e6)).halfLifeDays, halfLife)];
  },
};

/** What is remembered: weights, bands, means, levers, half-lives; truths are drawn from what is believed before. */
export const memoryKinds: readonly IntervalKind[] = [weights, band, means, levers, fading];
