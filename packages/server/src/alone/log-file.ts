import type { EventLog } from '@bothways/core/journey';
import type { FilePlace } from '../read/read-bytes.ts';
import type { LogColumns, LogColumnsAsked } from './log-columns.ts';
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
  // The readers of all formats are loaded only where they are needed.
  const { readLogRecords } = await import('./log-records.ts');
  return readLogRecords(place, asked, progress);
}
