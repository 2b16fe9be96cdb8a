import { timeParser } from '../read/parse-time.ts';
import { timeFormatsLike } from './time-formats.ts';

/** How the values of a column are times. */
export interface TimeShape {
  /** As a mapping writes it: iso, unix, unix-ms or a pattern. */
  readonly format: string;
  /** For people: `yyyy-MM-dd HH:mm:ss`. */
  readonly words: string;
  /** Of the filled values those that are times in this format, 0..1. */
  readonly share: number;
  readonly hasOffset: boolean;
  /** Whether it says more than the day. */
  readonly hasClock: boolean;
  /** What the values cannot tell, for people; null where they leave no doubt. */
  readonly unclear: string | null;
}

/** A value and how often it stands in the column. */
export type Counted = readonly [value: string, count: number];

interface Tried {
  readonly format: string;
  readonly moments: ReadonlyMap<string, number>;
  readonly share: number;
}

const SAMPLES = 12;
const SHARE_MIN = 0.8;

/**
 * The format in which most of the values are times; null where none takes four fifths of them. Where day and month could
 * be either way round, values over 12 decide, then custom (a dot is day first), then whether the rows are in order of time.
 *
 * Shape: distinct values with counts; `inOrder` are the values as the rows have them, from the start.
 */
export function timeShape(
  values: readonly Counted[],
  inOrder: readonly string[],
): TimeShape | null {
  const filled = values.reduce((sum, [, count]) => sum + count, 0);
  const samples = spread(values).map(([value]) => value.trim());
  const formats = [...new Set(samples.flatMap(timeFormatsLike))];
  const tried = formats.map((format) => tryFormat(format, values, filled));
  const best = tried.reduce<Tried | null>(
    (a, b) => (a === null || b.share > a.share ? b : a),
    null,
  );
  if (best === null || best.share < SHARE_MIN) return null;
  const twin = tried.find(({ format }) => format === swapped(best.format)) ?? null;
  if (twin === null || twin.share < best.share) return shapeOf(best, samples, null);
  return ofTwins(dayFirst(best) ? best : twin, dayFirst(best) ? twin : best, samples, inOrder);
}

/** Both ways round fit all values equally. */
function ofTwins(
  byDay: Tried,
  byMonth: Tried,
  samples: readonly string[],
  inOrder: readonly string[],
): TimeShape {
  if (byDay.format.includes('.')) return shapeOf(byDay, samples, null);
  const [day, month] = [orderOf(byDay, inOrder), orderOf(byMonth, inOrder)];
  if (day >= 0.98 && month < 0.9) return shapeOf(byDay, samples, null);
  if (month >= 0.98 && day < 0.9) return shapeOf(byMonth, samples, null);
  const likely = byDay.format.includes('-') ? byDay : byMonth;
  const other = likely === byDay ? byMonth : byDay;
  const unclear = `no day is over 12, so it could be ${other.format} as well`;
  return shapeOf(likely, samples, unclear);
}

function shapeOf(
  { format, share }: Tried,
  samples: readonly string[],
  unclear: string | null,
): TimeShape {
  const clock = samples.some((sample) => /\d[:h]\d\d|T\d\d/.test(sample));
  const zoned = samples.some((sample) => /(\d[Zz]|\d ?[+-]\d\d:?\d\d)$/.test(sample));
  const isNumber = format.startsWith('unix');
  return {
    format,
    words: format === 'iso' ? isoWords(samples[0] ?? '') : format,
    share,
    hasOffset: isNumber || (clock && zoned),
    hasClock: isNumber || clock,
    unclear,
  };
}

/** Values from all over the column, not only its start. */
function spread(values: readonly Counted[]): readonly Counted[] {
  const step = Math.max(1, Math.floor(values.length / SAMPLES));
  return values.filter((_, index) => index % step === 0).slice(0, SAMPLES);
}

function tryFormat(format: string, values: readonly Counted[], filled: number): Tried {
  const parse = timeParser(format, 'UTC');
  const moments = new Map<string, number>();
  let matched = 0;
  for (const [value, count] of values) {
    const moment = parse(value);
    if (typeof moment !== 'number') continue;
    moments.set(value, moment);
    matched += count;
  }
  return { format, moments, share: filled === 0 ? 0 : matched / filled };
}

/** The share of neighbouring rows whose times do not run against the way most of them run. */
function orderOf({ moments }: Tried, inOrder: readonly string[]): number {
  let [up, down] = [0, 0];
  for (const [index, value] of inOrder.entries()) {
    const before = moments.get(inOrder[index - 1] ?? '');
    const now = moments.get(value);
    if (before === undefined || now === undefined || before === now) continue;
    if (now > before) up += 1;
    else down += 1;
  }
  return up + down < 3 ? 0 : Math.max(up, down) / (up + down);
}

function dayFirst({ format }: Tried): boolean {
  return /^d/.test(format);
}

/** The same pattern with day and month changed about. */
function swapped(format: string): string {
  if (!/^(dd?[./-]MM?|MM?[./-]dd?)[./-]/.test(format)) return '';
  return format.replace(/^(\w+)([./-])(\w+)/, '$3$2$1');
}

function isoWords(sample: string): string {
  return sample
    .replace(/[+-]\d\d:?\d\d$|[Zz]$/, 'ZZ')
    .replace(/^\d{4}/, 'yyyy')
    .replace(/^(yyyy-?)\d\d/, '$1MM')
    .replace(/^(yyyy-?MM-?)\d\d/, '$1dd')
    .replace(/([T ])\d\d/, '$1HH')
    .replace(/(HH:?)\d\d/, '$1mm')
    .replace(/(mm:?)\d\d/, '$1ss')
    .replace(/(ss[.,])\d+/, '$1SSS')
    .replace(/\bdd(?=$)/, 'dd');
}
