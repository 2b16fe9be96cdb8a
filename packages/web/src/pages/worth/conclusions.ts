import type { Overview, ReportFinding, WorthShown } from '@bothways/core/contract';
import {
  type NetOf,
  type PartId,
  type PlaceNets,
  type PlacePlan,
  partOf,
  rangeFactors,
  revalue,
  type Standing,
  type Swing,
  tornado,
} from '@bothways/core/revalue';

/** What may hang on opinions: the net of a side over all touchpoints, or that of one where something was found. */
export interface Conclusion {
  /** Stands in the address: "joint", "one-sided-capture:call-late-delivery". */
  readonly id: string;
  readonly net: NetOf;
  readonly finding: ReportFinding | null;
}

/** Every conclusion that can be chosen: both together first, then the sides, then the findings. */
export function conclusionsOf({ findings }: Overview): readonly Conclusion[] {
  const nets = (['joint', 'customer', 'business'] as const).map((net) => ({
    ...{ id: net, net, finding: null },
  }));
  return [
    ...nets,
    ...findings.flatMap((finding): Conclusion[] => {
      const side = finding.turns?.side;
      if (side === undefined || side === 'other') return [];
      return [{ id: `${finding.kind}:${finding.touchpoint.id}`, net: side, finding }];
    }),
  ];
}

/** A conclusion's figure at the medians, as shown, and what it hangs on. */
export interface Hanging {
  /** In closed form; null: it cannot be said. */
  readonly now: number | null;
  readonly swings: readonly Swing[];
}

/** What a conclusion hangs on at this moment. */
export function hangingOf({ net, finding }: Conclusion, standing: Standing): Hanging {
  const { by, factors } = standing;
  const place = placeOf(by.plan, finding?.touchpoint.id ?? null);
  if (place === undefined) return { now: null, swings: [] };
  const nets: PlaceNets = revalue({ total: place, touchpoints: [] }, factors).total;
  return { now: nets[net], swings: tornado(place, net, factors, rangeIn(standing)) };
}

function placeOf(
  { total, touchpoints }: Standing['by']['plan'],
  touchpoint: string | null,
): PlacePlan | undefined {
  return touchpoint === null ? total : touchpoints.find((place) => place.touchpoint === touchpoint);
}

function rangeIn({ by: { valuations } }: Standing) {
  return (id: PartId): { readonly low: number; readonly high: number } => {
    const { at, part } = partOf(id);
    const worth: WorthShown | null = valuations[at]?.[part] ?? null;
    return worth === null ? { low: 1, high: 1 } : rangeFactors(worth);
  };
}

/** A conclusion's figure as every page shows it; null: nobody can say. */
export function shownOf(
  { net, finding }: Conclusion,
  { net: { measured }, journeys }: Overview,
): number | null {
  const voices = journeys
    .flatMap(({ phases }) => phases.flatMap(({ steps }) => steps))
    .flatMap(({ touchpoints }) => touchpoints)
    .find(({ id }) => id === finding?.touchpoint.id)?.measured;
  const estimate =
    finding === null ? measured?.[net] : voices?.[net === 'business' ? 'business' : 'customer'];
  return estimate?.kind === 'estimate' ? estimate.median : null;
}
