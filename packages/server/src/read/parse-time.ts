import { type ClockShown, plainTimeReader } from './plain-time.ts';
import type { RejectReason } from './reject.ts';
import { momentOf, type ZoneOffset, zoneOffset } from './zone-offset.ts';

/** Milliseconds since 1970, UTC, or why the text gives none. */
export type TimeRead = number | Extract<RejectReason, 'bad-time' | 'time-out-of-range'>;
export type TimeParser = (text: string) => TimeRead;

/** 1970 up to, not including, 2200: what the stores keep. */
const RANGE_MS = { from: 0, to: Date.UTC(2200, 0, 1) };

/** The parts of a clock time as they were read; month and day from 1. */
interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Minutes ahead of UTC, where the text says so. */
  offset: number | null;
  afternoon: boolean | null;
}

/**
 * A parser of times in one format. `iso` takes dates and times of ISO 8601, with a blank for the T too; `unix` and
 * `unix-ms` take seconds and milliseconds since 1970; all else is a pattern such as `dd.MM.yyyy HH:mm`. A time without an
 * offset of its own is one on the clock of `zone`.
 */
export function timeParser(format: string, zone: string): TimeParser {
  const offsetAt = zoneOffset(zone);
  if (format === 'iso') return isoParser(offsetAt);
  if (format === 'unix') return (text) => unixMoment(text, 1000);
  if (format === 'unix-ms') return (text) => unixMoment(text, 1);
  const pattern = timePattern(format);
  if ('fault' in pattern) return () => 'bad-time';
  return (text) => momentFrom(pattern.parts(text.trim()), offsetAt);
}

function isoParser(offsetAt: ZoneOffset): TimeParser {
  const isPlain = plainTimeReader();
  const clock: ClockShown = { shown: 0, isUtc: true };
  return (text) => {
    if (!isPlain(text, clock)) return momentFrom(isoParts(text.trim()), offsetAt);
    return clock.isUtc ? clock.shown : inRange(momentOf(clock.shown, offsetAt));
  };
}

/** What a pattern cannot be read as, or null if it is one. */
export function timeFormatFault(format: string): string | null {
  if (format === 'iso' || format === 'unix' || format === 'unix-ms') return null;
  const pattern = timePattern(format);
  return 'fault' in pattern ? pattern.fault : null;
}

function unixMoment(text: string, unit: number): TimeRead {
  if (!/^-?\d{1,16}(\.\d+)?$/.test(text.trim())) return 'bad-time';
  return inRange(Math.floor(Number(text) * unit));
}

function inRange(at: number): TimeRead {
  return at >= RANGE_MS.from && at < RANGE_MS.to ? at : 'time-out-of-range';
}

function momentFrom(parts: Parts | null, offsetAt: ZoneOffset): TimeRead {
  if (parts === null) return 'bad-time';
  const { year, month, day, minute, second, millisecond, offset, afternoon } = parts;
  if (afternoon !== null && (parts.hour < 1 || parts.hour > 12)) return 'bad-time';
  const hour = afternoon === null ? parts.hour : (parts.hour % 12) + (afternoon ? 12 : 0);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return 'bad-time';
  if (hour > 24 || minute > 59 || second > 60) return 'bad-time';
  if (hour === 24 && (minute > 0 || second > 0)) return 'bad-time';
  // Before 1900 zones kept odd clocks and two-digit years lie: all of it is out of range anyway.
  if (year < 1900 || year > 2300) return 'time-out-of-range';
  const shown = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), millisecond);
  return inRange(offset === null ? momentOf(shown, offsetAt) : shown - offset * 60_000);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const ISO =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?(?: ?(Z|z|[+-]\d\d(?::?\d\d)?))?)?$/;

function isoParts(text: string): Parts | null {
  const found = ISO.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', offset] = found;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: milliseconds(fraction),
    offset: offset === undefined ? null : offsetMinutes(offset),
    afternoon: null,
  };
}

function milliseconds(fraction: string): number {
  return fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function offsetMinutes(text: string): number {
  if (text === 'Z' || text === 'z') return 0;
  const digits = text.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return text.startsWith('-') ? -minutes : minutes;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What each token of a pattern matches. Letters that are no token must stand in single quotes. */
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<shortYear>\\d{2})',
  MMM: '(?<monthName>[A-Za-z]{3})[a-z]*\\.?',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour>\\d{2})',
  h: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  m: '(?<minute>\\d{1,2})',
  ss: '(?<second>\\d{2})',
  s: '(?<second>\\d{1,2})',
  SSS: '(?<fraction>\\d{1,9})',
  a: '(?<half>[AaPp])\\.?[Mm]\\.?',
  ZZ: '(?<offset>Z|[+-]\\d\\d(?::?\\d\\d)?)',
};

type Pattern = { readonly fault: string } | { readonly parts: (text: string) => Parts | null };

function timePattern(format: string): Pattern {
  let source = '';
  for (const [piece] of format.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    if (piece === "'") return { fault: 'a quote is not closed' };
    const token = TOKENS[piece];
    if (token === undefined && /^[A-Za-z]/.test(piece))
      return { fault: `"${piece}" is none of ${Object.keys(TOKENS).join(' ')}` };
    source += token ?? piece.replace(/^'|'$/g, '').replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  }
  try {
    const pattern = new RegExp(`^${source}$`);
    if (!/year/i.test(source) || !/month/.test(source) || !/<day>/.test(source))
      return { fault: 'it needs a year, a month and a day' };
    return { parts: (text) => patternParts(pattern.exec(text)?.groups) };
  } catch {
    return { fault: 'a part stands in it twice' };
  }
}

function patternParts(groups: Readonly<Record<string, string>> | undefined): Parts | null {
  if (groups === undefined) return null;
  const { year, shortYear, month, monthName, day, hour, minute, second, fraction, half, offset } =
    groups as Partial<Record<string, string>> & Record<'day', string>;
  const named = monthName === undefined ? -1 : MONTHS.indexOf(monthName.toLowerCase());
  return {
    year: year === undefined ? centuryOf(Number(shortYear)) : Number(year),
    month: month === undefined ? named + 1 : Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: milliseconds(fraction ?? ''),
    offset: offset === undefined ? null : offsetMinutes(offset),
    afternoon: half === undefined ? null : half.toLowerCase() === 'p',
  };
}

/** Two digits are a year from 1970 to 2069. */
function centuryOf(short: number): number {
  return short < 70 ? 2000 + short : 1900 + short;
}
