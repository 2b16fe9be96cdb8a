/** How a source writes numbers: `{ decimal: ',', group: '.' }` for 1.234,50. */
export interface NumberFormat {
  readonly decimal: '.' | ',';
  /** What stands between thousands; empty for nothing. */
  readonly group: string;
}

/** Text of a source to a decimal in plain notation (`-1234.5`, `0.000001`), exact digit by digit; null if it is none. */
export type DecimalParser = (text: string) => string | null;

/**
 * A parser of numbers in one format. Thousands may be set off, in groups of two or three as in India; a sign may stand
 * before and an exponent behind. A mark that is not the format's own makes it no number: `1,5` is not 15.
 */
export function decimalParser({ decimal, group }: NumberFormat): DecimalParser {
  const point = decimal === '.' ? '\\.' : ',';
  const mark = group === ' ' ? '[ \u00a0\u202f]' : group.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const grouped = group === '' ? '' : `\\d{1,3}(?:${mark}\\d{2,3})*${mark}\\d{3}|`;
  const pattern = new RegExp(
    `^([+-]?)(${grouped}\\d*)(?:${point}(\\d*))?(?:[eE]([+-]?\\d{1,4}))?$`,
  );
  const marks = group === '' ? null : new RegExp(mark, 'g');
  return (text) => {
    const found = pattern.exec(text.trim());
    if (found === null) return null;
    const [, sign, whole = '', behind = '', power] = found;
    const digits = marks === null ? whole : whole.replace(marks, '');
    if (digits === '' && behind === '') return null;
    const minus = sign === '-' ? '-' : '';
    if (power !== undefined) return expanded(minus, digits, behind, Number(power));
    return `${minus}${digits === '' ? '0' : digits}${behind === '' ? '' : `.${behind}`}`;
  };
}

/**
 * Whether a text is a number that stands as a bag has it: digits without an idle zero, at most 15 in all and 6 behind the
 * point. Most are, and need no parsing.
 */
export function isPlainNumber(text: string, { decimal }: NumberFormat): boolean {
  const { length } = text;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  if (length === start || length > start + 15) return false;
  let point = length;
  for (let at = start; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (code !== 46 || point < length || decimal !== '.') return false;
    point = at;
  }
  const isWhole = point === length;
  if (text.charCodeAt(start) === 48 && (point !== start + 1 || (isWhole && start === 1)))
    return false;
  if (isWhole) return true;
  return (
    point > start &&
    length - point - 1 <= 6 &&
    point < length - 1 &&
    text.charCodeAt(length - 1) !== 48
  );
}

/** The text a finite number has in a bag: what JavaScript writes for it; null where it is past all bounds. */
export function canonicalNumber(decimal: string): string | null {
  const value = Number(decimal);
  return Number.isFinite(value) ? String(value === 0 ? 0 : value) : null;
}

/** The product of two decimals in plain notation, exact. */
export function decimalProduct(first: string, second: string): string {
  const [firstDigits, firstBehind] = unpointed(first);
  const [secondDigits, secondBehind] = unpointed(second);
  const product = firstDigits * secondDigits;
  const behind = firstBehind + secondBehind;
  const minus = product < 0n ? '-' : '';
  const digits = String(product < 0n ? -product : product).padStart(behind + 1, '0');
  const at = digits.length - behind;
  return `${minus}${digits.slice(0, at)}${behind === 0 ? '' : `.${digits.slice(at)}`}`;
}

function unpointed(decimal: string): readonly [digits: bigint, behind: number] {
  const point = decimal.indexOf('.');
  if (point === -1) return [BigInt(decimal), 0];
  return [BigInt(decimal.replace('.', '')), decimal.length - point - 1];
}

/** Digits before and behind the point that a sum keeps: Decimal(76, 30) in SQL leaves room to add. */
const SUM_DIGITS = { before: 30, behind: 30 };

/** A decimal as it is added up: exact, but for what is behind 30 decimals. Null where it is too large. */
export function summand(decimal: string): string | null {
  const [before = '', behind = ''] = decimal.split('.');
  if (before.replace(/^-?0*/, '').length > SUM_DIGITS.before) return null;
  return behind.length > SUM_DIGITS.behind
    ? `${before}.${behind.slice(0, SUM_DIGITS.behind)}`
    : decimal;
}

/** `1.5e-3` as 0.0015, by moving the point. */
function expanded(minus: string, before: string, behind: string, power: number): string | null {
  if (Math.abs(power) > 400) return null;
  const point = before.length + power;
  const all = before + behind;
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return minus + all + '0'.repeat(point - all.length);
  return `${minus}${all.slice(0, point)}.${all.slice(point)}`;
}
