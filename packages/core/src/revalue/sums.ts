import { directionOf, sidesOf } from '../ledger/sides.ts';
import { isOwnMoney, type Part, statedFor } from '../ledger/valuation.ts';
import type { Model, Side } from '../model/model.ts';
import { sigmaOfRange } from '../statistics/lognormal.ts';
import type { PartId } from './plan.ts';
import type { Factors } from './revalue.ts';

/** What moves in a year, in whole units. */
export interface Flow {
  readonly touchpoint: string;
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  readonly segment: string;
  readonly units: number;
}

/** One figure as a sum in which each valuation stands alone, in workspace currency. */
export interface SumPlan {
  /** Own-currency money at face value, and how far one standard deviation of how often it happens moves it. */
  readonly fixed: number;
  readonly fixedOwn: number;
  readonly parts: readonly {
    readonly id: PartId;
    /** At the median as stated. */
    readonly amount: number;
    readonly sigma: number;
    /** Parts of one chance vary together. */
    readonly chance: string;
    /** How far one standard deviation of how often it happens moves it: one chance for all parts. */
    readonly own: number;
  }[];
}

/** A figure at the medians, and how far one standard deviation of doubt reaches to first order. */
export interface Figure {
  readonly sum: number;
  readonly sd: number;
  /** What each chance adds to the doubt, so that figures can be added up. */
  readonly doubts: ReadonlyMap<string, number>;
  /** The variance of how often it happens, which no other place shares. */
  readonly own: number;
}

/** What a flow counts for in a sum, by its worth or its cost: 1, -1, or 0 for not at all. */
export type Sign = (flow: Flow, part: Part) => -1 | 0 | 1;

/** Sums flows up by what values them. */
export type Summing = (flows: readonly Flow[], sign: Sign, volume: SpreadOf) => SumPlan;

/** The relative spread of how often a kind moves at a place. */
export type SpreadOf = (kind: string) => number;

/** How the flows of a model are summed: what values each is looked up once. */
export function summing(model: Model): Summing {
  const find = valuerOf(model);
  const sideOf = sidesOf(model);
  return (flows, sign, volume) => {
    const amounts = new Map<PartId, { units: number; own: number; chance: string }>();
    let [fixed, fixedOwn] = [0, 0];
    for (const flow of flows)
      for (const part of ['worth', 'cost'] as const) {
        const by = sign(flow, part);
        const found = by === 0 ? null : find(flow, part);
        if (found === null) continue;
        const units = by * flow.units;
        const own = units * volume(flow.kind);
        if (found === 'face') {
          fixed += units;
          fixedOwn += own;
        } else {
          const known = amounts.get(found);
          const side = sideOf(part === 'worth' ? flow.receiver : flow.giver);
          if (known === undefined)
            amounts.set(found, { units, own, chance: `${side} ${flow.kind}` });
          else {
            known.units += units;
            known.own += own;
          }
        }
      }
    return {
      fixed,
      fixedOwn,
      parts: [...amounts].map(([id, { units, own, chance }]) => {
        const worth = worthOf(model, id);
        const [median, sigma] = worth === null ? [0, 0] : [worth.median, sigmaOfRange(worth)];
        return { id, amount: units * median, sigma, chance, own: own * median };
      }),
    };
  };
}

/** The figure under moved opinions; the same object wherever none of its opinions is moved. */
export function figureOf(plan: SumPlan, factors: Factors): Figure {
  if (plan.parts.some(({ id }) => factors.has(id))) return figureAt(plan, factors);
  const known = unmoved.get(plan);
  if (known !== undefined) return known;
  const made = figureAt(plan, factors);
  unmoved.set(plan, made);
  return made;
}

const unmoved = new WeakMap<SumPlan, Figure>();

function figureAt({ fixed, fixedOwn, parts }: SumPlan, factors: Factors): Figure {
  let sum = fixed;
  let often = fixedOwn;
  const doubts = new Map<string, number>();
  for (const { id, amount, sigma, chance, own } of parts) {
    const factor = factors.get(id) ?? 1;
    const now = amount * factor;
    sum += now;
    often += own * factor;
    if (sigma > 0) doubts.set(chance, (doubts.get(chance) ?? 0) + now * sigma);
  }
  return figure(sum, doubts, often * often);
}

/** Figures of several places added up: opinions are shared by all, how often things happen is not. */
export function plus(figures: readonly Figure[]): Figure {
  const doubts = new Map<string, number>();
  for (const each of figures)
    for (const [chance, doubt] of each.doubts)
      doubts.set(chance, (doubts.get(chance) ?? 0) + doubt);
  const total = (of: 'sum' | 'own'): number => figures.reduce((sum, each) => sum + each[of], 0);
  return figure(total('sum'), doubts, total('own'));
}

function figure(sum: number, doubts: ReadonlyMap<string, number>, own: number): Figure {
  let variance = own;
  for (const doubt of doubts.values()) variance += doubt * doubt;
  return { sum, sd: Math.sqrt(variance), doubts, own };
}

/** The net of a side, by whose account a movement lands in. */
export function netSign(side: Side, sideOf: (actor: string) => Side): Sign {
  return ({ giver, receiver }, part) => {
    if (sideOf(part === 'worth' ? receiver : giver) !== side) return 0;
    return part === 'worth' ? 1 : -1;
  };
}

type Valuer = (flow: Flow, part: Part) => PartId | 'face' | null;

function valuerOf(model: Model): Valuer {
  const sideOf = sidesOf(model);
  const places = new Map(model.valuations.map((each, at) => [each, at]));
  const money = new Set(
    model.values.filter((kind) => isOwnMoney(kind, model.currency)).map(({ id }) => id),
  );
  const known = new Map<string, PartId | 'face' | null>();
  return ({ kind, segment, giver }, part) => {
    const key = `${kind} ${segment} ${giver} ${part}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const stated = statedFor(model, kind, segment, directionOf(sideOf(giver)), part);
    const at = stated === null ? undefined : places.get(stated);
    const found = at !== undefined ? (`${at}.${part}` as const) : money.has(kind) ? 'face' : null;
    known.set(key, found);
    return found;
  };
}

function worthOf({ valuations }: Model, id: PartId) {
  const [at = '', part] = id.split('.');
  return valuations[Number(at)]?.[part === 'worth' ? 'worth' : 'cost'] ?? null;
}
