import { type Draws, drawsOf } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import { type Estimate, gradeWorst } from '../ledger/estimate.ts';
import { type Nets, nets, termsOn } from '../ledger/nets.ts';
import { estimateSum, LEVEL, sampleTerms } from '../ledger/sum.ts';
import { amountOf, type Term, termsOf } from '../ledger/terms.ts';
import { type Counted, volumeOf } from '../ledger/volume.ts';
import type { Model } from '../model/model.ts';
import { normalCdf, Z_HIGH } from '../statistics/normal.ts';
import { quantiles } from '../statistics/quantile.ts';

/** What moved in one month, and how often. */
export interface MonthSeen extends Counted {
  readonly cube: readonly CubeRow[];
  /** What makes the month one of average length. */
  readonly scale: number;
}

export type ChangeOf = 'customer' | 'business' | 'joint';

export interface ChangeInput {
  readonly model: Model;
  readonly before: MonthSeen;
  readonly now: MonthSeen;
  /**
   * The spread of each difference by chance: the square root of the sum over people of the square of what each brought more
   * or less, at the medians of the valuations. Workspace currency, a month of average length.
   */
  readonly chance: Readonly<Record<ChangeOf, number>>;
  /** What it is of: chance is its own there. */
  readonly place: string;
  readonly draws?: Draws;
}

/** A figure of two months, their difference, and how likely chance alone makes one as large; null: it cannot be said. */
export interface Changed {
  readonly before: Estimate;
  readonly now: Estimate;
  readonly difference: Estimate;
  readonly p: number | null;
}

/**
 * What a month left each side with against another month, both at the same valuations: what changed is fact, not opinion.
 *
 * The range of the difference has both doubts: the opinions, which move both months together, and chance, which is that
 * of people coming and doing more or less. Whether it is more than chance is asked at the medians: an opinion cannot make
 * something happen.
 *
 * Units: workspace currency, a month of average length.
 * Source: methods.md 1.3 (one draw of a weight for all that it values); a sum over people who come by themselves has the
 * variance sum of squares (compound Poisson), and its difference over paired months that of each person's difference.
 */
export function netsChanged(input: ChangeInput): Readonly<Record<ChangeOf, Changed>> {
  const { model, before, now, place } = input;
  const draws = input.draws ?? drawsOf();
  const [then, today] = [
    monthNets(before, model, place, draws),
    monthNets(now, model, place, draws),
  ];
  const terms = [...scaledTerms(now, model, 1), ...scaledTerms(before, model, -1)];
  const changed = (of: ChangeOf): Changed => {
    const mine =
      of === 'joint'
        ? [...termsOn(terms, 'customer'), ...termsOn(terms, 'business')]
        : termsOn(terms, of);
    return { before: then[of], now: today[of], ...differenceOf(mine, input, of, draws) };
  };
  return { customer: changed('customer'), business: changed('business'), joint: changed('joint') };
}

function monthNets(
  { cube, scale, ...counted }: MonthSeen,
  model: Model,
  place: string,
  draws: Draws,
): Nets {
  const volume = volumeOf(place, counted);
  const { encounters } = counted;
  return nets(cube, model, { perYear: scale, encounters, volume, draws });
}

function scaledTerms({ cube, scale }: MonthSeen, model: Model, sign: 1 | -1): readonly Term[] {
  return termsOf(cube, model).terms.map((term) => ({
    ...term,
    quantity: sign * scale * term.quantity,
  }));
}

function differenceOf(
  terms: readonly Term[],
  { before, now, chance, place }: ChangeInput,
  of: ChangeOf,
  draws: Draws,
): Pick<Changed, 'difference' | 'p'> {
  if (terms.length === 0)
    return { difference: { kind: 'abstained', reason: 'nothing that moved has a value' }, p: null };
  const sd = chance[of];
  const luck = draws.weights({ of: 'volume', unit: `by chance at ${place}`, side: of, sigma: 1 });
  const sample = sampleTerms(terms, draws).map(
    (difference, at) => difference + sd * Math.log(luck[at] ?? 1),
  );
  const [low = 0, high = 0] = quantiles(sample, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]);
  // Chance goes either way alike, so that the middle is that of the opinions.
  const middle = estimateSum(terms, draws, 0);
  const median = middle.kind === 'estimate' ? middle.median : 0;
  const difference: Estimate = {
    ...{ kind: 'estimate', median, low, high, level: LEVEL, n: before.encounters + now.encounters },
    method: 'opinions and chance, drawn together',
    grade: gradeWorst(terms.map(({ grade }) => grade)),
  };
  const fact = terms.reduce((sum, term) => sum + amountOf(term), 0);
  return { difference, p: byChance(fact, sd) };
}

/** How likely chance alone makes a difference as large, either way. */
export function byChance(difference: number, sd: number): number {
  if (sd > 0) return 2 * normalCdf(-Math.abs(difference) / sd);
  return difference === 0 ? 1 : 0;
}

/** A count or a mean of two months, with ranges of 90 % by the normal distribution. */
export function meansChanged(
  before: { readonly mean: number; readonly sd: number; readonly n: number },
  now: { readonly mean: number; readonly sd: number; readonly n: number },
  sdOfDifference: number,
  method: string,
): Changed {
  const estimate = (mean: number, sd: number, n: number): Estimate => ({
    ...{ kind: 'estimate', median: mean, low: mean - Z_HIGH * sd, high: mean + Z_HIGH * sd },
    ...{ level: LEVEL, n, method, grade: 'A' },
  });
  const difference = now.mean - before.mean;
  return {
    before: estimate(before.mean, before.sd, before.n),
    now: estimate(now.mean, now.sd, now.n),
    difference: estimate(difference, sdOfDifference, before.n + now.n),
    p: byChance(difference, sdOfDifference),
  };
}
