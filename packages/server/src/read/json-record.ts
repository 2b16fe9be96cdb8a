import { jsonFault } from './json-fault.ts';
import type { Flaw } from './source-record.ts';

/** A JSON value of a file with its place. */
export interface JsonRecord {
  /** The physical line; of a list its ordinal in it. From 1. */
  readonly line: number;
  readonly raw: string;
  /** Undefined where there is a flaw. */
  readonly value: unknown;
  readonly flaw: Flaw | null;
}

/** What stands for a number whose digits JavaScript does not keep, given as they are written. */
export type LongNumber = (key: string, digits: string) => unknown;

interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): value is { readonly rawJSON: string };
}

// As ECMAScript has them since 2025; the compiler's library does not know them yet.
const exactJson = JSON as unknown as ExactJson;

/** A number as it is written, which `JSON.stringify` writes so again. */
export const rawNumber: LongNumber = (_, digits) => exactJson.rawJSON(digits);

/** A number that JavaScript holds; the digits, as a text, of one that it does not. */
export const heldNumber: LongNumber = (_, digits) => {
  const number = Number(digits);
  return isHeld(number) ? number : digits;
};

/** Whether a number read from digits is the one they say: not past all bounds, and no whole number beyond 2^53. */
export function isHeld(number: number): boolean {
  return Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
}

/** The digits of a raw number; null of any other value. */
export function rawDigits(value: unknown): string | null {
  return exactJson.isRawJSON(value) ? value.rawJSON : null;
}

/** Digits from which on JavaScript may keep others, exponents that it may not hold, and halves of characters. */
const TO_LOOK_AT = /\d{16}|\d[eE]\+?\d{3}|\\u[dD][89a-fA-F]/;
const LONG_DIGITS = 16;

class HalfCharacter extends Error {}

const NO_TEXT: Flaw = {
  reason: 'bad-encoding',
  detail:
    'bytes that are no text in this encoding; set file.encoding in the mapping, such as windows-1252',
};

/** How deep values may stand in one another; whoever takes them has a limit of its own below it. */
const DEPTH_MAX = 64;
const TOO_DEEP: Flaw = {
  reason: 'bad-record',
  detail: `nested deeper than ${DEPTH_MAX}; flatten it`,
};

/** Reads one JSON value. Numbers of 16 characters and more are given to `long` instead. */
export function jsonRecord(line: number, raw: string, long: LongNumber): JsonRecord {
  if (!raw.isWellFormed()) return { line, raw, value: undefined, flaw: NO_TEXT };
  try {
    const value: unknown = TO_LOOK_AT.test(raw) ? exactParse(raw, long) : JSON.parse(raw);
    if (isDeeper(value, DEPTH_MAX)) return { line, raw, value: undefined, flaw: TOO_DEEP };
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { line, raw, value, flaw: null };
    const detail = `the record is ${nameOf(value)}; wanted an object { ... }`;
    return { line, raw, value: undefined, flaw: { reason: 'bad-record', detail } };
  } catch (error) {
    if (error instanceof HalfCharacter) {
      const detail = `${error.message} holds half a character, such as \\ud83d alone; mend the text`;
      return { line, raw, value: undefined, flaw: { reason: 'bad-encoding', detail } };
    }
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    return { line, raw, value: undefined, flaw: faultOf(raw, error) };
  }
}

function faultOf(raw: string, error: Error): Flaw {
  const detail =
    error instanceof RangeError
      ? 'it is nested too deep; flatten it'
      : `no JSON: ${jsonFault(raw)}`;
  return { reason: 'bad-json', detail };
}

function exactParse(raw: string, long: LongNumber): unknown {
  return exactJson.parse(raw, (key, value, { source }) => {
    const isText = typeof value !== 'string' || value.isWellFormed();
    if (!isText || !key.isWellFormed())
      throw new HalfCharacter(JSON.stringify(key.toWellFormed().slice(0, 60)));
    if (typeof value !== 'number' || source === undefined) return value;
    return source.length >= LONG_DIGITS || !Number.isFinite(value) ? long(key, source) : value;
  });
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** Whether lists and objects stand in one another deeper than so many. */
export function isDeeper(value: unknown, depthMax: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depthMax === 0) return true;
  if (Array.isArray(value)) return value.some((each) => isDeeper(each, depthMax - 1));
  const object = value as Readonly<Record<string, unknown>>;
  for (const key in object) if (isDeeper(object[key], depthMax - 1)) return true;
  return false;
}
