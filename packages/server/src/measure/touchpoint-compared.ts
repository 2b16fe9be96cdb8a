import { type Estimate, fittedRange, type Model, type Touchpoint, Z_HIGH } from '@bothways/core';
import type { Compared } from '@bothways/core/contract';
import { touchpointWords } from './touchpoint-words.ts';

export interface ComparedWith {
  readonly model: Model;
  readonly touchpoint: Touchpoint;
  /** Encounters seen, aggregates with their n. */
  readonly seen: number;
  readonly encountersYearly: number;
  /** Mean quantities at one encounter, by line; of a line nothing is known of there is none. */
  readonly legs: ReadonlyMap<number, Estimate>;
}

const TIMES_A_YEAR = { day: 365.25, week: 365.25 / 7, month: 12, quarter: 4, year: 1 } as const;

/** What the model believes of volume and quantities beside what was measured. A surprise lies outside the range believed. */
export function believedAgainstMeasured({
  model,
  touchpoint,
  seen,
  encountersYearly,
  legs,
}: ComparedWith): readonly Compared[] {
  const words = touchpointWords(model);
  const { believed, exchange } = touchpoint;
  const volume = comparedOf(
    { of: 'volume', name: '', way: null, unit: '' },
    believed === null ? null : scaled(fittedRange(believed.volume), TIMES_A_YEAR[believed.per]),
    seen === 0
      ? { kind: 'abstained', reason: 'no encounter was seen' }
      : counted(seen, encountersYearly),
  );
  const quantities = exchange.map((line) => {
    const { name, unit } = words.kind(line.kind);
    return comparedOf(
      { of: 'quantity', name, way: words.way(line.give, line.to), unit },
      line.believed === null ? statedIn(line.quantity.text) : fittedRange(line.believed),
      legs.get(line.leg) ?? {
        kind: 'abstained',
        reason: seen === 0 ? 'no encounter was seen' : 'no encounter says how much',
      },
    );
  });
  return [volume, ...quantities].filter(
    (each) => each.believed !== null || each.measured.kind === 'estimate',
  );
}

type Range = NonNullable<Compared['believed']>;

/** A line that says its number itself is believed to be that. */
function statedIn(text: string): Range | null {
  const exact = Number(text.trim());
  return /^\d+(\.\d+)?$/.test(text.trim()) ? { median: exact, low: exact, high: exact } : null;
}

function comparedOf(
  about: Pick<Compared, 'of' | 'name' | 'way' | 'unit'>,
  believed: Range | null,
  measured: Estimate,
): Compared {
  const isBoth = believed !== null && measured.kind === 'estimate';
  return {
    ...about,
    ...{ believed, measured },
    times: isBoth && believed.median !== 0 ? measured.median / believed.median : null,
    isSurprising: isBoth
      ? measured.median < believed.low * (1 - TINY) || measured.median > believed.high * (1 + TINY)
      : null,
  };
}

/** What is said for certain is not surprised by the last digit of a mean. */
const TINY = 1e-9;

/** A year made of so many that were counted: chance alone moves a count by its square root. */
function counted(seen: number, yearly: number): Estimate {
  const reach = Z_HIGH / Math.sqrt(seen);
  return {
    kind: 'estimate',
    ...{ median: yearly, low: yearly * Math.max(0, 1 - reach), high: yearly * (1 + reach) },
    ...{ level: 0.9, n: seen, grade: 'A' },
    method: 'count, scaled to a year',
  };
}

function scaled({ median, low, high }: Range, by: number): Range {
  return { median: median * by, low: low * by, high: high * by };
}
