import { refusedFile } from '../read/import-refused.ts';

/** Which columns of a file say what happened in which case, and when. */
export interface LogColumns {
  readonly case: string;
  readonly activity: string;
  /** Null: nothing says when; the order of the file is that of the journeys. */
  readonly at: string | null;
}

/** Columns that were asked for; what is left out is told from the names, and empty is none. */
export interface LogColumnsAsked {
  readonly case: string | null;
  readonly activity: string | null;
  readonly at: string | null;
}

export interface LogColumnsFound {
  readonly columns: LogColumns;
  /** What was not asked for and taken by its name, in words. */
  readonly guessed: readonly string[];
}

/** The names that columns have in the field, in small letters and bare of signs, the surest first. */
const NAMES: Readonly<Record<keyof LogColumns, readonly string[]>> = {
  case: [
    ...['caseconceptname', 'caseid', 'case', 'traceid', 'trace', 'journeyid', 'journey'],
    ...['instanceid', 'sessionid', 'session', 'ticketid', 'orderid', 'visitid', 'applicationid'],
    ...['personid', 'person', 'customerid', 'customer', 'userid', 'user', 'clientid', 'patientid'],
    ...['visitorid', 'memberid', 'accountid', 'anonymousid', 'householdkey', 'householdid'],
  ],
  activity: [
    ...['conceptname', 'activity', 'activityname', 'activityid', 'ocelactivity', 'touchpoint'],
    ...['touchpointid', 'event', 'eventname', 'eventtype', 'action', 'task', 'step', 'state'],
  ],
  at: [
    ...['timetimestamp', 'timestamp', 'oceltimestamp', 'at', 'time', 'completetimestamp'],
    ...['datetime', 'eventtime', 'occurredat', 'createdat', 'endtimestamp', 'endtime'],
    ...['starttimestamp', 'starttime', 'date', 'day'],
  ],
};

/** What XES calls them, as the columns of its events are named. */
export const STANDARD: Readonly<Record<keyof LogColumns, string>> = {
  case: 'case:concept:name',
  activity: 'concept:name',
  at: 'time:timestamp',
};

const WORDS: Readonly<Record<keyof LogColumns, string>> = {
  case: 'which journey an event belongs to',
  activity: 'what happened',
  at: 'when it happened',
};

/**
 * The columns that make a log of a file: those asked for, else by what they are called.
 *
 * Errors: `ImportRefused` where there is no such column, or none that says case or activity; it lists those there are.
 */
export function logColumns(
  file: string,
  names: readonly string[],
  asked: LogColumnsAsked,
): LogColumnsFound {
  const taken = new Set<string>();
  const guessed: string[] = [];
  const pick = (what: keyof LogColumns): string | null => {
    const wanted = asked[what];
    if (wanted === '') return null;
    if (wanted !== null && !names.includes(wanted)) throw unknown(file, what, wanted, names);
    const found = wanted ?? byName(names, what, taken);
    if (found !== null) taken.add(found);
    if (found !== null && wanted === null)
      guessed.push(`${JSON.stringify(found)} says ${WORDS[what]}`);
    return found;
  };
  // What was asked for is not taken for something else.
  for (const wanted of Object.values(asked)) if (wanted !== null) taken.add(wanted);
  const caseColumn = pick('case') ?? objectType(names, taken, guessed);
  const activity = pick('activity');
  const at = pick('at');
  if (caseColumn === null) throw missing(file, 'case', names);
  if (activity === null) throw missing(file, 'activity', names);
  return { columns: { case: caseColumn, activity, at }, guessed };
}

function byName(
  names: readonly string[],
  what: keyof LogColumns,
  taken: ReadonlySet<string>,
): string | null {
  const bare = names.map((name) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''));
  // What XES calls it is meant before what is only called alike.
  const standard = STANDARD[what];
  if (names.includes(standard) && !taken.has(standard)) return standard;
  for (const wanted of NAMES[what]) {
    const at = bare.findIndex((name, index) => name === wanted && !taken.has(names[index] ?? ''));
    if (at !== -1) return names[at] ?? null;
  }
  return null;
}

/** Of an object-centric log the objects of one type are the cases, where there is but one type. */
function objectType(
  names: readonly string[],
  taken: Set<string>,
  guessed: string[],
): string | null {
  const [only, ...others] = names.filter((name) => /^ocel:type:[^.]+$/.test(name));
  if (only === undefined || others.length > 0) return null;
  taken.add(only);
  guessed.push(`${JSON.stringify(only)} says ${WORDS.case}`);
  return only;
}

function unknown(
  file: string,
  what: keyof LogColumns,
  wanted: string,
  names: readonly string[],
): Error {
  return refusedFile(file, {
    code: 'no-column',
    message: `--${what} ${JSON.stringify(wanted)}: the file has no such column`,
    hint: `its columns are ${listed(names)}`,
  });
}

function missing(file: string, what: 'case' | 'activity', names: readonly string[]): Error {
  return refusedFile(file, {
    code: 'column-unclear',
    message: `none of its columns is called as if it said ${WORDS[what]}: ${listed(names)}`,
    hint: `name it: --${what} COLUMN`,
  });
}

const LISTED_MAX = 40;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED_MAX).map((name) => JSON.stringify(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
