import { believedFlows } from '../ledger/believed.ts';
import { sidesOf } from '../ledger/sides.ts';
import { wholeUnits } from '../ledger/terms.ts';
import { ALL_PLACES, type Volume, volumeOf, volumeSpread } from '../ledger/volume.ts';
import type { Side } from '../model/model.ts';
import type { Factors } from './revalue.ts';
import {
  type Figure,
  type Flow,
  figureOf,
  netSign,
  plus,
  type Sign,
  type SpreadOf,
  type Summing,
  type SumPlan,
  summing,
} from './sums.ts';
import { countedAt, type YearRead } from './year-read.ts';

/** What is drawn of one direction at a touchpoint; `transfers` in the order in which they are shown. */
export interface WayOf<Each> {
  readonly worth: Each;
  readonly cost: Each;
  readonly transfers: readonly TransferOf<Each>[];
}

export interface TransferOf<Each> {
  /** Giver, receiver and kind. */
  readonly key: string;
  readonly worth: Each;
  readonly cost: Each;
}

/** Everything in money that is shown of one touchpoint, of one evidence. */
export interface PlaceOf<Each> {
  readonly delivered: WayOf<Each>;
  readonly captured: WayOf<Each>;
  readonly customer: Each;
  readonly business: Each;
}

/** The same over all touchpoints, and by kind and direction. */
export interface EvidenceOf<Each> {
  readonly customer: Each;
  readonly business: Each;
  readonly places: ReadonlyMap<string, PlaceOf<Each>>;
  /** By "kind giver receiver", these being sides. */
  readonly values: ReadonlyMap<string, { readonly worth: Each; readonly cost: Each }>;
}

export interface FiguresOf<Each> {
  readonly measured: EvidenceOf<Each>;
  readonly believed: EvidenceOf<Each>;
}

/** Every figure of an overview as a sum over valuations: made once, then an opinion moved costs a few multiplications. */
export type FiguresPlan = FiguresOf<SumPlan>;
/** Every figure under some opinions. */
export type Figures = FiguresOf<Figure>;

/**
 * Plans the figures of a year.
 *
 * Units: workspace currency, a year.
 */
export function figuresPlan(read: YearRead): FiguresPlan {
  const { model, rows, counted } = read;
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const measured = rows.map(({ keys, giver, receiver, kind, segment, quantity }) => ({
    ...{ touchpoint: keys['touchpoint'] ?? '', giver, receiver, kind, segment },
    units: wholeUnits(quantity, scales.get(kind) ?? 0),
  }));
  const legs = believedFlows(model);
  const believed = legs.map(({ quantity, sigma: _, ...flow }) => ({
    ...{ ...flow, segment: 'everyone', units: quantity },
  }));
  const sigmas = new Map(legs.map(({ touchpoint, sigma }) => [touchpoint, sigma]));
  const seen = new Set(counted.at.keys());
  const all = { sideOf: sidesOf(model), sum: summing(model) };
  return {
    measured: evidencePlan(measured, {
      ...all,
      total: measured,
      volumeAt: (at) => spreadBy(volumeOf(at, countedAt(read, at))),
      volume: spreadBy(volumeOf(ALL_PLACES, counted.all)),
    }),
    believed: evidencePlan(believed, {
      ...all,
      // Beside what was measured, what is believed counts where something was.
      total: read.days > 0 ? believed.filter(({ touchpoint }) => seen.has(touchpoint)) : believed,
      volumeAt: (at) => () => sigmas.get(at) ?? 0,
      volume: CERTAIN,
    }),
  };
}

/** The figures under moved opinions, in closed form. */
export function figuresAt({ measured, believed }: FiguresPlan, factors: Factors): Figures {
  const at = (plan: SumPlan): Figure => figureOf(plan, factors);
  return { measured: evidenceAt(measured, at), believed: evidenceAt(believed, at) };
}

function spreadBy(volume: Volume): SpreadOf {
  return (kind) => volumeSpread(volume, kind);
}

const CERTAIN: SpreadOf = () => 0;

interface Counting {
  readonly sideOf: (actor: string) => Side;
  readonly sum: Summing;
  readonly total: readonly Flow[];
  readonly volume: SpreadOf;
  readonly volumeAt: (touchpoint: string) => SpreadOf;
}

function evidencePlan(flows: readonly Flow[], counting: Counting): EvidenceOf<SumPlan> {
  const { sideOf, sum, total, volume, volumeAt } = counting;
  const parties = Map.groupBy(
    flows,
    ({ kind, giver, receiver }) => `${kind} ${sideOf(giver)} ${sideOf(receiver)}`,
  );
  return {
    customer: sum(total, netSign('customer', sideOf), volume),
    business: sum(total, netSign('business', sideOf), volume),
    places: new Map(
      [...Map.groupBy(flows, ({ touchpoint }) => touchpoint)].map(([at, some]) => [
        at,
        placePlan(some, volumeAt(at), counting),
      ]),
    ),
    values: new Map([...parties].map(([key, some]) => [key, partsPlan(some, sum)])),
  };
}

function placePlan(
  flows: readonly Flow[],
  volume: SpreadOf,
  { sum, sideOf }: Counting,
): PlaceOf<SumPlan> {
  const [theirs, ours] = [netSign('customer', sideOf), netSign('business', sideOf)];
  const minus =
    (sign: Sign): Sign =>
    (flow, part) => {
      const was = sign(flow, part);
      return was === 0 ? 0 : was === 1 ? -1 : 1;
    };
  const way = (some: readonly Flow[], worth: Sign, cost: Sign): WayOf<SumPlan> => ({
    worth: sum(some, worth, volume),
    cost: sum(some, minus(cost), volume),
    transfers: [
      ...Map.groupBy(some, ({ giver, receiver, kind }) => `${giver} ${receiver} ${kind}`),
    ].map(([key, each]) => ({ key, ...partsPlan(each, sum) })),
  });
  return {
    delivered: way(
      flows.filter(({ receiver }) => sideOf(receiver) === 'customer'),
      theirs,
      ours,
    ),
    captured: way(
      flows.filter(({ giver }) => sideOf(giver) === 'customer'),
      ours,
      theirs,
    ),
    customer: sum(flows, theirs, volume),
    business: sum(flows, ours, volume),
  };
}

/** Worth and cost by themselves, both as positive amounts; how often it happens is no doubt of theirs. */
function partsPlan(flows: readonly Flow[], sum: Summing) {
  const only =
    (wanted: 'worth' | 'cost'): Sign =>
    (_, part) =>
      part === wanted ? 1 : 0;
  return { worth: sum(flows, only('worth'), CERTAIN), cost: sum(flows, only('cost'), CERTAIN) };
}

type At = (plan: SumPlan) => Figure;

function evidenceAt(evidence: EvidenceOf<SumPlan>, at: At): EvidenceOf<Figure> {
  return {
    customer: at(evidence.customer),
    business: at(evidence.business),
    places: mapped(evidence.places, ({ delivered, captured, customer, business }) => ({
      delivered: wayAt(delivered, at),
      captured: wayAt(captured, at),
      customer: at(customer),
      business: at(business),
    })),
    values: mapped(evidence.values, ({ worth, cost }) => ({ worth: at(worth), cost: at(cost) })),
  };
}

function wayAt({ worth, cost, transfers }: WayOf<SumPlan>, at: At): WayOf<Figure> {
  return {
    worth: at(worth),
    cost: at(cost),
    transfers: transfers.map((each) => ({
      ...{ key: each.key, worth: at(each.worth), cost: at(each.cost) },
    })),
  };
}

/** Several touchpoints together. */
export function together(places: readonly PlaceOf<Figure>[]): PlaceOf<Figure> {
  const way = (of: 'delivered' | 'captured'): WayOf<Figure> => {
    const ways = places.map((place) => place[of]);
    const transfers = Map.groupBy(
      ways.flatMap((each) => each.transfers),
      ({ key }) => key,
    );
    return {
      worth: plus(ways.map(({ worth }) => worth)),
      cost: plus(ways.map(({ cost }) => cost)),
      transfers: [...transfers].map(([key, some]) => ({
        key,
        worth: plus(some.map(({ worth }) => worth)),
        cost: plus(some.map(({ cost }) => cost)),
      })),
    };
  };
  return {
    delivered: way('delivered'),
    captured: way('captured'),
    customer: plus(places.map(({ customer }) => customer)),
    business: plus(places.map(({ business }) => business)),
  };
}

function mapped<From, To>(
  from: ReadonlyMap<string, From>,
  to: (each: From) => To,
): ReadonlyMap<string, To> {
  return new Map([...from].map(([key, each]) => [key, to(each)]));
}
