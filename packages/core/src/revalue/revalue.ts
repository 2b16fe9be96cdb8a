import { tilt } from '../ledger/indices.ts';
import { type DoubtRange, fittedRange } from '../statistics/lognormal.ts';
import type { PartId, PlacePlan, Plan, SidePlan } from './plan.ts';

/** By how much each median is multiplied; what is not in it stays as stated. */
export type Factors = ReadonlyMap<PartId, number>;

export type NetOf = 'customer' | 'business' | 'joint';
export const NETS: readonly NetOf[] = ['customer', 'business', 'joint'];

/** Nets at the medians, in the currency and time of the plan; null where the ledger abstains. */
export interface PlaceNets {
  readonly touchpoint: string;
  readonly customer: number | null;
  readonly business: number | null;
  readonly joint: number | null;
  /** -1..+1, positive when the business gains more. */
  readonly tilt: number | null;
}

export interface Revalued {
  readonly total: PlaceNets;
  readonly touchpoints: readonly PlaceNets[];
}

/**
 * The nets under moved opinions, in closed form: sums at the medians.
 *
 * Source: methods.md 1.3: net = sum over kinds of quantity times weight.
 */
export function revalue(plan: Plan, factors: Factors): Revalued {
  return {
    total: placeNets(plan.total, factors),
    touchpoints: plan.touchpoints.map((place) => placeNets(place, factors)),
  };
}

function placeNets(place: PlacePlan, factors: Factors): PlaceNets {
  const { touchpoint } = place;
  // As in the ledger: a side on which nothing moved is at zero, unless nobody has a value on either.
  const isNothing = place.customer.isEmpty && place.business.isEmpty;
  const customer = isNothing ? null : sideNet(place.customer, factors);
  const business = isNothing ? null : sideNet(place.business, factors);
  const isSaid = customer !== null && business !== null;
  return {
    touchpoint,
    customer,
    business,
    joint: isSaid ? customer + business : null,
    tilt: isSaid ? tilt(customer, business) : null,
  };
}

function sideNet({ fixed, by, isSilent }: SidePlan, factors: Factors): number | null {
  if (isSilent) return null;
  let sum = fixed;
  for (const [id, amount] of by) sum += amount * (factors.get(id) ?? 1);
  return sum;
}

/** Which nets have changed their sign. */
export function turned(before: PlaceNets, after: PlaceNets): readonly NetOf[] {
  return NETS.filter((net) => {
    const [was, is] = [before[net], after[net]];
    return was !== null && is !== null && was * is < 0;
  });
}

/** What a net comes to where one valuation is at its low and at its high, the others where they are. */
export interface Swing {
  readonly id: PartId;
  readonly low: number;
  readonly high: number;
  /** By how much its median would have to be multiplied for the net to turn; null: it cannot turn it. */
  readonly turnsAt: number | null;
}

/** How a valuation's range lies about its median, as factors: 0.8 and 1.25. */
export type RangeOf = (id: PartId) => { readonly low: number; readonly high: number };

/** The valuations that a net hangs on, the one that swings it most first; none where it cannot be said. */
export function tornado(
  place: PlacePlan,
  net: NetOf,
  factors: Factors,
  rangeOf: RangeOf,
): readonly Swing[] {
  const sum = placeNets(place, factors)[net];
  if (sum === null) return [];
  const sides = [place.customer, place.business].filter(
    (_, at) => net === 'joint' || net === (at === 0 ? 'customer' : 'business'),
  );
  const ids = [...new Set(sides.flatMap(({ by }) => [...by.keys()]))];
  return ids
    .map((id) => {
      const stated = sides.reduce((total, { by }) => total + (by.get(id) ?? 0), 0);
      const now = stated * (factors.get(id) ?? 1);
      const { low, high } = rangeOf(id);
      const turns = (now - sum) / now;
      return {
        id,
        low: sum + now * (low - 1),
        high: sum + now * (high - 1),
        turnsAt: Number.isFinite(turns) && turns > 0 ? turns : null,
      };
    })
    .filter(({ low, high }) => low !== high)
    .sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low));
}

/** The range of a valuation that may be a point, about its median, as it is fitted. */
export function rangeFactors({ median, low, high }: DoubtRange): {
  readonly low: number;
  readonly high: number;
} {
  if (median === 0 || low === high) return { low: 1, high: 1 };
  const fitted = fittedRange({ median, low, high });
  return { low: fitted.low / median, high: fitted.high / median };
}
