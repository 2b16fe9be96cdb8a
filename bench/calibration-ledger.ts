import { findings } from '../packages/core/src/diagnose/findings.ts';
import { evidence } from '../packages/core/src/diagnose/made-up-shop.ts';
import { driversOfRows } from '../packages/core/src/drivers/driver-rows.ts';
import { explainedBySubsets, shapleyValues } from '../packages/core/src/drivers/index.ts';
import { aalenJohansen, kaplanMeier, type Stay } from '../packages/core/src/journey/survival.ts';
import { drawsOf } from '../packages/core/src/ledger/draws.ts';
import {
  madeUpModel,
  madeUpRow,
  madeUpTouchpoint,
  madeUpValuation,
  madeUpWorth,
} from '../packages/core/src/ledger/made-up.ts';
import { nets } from '../packages/core/src/ledger/nets.ts';
import { type Spreads, spreadOfPeople } from '../packages/core/src/ledger/volume.ts';
import { type Chance, type Held, holds, type IntervalKind } from './calibration-chance.ts';

const Z = 1.6448536269514722;

/** Opinions with their doubt, and what is true: drawn from them. */
function opinions(chance: Chance) {
  const drawn = (median: number) => {
    const sigma = chance.between(0.05, 0.6);
    const worth = madeUpWorth(median, median * Math.exp(-Z * sigma), median * Math.exp(Z * sigma));
    return { worth, truth: median * Math.exp(sigma * chance.normal()) };
  };
  return {
    goodsWorth: drawn(chance.between(0.8, 1.6)),
    goodsCost: drawn(chance.between(0.3, 0.9)),
    wait: drawn(chance.between(0.001, 0.01)),
    work: drawn(chance.between(0.005, 0.02)),
  };
}

type Opinions = ReturnType<typeof opinions>;

function modelOf({ goodsWorth, goodsCost, wait, work }: Opinions) {
  return madeUpModel({
    valuations: [
      madeUpValuation('goods', { worth: goodsWorth.worth, cost: goodsCost.worth }),
      madeUpValuation('time:waiting', { cost: wait.worth }),
      madeUpValuation('time:work', { cost: work.worth }),
    ],
    touchpoints: [madeUpTouchpoint('checkout'), madeUpTouchpoint('fee')],
  });
}

/** Draws are the product's own; the truth of a world is drawn elsewhere. */
const DRAWS = drawsOf({ iterations: 2000 });

const net: IntervalKind = {
  name: 'net_of_touchpoint',
  every: 8,
  world: (chance): readonly Held[] => {
    const said = opinions(chance);
    const [cents, waited, worked] = [
      chance.whole(1000, 9000),
      chance.whole(0, 900),
      chance.whole(0, 900),
    ];
    const sigma = chance.between(0, 0.4);
    const cube = [
      madeUpRow('customer', 'business', 'money', 100 * cents),
      madeUpRow('business', 'customer', 'goods', 100 * cents),
      madeUpRow('customer', 'business', 'time:waiting', 100 * waited),
      madeUpRow('care', 'customer', 'time:work', 100 * worked),
    ];
    const volume = { of: 'volume', unit: 'checkout', side: '', sigma } as const;
    const told = nets(cube, modelOf(said), { draws: DRAWS, volume });
    const times = Math.exp(sigma * chance.normal());
    const customer =
      times * (cents * said.goodsWorth.truth - cents - 100 * waited * said.wait.truth);
    const business =
      times * (cents - cents * said.goodsCost.truth - 100 * worked * said.work.truth);
    return [
      holds(told.customer, customer),
      holds(told.business, business),
      holds(told.joint, customer + business),
    ];
  },
};

/** How a year's encounters of a fee come, and what is seen of a quarter of it. */
function feeSeen(
  chance: Chance,
  kind: 'alike' | 'unlike' | 'again',
): { n: number; cents: number; truth: number; spreads: Spreads } {
  const people = chance.between(60, 400);
  const times = kind === 'again' ? 4 : 1;
  const spread = kind === 'alike' ? 0 : 0.9;
  const persons: { n: number; cents: number }[] = [];
  for (let person = chance.poisson(people); person > 0; person -= 1) {
    const own = Math.exp(spread * chance.normal() - (spread * spread) / 2);
    const visits = kind === 'again' ? chance.poisson(times) : 1;
    if (visits > 0) persons.push({ n: visits, cents: visits * Math.round(1200 * own) });
  }
  const [visited, paid] = [persons.map((each) => each.n), persons.map((each) => each.cents)];
  const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);
  const spreads = {
    money: spreadOfPeople(paid) ?? 1,
    'time:waiting': spreadOfPeople(visited) ?? 1,
  };
  return { n: sum(visited), cents: sum(paid), truth: 4 * 12 * people * times, spreads };
}

function feeKind(kind: 'alike' | 'unlike' | 'again'): IntervalKind {
  return {
    name: `finding_money_${kind}`,
    every: 8,
    world: (chance): readonly Held[] => {
      const said = opinions(chance);
      const { n, cents, truth, spreads } = feeSeen(chance, kind);
      const waited = 600;
      const cube = [
        madeUpRow('customer', 'business', 'money', cents),
        madeUpRow('customer', 'business', 'time:waiting', n * waited),
      ];
      const seen = evidence('fee', cube, { encounters: n, people: n, spreads });
      const told = findings({
        model: modelOf(said),
        days: 365.25 / 4,
        touchpoints: [seen],
        draws: DRAWS,
      });
      const [found] = told.findings;
      if (found === undefined) return [null];
      const waits = (truth / 12) * waited * said.wait.truth;
      return [holds(found.business, truth), holds(found.customer, -truth - waits)];
    },
  };
}

const survival: IntervalKind = {
  name: 'kaplan_meier',
  every: 1,
  world: (chance) => {
    const [scale, shape] = [chance.between(5, 50), chance.between(0.6, 2)];
    const when = scale * (-Math.log(chance.between(0.25, 0.85))) ** (1 / shape);
    const stays = chance.many(chance.whole(40, 250), (): Stay => {
      const ends = scale * chance.exponential(1) ** (1 / shape);
      const seen = chance.between(0, 4 * scale);
      return ends <= seen ? { until: ends, exit: 1 } : { until: seen, exit: 0 };
    });
    const point = kaplanMeier(stays).findLast((each) => each.at <= when);
    const truth = Math.exp(-((when / scale) ** shape));
    return point === undefined ? [null] : [point.low <= truth && truth <= point.high];
  },
};

const incidence: IntervalKind = {
  name: 'competing_exits',
  every: 1,
  world: (chance) => {
    const [one, two] = [chance.between(0.02, 0.1), chance.between(0.02, 0.1)];
    const when = chance.between(3, 20);
    const stays = chance.many(chance.whole(40, 250), (): Stay => {
      const ends = chance.exponential(1 / (one + two));
      const exit = chance.uniform() < one / (one + two) ? 1 : 2;
      const seen = chance.between(0, 60);
      return ends <= seen ? { until: ends, exit } : { until: seen, exit: 0 };
    });
    const point = aalenJohansen(stays, 1).findLast((each) => each.at <= when);
    const truth = (one / (one + two)) * (1 - Math.exp(-(one + two) * when));
    return point === undefined ? [null] : [point.low <= truth && truth <= point.high];
  },
};

const lmg: IntervalKind = {
  name: 'lmg_shares',
  every: 20,
  world: (chance): readonly Held[] => {
    const wide = 4;
    const halo = chance.between(0, 0.8);
    const slopes = chance.many(wide, () => chance.between(0.1, 1));
    const noise = chance.between(0.6, 2);
    const n = chance.whole(120, 400);
    const columns = chance.many(wide + 1, () => new Float64Array(n));
    for (let row = 0; row < n; row += 1) {
      const common = Math.sqrt(halo) * chance.normal();
      let y = noise * chance.normal();
      for (let j = 0; j < wide; j += 1) {
        const x = common + Math.sqrt(1 - halo) * chance.normal();
        y += (slopes[j] ?? 0) * x;
        const column = columns[j];
        if (column !== undefined) column[row] = x;
      }
      const outcome = columns[wide];
      if (outcome !== undefined) outcome[row] = y;
    }
    const truth = trueShares(slopes, halo, noise);
    const players = columns
      .slice(0, wide)
      .map((column, j) => ({ name: `${j}`, columns: [column] }));
    const outcome = columns[wide] ?? new Float64Array();
    const { found } = driversOfRows(
      { outcome, players, weights: null, clusters: null },
      { method: 'lmg', seed: chance.whole(1, 1e6), grade: 'C', draws: 400 },
    );
    if (found.kind === 'abstained') return [null];
    return [
      holds(found.r2, truth.r2),
      ...found.drivers.map(({ share }, at) => holds(share, truth.shares[at] ?? 0)),
    ];
  },
};

/** R^2 and shares where the covariance is known. */
function trueShares(slopes: readonly number[], halo: number, noise: number) {
  const wide = slopes.length + 1;
  const covariance = new Float64Array(wide * wide);
  const cross = slopes.map((own) => own * (1 - halo) + halo * slopes.reduce((a, b) => a + b, 0));
  const variance = slopes.reduce((sum, slope, at) => sum + slope * (cross[at] ?? 0), noise * noise);
  for (let i = 0; i < wide; i += 1)
    for (let j = 0; j < wide; j += 1) {
      const inner = i === j ? 1 : halo;
      const edge = cross[Math.min(i, j)] ?? 0;
      const last = wide - 1;
      covariance[i * wide + j] =
        i === last && j === last ? variance : i === last || j === last ? edge : inner;
    }
  const explained = explainedBySubsets(
    covariance,
    wide,
    slopes.map((_, at) => [at]),
    wide - 1,
  );
  const r2 = explained.at(-1) ?? 1;
  return { r2, shares: [...shapleyValues(explained)].map((value) => value / r2) };
}

/** What is worth how much, what follows, and what drives. */
export const ledgerKinds: readonly IntervalKind[] = [
  net,
  feeKind('alike'),
  feeKind('unlike'),
  feeKind('again'),
  survival,
  incidence,
  lmg,
];
