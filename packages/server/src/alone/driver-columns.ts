import type { DriverRows } from '@bothways/core/drivers';
import { refusedFile } from '../read/import-refused.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import type { TextColumn } from './column-cells.ts';
import type { NamedDriver } from './driver-names.ts';
import { meantText, outcomeWords } from './driver-words.ts';
import { likelyCodes } from './likely-codes.ts';
import { columnHead, type NotTaken, type ReadSoFar, readColumns } from './read-columns.ts';
import type { Missing } from './survey-columns.ts';

/** The columns of a file that are asked for. */
export interface DriverColumns {
  readonly outcome: string;
  readonly drivers: readonly NamedDriver[];
  readonly missing: Missing;
  readonly weight: string | null;
  readonly cluster: string | null;
  readonly by: string | null;
}

/** What was read of them. */
export interface DriverTable {
  readonly rows: DriverRows;
  readonly count: number;
  /** The texts of the column that rows are grouped by. */
  readonly groups: TextColumn | null;
  /** What words were taken for, and what was left out, for a person. */
  readonly notes: readonly string[];
  readonly unread: NotTaken;
}

/** Different texts that a driver may have. */
const TEXTS_MAX = 12;

/**
 * Reads the columns of drivers and outcome. A column of words becomes numbers: two words 0 and 1, more of them a column each
 * but the commonest; all of one driver count as one.
 *
 * Errors: `ImportRefused` as `readColumns`, and where words have no order or are too many.
 */
export async function readDrivers(
  place: string | FilePlace,
  asked: DriverColumns,
  progress: (soFar: ReadSoFar) => void = () => {},
): Promise<DriverTable> {
  const file = typeof place === 'string' ? place : place.file;
  const scored = [asked.outcome, ...asked.drivers.flatMap(({ columns }) => columns)];
  if (new Set(scored).size < scored.length)
    throw refusedFile(file, {
      code: 'outcome-is-driver',
      message: `the outcome ${JSON.stringify(asked.outcome)} is named among the drivers`,
      hint: 'what is to be explained cannot explain itself: leave it out there',
    });
  const isWords = await wordColumns(place, scored, asked.missing);
  const texts = scored.filter((name) => isWords.has(name));
  const beside = [asked.cluster, asked.by].filter((name) => name !== null);
  const read = await readColumns(
    place,
    {
      texts: [...texts, ...beside],
      numbers: [
        ...scored.filter((name) => !isWords.has(name)),
        ...(asked.weight === null ? [] : [asked.weight]),
      ],
      codes: { missing: [], words: noWords(asked.missing, scored) },
    },
    progress,
  );
  const notes: string[] = [];
  const numbers = (name: string): Float64Array => read.numbers.get(name) ?? new Float64Array();
  const text = (name: string): TextColumn =>
    read.texts.get(name) ?? { values: [], codes: new Int32Array() };
  const outcome = isWords.has(asked.outcome)
    ? outcomeOfWords(file, asked, text(asked.outcome), notes)
    : withoutMissing(numbers(asked.outcome), asked.missing, notes);
  const players = asked.drivers.map(({ name, columns }) => ({
    name,
    columns: columns.flatMap((column) =>
      isWords.has(column)
        ? columnsOfWords(file, column, text(column), asked.missing, notes)
        : [withoutMissing(numbers(column), asked.missing, null)],
    ),
  }));
  notes.push(
    ...likelyCodes(
      scored.filter((name) => !isWords.has(name)).map((name) => ({ name, values: numbers(name) })),
    ),
  );
  notes.push(...withoutWeight(asked.weight, numbers));
  if (read.refused.count > 0)
    notes.push(
      `${read.refused.count} records were left out, the first on line ${read.refused.first?.line ?? 1}: ${read.refused.first?.cell ?? ''}`,
    );
  return {
    rows: {
      outcome,
      players,
      weights: asked.weight === null ? null : numbers(asked.weight),
      clusters: asked.cluster === null ? null : text(asked.cluster).codes,
    },
    count: read.rows,
    groups: asked.by === null ? null : text(asked.by),
    notes,
    unread: read.unread,
  };
}

/** Rows that do not count because of their weight, told. */
function withoutWeight(
  weight: string | null,
  numbers: (name: string) => Float64Array,
): readonly string[] {
  if (weight === null) return [];
  const none = numbers(weight).reduce((count, each) => count + (each > 0 ? 0 : 1), 0);
  return none === 0
    ? []
    : [`${none} rows have no weight above 0 in ${JSON.stringify(weight)} and do not count.`];
}

/** Which columns hold words in their first rows rather than numbers. */
async function wordColumns(
  file: string | FilePlace,
  names: readonly string[],
  missing: Missing,
): Promise<ReadonlySet<string>> {
  const head = await columnHead(file, names);
  const isWords = (cells: readonly string[]): boolean => {
    const filled = cells.filter((cell) => !EMPTY.test(cell) && !missing.includes(cell.trim()));
    const numbers = filled.filter((cell) => NUMBER.test(cell));
    return numbers.length * 2 < filled.length;
  };
  return new Set(names.filter((name) => isWords(head.get(name) ?? [])));
}

const EMPTY = /^\s*(na|n\/a|nan|null)?\s*$/i;
const NUMBER = /^\s*([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|true|false)\s*$/i;

/** Words that mean "no answer" in columns of numbers. */
function noWords(
  missing: Missing,
  columns: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const words = missing.filter((code) => Number.isNaN(Number(code)));
  const none = new Map(words.map((word) => [word, Number.NaN]));
  return words.length === 0 ? new Map() : new Map(columns.map((column) => [column, none]));
}

/**
 * Takes codes for no answer out of numbers, in place. Where the outcome is 0 and 1 and nothing else, its 0 is an answer,
 * whatever 0 means elsewhere.
 */
function withoutMissing(
  values: Float64Array,
  missing: Missing,
  outcomeNotes: string[] | null,
): Float64Array {
  const codes = missing.map(Number).filter((code) => !Number.isNaN(code));
  const isBinary = outcomeNotes !== null && codes.includes(0) && isZeroOne(values, codes);
  if (isBinary) outcomeNotes.push('The outcome is 0 or 1, so its 0 is an answer.');
  const gone = isBinary ? codes.filter((code) => code !== 0) : codes;
  if (gone.length === 0) return values;
  for (let row = 0; row < values.length; row += 1)
    if (gone.includes(values[row] ?? 0)) values[row] = Number.NaN;
  return values;
}

function isZeroOne(values: Float64Array, codes: readonly number[]): boolean {
  let [zeros, ones] = [0, 0];
  for (const value of values) {
    if (value === 0) zeros += 1;
    else if (value === 1) ones += 1;
    else if (!Number.isNaN(value) && !codes.includes(value)) return false;
  }
  return zeros > 0 && ones > 0;
}

/** Texts that are answers, commonest first, with how many rows have each. */
function answersOf({ values, codes }: TextColumn, missing: Missing): readonly number[] {
  const counts = new Float64Array(values.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return [...values.keys()]
    .filter(
      (code) => !missing.includes((values[code] ?? '').trim()) && !EMPTY.test(values[code] ?? ''),
    )
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
}

function outcomeOfWords(
  file: string,
  { outcome, missing }: DriverColumns,
  column: TextColumn,
  notes: string[],
): Float64Array {
  const words = answersOf(column, missing).map((code) => column.values[code] ?? '');
  const meant = words.length < 2 ? null : outcomeWords(words);
  if (meant === null)
    throw refusedFile(file, {
      code: 'outcome-in-words',
      message: `the outcome ${JSON.stringify(outcome)} holds ${words.length} different texts (${words
        .slice(0, 5)
        .map((word) => JSON.stringify(word.slice(0, 40)))
        .join(', ')}${words.length > 5 ? ', ...' : ''}), whose order nobody has said`,
      hint: 'name a column of numbers, of two words, or of a usual scale of words such as "disagree", "neutral", "agree"',
    });
  notes.push(`${outcome}: ${meantText(meant)}.`);
  const numbers = column.values.map((value) => meant.numbers.get(value) ?? Number.NaN);
  return Float64Array.from(column.codes, (code) => numbers[code] ?? Number.NaN);
}

function columnsOfWords(
  file: string,
  name: string,
  column: TextColumn,
  missing: Missing,
  notes: string[],
): readonly Float64Array[] {
  const answers = answersOf(column, missing);
  const words = answers.map((code) => column.values[code] ?? '');
  if (answers.length > TEXTS_MAX)
    throw refusedFile(file, {
      code: 'driver-in-words',
      message: `the driver ${JSON.stringify(name)} holds ${answers.length} different texts, such as ${JSON.stringify(words[0]?.slice(0, 40) ?? '')}`,
      hint: `at most ${TEXTS_MAX} can be told apart: name a column of numbers or of few words`,
    });
  const known = new Set(answers);
  const indicator = (one: number): Float64Array =>
    Float64Array.from(column.codes, (code) =>
      known.has(code) ? Number(code === one) : Number.NaN,
    );
  if (answers.length === 2) {
    const meant = outcomeWords(words);
    const one = answers.find((code) => meant?.numbers.get(column.values[code] ?? '') === 1) ?? 0;
    notes.push(`${name}: ${JSON.stringify(column.values[one] ?? '')} counts as 1.`);
    return [indicator(one)];
  }
  const [base, ...others] = answers;
  if (others.length === 0) return [indicator(-2)];
  notes.push(
    `${name}: ${others.map((code) => JSON.stringify(column.values[code] ?? '')).join(', ')} against ${JSON.stringify(column.values[base ?? 0] ?? '')}, together one driver.`,
  );
  return others.map(indicator);
}
