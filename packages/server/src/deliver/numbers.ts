import type { Estimate } from '@bothways/core';

const minus = '\u2212';
const nbsp = '\u00a0';

/** A whole count: 1,482,310. */
export function count(value: number): string {
  return plain(value, { maximumFractionDigits: 0 });
}

/** A part of one as a percentage: 12 %. */
export function percent(part: number): string {
  const value = part * 100;
  const digits = Math.abs(value) > 0 && Math.abs(value) < 1 ? 1 : 0;
  return `${plain(value, { maximumFractionDigits: digits })}${nbsp}%`;
}

/** A number with its sign, to two decimals: +0.42. */
export function signed(value: number): string {
  const text = plain(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return Number(value.toFixed(2)) > 0 ? `+${text}` : text.replace(/^\u2212(?=0\.00$)/, '');
}

/** Three significant digits, in thousands and millions where that reads better: 1.24 m, 340 k, 12.5. */
export function short(value: number): string {
  const step = stepOf(Math.abs(value));
  return inStep(value, step) + (step.sign === '' ? '' : `${nbsp}${step.sign}`);
}

/** Money for a sentence: "EUR 1.24 m", "EUR 340,000". */
export function money(value: number, currency: string): string {
  return `${currency}${nbsp}${amount(value)}`;
}

/** The same where the currency is named elsewhere: "1.24 m", "340,000". */
export function amount(value: number): string {
  const size = Math.abs(value);
  return `${bare(value, size)}${size >= 999_500 ? `${nbsp}${stepOf(size).sign}` : ''}`;
}

/** A money estimate a year with its range: "EUR 1.2 m a year (0.9–1.6 m)"; where nothing can be said, that. */
export function moneyAYear(estimate: Estimate, currency: string): string {
  if (estimate.kind === 'abstained') return `not said: ${estimate.reason}`;
  return `${money(estimate.median, currency)} a year (${range(estimate)})`;
}

/** The range of a money estimate, as fine as its median: "0.90–1.62 m", "−0.71 to 0.20 m"; "exact" for a point. */
export function range({
  median,
  low,
  high,
}: Readonly<Record<'median' | 'low' | 'high', number>>): string {
  if (low === high) return 'exact';
  const size = Math.abs(median) || Math.max(Math.abs(low), Math.abs(high));
  const sign = size >= 999_500 ? `${nbsp}${stepOf(size).sign}` : '';
  return `${bare(low, size)}${low < 0 || high < 0 ? ' to ' : '–'}${bare(high, size)}${sign}`;
}

/** A part of one, or an index of -1..+1, with its range, as numbers: "0.42 (0.31–0.55)". */
export function indexWithRange(estimate: Estimate): string {
  if (estimate.kind === 'abstained') return `not said: ${estimate.reason}`;
  const { low, high } = estimate;
  const between = low < 0 || high < 0 ? ' to ' : '–';
  return `${fixed(estimate.median)} (${fixed(low)}${between}${fixed(high)})`;
}

/** A quantity of a kind, seconds as minutes: "2.46 m minutes". */
export function quantityText(quantity: string, unit: string): string {
  const amount = Number(quantity);
  if (!Number.isFinite(amount)) return `${quantity} ${unit}`;
  if (unit === 'second') return `${short(amount / 60)}${nbsp}minutes`;
  const many = /[^aeiou]y$/.test(unit) ? `${unit.slice(0, -1)}ies` : `${unit}s`;
  const plural = /^[a-z]+$/.test(unit) && Math.abs(amount) !== 1 ? many : unit;
  return `${short(amount)}${nbsp}${plural}`;
}

/** A day: 3 October 2026. */
export function day(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(iso),
  );
}

/** A moment, to the minute, UTC. */
export function moment(iso: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });
  return `${day(iso)}, ${time.format(new Date(iso))} UTC`;
}

interface Step {
  readonly sign: '' | 'k' | 'm' | 'bn';
  readonly size: number;
}

function stepOf(size: number): Step {
  if (size >= 999_500_000) return { sign: 'bn', size: 1e9 };
  if (size >= 999_500) return { sign: 'm', size: 1e6 };
  return size >= 9_995 ? { sign: 'k', size: 1e3 } : { sign: '', size: 1 };
}

function inStep(value: number, { size }: Step): string {
  return plain(value / size, { maximumSignificantDigits: 3 });
}

/** In the step of `size` (a million, or one), without naming it; as fine as three significant digits of `size`. */
function bare(value: number, size: number): string {
  const scaled = size >= 999_500 ? stepOf(size).size : 1;
  const digits = 2 - Math.floor(Math.log10(Math.max(size / scaled, 0.001)));
  const fine = 10 ** digits;
  const decimals = Math.min(2, Math.max(0, digits));
  return plain(Math.round((value / scaled) * fine) / fine, {
    minimumFractionDigits: value === 0 ? 0 : decimals,
    maximumFractionDigits: decimals,
  });
}

function fixed(value: number): string {
  return plain(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function plain(value: number, options: Intl.NumberFormatOptions): string {
  const text = new Intl.NumberFormat('en-GB', options).format(value).replace('-', minus);
  return text === `${minus}0` ? '0' : text;
}

/** A sentence in which money does not break between its currency and its number, and a minus is one. */
export function glued(text: string, currency: string): string {
  return text
    .replaceAll(`${currency} `, `${currency}${nbsp}`)
    .replace(/(?<=[\s(]|^)-(?=\d)/g, minus);
}
