import type { AnswersLeftOut } from '@bothways/core/contract';
import { type Score, scoresOf } from '@bothways/core/experience';
import { refusedFile } from '../read/import-refused.ts';
import type { NumberCodes } from './column-cells.ts';
import type { ColumnsRead } from './read-columns.ts';

/** What stands for "no answer" in a source: numbers and words as they were given, `11` or `Blank`. */
export type Missing = readonly string[];

/** Reads `11, Blank` into its codes. */
export function missingOf(text: string): Missing {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** Those codes as the reader of columns wants them, for these columns. */
export function codesOf(missing: Missing, columns: readonly string[]): NumberCodes {
  const numbers = missing.map(Number).filter((each) => !Number.isNaN(each));
  const words = missing.filter((each) => Number.isNaN(Number(each)));
  const none = new Map(words.map((word) => [word, Number.NaN]));
  return {
    missing: numbers,
    words: words.length === 0 ? new Map() : new Map(columns.map((column) => [column, none])),
  };
}

/** The answers of one question: its scores, by group where one is named, and what is left out. */
export interface Answers {
  readonly scores: readonly Score[];
  readonly groups: readonly GroupScores[];
  readonly leftOut: AnswersLeftOut;
  /** Numbers that are not on the scale, those beyond the ones told too. */
  readonly outside: number;
}

/** The answers of one group, and of all others. */
export interface GroupScores {
  readonly group: string;
  readonly scores: readonly Score[];
  readonly rest: readonly Score[];
  readonly n: number;
}

/** The range a question is asked on, ends included. */
export interface AskedOn {
  readonly least: number;
  readonly most: number;
}

const OUTSIDE_TOLD = 20;

/** The answers in a column, those outside the scale counted apart. */
export function answersOf(
  read: ColumnsRead,
  { column, weight, by }: { column: string; weight: string | null; by: string | null },
  scale: AskedOn,
): Answers {
  const values = read.numbers.get(column) ?? new Float64Array();
  const weights = weight === null ? undefined : read.numbers.get(weight);
  const kept = values.map((value) =>
    value >= scale.least && value <= scale.most ? value : Number.NaN,
  );
  const outside = new Map<number, number>();
  let [none, unweighted] = [0, 0];
  for (const [at, value] of values.entries()) {
    if (Number.isNaN(value)) none += 1;
    else if (Number.isNaN(kept[at] ?? Number.NaN))
      outside.set(value, (outside.get(value) ?? 0) + 1);
    else if (weights !== undefined && !((weights[at] ?? Number.NaN) > 0)) unweighted += 1;
  }
  const unread = read.unread.first?.column === weight ? 0 : read.unread.count;
  return {
    scores: scoresOf(kept, weights),
    groups: by === null ? [] : groupsOf(read, kept, weights, by),
    leftOut: {
      none: Math.max(0, none - unread),
      outside: [...outside]
        .map(([score, n]) => ({ score, n }))
        .sort((a, b) => b.n - a.n || a.score - b.score)
        .slice(0, OUTSIDE_TOLD),
      unread,
      unweighted,
    },
    outside: [...outside.values()].reduce((sum, n) => sum + n, 0),
  };
}

/** Rows whose group is empty. */
const NO_GROUP = '(none)';

function groupsOf(
  read: ColumnsRead,
  kept: Float64Array,
  weights: Float64Array | undefined,
  by: string,
): readonly GroupScores[] {
  const texts = read.texts.get(by) ?? { values: [], codes: new Int32Array() };
  const rows = new Map<number, number[]>();
  for (const [at, value] of kept.entries()) {
    if (Number.isNaN(value)) continue;
    const code = texts.codes[at] ?? -1;
    const mine = rows.get(code) ?? [];
    mine.push(at);
    rows.set(code, mine);
  }
  const scoresAt = (places: readonly number[]): readonly Score[] =>
    scoresOf(
      places.map((at) => kept[at] ?? Number.NaN),
      weights === undefined ? undefined : places.map((at) => weights[at] ?? Number.NaN),
    );
  const groups = [...rows].map(([code, places]) => {
    const scores = scoresAt(places);
    const n = scores.reduce((sum, each) => sum + each.n, 0);
    return { group: code < 0 ? NO_GROUP : (texts.values[code] ?? NO_GROUP), scores, n };
  });
  const all = scoresOf(kept, weights);
  return groups
    .filter(({ n }) => n > 0)
    .map((each) => ({ ...each, rest: without(all, each.scores) }))
    .sort((a, b) => b.n - a.n || (a.group < b.group ? -1 : 1));
}

/** All answers but those of a group. */
function without(all: readonly Score[], mine: readonly Score[]): readonly Score[] {
  const taken = new Map(mine.map((each) => [each.score, each]));
  return all
    .map((each) => {
      const less = taken.get(each.score);
      return less === undefined
        ? each
        : {
            score: each.score,
            n: each.n - less.n,
            weight: each.weight - less.weight,
            weightSquares: each.weightSquares - less.weightSquares,
          };
    })
    .filter(({ n }) => n > 0);
}

/**
 * Refuses a column of which most answers are not on the scale: then it is another scale, or a code for no answer that nobody named.
 *
 * Errors: `ImportRefused`.
 */
export function wantOnScale(
  file: string,
  column: string,
  { scores, leftOut, outside }: Answers,
  { least, most }: AskedOn,
): void {
  const n = scores.reduce((sum, each) => sum + each.n, 0);
  if (n > 0 && outside <= n) return;
  if (n === 0 && leftOut.unweighted > 0)
    throw refusedFile(file, {
      code: 'no-weight',
      message: `none of the ${leftOut.unweighted} answers in the column ${JSON.stringify(column)} has a weight above 0`,
      hint: 'name another column of weights, or leave --weight out',
    });
  const seen = leftOut.outside.slice(0, 5).map((each) => `${each.score} (${each.n} times)`);
  throw refusedFile(file, {
    code: 'not-on-scale',
    message: `${n} answers in the column ${JSON.stringify(column)} are of ${least} to ${most}${seen.length === 0 ? ', and it has no other numbers' : `, and more are not: ${seen.join(', ')}`}`,
    hint: 'name another column or scale; if a number means "no answer", name it with --missing',
  });
}
