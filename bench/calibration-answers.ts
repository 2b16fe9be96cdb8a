import {
  combinedEffect,
  differenceOfScores,
  feltCurve,
  KANO_CATEGORIES,
  type KanoCounts,
  kanoOf,
  meanOf,
  meanScore,
  npsOf,
  promotes,
  scoresOf,
  shareOf,
  spreadOf,
  surfaceOf,
} from '../packages/core/src/experience/index.ts';
import { normalCdf } from '../packages/core/src/statistics/normal.ts';
import { type Chance, type Held, holds, type IntervalKind } from './calibration-chance.ts';

/** Answers of one to five that come from a leaning by cuts. */
const CUTS = [-1.2, -0.5, 0.3, 1.1];

function answer(leaning: number): number {
  return CUTS.filter((cut) => leaning > cut).length;
}

/** What people with this mean leaning answer on average. */
function meanAnswer(middle: number): number {
  return CUTS.reduce((sum, cut) => sum + 1 - normalCdf(cut - middle), 0);
}

const felt = (score: number): number => score / 2 - 1;

const feltMeans: IntervalKind = {
  name: 'felt_mean',
  every: 4,
  world: (chance) => {
    const [middle, apart] = [chance.between(-0.5, 1), chance.between(0.05, 0.6)];
    const middles = chance.many(chance.whole(4, 12), () => middle + apart * chance.normal());
    const places = middles.map((mine, at) => {
      const n = Math.round(4 * 30 ** chance.uniform());
      return {
        place: `${at}`,
        ...spreadOf(chance.many(n, () => felt(answer(mine + chance.normal())))),
      };
    });
    return feltCurve(places).points.map((point, at) =>
      holds(point.felt, felt(meanAnswer(middles[at] ?? 0))),
    );
  },
};

const plainMeans: IntervalKind = {
  name: 'mean_of_answers',
  every: 1,
  world: (chance) => {
    const middle = chance.between(-1, 1.2);
    const n = Math.round(5 * 40 ** chance.uniform());
    const values = chance.many(n, () => answer(middle + chance.normal()));
    return [holds(meanOf(spreadOf(values)), meanAnswer(middle))];
  },
};

function npsChances(chance: Chance): readonly number[] {
  const [low, high] = [chance.between(0.05, 0.5), chance.between(0.1, 0.6)];
  const rest = Math.max(0, 1 - low - high);
  const sum = low + high + rest;
  return [low / sum, rest / sum, high / sum];
}

const SCORES = [3, 8, 10];

const nps: IntervalKind = {
  name: 'nps',
  every: 1,
  world: (chance) => {
    const chances = npsChances(chance);
    const n = Math.round(10 * 60 ** chance.uniform());
    const told = npsOf(scoresOf(chance.many(n, () => SCORES[chance.one(chances)] ?? 0)));
    return [holds(told.nps, 100 * ((chances[2] ?? 0) - (chances[0] ?? 0)))];
  },
};

/** Two strata that answer differently and are reached unequally. */
function strata(chance: Chance): { values: number[]; weights: number[]; truth: number } {
  const groups = chance.many(3, () => ({
    chances: npsChances(chance),
    weight: Math.exp(0.6 * chance.normal()),
  }));
  const n = Math.round(30 * 30 ** chance.uniform());
  const [values, weights]: [number[], number[]] = [[], []];
  for (let at = 0; at < n; at += 1) {
    const group = groups[chance.whole(0, 2)];
    if (group === undefined) continue;
    values.push(SCORES[chance.one(group.chances)] ?? 0);
    weights.push(group.weight);
  }
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  const truth = groups.reduce(
    (sum, { chances, weight }) => sum + (weight / total) * ((chances[2] ?? 0) - (chances[0] ?? 0)),
    0,
  );
  return { values, weights, truth };
}

const npsWeighted: IntervalKind = {
  name: 'nps_weighted',
  every: 1,
  world: (chance) => {
    const { values, weights, truth } = strata(chance);
    return [holds(npsOf(scoresOf(values, weights)).nps, 100 * truth)];
  },
};

const npsDifference: IntervalKind = {
  name: 'nps_difference',
  every: 1,
  world: (chance) => {
    const [mine, others] = [npsChances(chance), npsChances(chance)];
    const draw = (chances: readonly number[], n: number) =>
      scoresOf(chance.many(n, () => SCORES[chance.one(chances)] ?? 0));
    const [a, b] = [draw(mine, chance.whole(15, 150)), draw(others, chance.whole(50, 400))];
    const of = (chances: readonly number[]): number => (chances[2] ?? 0) - (chances[0] ?? 0);
    return [holds(differenceOfScores(a, b, promotes, 100), 100 * (of(mine) - of(others)))];
  },
};

const shares: IntervalKind = {
  name: 'share',
  every: 1,
  world: (chance) => {
    const truth = chance.between(0.02, 0.98);
    const n = Math.round(5 * 100 ** chance.uniform());
    const scores = scoresOf(chance.many(n, () => (chance.uniform() < truth ? 1 : 0)));
    return [holds(shareOf(scores, (score) => score === 1).share, truth)];
  },
};

const csatWeighted: IntervalKind = {
  name: 'csat_weighted',
  every: 1,
  world: (chance) => {
    const groups = chance.many(3, () => {
      return { middle: chance.between(-0.5, 1.5), weight: Math.exp(0.6 * chance.normal()) };
    });
    const n = Math.round(40 * 20 ** chance.uniform());
    const rows = chance.many(n, () => groups[chance.whole(0, 2)] ?? { middle: 0, weight: 1 });
    const values = rows.map(({ middle }) => answer(middle + chance.normal()));
    const scores = scoresOf(
      values,
      rows.map(({ weight }) => weight),
    );
    const total = groups.reduce((sum, { weight }) => sum + weight, 0);
    const mix = (of: (middle: number) => number): number =>
      groups.reduce((sum, { middle, weight }) => sum + (weight / total) * of(middle), 0);
    return [
      holds(meanScore(scores), mix(meanAnswer)),
      holds(
        shareOf(scores, (score) => score >= 3).share,
        mix((middle) => 1 - normalCdf((CUTS[2] ?? 0) - middle)),
      ),
    ];
  },
};

const together: IntervalKind = {
  name: 'combined_effect',
  every: 1,
  world: (chance) => {
    const middles = chance.many(5, () => chance.between(-0.5, 1));
    const cells = middles.map((middle) =>
      spreadOf(chance.many(chance.whole(20, 120), () => answer(middle + chance.normal()))),
    );
    const [neither, onlyA, onlyB, aFirst, bFirst] = cells;
    if (!neither || !onlyA || !onlyB || !aFirst || !bFirst) return [];
    const told = combinedEffect({ a: 'a', b: 'b', neither, onlyA, onlyB, aFirst, bFirst });
    const [t0 = 0, tA = 0, tB = 0, tAB = 0, tBA = 0] = middles.map(meanAnswer);
    const both = (aFirst.n * tAB + bFirst.n * tBA) / (aFirst.n + bFirst.n);
    return [holds(told.interaction, both - tA - tB + t0), holds(told.order, tAB - tBA)];
  },
};

const kano: IntervalKind = {
  name: 'kano_better_worse',
  every: 8,
  world: (chance) => {
    const chances = chance.chances(6);
    const counts = { A: 0, O: 0, M: 0, I: 0, R: 0, Q: 0 };
    for (let at = chance.whole(30, 200); at > 0; at -= 1)
      counts[KANO_CATEGORIES[chance.one(chances)] ?? 'I'] += 1;
    const told = kanoOf(counts satisfies KanoCounts);
    const [a = 0, o = 0, m = 0, i = 0] = chances;
    const all = a + o + m + i;
    return told === null
      ? []
      : [holds(told.better, (a + o) / all), holds(told.worse, -(o + m) / all)];
  },
};

const surface: IntervalKind = {
  name: 'expectation_slopes',
  every: 2,
  world: (chance): readonly Held[] => {
    const [b1, b2, b4] = [
      chance.between(-0.6, 0.4),
      chance.between(0, 0.8),
      chance.between(-0.1, 0.1),
    ];
    const n = chance.whole(40, 300);
    const e = chance.many(n, () => 4 + 1.2 * chance.normal());
    const p = e.map((each) => 4 + 0.4 * (each - 4) + chance.normal());
    const whole = e.map((each, at) => {
      const [x, z] = [each - 4, (p[at] ?? 0) - 4];
      return 5 + b1 * x + b2 * z + b4 * x * z + chance.normal();
    });
    const told = surfaceOf(e, p, whole, 4);
    return told === null
      ? []
      : [
          holds(told.agreement.slope, b1 + b2),
          holds(told.disagreement.slope, b1 - b2),
          holds(told.disagreement.bend, -b4),
        ];
  },
};

/** What people answer: means, shares, scores, differences. */
export const answerKinds: readonly IntervalKind[] = [
  feltMeans,
  plainMeans,
  nps,
  npsWeighted,
  npsDifference,
  shares,
  csatWeighted,
  together,
  kano,
  surface,
];
