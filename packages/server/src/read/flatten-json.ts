import { bagKey } from '@bothways/core';
import { isDeeper, isHeld, rawDigits } from './json-record.ts';
import type { KeyedColumns } from './keyed-columns.ts';
import type { ColumnType } from './source-file.ts';
import type { Flaw } from './source-record.ts';

/** How deep objects and lists may stand in one another, as in a bag. */
const DEPTH_MAX = 32;
/** Paths remembered; what comes beyond is found anew each time. */
const PATHS_MAX = 20_000;

/** One step of a path: its column, and the steps within it by key. */
interface Step {
  /** Null at the root: an empty text is a key too. */
  readonly path: string | null;
  index: number | null;
  readonly steps: Map<string, Step>;
}

/** Writes an object into the cells of a record; gives what is wrong with it. */
export type Flattener = (value: object, cells: string[]) => Flaw | null;

/**
 * Flattens objects into cells: a path is a column as in a bag; lists and what is empty are JSON texts, null is an empty
 * cell; numbers are as JavaScript writes them, or as they are written where it would change their digits.
 */
export function flattener(columns: KeyedColumns): Flattener {
  const root: Step = { path: null, index: null, steps: new Map() };
  let known = 0;
  const stepOf = (from: Step, key: string): Step => {
    const found = from.steps.get(key);
    if (found !== undefined) return found;
    const path = from.path === null ? bagKey([key]) : `${from.path}.${bagKey([key])}`;
    const made: Step = { path, index: null, steps: new Map() };
    if (known < PATHS_MAX) from.steps.set(key, made);
    known += 1;
    return made;
  };
  const fill = (from: Step, value: object, cells: string[], depth: number): Flaw | null => {
    if (depth > DEPTH_MAX) return tooDeep(from.path ?? '');
    for (const [key, each] of Object.entries(value)) {
      if (each === null) continue;
      const step = stepOf(from, key);
      if (isBranch(each)) {
        const flaw = fill(step, each, cells, depth + 1);
        if (flaw !== null) return flaw;
        continue;
      }
      step.index ??= columns.at(step.path ?? '');
      if (step.index === -1) continue;
      const flaw = put(each, step.index, step.path ?? '', depth);
      if (typeof flaw !== 'string') return flaw;
      cells[step.index] = flaw;
    }
    return null;
  };
  const put = (value: unknown, index: number, path: string, depth: number): string | Flaw => {
    const type = typeOf(value);
    columns.see(index, type);
    if (Array.isArray(value) && isDeeper(value, DEPTH_MAX - depth + 1)) return tooDeep(path);
    return cellText(value);
  };
  return (value, cells) => fill(root, value, cells, 1);
}

/** A whole number that JavaScript does not hold is a name made of digits: a text. */
function typeOf(value: unknown): ColumnType {
  const digits = rawDigits(value);
  if (digits !== null) return isHeld(Number(digits)) ? 'number' : 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'bool' : 'text';
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return rawDigits(value) ?? JSON.stringify(value);
}

/** An object with something in it. */
function isBranch(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return rawDigits(value) === null && Object.keys(value).length > 0;
}

function tooDeep(path: string): Flaw {
  const detail = `nested deeper than ${DEPTH_MAX} at ${path.slice(0, 60)}; flatten it`;
  return { reason: 'bad-record', detail };
}
