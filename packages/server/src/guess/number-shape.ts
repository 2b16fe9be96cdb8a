import { decimalParser, type NumberFormat } from '../ingest/parse-number.ts';
import type { Counted } from './time-shape.ts';

/** How a column's values are numbers in a format. */
export interface NumberShape {
  /** Of the filled values those that are numbers, 0..1. */
  readonly share: number;
  readonly isWhole: boolean;
  readonly low: number;
  readonly high: number;
  /** Digits behind the point, at most. */
  readonly behindMax: number;
  /** Texts that are no numbers. */
  readonly others: readonly string[];
}

/** How a file writes its numbers. */
export interface NumbersGuess {
  readonly format: NumberFormat;
  readonly sure: number;
  readonly why: string;
  /** Whether any value says more than that it is whole. */
  readonly isTold: boolean;
}

const POINT: NumberFormat = { decimal: '.', group: '' };

/** In the order in which they are preferred where values leave it open. */
const FORMATS: readonly NumberFormat[] = [
  POINT,
  { decimal: '.', group: ',' },
  { decimal: ',', group: '' },
  { decimal: ',', group: '.' },
  { decimal: '.', group: "'" },
  { decimal: ',', group: ' ' },
  { decimal: '.', group: ' ' },
];

const MARKED = /^[+-]?[\d.,' \u00a0\u202f]*\d[.,' \u00a0\u202f]\d/;

/**
 * How the numbers of a file are written: the format that makes numbers of most columns whose values have a mark in them.
 *
 * Shape: for each column its distinct values with counts. `isContinental`: other signs say that a comma is the decimal mark.
 */
export function numbersOf(
  columns: readonly (readonly Counted[])[],
  isContinental: boolean,
): NumbersGuess {
  const marked = columns.filter((values) => values.some(([value]) => MARKED.test(value)));
  const taken = FORMATS.map((format) => ({
    format,
    count: marked.filter((values) => shareOf(values, format) >= 0.98).length,
  }));
  const most = Math.max(...taken.map(({ count }) => count));
  const fitting = taken.filter(({ count }) => count === most).map(({ format }) => format);
  if (most === 0)
    return {
      format: isContinental ? { decimal: ',', group: '' } : POINT,
      sure: 0.9,
      why: 'no number has a mark in it',
      isTold: false,
    };
  const told = marked.filter((values) => fitting.some((format) => shareOf(values, format) >= 0.98));
  const commaFits = fitting.some(({ decimal }) => decimal === ',');
  const pointFits = fitting.some(({ decimal }) => decimal === '.');
  const format =
    (isContinental ? fitting.find(({ decimal }) => decimal === ',') : undefined) ??
    fitting[0] ??
    POINT;
  const example = told[0]?.find(([value]) => MARKED.test(value))?.[0] ?? '';
  const isOpen = commaFits && pointFits;
  return {
    format,
    sure: isOpen ? 0.6 : 0.97,
    why: isOpen
      ? `${JSON.stringify(example)} could be read either way`
      : `numbers such as ${JSON.stringify(example)}`,
    isTold: true,
  };
}

function shareOf(values: readonly Counted[], format: NumberFormat): number {
  const parse = decimalParser(format);
  let [all, numbers] = [0, 0];
  for (const [value, count] of values) {
    all += count;
    if (parse(value) !== null) numbers += count;
  }
  return all === 0 ? 0 : numbers / all;
}

/** How a column's values are numbers in a format; null where hardly any is. */
export function numberShape(values: readonly Counted[], format: NumberFormat): NumberShape | null {
  const parse = decimalParser(format);
  const others: string[] = [];
  let [all, numbers, low, high, behindMax] = [0, 0, Infinity, -Infinity, 0];
  let isWhole = true;
  for (const [value, count] of values) {
    all += count;
    const decimal = parse(value);
    const number = Number(decimal ?? Number.NaN);
    if (decimal === null || !Number.isFinite(number)) {
      others.push(value);
      continue;
    }
    numbers += count;
    low = Math.min(low, number);
    high = Math.max(high, number);
    const behind = decimal.split('.')[1] ?? '';
    behindMax = Math.max(behindMax, behind.length);
    if (/[1-9]/.test(behind)) isWhole = false;
  }
  if (numbers === 0 || numbers / all < 0.5) return null;
  return { share: numbers / all, isWhole, low, high, behindMax, others };
}
