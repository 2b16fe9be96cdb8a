import type { Format } from '../words/format.ts';

/** How amounts are written: the language spoken, and the money of the workspace. */
export interface Writing {
  readonly format: Format;
  readonly language: string;
  readonly currency: string;
}

/** One amount that was exchanged, beside what it is of: "€54.90", "14 min", "× 3"; nothing where it is one of a kind. */
export function exchangedText(value: number, unit: string, writing: Writing): string {
  if (unit === writing.currency) return exactMoney(value, writing);
  if (unit === 'second') return timeText(value, writing);
  return value === 1 ? '' : `\u00d7\u2060\u00a0${exactNumber(value, writing)}`;
}

/** Money to the cent, as on a bank's statement. */
export function exactMoney(
  value: number,
  { currency, language }: Pick<Writing, 'currency' | 'language'>,
): string {
  return new Intl.NumberFormat(localeOf(language), {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
  })
    .format(value)
    .replace('-', '\u2212\u2060');
}

/** 45 s, 2.4 min, 14 min, 3.1 h. */
export function timeText(seconds: number, { format }: Pick<Writing, 'format'>): string {
  const size = Math.abs(seconds);
  if (size < 100) return `${format.short(seconds)}\u00a0s`;
  return size < 6_000
    ? `${format.short(seconds / 60)}\u00a0min`
    : `${format.short(seconds / 3600)}\u00a0h`;
}

export function exactNumber(value: number, { language }: Pick<Writing, 'language'>): string {
  return new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 4 })
    .format(value)
    .replace('-', '\u2212\u2060');
}

export function localeOf(language: string): string {
  return language === 'de' ? 'de-DE' : 'en-GB';
}
