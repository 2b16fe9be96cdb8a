// How text is read as another type. The patterns are RE2 and JS alike; the SQL of `rule-sql.ts` follows each line.

/** A result equal to this one is null: SQL has no cheaper way to tell an overflow (see `numberOrNull`). */
const OVERFLOW = Number.MAX_VALUE;

/**
 * The number that every operation gives: finite, never -0, else null.
 * The largest double itself counts as an overflow, in SQL too: `nullIf(ifNotFinite(x, MAX), MAX)`.
 */
export function numberOrNull(value: number): number | null {
  return value - value === 0 && value !== OVERFLOW ? value + 0 : null;
}

const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** A decimal text as a number, correctly rounded. Anything else (spaces, 0x, inf, 1,5) is null. */
export function parseNumber(text: string): number | null {
  return DECIMAL.test(text) ? numberOrNull(Number(text)) : null;
}

export function parseBool(text: string): boolean | null {
  if (text === 'true') return true;
  return text === 'false' ? false : null;
}

/** ISO 8601 with seconds and zone, years 1900 to 2299: `2026-01-31T09:30:00.250+02:00`. */
export const TIME_PATTERN =
  '^(?:19|2[0-2])[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])' +
  'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?' +
  '(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$';
const TIME = new RegExp(TIME_PATTERN);

/** A time text as milliseconds since 1970, UTC; digits past the millisecond are cut. Anything else is null. */
export function parseTime(text: string): number | null {
  if (!TIME.test(text)) return null;
  const digits = (from: number, to: number): number => Number(text.slice(from, to));
  const day = Date.UTC(digits(0, 4), digits(5, 7) - 1, digits(8, 10));
  if (new Date(day).getUTCDate() !== digits(8, 10)) return null;
  const fraction = text[19] === '.' ? /[0-9]+/.exec(text.slice(20))?.[0] : undefined;
  const ms = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  const time = digits(11, 13) * 3_600_000 + digits(14, 16) * 60_000 + digits(17, 19) * 1_000 + ms;
  return day + time - zone(text);
}

/** Milliseconds that the text's zone is ahead of UTC. */
function zone(text: string): number {
  if (text.endsWith('Z')) return 0;
  const minutes = Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2));
  return (text.at(-6) === '-' ? -minutes : minutes) * 60_000;
}

/** The order of texts by code point, which is the order of their UTF-8 bytes. Below 0: `a` comes first. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    // Surrogates stand for code points above every other unit.
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit > 0xdfff ? unit - 0x800 : unit + 0x2000;
}

/** How many code points a well-formed text has. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xdc00 && unit <= 0xdfff) count -= 1;
  }
  return count;
}

/** `x % y` with the sign of x: exact for whole numbers up to 2^53. In these steps, so that SQL can take the same. */
export function remainder(x: number, y: number): number {
  return x - Math.trunc(x / y) * y;
}

/** The four ways to read an entry of a bag. `converted`: asked for by name, so a string's text is read too. */
export function numberOfEntry(text: string, converted: boolean): number | null {
  return parseNumber(converted && text.startsWith('"') ? text.slice(1) : text);
}
export function boolOfEntry(text: string, converted: boolean): boolean | null {
  return parseBool(converted && text.startsWith('"') ? text.slice(1) : text);
}
export function timeOfEntry(text: string): number | null {
  return text.startsWith('"') ? parseTime(text.slice(1)) : null;
}
/** `string(x)` gives numbers and true or false as they are written; lists, objects and null have no text. */
export function textOfEntry(text: string, converted: boolean): string | null {
  if (text.startsWith('"')) return text.slice(1);
  return converted && /^(?:[-+.0-9]|true$|false$)/.test(text) ? text : null;
}
