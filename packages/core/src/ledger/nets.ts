import type { Model, Side } from '../model/model.ts';
import { type Draws, drawsOf, type Factor } from './draws.ts';
import type { CubeRow } from './entries.ts';
import { type Estimate, gradeWorst } from './estimate.ts';
import { customerShare, type Quadrant, quadrantOf, reciprocity, tilt } from './indices.ts';
import { type Driver, driversOf, type Moments, momentsOf } from './moments.ts';
import { estimateSum, fromSample, LEVEL, sampleTerms } from './sum.ts';
import { doubtTerms, scaleTerms, type Term, termsOf, type Unvalued, type Valued } from './terms.ts';
import type { Volume } from './volume.ts';

/** What each side is left with, and how that is shared. Currency as in the workspace. */
export interface Nets {
  readonly customer: Estimate;
  readonly business: Estimate;
  readonly joint: Estimate;
  /** -1..+1, positive when the business gains more. */
  readonly tilt: Estimate;
  /** 0..1. */
  readonly reciprocity: Estimate;
  readonly share: SurplusShare;
  readonly probabilityCustomerNegative: number | null;
  readonly probabilityBusinessNegative: number | null;
  /** Exact mean and deviation; null where the net abstains. */
  readonly means: Readonly<Record<NetOf, Moments | null>>;
  /** What each net's doubt comes from, the strongest first. */
  readonly drivers: Readonly<Record<NetOf, readonly Driver[]>>;
  /** What moved but has no value for that side, and so is in no net. */
  readonly unvalued: readonly Unvalued[];
}

export type NetOf = 'customer' | 'business' | 'joint';

/** How a joint surplus is shared, or, where a side may lose, which quadrant the exchange lies in. */
export type SurplusShare =
  | {
      readonly kind: 'share';
      /** The customer's, 0..1. */
      readonly share: Estimate;
      readonly probabilities: Readonly<Record<Quadrant, number>>;
    }
  | {
      readonly kind: 'quadrant';
      readonly quadrant: Quadrant;
      readonly probabilities: Readonly<Record<Quadrant, number>>;
    }
  | { readonly kind: 'abstained'; readonly reason: string };

export interface NetOptions {
  /** What the quantities are multiplied by to make a year; 1 unless said. */
  readonly perYear?: number;
  readonly iterations?: number;
  readonly seed?: number;
  /** Encounters behind the cube, where the caller knows better than the cube. */
  readonly encounters?: number;
  /** Doubt about how often it will happen, on everything of a kind alike. */
  readonly volume?: Factor | Volume;
  /** Draws made before, to be shared by several nets. */
  readonly draws?: Draws;
}

/**
 * The nets of a cube: worth received less cost given, for each side, and both together.
 * What partners and the community gain or lose is in no net; what a customer gets from them is the customer's.
 *
 * Shape: any cube rows; their keys do not matter.
 * Units: workspace currency, over the cube's time or a year.
 * Source: vocabulary.md "Ledger words"; methods.md 1.3, 1.5.
 */
export function nets(cube: readonly CubeRow[], model: Model, options: NetOptions = {}): Nets {
  const { perYear = 1, volume } = options;
  const valued = termsOf(cube, model);
  const yearly = scaleTerms(valued.terms, perYear);
  const terms = volume === undefined ? yearly : doubtTerms(yearly, volume);
  const unvalued = valued.unvalued.map((each) => ({ ...each, quantity: each.quantity * perYear }));
  const n = options.encounters ?? encountersBehind(cube);
  return netsOf({ terms, unvalued }, options.draws ?? drawsOf(options), n);
}

/** The nets of terms that are already valued: measured ones, believed ones, or both. */
export function netsOf(valued: Valued, draws: Draws, n: number): Nets {
  const terms = valued.terms.filter(({ side }) => side !== 'other');
  const unvalued = valued.unvalued.filter(({ side }) => side !== 'other');
  const mine = { customer: termsOn(terms, 'customer'), business: termsOn(terms, 'business') };
  const silent =
    silenceOf('customer', mine.customer, unvalued) ??
    silenceOf('business', mine.business, unvalued) ??
    (terms.length === 0 ? NOTHING : null);
  const both = [...mine.customer, ...mine.business];
  return {
    customer: netOf('customer', mine.customer, terms, unvalued, draws, n),
    business: netOf('business', mine.business, terms, unvalued, draws, n),
    joint: silent === null ? estimateSum(both, draws, n) : abstain(silent),
    ...(silent === null ? sharing(mine.customer, mine.business, draws, n) : sharingUnknown(silent)),
    probabilityCustomerNegative: negativeShare('customer', mine.customer, unvalued, draws),
    probabilityBusinessNegative: negativeShare('business', mine.business, unvalued, draws),
    means: {
      customer: mine.customer.length === 0 ? null : momentsOf(mine.customer),
      business: mine.business.length === 0 ? null : momentsOf(mine.business),
      joint: silent === null ? momentsOf(both) : null,
    },
    drivers: {
      customer: driversOf(mine.customer),
      business: driversOf(mine.business),
      joint: silent === null ? driversOf(both) : [],
    },
    unvalued,
  };
}

const NOTHING = 'nothing was exchanged';

/** The terms that count for one side. */
export function termsOn(terms: readonly Term[], side: Side): readonly Term[] {
  return terms.filter((term) => term.side === side);
}

/** The encounters behind a cube: its kinds and legs lie on the same encounters, so the most of any kind is taken. */
export function encountersBehind(cube: readonly CubeRow[]): number {
  const most = new Map<string, number>();
  for (const { keys, segment, n } of cube) {
    const place = Object.entries(keys).filter(([key]) => !OF_A_LEG.has(key));
    const key = JSON.stringify([place.sort(), segment]);
    most.set(key, Math.max(most.get(key) ?? 0, n));
  }
  return [...most.values()].reduce((sum, each) => sum + each, 0);
}

const OF_A_LEG = new Set(['kind', 'family', 'giver', 'receiver', 'leg', 'grade', 'segment']);

function netOf(
  side: 'customer' | 'business',
  mine: readonly Term[],
  all: readonly Term[],
  unvalued: readonly Unvalued[],
  draws: Draws,
  n: number,
): Estimate {
  const silence = silenceOf(side, mine, unvalued);
  if (silence !== null) return abstain(silence);
  return all.length === 0 ? abstain(NOTHING) : estimateSum(mine, draws, n);
}

/** Why a side's net cannot be said: things moved and none of them has a value. Null: it can. */
export function silenceOf(
  side: 'customer' | 'business',
  mine: readonly Term[],
  unvalued: readonly Unvalued[],
): string | null {
  const missing = unvalued.filter((each) => each.side === side);
  if (mine.length > 0 || missing.length === 0) return null;
  const what = missing.map(({ kind, part }) => `${part} of ${kind}`).join(', ');
  return `no valuation says the ${what} for the ${side}`;
}

function negativeShare(
  side: 'customer' | 'business',
  mine: readonly Term[],
  unvalued: readonly Unvalued[],
  draws: Draws,
): number | null {
  if (mine.length === 0) return silenceOf(side, mine, unvalued) === null ? 0 : null;
  return shareWhere(sampleTerms(mine, draws), (net) => net < 0);
}

/** The share of iterations in which a claim holds. */
export function shareWhere(sample: Float64Array, holds: (value: number) => boolean): number {
  let count = 0;
  for (const value of sample) if (holds(value)) count += 1;
  return count / sample.length;
}

type Sharing = Pick<Nets, 'tilt' | 'reciprocity' | 'share'>;

function sharingUnknown(reason: string): Sharing {
  return { tilt: abstain(reason), reciprocity: abstain(reason), share: abstain(reason) };
}

function sharing(
  customer: readonly Term[],
  business: readonly Term[],
  draws: Draws,
  n: number,
): Sharing {
  const [ofCustomer, ofBusiness] = [sampleTerms(customer, draws), sampleTerms(business, draws)];
  const pairs = (index: (c: number, b: number) => number): Float64Array =>
    ofCustomer.map((net, at) => index(net, ofBusiness[at] ?? 0));
  const grade = gradeWorst([...customer, ...business].map((term) => term.grade));
  const estimate = (sample: Float64Array): Estimate => {
    return { kind: 'estimate', ...fromSample(sample), level: LEVEL, n, grade };
  };
  const probabilities = { 'win-win': 0, 'business-gains': 0, 'customer-gains': 0, 'lose-lose': 0 };
  for (const [at, net] of ofCustomer.entries()) {
    probabilities[quadrantOf(net, ofBusiness[at] ?? 0)] += 1 / ofCustomer.length;
  }
  const shares = pairs((c, b) => customerShare(c, b) ?? Number.NaN).filter((s) => !Number.isNaN(s));
  return {
    tilt: estimate(pairs(tilt)),
    reciprocity: estimate(pairs(reciprocity)),
    share:
      probabilities['win-win'] >= WIN_WIN_AT_LEAST && shares.length > 0
        ? { kind: 'share', share: estimate(shares), probabilities }
        : { kind: 'quadrant', quadrant: likeliest(probabilities), probabilities },
  };
}

/** A share of surplus is shown only where both sides gain with at least this probability. */
const WIN_WIN_AT_LEAST = 0.95;

function likeliest(probabilities: Readonly<Record<Quadrant, number>>): Quadrant {
  const all: Quadrant[] = ['win-win', 'business-gains', 'customer-gains', 'lose-lose'];
  return all.reduce((a, b) => (probabilities[b] > probabilities[a] ? b : a));
}

function abstain(reason: string): { readonly kind: 'abstained'; readonly reason: string } {
  return { kind: 'abstained', reason };
}
