import { decodeText, type Encoding } from '../read/decode-text.ts';
import { formatOf } from '../read/file-format.ts';
import { refusedFile } from '../read/import-refused.ts';
import type { FileFormat, Input } from '../read/input.ts';
import { type FilePlace, readBytes } from '../read/read-bytes.ts';
import { openSourceFile, type SourceFile } from '../read/source-file.ts';
import type { SourceRecord } from '../read/source-record.ts';
import { delimiterSeen, usualWidth } from './delimiter.ts';
import { HEAD_LIMITS, type Head } from './head.ts';
import { headerSeen } from './header-row.ts';
import { encodingSeen } from './text-encoding.ts';

/** A head that was read, the file it is of, and what was found out on the way, for people. */
export interface HeadRead {
  readonly head: Head;
  readonly source: SourceFile;
  readonly input: Input;
  /** The first rows as they stand, header and preamble included; empty where the format has none. */
  readonly grid: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

const NOTHING_ASKED: Input = {
  format: null,
  delimiter: null,
  encoding: null,
  sheet: null,
  header: 1,
};
/** Bytes of a text looked at for its encoding and its delimiter. */
const SAMPLE_BYTES = 262_144;

/**
 * Finds out how a file is written and reads its first records.
 *
 * Errors: `ImportRefused` where it holds no records that a mapping could describe.
 */
export async function readHead(place: FilePlace, scratchDir: string): Promise<HeadRead> {
  const format = await formatOf(place, NOTHING_ASKED);
  const asked: Input = { ...NOTHING_ASKED, format };
  if (format === 'csv') return gridHead(place, await textInput(place, asked), scratchDir);
  if (format === 'xlsx') return gridHead(place, { input: asked, notes: [] }, scratchDir);
  const source = await openSourceFile(place, asked, scratchDir, []);
  return { ...(await headOf(place, source, asked)), grid: [], notes: [] };
}

interface Found {
  readonly input: Input;
  readonly notes: readonly string[];
}

/** The encoding and the delimiter of a text. */
async function textInput(place: FilePlace, asked: Input): Promise<Found> {
  const { bytes, isWhole } = await sampleOf(place);
  if (bytes.length === 0) throw noRecords(place, 'the file is empty');
  const seen = encodingSeen(bytes);
  if ('fault' in seen)
    throw refusedFile(place.file, { code: 'no-text', message: seen.fault, hint: seen.hint });
  const text = await textOf(bytes, seen.encoding);
  if (/^\s*<(!DOCTYPE|html|\?xml|[a-z]+[\s>])/i.test(text))
    throw refusedFile(place.file, {
      code: 'no-records',
      message: 'it starts as a web page or XML does, not as a table',
      hint: 'export it as CSV, XLSX or JSONL',
    });
  const { delimiter, share, width } = await delimiterSeen(text, isWhole);
  const notes = seen.note === null ? [] : [seen.note];
  if (width < 2) throw oneColumn(place, text);
  if (share < 0.5)
    throw refusedFile(place.file, {
      code: 'no-table',
      message: `no delimiter gives its lines equally many cells: at best ${Math.round(100 * share)} % have ${width}`,
      hint: 'export it as CSV with one delimiter throughout, and quotes round cells that hold it',
    });
  return { input: { ...asked, encoding: seen.encoding, delimiter }, notes };
}

async function sampleOf(place: FilePlace): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of readBytes(place)) {
    if (length >= SAMPLE_BYTES)
      return { bytes: Buffer.concat(chunks).subarray(0, SAMPLE_BYTES), isWhole: false };
    chunks.push(chunk);
    length += chunk.length;
  }
  return { bytes: Buffer.concat(chunks), isWhole: true };
}

async function textOf(bytes: Buffer, encoding: Encoding | null): Promise<string> {
  let text = '';
  for await (const chunk of decodeText(inOne(bytes), encoding)) text += chunk;
  return text;
}

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Reads a grid without a header first, to find the line that holds the names. */
async function gridHead(
  place: FilePlace,
  { input, notes }: Found,
  scratchDir: string,
): Promise<HeadRead> {
  const bare = await openSourceFile(place, { ...input, header: 0 }, scratchDir);
  const rows = await taken(bare, 300);
  const grid = rows.map(({ cells }) => cells);
  const width = usualWidth(grid.map((cells) => cells.length));
  const { header, why } = headerSeen(rows, width);
  const found = { ...input, header };
  const source = await openSourceFile(place, found, scratchDir);
  const read = await headOf(place, source, found);
  const said =
    why === null
      ? []
      : [header === 0 ? `No header: ${why}.` : `The column names stand on line ${header}: ${why}.`];
  return { ...read, grid, notes: [...notes, ...said] };
}

async function taken(source: SourceFile, most: number): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const batch of source.records()) {
    records.push(...batch.slice(0, most - records.length));
    if (records.length >= most) break;
  }
  return records;
}

async function headOf(
  place: FilePlace,
  source: SourceFile,
  input: Input,
): Promise<Pick<HeadRead, 'head' | 'source' | 'input'>> {
  const { columns, format, types } = source;
  if (columns.length < 2) throw oneColumn(place, columns[0] ?? '');
  if (columns.length > HEAD_LIMITS.columns) throw tooWide(place, columns.length);
  const most = Math.min(
    HEAD_LIMITS.rowsMax,
    Math.max(HEAD_LIMITS.rowsMin, Math.floor(HEAD_LIMITS.cells / columns.length)),
  );
  const records = await taken(source, most + 1);
  const kept = records.slice(0, most);
  const rows = kept
    .map((record) => squared(record, columns.length, format))
    .filter((cells) => cells !== null);
  if (rows.length === 0) throw noRecords(place, 'the file has column names and no records');
  const head: Head = {
    format,
    encoding: input.encoding,
    delimiter: input.delimiter,
    header: input.header,
    columns,
    types,
    rows,
    ragged: kept.length - rows.length,
    isWhole: records.length <= most,
  };
  return { head, source, input };
}

/** The cells of a record as an import would take them; null where it would refuse the record. */
function squared(
  { cells, flaw, raw }: SourceRecord,
  width: number,
  format: FileFormat,
): readonly string[] | null {
  if (flaw !== null || raw?.isWellFormed() === false) return null;
  if (cells.length === width) return cells;
  if (format !== 'xlsx') return null;
  const missing = Array.from({ length: Math.max(0, width - cells.length) }, () => '');
  return cells.slice(width).every((cell) => cell === '')
    ? [...cells.slice(0, width), ...missing]
    : null;
}

function noRecords({ file }: FilePlace, message: string): Error {
  return refusedFile(file, { code: 'no-records', message, hint: 'name a file with records' });
}

function oneColumn({ file }: FilePlace, text: string): Error {
  const blanks = /\S {2,}\S/.test(text.slice(0, 2_000));
  return refusedFile(file, {
    code: 'one-column',
    message: blanks
      ? 'its columns are set apart by blanks of varying number, which is no delimiter'
      : 'it has one column, so nothing says what happened and when',
    hint: blanks
      ? 'write it with one comma, semicolon, tab or bar between cells'
      : 'name a file with at least a time, and what or who beside it',
  });
}

function tooWide({ file }: FilePlace, count: number): Error {
  return refusedFile(file, {
    code: 'too-many-columns',
    message: `it has ${count.toLocaleString('en')} columns; up to ${HEAD_LIMITS.columns.toLocaleString('en')} are looked at`,
    hint: 'is it turned on its side? Keep the columns that matter, or write a mapping by hand that names them',
  });
}
