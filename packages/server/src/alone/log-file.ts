import type { EventLog } from '@bothways/core/journey';
import { readPlainXes } from '../read/plain-xes.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { type LogColumns, type LogColumnsAsked, logColumns, STANDARD } from './log-columns.ts';
import type { ReadSoFar } from './read-columns.ts';

/** How a file is to be read as a log, where its names do not tell. */
export interface LogAsked extends LogColumnsAsked {
  /** How times are written; null: as the first of them are. */
  readonly time: string | null;
}

/** Records that were left out: how many, and the first of them with what was wrong. */
export interface LeftOut {
  readonly count: number;
  readonly first: { readonly line: number; readonly why: string } | null;
}

/** A file read as a log. */
export interface LogRead {
  readonly log: EventLog;
  readonly columns: LogColumns;
  /** What was told from the names of the columns, in words. */
  readonly guessed: readonly string[];
  readonly leftOut: LeftOut;
  /** Events that name no case and stand together, so that they were taken for one. */
  readonly unnamedCase: number;
}

/**
 * Reads a file of any format as a log: cases, what happened in them and when, whole into memory. Records without case,
 * activity or time are left out and counted.
 *
 * Errors: `ImportRefused` where the file cannot be read, has no such columns, or no event is left.
 */
export async function readLog(
  file: string | FilePlace,
  asked: LogAsked,
  progress: (soFar: ReadSoFar) => void = () => {},
): Promise<LogRead> {
  const place = typeof file === 'string' ? { file, path: file } : file;
  const plain = await plainXes(place, asked, progress);
  if (plain !== null) return plain;
  // The readers of all formats are loaded only where they are needed.
  const { readLogRecords } = await import('./log-records.ts');
  return readLogRecords(place, asked, progress);
}

/** Names of attributes that stand in a path as they are, and that no reader adds. */
const PLAIN_KEY = /^(?!case:|start_timestamp$|duration_s$)[A-Za-z_][\w :-]*$/;

/** An XES log by the quick reader, where three attributes of it are wanted and it is written as programs do. */
async function plainXes(
  place: FilePlace,
  asked: LogAsked,
  progress: (soFar: ReadSoFar) => void,
): Promise<LogRead | null> {
  if (!/\.xes(\.(gz|gzip|zst|zstd))?$/i.test(place.file) || asked.time !== null) return null;
  const named = {
    case: asked.case ?? STANDARD.case,
    activity: asked.activity ?? STANDARD.activity,
    at: asked.at ?? STANDARD.at,
  };
  const keys = { ...named, case: named.case.replace(/^case:/, '') };
  if (!named.case.startsWith('case:') || !Object.values(keys).every((key) => PLAIN_KEY.test(key)))
    return null;
  const log = await readPlainXes(place, keys, (events, bytes, bytesOfFile) =>
    progress({ rows: events, bytes, bytesOfFile }),
  );
  if (log === null) return null;
  const { columns, guessed } = logColumns(place.file, Object.values(named), asked);
  return { log, columns, guessed, leftOut: { count: 0, first: null }, unnamedCase: 0 };
}
