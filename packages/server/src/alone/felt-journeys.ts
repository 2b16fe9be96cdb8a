import { refusedFile } from '../read/import-refused.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { type AskedScale, feltOn } from './felt-scale.ts';
import { timesOf } from './log-times.ts';
import { type ColumnsRead, columnNames, type ReadSoFar, readColumns } from './read-columns.ts';
import { codesOf, type Missing } from './survey-columns.ts';

/** Which columns of a file tell how journeys felt. */
export interface FeltAsked {
  /** One journey: one column, or several that name it together, as "participant,day". */
  readonly case: string;
  /** What it felt about; null: the first, second ... answer of a journey. */
  readonly activity: string | null;
  /** When; null: in the order of the file. */
  readonly at: string | null;
  readonly time: string | null;
  readonly felt: string;
  readonly scale: AskedScale;
  /** What was said of the whole, on any row of the journey. */
  readonly overall: string | null;
  readonly overallScale: AskedScale;
  /** Days between the end and that answer. */
  readonly days: string | null;
  /** Who it was, where people have several journeys. */
  readonly person: string | null;
  readonly missing: Missing;
}

/** A journey of a file, its moments in order. */
export interface JourneyAlone {
  readonly person: string;
  readonly places: readonly number[];
  /** -1..+1, NaN where nobody said. */
  readonly felt: readonly number[];
  /** -1..+1, NaN where nobody said. */
  readonly overall: number;
  readonly days: number;
}

export interface JourneysAlone {
  readonly journeys: readonly JourneyAlone[];
  /** The names of places, in the order in which journeys mostly meet them. */
  readonly places: readonly string[];
  readonly leftOut: FeltLeftOut;
}

/** Rows and cells that could not be taken. */
export interface FeltLeftOut {
  /** Rows without a journey, or without a time that can be read. */
  readonly rows: number;
  /** Answers that are no numbers, and those that are not on their scale. */
  readonly unread: number;
  readonly offScale: number;
}

/** So many moments take some two gigabytes. */
const ROWS_MAX = 5_000_000;

/** More places than that are no picture: the most frequent are told. */
export const PLACES_TOLD = 200;

/**
 * The journeys of a file with how their moments felt.
 *
 * Errors: `ImportRefused` where the file cannot be read, has no such columns, or nobody says on the scale how it felt.
 */
export async function journeysAlone(
  file: string | FilePlace,
  asked: FeltAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<JourneysAlone> {
  const name = typeof file === 'string' ? file : file.file;
  const cases = await casesOf(file, asked.case);
  const texts = [...cases, asked.activity, asked.at, asked.person].filter((each) => each !== null);
  const answers = [asked.felt, asked.overall].filter((each) => each !== null);
  const numbers = asked.days === null ? answers : [...answers, asked.days];
  const codes = codesOf(asked.missing, answers);
  const read = await readColumns(file, { texts, numbers, codes }, progress);
  if (read.rows > ROWS_MAX)
    throw refusedFile(name, {
      code: 'too-large',
      message: `it has ${read.rows} records; the moments of at most ${ROWS_MAX} are followed in memory`,
      hint: 'take a sample of its journeys, each of them whole',
    });
  const rows = rowsOf(name, read, cases, asked);
  const felt = rows.kept.filter((row) => !Number.isNaN(row.felt)).length;
  if (felt === 0 || rows.offScale > felt) throw notFelt(name, asked, read);
  return journeysFrom(rows.kept, asked.activity !== null, {
    rows: rows.dropped + read.refused.count,
    unread: read.unread.count,
    offScale: rows.offScale,
  });
}

/** One column, or several by comma where there is none of that very name. */
async function casesOf(file: string | FilePlace, said: string): Promise<readonly string[]> {
  if (!said.includes(',') || (await columnNames(file)).includes(said)) return [said];
  return said.split(',').map((each) => each.trim());
}

interface Row {
  readonly id: string;
  readonly person: string;
  readonly activity: string | null;
  readonly at: number;
  readonly felt: number;
  readonly overall: number;
  readonly days: number;
}

function rowsOf(
  file: string,
  read: ColumnsRead,
  cases: readonly string[],
  asked: FeltAsked,
): { readonly kept: readonly Row[]; readonly dropped: number; readonly offScale: number } {
  const text = (column: string | null, at: number): string => {
    const cells = column === null ? undefined : read.texts.get(column);
    return cells?.values[cells.codes[at] ?? -1] ?? '';
  };
  const number = (column: string | null, at: number): number =>
    column === null ? Number.NaN : (read.numbers.get(column)?.[at] ?? Number.NaN);
  const timeAt = timesRead(file, read, asked);
  const kept: Row[] = [];
  let [dropped, offScale] = [0, 0];
  for (let at = 0; at < read.rows; at += 1) {
    const parts = cases.map((column) => text(column, at));
    const time = timeAt(at);
    if (parts.every((part) => part === '') || Number.isNaN(time)) {
      dropped += 1;
      continue;
    }
    const [rawFelt, rawOverall] = [number(asked.felt, at), number(asked.overall, at)];
    const felt = feltOn(asked.scale, rawFelt);
    const overall = feltOn(asked.overallScale, rawOverall);
    if (Number.isNaN(felt) !== Number.isNaN(rawFelt)) offScale += 1;
    if (Number.isNaN(overall) !== Number.isNaN(rawOverall)) offScale += 1;
    kept.push({
      ...{ id: JSON.stringify(parts), person: text(asked.person, at), at: time },
      activity: asked.activity === null ? null : text(asked.activity, at),
      ...{ felt, overall, days: number(asked.days, at) },
    });
  }
  return { kept, dropped, offScale };
}

const TIMES_LOOKED_AT = 500;

/** The time of a row; its place in the file where no column says it. Each text is read once. */
export function timesRead(
  file: string,
  read: ColumnsRead,
  asked: Pick<FeltAsked, 'at' | 'time'>,
): (at: number) => number {
  const column = asked.at === null ? undefined : read.texts.get(asked.at);
  if (column === undefined || asked.at === null) return (at) => at;
  const parse = timesOf(file, asked.at, column.values.slice(0, TIMES_LOOKED_AT), asked.time);
  const times = column.values.map((text) => {
    const time = parse(text);
    return typeof time === 'number' ? time : Number.NaN;
  });
  return (at) => times[column.codes[at] ?? -1] ?? Number.NaN;
}

/** Groups rows into journeys. A row that only answers for the whole is no moment. */
function journeysFrom(rows: readonly Row[], named: boolean, leftOut: FeltLeftOut): JourneysAlone {
  const groups = [...Map.groupBy(rows, ({ id }) => id).values()].map((group) =>
    group.toSorted((a, b) => a.at - b.at),
  );
  const isMoment = ({ felt, overall, activity }: Row): boolean =>
    !Number.isNaN(felt) || (named && activity !== '' && Number.isNaN(overall));
  const moments = groups.map((group) => group.filter(isMoment));
  const nameOf = (row: Row, at: number): string => row.activity ?? String(at + 1);
  const places = placesOf(moments, nameOf);
  const index = new Map(places.map((place, at) => [place, at]));
  const journeys = groups.map((group, which): JourneyAlone => {
    const mine = (moments[which] ?? []).map((row, at) => {
      return { place: index.get(nameOf(row, at)) ?? -1, felt: row.felt };
    });
    const told = mine.filter(({ place }) => place >= 0);
    const last = group.findLast(({ overall }) => !Number.isNaN(overall));
    return {
      person: group[0]?.person ?? '',
      places: told.map(({ place }) => place),
      felt: told.map(({ felt }) => felt),
      overall: last?.overall ?? Number.NaN,
      days: last?.days ?? Number.NaN,
    };
  });
  return { journeys, places, leftOut };
}

/** Places in the order in which journeys meet them, on average; the rarest are left out where they are too many. */
function placesOf(
  moments: readonly (readonly Row[])[],
  nameOf: (row: Row, at: number) => string,
): readonly string[] {
  const met = new Map<string, { count: number; far: number }>();
  for (const journey of moments)
    for (const [at, row] of journey.entries()) {
      const name = nameOf(row, at);
      const seen = met.get(name) ?? { count: 0, far: 0 };
      seen.count += 1;
      seen.far += at / Math.max(1, journey.length - 1);
      met.set(name, seen);
    }
  const isNumber = [...met.keys()].every((name) => /^\d+$/.test(name));
  return [...met]
    .sort(([, a], [, b]) => b.count - a.count)
    .slice(0, PLACES_TOLD)
    .sort(([x, a], [y, b]) =>
      isNumber ? Number(x) - Number(y) : a.far / a.count - b.far / b.count,
    )
    .map(([name]) => name);
}

function notFelt(file: string, { felt, scale }: FeltAsked, read: ColumnsRead): Error {
  const cells = read.numbers.get(felt) ?? new Float64Array();
  const off = cells.find((value) => !Number.isNaN(value) && Number.isNaN(feltOn(scale, value)));
  const isEmpty = cells.every((value) => Number.isNaN(value));
  return refusedFile(file, {
    code: 'no-felt',
    message: isEmpty
      ? `no cell of the column ${JSON.stringify(felt)} is a number`
      : `most answers are not on the scale ${scale.name}${off === undefined ? '' : `: the first in the column ${JSON.stringify(felt)} is ${off}`}`,
    hint: 'say on which scale it was asked: --scale WORST..BEST; or name another column: --felt COLUMN',
  });
}
