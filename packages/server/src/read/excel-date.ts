/** What of a moment a number format shows. */
export interface DateStyle {
  readonly date: boolean;
  readonly time: boolean;
}

const DAY_MS = 86_400_000;
/** Days from 30 December 1899 to 1 January 1904. */
const DAYS_TO_1904 = 1462;

/** Number formats of the standard that are dates, times or both; the rest are numbers. */
const STANDARD_DATES = /^(1[4-7]|2[789]|3[0-16]|5[0-4]|5[78])$/;
const STANDARD_TIMES = /^(1[89]|2[01]|3[2345]|45|47|5[56])$/;

/**
 * Whether a number format of a cell shows a date or a time; null if a number. Elapsed times (`[h]:mm`) are numbers, of days.
 *
 * Source: ECMA-376 part 1, 18.8.30 numFmt.
 */
export function dateStyleOf(format: number, code: string | undefined): DateStyle | null {
  if (code === undefined) {
    if (format === 22) return { date: true, time: true };
    if (STANDARD_DATES.test(String(format))) return { date: true, time: false };
    return STANDARD_TIMES.test(String(format)) ? { date: false, time: true } : null;
  }
  const first = code.split(';')[0] ?? '';
  if (/\[(h+|m+|s+)\]/i.test(first)) return null;
  const letters = first.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').toLowerCase();
  if (/general|[#0?]\.?[#0?]*%|e[+-]/.test(letters)) return null;
  const time = /[hs]/.test(letters);
  const date = /[yd]/.test(letters) || (/m/.test(letters) && !time);
  return date || time ? { date, time } : null;
}

/**
 * A cell's number of days as ISO 8601 without an offset: `2017-01-28`, `2017-01-28T19:06:53`, or `19:06:53` for a time of
 * no day; null where it is none. Excel takes 1900 for a leap year, so days before 1 March 1900 are one later.
 */
export function dateText(days: number, style: DateStyle, from1904: boolean): string | null {
  if (!Number.isFinite(days) || days < 0 || days > 2_958_466) return null;
  const since1899 = from1904 ? days + DAYS_TO_1904 : days < 60 ? days + 1 : days;
  const at = Date.UTC(1899, 11, 30) + Math.round(since1899 * DAY_MS);
  const text = new Date(at).toISOString().replace(/\.000Z$|Z$/, '');
  const [day = '', time = ''] = text.split('T');
  if (!style.date && days < 1) return time;
  return !style.time && time === '00:00:00' ? day : text;
}
