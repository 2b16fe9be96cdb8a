import type { NumberFormat } from '../ingest/parse-number.ts';
import type { ColumnType } from '../read/source-file.ts';
import { columnWords } from './column-name.ts';
import type { Head } from './head.ts';
import { type NumberShape, numberShape } from './number-shape.ts';
import { type PersonalData, personalData } from './personal-data.ts';
import { type Counted, type TimeShape, timeShape } from './time-shape.ts';

/** What the values of a column are, as far as was seen. */
export type ColumnKind = 'empty' | 'time' | 'clock' | 'whole' | 'number' | 'bool' | 'text';

/** What was seen of one column. */
export interface ColumnFacts {
  readonly index: number;
  /** As the file has it. */
  readonly name: string;
  /** As words: see `columnWords`. */
  readonly words: string;
  readonly kind: ColumnKind;
  /** What the file itself says. */
  readonly type: ColumnType | null;
  readonly rows: number;
  readonly filled: number;
  /** Distinct values with counts, in the order of their first row; without the empty one. */
  readonly values: readonly Counted[];
  /** For each row which of the values it has; -1 for none. */
  readonly codes: Int32Array;
  readonly time: TimeShape | null;
  readonly number: NumberShape | null;
  /** Characters of a value in the middle. */
  readonly lengthMean: number;
  /** Of the rows those whose value is that of the row before, 0..1. */
  readonly repeatShare: number;
  /** Whole numbers that go up by one from row to row. */
  readonly isSequence: boolean;
  /** Looks like a key: uuids, hashes, digits behind a prefix or leading zeros. */
  readonly looksLikeId: boolean;
  readonly personal: PersonalData | null;
}

/** A column's cells counted, before it is known how the file writes numbers. */
export interface ColumnValues {
  readonly values: readonly Counted[];
  readonly codes: Int32Array;
}

/** Counts the values of every column of a head. */
export function columnValues({ columns, rows }: Head): readonly ColumnValues[] {
  return columns.map((_, index) => {
    const known = new Map<string, number>();
    const counts: number[] = [];
    const codes = new Int32Array(rows.length);
    for (const [row, cells] of rows.entries()) {
      const value = cells[index] ?? '';
      if (value === '') {
        codes[row] = -1;
        continue;
      }
      const code = known.get(value) ?? known.size;
      known.set(value, code);
      counts[code] = (counts[code] ?? 0) + 1;
      codes[row] = code;
    }
    return { values: [...known.keys()].map((value, code) => [value, counts[code] ?? 0]), codes };
  });
}

/** What each column holds, numbers read in the format of the file. */
export function columnFacts(
  { columns, types, rows }: Head,
  counted: readonly ColumnValues[],
  format: NumberFormat,
): readonly ColumnFacts[] {
  return columns.map((name, index) => {
    const { values, codes } = counted[index] ?? { values: [], codes: new Int32Array() };
    const type = types?.[index] ?? null;
    // Numbers that a file has as such are in plain notation.
    const own: NumberFormat = type === 'number' ? { decimal: '.', group: '' } : format;
    const time = timeShape(values, orderedSample(values, codes));
    const number = numberShape(values, own);
    const words = columnWords(name);
    const isSequence = runsUpwards(values, codes);
    return {
      index,
      name,
      words,
      kind: kindOf({ values, time, number, type, words, isSequence }),
      type,
      rows: rows.length,
      filled: values.reduce((sum, [, count]) => sum + count, 0),
      values,
      codes,
      time,
      number,
      lengthMean: meanLength(values),
      repeatShare: repeatShare(codes),
      isSequence,
      looksLikeId: looksLikeId(values),
      personal: personalData(words, values, number !== null && number.share > 0.95),
    };
  });
}

/** Whether two columns tell the rows apart in the same way, however they say it. */
export function sameContent(a: ColumnFacts, b: ColumnFacts): boolean {
  if (a.values.length !== b.values.length) return false;
  return a.codes.every((code, row) => code === b.codes[row]);
}

/** Whether they say it in the same words, too: a code and its label are two things, and so are two times an hour apart. */
export function sameTexts(a: ColumnFacts, b: ColumnFacts): boolean {
  return sameContent(a, b) && a.values.every(([value], code) => b.values[code]?.[0] === value);
}

interface Seen {
  readonly values: readonly Counted[];
  readonly time: TimeShape | null;
  readonly number: NumberShape | null;
  readonly type: ColumnType | null;
  readonly words: string;
  readonly isSequence: boolean;
}

function kindOf({ values, time, number, type, words, isSequence }: Seen): ColumnKind {
  if (values.length === 0) return 'empty';
  if (type === 'bool') return 'bool';
  // Bare digits are a time where they are nothing else likewise: eight digits in a row, or a name that says so.
  const digits = /^\d{8,13}(\.\d+)?$/.test(values[0]?.[0] ?? '');
  const named =
    /(^|_)(time|timestamp|ts|date|datum|zeit|created|at|epoch|unix|day|tag)|datum$|date$|time$|stamp$/;
  if (
    time !== null &&
    time.share >= 0.9 &&
    (!digits || named.test(words) || (!isSequence && time.format === 'iso'))
  )
    return 'time';
  if (isBool(values)) return 'bool';
  if (number !== null && number.share >= 0.95 && !isPointedId(values))
    return number.isWhole ? 'whole' : 'number';
  return isClock(values) ? 'clock' : 'text';
}

const BOOLS = [
  new Set(['true', 'false']),
  new Set(['t', 'f']),
  new Set(['yes', 'no']),
  new Set(['y', 'n']),
];

function isBool(values: readonly Counted[]): boolean {
  if (values.length > 6) return false;
  const words = new Set(values.map(([value]) => value.trim().toLowerCase()));
  if ([...words].some((word) => word === 'true' || word === 'false') && words.size === 1)
    return true;
  return words.size === 2 && BOOLS.some((pair) => [...words].every((word) => pair.has(word)));
}

/** Two whole numbers with a point between them, as web analytics write a client: no number has so many digits. */
function isPointedId(values: readonly Counted[]): boolean {
  return values.slice(0, 50).every(([value]) => /^\d{5,}\.\d{8,}$/.test(value));
}

function isClock(values: readonly Counted[]): boolean {
  const sample = values.slice(0, 50);
  const fits = sample.filter(([value]) =>
    /^\d{1,2}:\d\d(:\d\d)?( ?[AaPp]\.?[Mm]\.?)?$/.test(value.trim()),
  );
  return fits.length >= 0.9 * sample.length;
}

function meanLength(values: readonly Counted[]): number {
  const sample = values.slice(0, 500);
  const total = sample.reduce((sum, [value]) => sum + value.length, 0);
  return sample.length === 0 ? 0 : total / sample.length;
}

function repeatShare(codes: Int32Array): number {
  let repeats = 0;
  for (let row = 1; row < codes.length; row += 1)
    if (codes[row] === codes[row - 1] && codes[row] !== -1) repeats += 1;
  return codes.length < 2 ? 0 : repeats / (codes.length - 1);
}

/** Rows of the start, enough to see an order. */
function orderedSample(values: readonly Counted[], codes: Int32Array): readonly string[] {
  return [...codes.subarray(0, 2_000)].flatMap((code) => values[code]?.[0] ?? []);
}

function runsUpwards(values: readonly Counted[], codes: Int32Array): boolean {
  if (codes.length < 3 || values.length !== codes.length) return false;
  const first = Number(values[0]?.[0]);
  return (
    Number.isInteger(first) && values.every(([value], index) => Number(value) === first + index)
  );
}

const ID_FORMS = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^(?=.*\d)(?=.*[a-f])[0-9a-f]{16,128}$/i,
  /^[A-Za-z]{1,6}[-_ ]?\d{2,}$/,
  /^0\d{2,}$/,
  /^\d{5,}\.\d{8,}$/,
  /^\d{2,}[-_/]\d{2,}$/,
  /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_-]{8,40}$/,
];

function looksLikeId(values: readonly Counted[]): boolean {
  const sample = values.slice(0, 200);
  if (sample.length < 2) return false;
  return ID_FORMS.some(
    (form) => sample.filter(([value]) => form.test(value.trim())).length >= 0.9 * sample.length,
  );
}
