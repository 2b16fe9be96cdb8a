import type { Draws, Factor } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { nets } from '../ledger/nets.ts';
import type { Valuation, Worth } from '../model/model.ts';
import { asModel, type Basis } from './plan.ts';
import type { Factors, NetOf } from './revalue.ts';

/** The valuations as moved: medians with their ranges, in proportion. */
export function movedValuations(
  valuations: readonly Valuation[],
  factors: Factors,
): readonly Valuation[] {
  return valuations.map((valuation, at) => ({
    ...valuation,
    worth: moved(valuation.worth, factors.get(`${at}.worth`)),
    cost: moved(valuation.cost, factors.get(`${at}.cost`)),
  }));
}

function moved(worth: Worth | null, factor = 1): Worth | null {
  if (worth === null || factor === 1) return worth;
  const { median, low, high } = worth;
  return { ...worth, median: median * factor, low: low * factor, high: high * factor };
}

/** How many encounters were seen: over all, and at each touchpoint. */
export interface Encounters {
  readonly total: number;
  readonly at: ReadonlyMap<string, number>;
}

export type DrawnNets = Readonly<Record<NetOf, Estimate>>;

export interface Drawn {
  readonly total: DrawnNets;
  readonly touchpoints: ReadonlyMap<string, DrawnNets>;
}

/**
 * The nets under moved opinions with their ranges, as the ledger draws them. That a year brings as much again is not sure: as in
 * the findings, every range includes a relative spread of 1 / sqrt(encounters).
 *
 * Units: as the rows; a year's for ranges of a year.
 */
export function drawnNets(
  basis: Basis,
  rows: readonly CubeRow[],
  factors: Factors,
  encounters: Encounters,
  draws: Draws,
): Drawn {
  const model = asModel({ ...basis, valuations: movedValuations(basis.valuations, factors) });
  const netsOf = (some: readonly CubeRow[], unit: string, count: number): DrawnNets => {
    const { customer, business, joint } = nets(some, model, {
      draws,
      volume: volumeOf(unit, count),
      encounters: count,
    });
    return { customer, business, joint };
  };
  const places = Map.groupBy(rows, ({ keys }) => keys['touchpoint'] ?? '');
  return {
    total: netsOf(rows, 'all touchpoints', encounters.total),
    touchpoints: new Map(
      [...places].map(([touchpoint, some]) => [
        touchpoint,
        netsOf(some, touchpoint, encounters.at.get(touchpoint) ?? 0),
      ]),
    ),
  };
}

function volumeOf(unit: string, encounters: number): Factor {
  return { of: 'volume', unit, side: '', sigma: 1 / Math.sqrt(Math.max(1, encounters)) };
}
