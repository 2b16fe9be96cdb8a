import type { ValueKind } from '../model/model.ts';
import type { Estimate } from './estimate.ts';

/**
 * An amount as a person reads it: the currency's code, thousands apart, and no more digits than it deserves.
 * From a thousand up three significant digits, from ten up none after the point, below that two that say something.
 *
 * Shape: "EUR 1,230,000", "EUR 54", "EUR 3.50", "EUR -0.06".
 */
export function formatMoney(amount: number, currency: string): string {
  return `${currency} ${formatNumber(amount)}`;
}

/** A number without false precision: "12,300", "54", "3.5", "0.06", "-0.0035". */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  const size = Math.abs(value);
  const sign = value < 0 ? '-' : '';
  if (size >= 1000) return `${sign}${grouped(significant(size, 3).toFixed(0))}`;
  if (size >= 10) return `${sign}${grouped(size.toFixed(0))}`;
  if (size === 0) return '0';
  if (size >= 0.1) return `${sign}${size.toFixed(2)}`;
  // toPrecision may fall back to an exponent below a millionth; an amount that small reads as nothing.
  return size < 1e-6 ? '0' : `${sign}${Number(size.toPrecision(2)).toFixed(decimalsOf(size))}`;
}

/** Median with its range: "EUR 12,300 (8,100 to 16,400)"; an abstention says why. */
export function formatEstimate(estimate: Estimate, currency: string): string {
  if (estimate.kind === 'abstained') return `not said: ${estimate.reason}`;
  const { median, low, high } = estimate;
  const middle = formatMoney(median, currency);
  return low === high ? middle : `${middle} (${formatNumber(low)} to ${formatNumber(high)})`;
}

/** Seconds as a person reads them: "45 s", "12 min", "3.4 h", "1,230 h". */
export function formatDuration(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 90) return `${formatShort(seconds)} s`;
  if (size < 5400) return `${formatShort(seconds / 60)} min`;
  return `${formatShort(seconds / 3600)} h`;
}

/** A quantity in its kind's own unit: money with its currency, time in minutes or hours, else a count with its unit. */
export function formatQuantity(quantity: number | string, kind: ValueKind): string {
  const amount = Number(quantity);
  if (kind.family === 'time' || kind.unit === 'second') return formatDuration(amount);
  if (/^[A-Z]{3}$/.test(kind.unit)) return formatMoney(amount, kind.unit);
  const isOne = Math.abs(amount) === 1;
  return `${formatShort(amount)} ${isOne ? kind.unit : plural(kind.unit)}`;
}

/** A count: "12,340". */
export function formatCount(count: number): string {
  return grouped(Math.round(count).toFixed(0));
}

/** A probability or share: "3 %", "0.4 %", "100 %". */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent !== 0 && Math.abs(percent) < 1 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** How a kind is called in a sentence: its name, or its id in plain words ("purchase history data"). */
export function kindWords({ id, family, name }: ValueKind): string {
  if (name !== '' && name !== id) return name;
  const sub = id.includes(':') ? id.slice(id.indexOf(':') + 1).replaceAll(/[-_/]/g, ' ') : '';
  return sub === '' ? family : `${sub} ${family}`;
}

/** The unit that a kind's value is spoken of in, and how many of the kind's own units make one: a minute is 60 seconds. */
export function screenUnit(kind: ValueKind): { readonly name: string; readonly units: number } {
  return kind.unit === 'second' ? { name: 'minute', units: 60 } : { name: kind.unit, units: 1 };
}

function formatShort(value: number): string {
  const size = Math.abs(value);
  if (size >= 10) return formatNumber(value);
  return String(Number(value.toFixed(1)));
}

function plural(unit: string): string {
  if (/[^aeiou]y$/.test(unit)) return `${unit.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`;
}

function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}

function decimalsOf(size: number): number {
  return Math.min(8, 1 - Math.floor(Math.log10(size)));
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
