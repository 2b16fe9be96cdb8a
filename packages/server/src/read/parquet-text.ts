import { isUtf8 } from 'node:buffer';
import type { SchemaElement } from 'hyparquet';
import type { ColumnType } from './source-file.ts';

/** What the values of a Parquet column are, and how each is written as text. */
export interface ParquetLeaf {
  readonly type: ColumnType;
  readonly text: (value: unknown) => string;
}

/** Stands where bytes are no text: half a character, as in other files. */
const BROKEN = '\uDC80';
const DAY_MS = 86_400_000;
const TIME_MS_MAX = 8_640_000_000_000_000;

/** How values of a column are written, as its file gives them: whole numbers and decimals exact, times as ISO 8601. */
export function parquetLeaf({
  type,
  converted_type,
  logical_type,
  scale,
}: SchemaElement): ParquetLeaf {
  if (logical_type?.type === 'DECIMAL')
    return number((value) => decimalText(value, logical_type.scale));
  if (converted_type === 'DECIMAL') return number((value) => decimalText(value, scale ?? 0));
  if (logical_type?.type === 'DATE' || converted_type === 'DATE')
    return text((value) => dateText(Number(value)));
  if (logical_type?.type === 'TIMESTAMP')
    return moment(UNITS[logical_type.unit], logical_type.isAdjustedToUTC === false ? '' : 'Z');
  if (converted_type === 'TIMESTAMP_MILLIS') return moment(UNITS.MILLIS, 'Z');
  if (converted_type === 'TIMESTAMP_MICROS') return moment(UNITS.MICROS, 'Z');
  if (type === 'INT96') return moment(UNITS.NANOS, 'Z');
  if (logical_type?.type === 'TIME') return clock(UNITS[logical_type.unit]);
  if (converted_type === 'TIME_MILLIS') return clock(UNITS.MILLIS);
  if (converted_type === 'TIME_MICROS') return clock(UNITS.MICROS);
  switch (type) {
    case 'BOOLEAN':
      return { type: 'bool', text: String };
    case 'FLOAT':
      return number((value) => floatText(Number(value)));
    case 'INT32':
    case 'INT64':
    case 'DOUBLE':
      return number(String);
    default:
      if (logical_type?.type === 'FLOAT16') return number(String);
      return text((value) => (value instanceof Uint8Array ? bytesText(value) : String(value)));
  }
}

/** Bytes as text; those that are none become halves of characters, so that their record can be refused. */
export function stringText(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return whole.includes('\ufffd') && !isUtf8(bytes) ? whole.replaceAll('\ufffd', BROKEN) : whole;
}

/** How many of a unit a millisecond has. */
const UNITS = { MILLIS: 1, MICROS: 1_000, NANOS: 1_000_000 } as const;

function number(write: (value: unknown) => string): ParquetLeaf {
  return { type: 'number', text: write };
}

function text(write: (value: unknown) => string): ParquetLeaf {
  return { type: 'text', text: write };
}

function moment(perMs: number, zone: string): ParquetLeaf {
  return text((value) => momentText(BigInt(value as bigint), perMs, zone));
}

/** A moment in ISO 8601, to the millisecond; a time past all calendars as the number that it is. */
function momentText(value: bigint, perMs: number, zone: string): string {
  const ms = Number(floored(value, BigInt(perMs)));
  if (Math.abs(ms) > TIME_MS_MAX) return String(value);
  const iso = new Date(ms).toISOString();
  return zone === 'Z' ? iso : iso.slice(0, -1);
}

function dateText(days: number): string {
  const ms = days * DAY_MS;
  if (Math.abs(ms) > TIME_MS_MAX) return String(days);
  return new Date(ms).toISOString().replace(/T.*/, '');
}

function floored(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}

function clock(perMs: number): ParquetLeaf {
  return text((value) => momentText(BigInt(value as bigint), perMs, '').slice(11));
}

function decimalText(value: unknown, scale: number): string {
  const unscaled = value instanceof Uint8Array ? signed(value) : BigInt(value as bigint);
  const minus = unscaled < 0n ? '-' : '';
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const at = digits.length - scale;
  return `${minus}${digits.slice(0, at)}${scale > 0 ? `.${digits.slice(at)}` : ''}`;
}

/** A whole number of any length, in two's complement, the greatest byte first. */
function signed(bytes: Uint8Array): bigint {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
  return hex === '' ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`));
}

/** The shortest decimal that is this number in four bytes: 0.1 and not 0.10000000149011612. */
function floatText(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

/** Bytes of which the file does not say what they are: text where they look like it, else hexadecimal. */
function bytesText(bytes: Uint8Array): string {
  const isText = isUtf8(bytes) && bytes.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
  if (isText) return stringText(bytes) ?? '';
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
