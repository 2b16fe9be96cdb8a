import {
  ALL_PLACES,
  amountOf,
  byChance,
  type Changed,
  type ChangeOf,
  type CubeRow,
  type Draws,
  type Model,
  meansChanged,
  netsChanged,
  termsOf,
} from '@bothways/core';
import type { Squares } from '../store/measure/changed-months.ts';
import type { MonthsSeen, SeenAt } from './changed-seen.ts';

/** The figures of a place that say how it went; without whether a difference is more than chance, which all together tell. */
export type Sides = Readonly<Record<ChangeOf | 'volume', Changed>>;

const NOTHING: SeenAt = { cube: [], encounters: 0, single: null, laid: null, spreads: {} };
const NO_SQUARES: Squares = { customer: 0, business: 0, joint: 0, volume: 0 };

/** How both sides did at a touchpoint in two months. */
export function sidesAt(seen: MonthsSeen, touchpoint: string, model: Model, draws: Draws): Sides {
  const [before, now] = [seen.before, seen.now].map((each) => each.get(touchpoint) ?? NOTHING);
  return sidesOfMonths(seen, touchpoint, [before ?? NOTHING], [now ?? NOTHING], model, draws);
}

/** The same over several touchpoints together. */
export function sidesOver(
  seen: MonthsSeen,
  touchpoints: readonly string[],
  model: Model,
  draws: Draws,
): Sides {
  const all = (months: ReadonlyMap<string, SeenAt>): readonly SeenAt[] =>
    touchpoints.map((each) => months.get(each) ?? NOTHING);
  return sidesOfMonths(seen, '', all(seen.before), all(seen.now), model, draws);
}

function sidesOfMonths(
  { scale, squares, spreads }: MonthsSeen,
  place: string,
  before: readonly SeenAt[],
  now: readonly SeenAt[],
  model: Model,
  draws: Draws,
): Sides {
  const single = squares.get(place) ?? NO_SQUARES;
  const counted = plus(
    totalsSquares(before, scale.before, model),
    totalsSquares(now, scale.now, model),
  );
  const sum = plus(single, counted);
  const [encountersBefore, encountersNow] = [before, now].map((some) =>
    some.reduce((total, { encounters }) => total + encounters, 0),
  );
  const month = (some: readonly SeenAt[], encounters: number, of: 'before' | 'now') => ({
    cube: some.flatMap(({ cube }): readonly CubeRow[] => cube),
    ...{ encounters, scale: scale[of] },
    spreads: place === '' ? spreads[of] : some[0]?.spreads,
  });
  const [then = 0, today = 0] = [encountersBefore, encountersNow];
  const count = (encounters: number, by: number) => ({
    mean: encounters * by,
    sd: Math.sqrt(encounters) * by,
    n: Math.round(encounters),
  });
  return {
    ...netsChanged({
      ...{ model, draws, place: place === '' ? ALL_PLACES : place },
      before: month(before, then, 'before'),
      now: month(now, today, 'now'),
      chance: {
        customer: Math.sqrt(sum.customer),
        business: Math.sqrt(sum.business),
        joint: Math.sqrt(sum.joint),
      },
    }),
    volume: meansChanged(
      count(then, scale.before),
      count(today, scale.now),
      Math.sqrt(sum.volume),
      'count of encounters',
    ),
  };
}

/**
 * What totals add: of theirs only the mean of an encounter is known, so that each is taken for one like the others and by
 * somebody else. That is the least their spread can be.
 */
function totalsSquares(seen: readonly SeenAt[], scale: number, model: Model): Squares {
  return seen.reduce<Squares>((sum, { laid }) => {
    if (laid === null || laid.encounters === 0) return sum;
    const terms = termsOf(laid.cube, model).terms;
    const net = (of: 'customer' | 'business'): number =>
      terms
        .filter(({ side }) => side === of)
        .reduce((total, term) => total + amountOf(term) * scale, 0);
    const square = (amount: number): number => amount ** 2 / laid.encounters;
    const [customer, business] = [net('customer'), net('business')];
    return plus(sum, {
      ...{ customer: square(customer), business: square(business) },
      ...{ joint: square(customer + business), volume: laid.encounters * scale ** 2 },
    });
  }, NO_SQUARES);
}

function plus(a: Squares, b: Squares): Squares {
  return {
    customer: a.customer + b.customer,
    business: a.business + b.business,
    joint: a.joint + b.joint,
    volume: a.volume + b.volume,
  };
}

/** Below this many ratings or encounters in either month a mean or a part is not compared. */
export const COMPARED_AT_LEAST = 30;

/** How encounters felt in two months; null: too few were asked. */
export function feltChanged(seen: MonthsSeen, touchpoint: string): Changed | null {
  const [before, now] = [seen.before, seen.now].map(
    (each) => each.get(touchpoint)?.single?.felt ?? null,
  );
  if (before === null || before === undefined || now === null || now === undefined) return null;
  if (Math.min(before.n, now.n) < COMPARED_AT_LEAST) return null;
  const sd = ({ variance, n }: { variance: number; n: number }): number => Math.sqrt(variance / n);
  const mean = (each: typeof before) => ({ mean: each.mean, sd: sd(each), n: each.n });
  return meansChanged(mean(before), mean(now), Math.hypot(sd(before), sd(now)), 'mean of ratings');
}

/** A part of the encounters in two months. */
export function shareChanged(
  before: { readonly n: number; readonly kept: number },
  now: { readonly n: number; readonly kept: number },
): Changed | null {
  if (Math.min(before.n, now.n) < COMPARED_AT_LEAST) return null;
  const part = ({ n, kept }: typeof before): number => kept / n;
  const together = (before.kept + now.kept) / (before.n + now.n);
  // Where every one or none was kept, a single other one is allowed for.
  const spread = ({ n, kept }: typeof before): number => {
    const p = (kept + 0.5) / (n + 1);
    return Math.sqrt((p * (1 - p)) / n);
  };
  const changed = meansChanged(
    { mean: part(before), sd: spread(before), n: before.n },
    { mean: part(now), sd: spread(now), n: now.n },
    Math.hypot(spread(before), spread(now)),
    'share of encounters',
  );
  const pooled = Math.sqrt(together * (1 - together) * (1 / before.n + 1 / now.n));
  return { ...changed, p: byChance(part(now) - part(before), pooled) };
}
