import type {
  Believed,
  BelievedPeriod,
  ExchangeLine,
  Grade,
  Model,
  Touchpoint,
} from '../model/model.ts';
import { sigmaOfRange } from '../statistics/lognormal.ts';
import type { Factor } from './draws.ts';
import { gradeWorst } from './estimate.ts';
import { directionOf, sidesOf } from './sides.ts';
import { type Term, type Unvalued, type Valued, valuationFactors } from './terms.ts';
import { unitValuesOf } from './valuation.ts';

/** A leg with a year's believed quantity. */
export interface Leg {
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

/** Encounters a year; null: nobody said. */
export function yearlyVolume({ believed }: Touchpoint): Believed | null {
  if (believed === null) return null;
  const { median, low, high } = believed.volume;
  const times = PER_YEAR[believed.per];
  return { median: median * times, low: low * times, high: high * times };
}

/** The lines of a touchpoint that somebody said how much they move, a year of them. */
export function believedLegs(touchpoint: Touchpoint): Leg[] {
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
export function believedGrade({ believed, grade }: ExchangeLine): Grade {
  return believed === null && grade !== null ? gradeWorst(['C', grade]) : 'C';
}

/** Legs with a believed volume of which nobody said how much they move. */
export function unstatedLegs(
  touchpoint: Touchpoint,
): { readonly touchpoint: string; readonly leg: number; readonly kind: string }[] {
  if (touchpoint.believed === null) return [];
  return touchpoint.exchange
    .filter((line) => believedQuantity(line) === null)
    .map(({ leg, kind }) => ({ touchpoint: touchpoint.id, leg, kind }));
}

/** Puts the valuations on legs; for everyone, as beliefs are of no segment. */
export function valuing(model: Model): (leg: Leg) => Valued {
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
export function together(all: readonly Valued[]): Valued {
  const unvalued = grouped(
    all.flatMap((each) => each.unvalued),
    ({ kind, side, part }) => JSON.stringify([kind, side, part]),
  ).map(([first, ...rest]) => ({
    ...first,
    quantity: rest.reduce((sum, { quantity }) => sum + quantity, first.quantity),
  }));
  return { terms: all.flatMap((each) => each.terms), unvalued };
}

/** Items of the same key, each group in order. */
export function grouped<Item>(
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
