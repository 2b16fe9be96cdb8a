import type { CubeRow } from '../ledger/entries.ts';
import { directionOf, sidesOf } from '../ledger/sides.ts';
import { wholeUnits } from '../ledger/terms.ts';
import { isOwnMoney, type Part, statedFor } from '../ledger/valuation.ts';
import type { Model } from '../model/model.ts';

/** What quantities are valued by: the opinions, and what they speak of. */
export type Basis = Pick<Model, 'currency' | 'actors' | 'values' | 'valuations'>;

/** Worth or cost of one valuation, the n-th of the model: "3.worth". */
export type PartId = `${number}.${Part}`;

/** One side's net as a sum in which each valuation stands alone. Workspace currency, at the medians as stated. */
export interface SidePlan {
  /** Own-currency money at face value: no opinion moves it. */
  readonly fixed: number;
  readonly by: ReadonlyMap<PartId, number>;
  /** Things moved on this side and none of them has a value. */
  readonly isSilent: boolean;
  /** Nothing with a value moved. */
  readonly isEmpty: boolean;
}

/** Both sides' nets at one touchpoint; '' for all of them. */
export interface PlacePlan {
  readonly touchpoint: string;
  readonly customer: SidePlan;
  readonly business: SidePlan;
}

/** Everything that is needed to revalue: made once, then every opinion costs a few multiplications. */
export interface Plan {
  readonly total: PlacePlan;
  /** In the order in which the rows name them. */
  readonly touchpoints: readonly PlacePlan[];
}

/**
 * Sums up rows by what values them.
 *
 * Shape: rows keyed by `touchpoint`, of a year or of any other time.
 * Units: as the rows, in workspace currency.
 */
export function planOf(basis: Basis, rows: readonly CubeRow[]): Plan {
  const find = finderOf(basis);
  const places = Map.groupBy(rows, ({ keys }) => keys['touchpoint'] ?? '');
  return {
    total: placePlan('', rows, basis, find),
    touchpoints: [...places].map(([touchpoint, some]) => placePlan(touchpoint, some, basis, find)),
  };
}

/** What values a part of a row; `face`: own-currency money counts for itself; null: nobody has said. */
type Finder = (row: CubeRow, part: Part) => PartId | 'face' | null;

function finderOf(basis: Basis): Finder {
  const sideOf = sidesOf(asModel(basis));
  const known = new Map<string, PartId | 'face' | null>();
  const places = new Map(basis.valuations.map((each, at) => [each, at]));
  const money = new Set(
    basis.values.filter((kind) => isOwnMoney(kind, basis.currency)).map(({ id }) => id),
  );
  return ({ kind, segment, giver }, part) => {
    const key = JSON.stringify([kind, segment, giver, part]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const stated = statedFor(basis, kind, segment, directionOf(sideOf(giver)), part);
    const at = stated === null ? undefined : places.get(stated);
    const found = at !== undefined ? (`${at}.${part}` as const) : money.has(kind) ? 'face' : null;
    known.set(key, found);
    return found;
  };
}

interface Heap {
  readonly side: 'customer' | 'business';
  readonly by: PartId | 'face' | null;
  readonly part: Part;
  readonly kind: string;
  sum: bigint;
}

function placePlan(
  touchpoint: string,
  rows: readonly CubeRow[],
  basis: Basis,
  find: Finder,
): PlacePlan {
  const sideOf = sidesOf(asModel(basis));
  const heaps = new Map<string, Heap>();
  for (const row of rows) {
    for (const part of ['worth', 'cost'] as const) {
      const side = sideOf(part === 'worth' ? row.receiver : row.giver);
      if (side === 'other') continue;
      const by = find(row, part);
      const key = `${side} ${part} ${by} ${row.kind}`;
      const heap = heaps.get(key);
      if (heap === undefined) heaps.set(key, { side, by, part, kind: row.kind, sum: row.quantity });
      else heap.sum += row.quantity;
    }
  }
  const all = [...heaps.values()];
  return {
    touchpoint,
    customer: sidePlan(
      all.filter(({ side }) => side === 'customer'),
      basis,
    ),
    business: sidePlan(
      all.filter(({ side }) => side === 'business'),
      basis,
    ),
  };
}

function sidePlan(heaps: readonly Heap[], { values, valuations }: Basis): SidePlan {
  const scales = new Map(values.map(({ id, scale }) => [id, scale]));
  const by = new Map<PartId, number>();
  let fixed = 0;
  for (const heap of heaps) {
    const amount =
      wholeUnits(heap.sum, scales.get(heap.kind) ?? 0) * (heap.part === 'worth' ? 1 : -1);
    if (heap.by === 'face') fixed += amount;
    else if (heap.by !== null) {
      const { at, part } = partOf(heap.by);
      const median = valuations[at]?.[part]?.median ?? 0;
      by.set(heap.by, (by.get(heap.by) ?? 0) + amount * median);
    }
  }
  const isEmpty = heaps.every((heap) => heap.by === null);
  return {
    fixed,
    by,
    isEmpty,
    isSilent: isEmpty && heaps.some(({ sum }) => sum !== 0n),
  };
}

/** Which valuation, by its place in the model, and which of its parts. */
export function partOf(id: PartId): { readonly at: number; readonly part: Part } {
  const [at = '', part] = id.split('.');
  return { at: Number(at), part: part === 'worth' ? 'worth' : 'cost' };
}

/** A model that plans nothing: enough to value by. */
export function asModel(basis: Basis): Model {
  const { currency, actors, values, valuations } = basis;
  return {
    ...{ currency, actors, values, valuations },
    ...{ name: '', segments: [], personas: [], journeys: [], propositions: [], extensions: {} },
  };
}
