import { refusedFile } from '../read/import-refused.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { timesRead } from './felt-journeys.ts';
import { type AskedScale, feltOn } from './felt-scale.ts';
import { readLog } from './log-file.ts';
import { type ColumnsRead, type ReadSoFar, readColumns } from './read-columns.ts';
import { codesOf, type Missing } from './survey-columns.ts';

/** Which columns of a file tell what happened, and what more of it. */
export interface WalksAsked {
  /** Null: told from the names of the columns. */
  readonly case: string | null;
  readonly activity: string | null;
  readonly at: string | null;
  /** How times are written; null: as the first of them are. */
  readonly time: string | null;
  /** How each event felt, and on which scale. */
  readonly felt: { readonly column: string; readonly scale: AskedScale } | null;
  /** What customers pay in each event; below 0: what they get back. */
  readonly money: string | null;
  /** Who it was, where people have several cases. */
  readonly person: string | null;
  readonly missing: Missing;
}

/** One event of a case, in the order of the case. */
export interface Happened {
  readonly activity: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** -1..+1, NaN where nobody said. */
  readonly felt: number;
  /** 0 where none is said. */
  readonly money: number;
}

/** The cases of a file, walked. */
export interface Walks {
  readonly activities: readonly string[];
  readonly walks: readonly (readonly Happened[])[];
  /** Who walked each, by number. */
  readonly people: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly columns: { readonly case: string; readonly activity: string; readonly at: string };
  /** What was told from names, and what was left out, in words. */
  readonly told: readonly string[];
  readonly leftOut: { readonly events: number; readonly unread: number; readonly offScale: number };
}

/**
 * Reads the cases of a file, whole into memory; events of the same time stay in the order of the file.
 *
 * Errors: `ImportRefused` where the file cannot be read, has no such columns, says no times, or nobody says on the scale how it
 * felt.
 */
export async function readWalks(
  file: string | FilePlace,
  asked: WalksAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<Walks> {
  const { felt, money, person } = asked;
  return felt === null && money === null && person === null
    ? walksOfLog(file, asked, progress)
    : walksOfColumns(file, asked, progress);
}

async function walksOfLog(
  file: string | FilePlace,
  { case: of, activity, at, time }: WalksAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<Walks> {
  const read = await readLog(file, { case: of, activity, at, time }, progress);
  const { log, columns, guessed, leftOut } = read;
  const times = log.at;
  if (times === null || columns.at === null) throw noTimes(file);
  const walks: Happened[][] = log.cases.map(() => []);
  for (const [event, number] of log.caseOf.entries())
    walks[number]?.push({
      activity: log.activityOf[event] ?? 0,
      at: times[event] ?? 0,
      ...{ felt: Number.NaN, money: 0 },
    });
  const lost = leftOut.count;
  return walked(log.activities, walks, Int32Array.from(walks.keys()), {
    columns: { ...columns, at: columns.at },
    told: guessed,
    leftOut: { events: lost, unread: 0, offScale: 0 },
  });
}

async function walksOfColumns(
  file: string | FilePlace,
  asked: WalksAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<Walks> {
  const { case: of, activity, at, felt, money, person } = asked;
  if (of === null || activity === null || at === null) throw noTimes(file);
  const texts = [of, activity, at, ...(person === null ? [] : [person])];
  const answers = felt === null ? [] : [felt.column];
  const numbers = money === null ? answers : [...answers, money];
  const codes = codesOf(asked.missing, answers);
  const read = await readColumns(file, { texts, numbers, codes }, progress);
  return walksFrom(file, read, { ...asked, case: of, activity, at });
}

type Named = WalksAsked & Walks['columns'];

function walksFrom(file: string | FilePlace, read: ColumnsRead, asked: Named): Walks {
  const [cases, activities] = [read.texts.get(asked.case), read.texts.get(asked.activity)];
  const persons = asked.person === null ? cases : read.texts.get(asked.person);
  const timeAt = timesRead(nameOf(file), read, asked);
  const numberAt = (column: string | undefined, row: number): number =>
    column === undefined ? Number.NaN : (read.numbers.get(column)?.[row] ?? Number.NaN);
  const walks: Happened[][] = (cases?.values ?? []).map(() => []);
  const people = new Int32Array(walks.length);
  let [dropped, offScale, said] = [0, 0, 0];
  for (let row = 0; row < read.rows; row += 1) {
    const [number, activity] = [cases?.codes[row] ?? -1, activities?.codes[row] ?? -1];
    const time = timeAt(row);
    const walk = walks[number];
    if (walk === undefined || activity < 0 || Number.isNaN(time)) {
      dropped += 1;
      continue;
    }
    const raw = numberAt(asked.felt?.column, row);
    const felt = asked.felt === null ? Number.NaN : feltOn(asked.felt.scale, raw);
    if (Number.isNaN(felt) !== Number.isNaN(raw)) offScale += 1;
    if (!Number.isNaN(felt)) said += 1;
    people[number] = persons?.codes[row] ?? number;
    walk.push({ activity, at: time, felt, money: numberAt(asked.money ?? undefined, row) || 0 });
  }
  if (asked.felt !== null && (said === 0 || offScale > said)) throw notFelt(file, asked.felt);
  const { case: of, activity, at } = asked;
  return walked(activities?.values ?? [], walks, people, {
    ...{ columns: { case: of, activity, at }, told: [] },
    leftOut: { events: dropped + read.refused.count, unread: read.unread.count, offScale },
  });
}

function walked(
  activities: readonly string[],
  cases: readonly Happened[][],
  people: Int32Array,
  rest: Pick<Walks, 'columns' | 'told' | 'leftOut'>,
): Walks {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const walk of cases) {
    walk.sort((a, b) => a.at - b.at);
    from = Math.min(from, walk[0]?.at ?? from);
    to = Math.max(to, walk.at(-1)?.at ?? to);
  }
  const isWalked = cases.map((walk) => walk.length > 0);
  return {
    activities,
    walks: cases.filter((_, at) => isWalked[at]),
    people: people.filter((_, at) => isWalked[at]),
    ...{ from, to },
    ...rest,
  };
}

function nameOf(file: string | FilePlace): string {
  return typeof file === 'string' ? file : file.file;
}

function noTimes(file: string | FilePlace): Error {
  return refusedFile(nameOf(file), {
    code: 'no-times',
    message: 'nothing says when its events happened, and findings are told of a year',
    hint: 'name the column: --at COLUMN',
  });
}

function notFelt(
  file: string | FilePlace,
  { column, scale }: NonNullable<WalksAsked['felt']>,
): Error {
  return refusedFile(nameOf(file), {
    code: 'no-felt',
    message: `the answers in the column ${JSON.stringify(column)} are not on the scale ${scale.name}`,
    hint: 'say on which scale it was asked: --scale WORST..BEST; or name another column: --felt COLUMN',
  });
}
