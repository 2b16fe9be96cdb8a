import { stat } from 'node:fs/promises';
import { refusedFile } from '../read/import-refused.ts';
import type { TimeParser } from '../read/parse-time.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { openSourceFile, type SourceFile } from '../read/source-file.ts';
import type { SourceRecord } from '../read/source-record.ts';
import { LogBuilder } from './log-builder.ts';
import { type LogColumns, logColumns } from './log-columns.ts';
import type { LeftOut, LogAsked, LogRead } from './log-file.ts';
import { timesOf } from './log-times.ts';
import { NOTHING_ASKED, type ReadSoFar } from './read-columns.ts';

/** Reads a log by the reader of its format, record by record. See `readLog`. */
export async function readLogRecords(
  place: FilePlace,
  asked: LogAsked,
  progress: (soFar: ReadSoFar) => void,
): Promise<LogRead> {
  const wanted = [asked.case, asked.activity, asked.at].filter((name) => name !== null);
  const source = await openSourceFile(place, NOTHING_ASKED, undefined, wanted);
  const { columns, guessed } = logColumns(place.file, source.columns, asked);
  const found = await eventsOf(source, columns, asked.time, progress);
  if (found.log.caseOf.length === 0) throw nothingLeft(place.file, found.leftOut);
  return { ...found, columns, guessed };
}

function nothingLeft(file: string, { count, first }: LeftOut): Error {
  return refusedFile(file, {
    code: 'no-events',
    line: first?.line ?? 1,
    message:
      first === null
        ? 'the file has no records'
        : `none of its ${count} records is an event of a case: ${first.why}`,
    hint: first === null ? 'name another file' : 'name other columns: --case, --activity, --at',
  });
}

/** Records looked at to see how times are written. */
const SAMPLE = 500;

async function eventsOf(
  source: SourceFile,
  columns: LogColumns,
  time: string | null,
  progress: (soFar: ReadSoFar) => void,
): Promise<Pick<LogRead, 'log' | 'leftOut' | 'unnamedCase'>> {
  const builder = new LogBuilder(source.file, columns.at !== null);
  const at = (name: string | null): number => (name === null ? -1 : source.columns.indexOf(name));
  const cells = { case: at(columns.case), activity: at(columns.activity), at: at(columns.at) };
  const leftOut = { count: 0, first: null as LeftOut['first'] };
  const bytesOfFile = (await stat(source.path)).size;
  let [rows, bytes] = [0, 0];
  let parse: TimeParser | null = null;
  for await (const records of source.records((count) => {
    bytes += count;
  })) {
    if (parse === null && columns.at !== null) {
      const sample = records.slice(0, SAMPLE).map((record) => record.cells[cells.at] ?? '');
      parse = timesOf(source.file, columns.at, sample, time);
    }
    for (const record of records) {
      const why = addEvent(builder, record, cells, parse);
      if (why === null) continue;
      leftOut.count += 1;
      leftOut.first ??= { line: record.line, why };
    }
    rows += records.length;
    progress({ rows, bytes, bytesOfFile });
  }
  const { log, unnamed } = builder.log();
  if (unnamed === 'left out') {
    leftOut.count += builder.withoutCase;
    const line = builder.firstWithoutCase;
    if (leftOut.first === null || line < leftOut.first.line)
      leftOut.first = { line, why: 'it names no case' };
  }
  return { log, leftOut, unnamedCase: unnamed === 'a case' ? builder.withoutCase : 0 };
}

/** Adds an event; gives why not, where a record is none. */
function addEvent(
  builder: LogBuilder,
  { cells, flaw, raw, line }: SourceRecord,
  places: Readonly<Record<keyof LogColumns, number>>,
  parse: TimeParser | null,
): string | null {
  if (flaw !== null) return flaw.detail;
  if (raw !== null && !raw.isWellFormed()) return 'its bytes are no text in UTF-8';
  const caseName = cells[places.case] ?? '';
  const activity = cells[places.activity] ?? '';
  if (activity === '') return 'it names no activity';
  const text = cells[places.at] ?? '';
  const at = parse === null ? 0 : parse(text);
  if (typeof at !== 'number') return `${JSON.stringify(text.slice(0, 40))} is no time`;
  builder.add(caseName, activity, at, line);
  return null;
}
