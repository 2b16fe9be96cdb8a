import type {
  Believed,
  BelievedPeriod,
  ExchangeLine,
  Grade,
  Model,
  Touchpoint,
} from '../model/model.ts';
import { touchpointsOf } from '../model/model.ts';
import { type DoubtRange, fittedRange, sigmaOfRange } from '../statistics/lognormal.ts';
import { decimal } from './decimal.ts';
import { type Draws, drawsOf, type Factor } from './draws.ts';
import { type Estimate, gradeWorst } from './estimate.ts';
import { estimatePart, type LedgerRow, noValuation } from './ledger-rows.ts';
import { type Nets, netsOf } from './nets.ts';
import { directionOf, sidesOf } from './sides.ts';
import { estimateSum } from './sum.ts';
import { type Term, type Unvalued, type Valued, valuationFactors } from './terms.ts';
import { type Part, unitValuesOf } from './valuation.ts';

/** A line of the ledger that the model alone says: a year of it, nothing seen yet, so n is 0 and no transfer is counted. */
export interface BelievedRow extends LedgerRow {
  /** Whole units a year: median, 5th and 95th percentile. */
  readonly quantityRange: DoubtRange;
}

/** What the model says happens in a year, before or beside evidence. */
export interface BelievedLedger {
  readonly rows: readonly BelievedRow[];
  readonly touchpoints: readonly {
    readonly touchpoint: string;
    /** Encounters a year. */
    readonly encounters: DoubtRange;
    readonly nets: Nets;
  }[];
  readonly total: Nets;
  /** Legs of touchpoints with a believed volume, left out because nobody said how much they move. */
  readonly unstated: readonly {
    readonly touchpoint: string;
    readonly leg: number;
    readonly kind: string;
  }[];
}

export type BelievedKey = 'journey' | 'phase' | 'step' | 'touchpoint' | 'channel' | 'kind';

export interface BelievedOptions {
  /** What a row is apart by, besides giver, receiver and kind. */
  readonly by?: readonly BelievedKey[];
  /** Journeys in state `future` as well. */
  readonly includeFuture?: boolean;
  readonly iterations?: number;
  readonly seed?: number;
  /** Draws made before, to be shared by several ledgers. */
  readonly draws?: Draws;
}

/**
 * The believed ledger of a model: stated volumes times stated quantities, a year of them.
 *
 * Volume and quantity are lognormal like a valuation and independent of each other, except that legs of a touchpoint with
 * the same quantity expression move together: what is paid and what is handed over at a till is one total.
 * A leg without a believed quantity whose expression is a bare number has that number for certain.
 *
 * Units: a year of 365.25 days, workspace currency.
 * Source: semantics.md 22, 25.
 */
export function believedLedger(model: Model, options: BelievedOptions = {}): BelievedLedger {
  const { by = ['touchpoint', 'kind'], includeFuture = false } = options;
  const touchpoints = touchpointsOf(model, includeFuture ? undefined : 'current');
  const legs = touchpoints.flatMap((touchpoint) => believedLegs(touchpoint));
  const draws = options.draws ?? drawsOf(options);
  const value = valuing(model);
  const netOf = (chosen: readonly Leg[]): Nets => netsOf(together(chosen.map(value)), draws, 0);
  return {
    rows: grouped(legs, (leg) => keyOf(leg, by)).map((group) =>
      believedRow(group, by, model, value, draws),
    ),
    touchpoints: touchpoints.flatMap((touchpoint) => {
      const volume = yearlyVolume(touchpoint);
      if (volume === null) return [];
      const mine = legs.filter((leg) => leg.touchpoint.id === touchpoint.id);
      return [{ touchpoint: touchpoint.id, encounters: fittedRange(volume), nets: netOf(mine) }];
    }),
    total: netOf(legs),
    unstated: touchpoints.flatMap(unstatedLegs),
  };
}

/** A leg with a year's believed quantity. */
interface Leg {
  readonly touchpoint: Touchpoint;
  readonly line: ExchangeLine;
  /** Whole units a year, at the medians. */
  readonly median: number;
  readonly factors: readonly Factor[];
}

const PER_YEAR: Readonly<Record<BelievedPeriod, number>> = {
  day: 365.25,
  week: 365.25 / 7,
  month: 12,
  quarter: 4,
  year: 1,
};

function yearlyVolume({ believed }: Touchpoint): Believed | null {
  if (believed === null) return null;
  const { median, low, high } = believed.volume;
  const times = PER_YEAR[believed.per];
  return { median: median * times, low: low * times, high: high * times };
}

function believedLegs(touchpoint: Touchpoint): Leg[] {
  const volume = yearlyVolume(touchpoint);
  if (volume === null) return [];
  return touchpoint.exchange.flatMap((line) => {
    const quantity = believedQuantity(line);
    if (quantity === null) return [];
    const factors: Factor[] = [
      { of: 'volume', unit: touchpoint.id, side: '', sigma: sigmaOfRange(volume) },
      {
        of: 'quantity',
        unit: `${touchpoint.id} ${line.quantity.text.trim()}`,
        side: '',
        sigma: sigmaOfRange(quantity),
      },
    ];
    return [{ touchpoint, line, median: volume.median * quantity.median, factors }];
  });
}

/** Whole units an encounter; null: nobody said. */
function believedQuantity({ believed, quantity }: ExchangeLine): Believed | null {
  if (believed !== null) return believed;
  const text = quantity.text.trim();
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const exact = Number(text);
  return { median: exact, low: exact, high: exact };
}

/** Somebody said it: C, unless the quantity is the line's own number and the line says that it is worse known. */
function believedGrade({ believed, grade }: ExchangeLine): Grade {
  return believed === null && grade !== null ? gradeWorst(['C', grade]) : 'C';
}

function unstatedLegs(
  touchpoint: Touchpoint,
): { readonly touchpoint: string; readonly leg: number; readonly kind: string }[] {
  if (touchpoint.believed === null) return [];
  return touchpoint.exchange
    .filter((line) => believedQuantity(line) === null)
    .map(({ leg, kind }) => ({ touchpoint: touchpoint.id, leg, kind }));
}

function valuing(model: Model): (leg: Leg) => Valued {
  const find = unitValuesOf(model);
  const sideOf = sidesOf(model);
  return ({ line, median, factors }) => {
    const direction = directionOf(sideOf(line.give));
    const terms: Term[] = [];
    const unvalued: Unvalued[] = [];
    for (const part of ['worth', 'cost'] as const) {
      const side = sideOf(part === 'worth' ? line.to : line.give);
      const value = find(line.kind, 'everyone', direction, part);
      if (value === null) unvalued.push({ kind: line.kind, side, part, quantity: median });
      else {
        terms.push({
          side,
          part,
          kind: line.kind,
          quantity: median,
          median: value.median,
          factors: [...factors, ...valuationFactors(line.kind, side, value)],
          grade: gradeWorst([believedGrade(line), value.grade]),
          isStated: value.isStated,
        });
      }
    }
    return { terms, unvalued };
  };
}

/** Many legs as one; what is unvalued in several is named once. */
function together(all: readonly Valued[]): Valued {
  const unvalued = grouped(
    all.flatMap((each) => each.unvalued),
    ({ kind, side, part }) => JSON.stringify([kind, side, part]),
  ).map(([first, ...rest]) => ({
    ...first,
    quantity: rest.reduce((sum, { quantity }) => sum + quantity, first.quantity),
  }));
  return { terms: all.flatMap((each) => each.terms), unvalued };
}

function believedRow(
  group: readonly [Leg, ...Leg[]],
  by: readonly BelievedKey[],
  model: Model,
  value: (leg: Leg) => Valued,
  draws: Draws,
): BelievedRow {
  const { give: giver, to: receiver, kind } = group[0].line;
  const valued = together(group.map(value));
  const definition = model.values.find(({ id }) => id === kind);
  const scale = definition?.scale ?? 0;
  const quantityRange = quantityOf(group, draws);
  const part = (of: Part): Estimate =>
    valued.unvalued.some((each) => each.part === of)
      ? { kind: 'abstained', reason: noValuation(of, { kind, giver, receiver }) }
      : estimatePart(valued.terms, of, draws, 0);
  return {
    keys: keysOf(group[0], by),
    giver,
    receiver,
    kind,
    quantity: decimal(BigInt(Math.round(quantityRange.median * 10 ** scale)), scale),
    quantityRange,
    unit: definition?.unit ?? '',
    worth: part('worth'),
    cost: part('cost'),
    n: 0,
    grade: gradeWorst(group.map(({ line }) => believedGrade(line))),
    grades: {},
  };
}

/** A year's whole units with their doubt: the same sum, each unit counting one. */
function quantityOf(group: readonly Leg[], draws: Draws): DoubtRange {
  const units = group.map(({ line, median, factors }): Term => {
    const counted = { side: 'other', part: 'worth', kind: line.kind, median: 1 } as const;
    return { ...counted, quantity: median, factors, grade: 'C', isStated: false };
  });
  const sum = estimateSum(units, draws, 0);
  if (sum.kind === 'abstained') return { median: 0, low: 0, high: 0 };
  return { median: sum.median, low: sum.low, high: sum.high };
}

function keysOf({ touchpoint, line }: Leg, by: readonly BelievedKey[]): Record<string, string> {
  const all: Readonly<Record<BelievedKey, string>> = {
    journey: touchpoint.journey,
    phase: touchpoint.phase,
    step: touchpoint.step,
    touchpoint: touchpoint.id,
    channel: touchpoint.channel,
    kind: line.kind,
  };
  return Object.fromEntries(by.map((key) => [key, all[key]]));
}

function keyOf(leg: Leg, by: readonly BelievedKey[]): string {
  const { give, to, kind } = leg.line;
  return JSON.stringify([keysOf(leg, by), give, to, kind]);
}

function grouped<Item>(
  items: readonly Item[],
  keyFor: (item: Item) => string,
): [Item, ...Item[]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyFor(item));
    if (group === undefined) groups.set(keyFor(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
