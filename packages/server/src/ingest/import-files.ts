import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { ImportRefused, refusedFile } from '../read/import-refused.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { withScratch } from '../read/scratch.ts';
import { openSourceFile, type SourceFile } from '../read/source-file.ts';
import { type Flaw, rawText, type SourceRecord } from '../read/source-record.ts';
import { filePlaces, STANDARD_INPUT } from '../read/standard-input.ts';
import type { Stores } from '../store/stores.ts';
import { bindMapping, isCounted, type RecordWriter } from './bind-mapping.ts';
import { propertyKey } from './bind-properties.ts';
import { checkColumns } from './check-columns.ts';
import type { GroupShape } from './group-lines.ts';
import { type ImportResult, runImport } from './import-run.ts';
import type { Mapping, Property } from './mapping.ts';
import { workspacePseudonyms } from './pseudonym.ts';
import { readMappingFile } from './read-mapping.ts';
import { readSideTables, type SideTable } from './side-table.ts';
import type { Stage } from './stage.ts';

export interface FilesRequest {
  readonly stores: Stores;
  /** Holds for the moment what must lie on disk before it is read. */
  readonly dataDir: string;
  /** Paths, or what they are called and where they lie; `-` is standard input. */
  readonly files: readonly (string | FilePlace)[];
  readonly mappingFile: string;
  readonly progress?: (text: string) => void;
  /** What is read for `-`; that of the process unless set. */
  readonly input?: Readable;
}

/**
 * Takes files of records, all under one mapping. What is wrong with the mapping, or with a file as a whole, refuses the
 * import before anything is read; a record that is wrong is kept as a reject and the rest goes in. A second import of the
 * same records changes nothing.
 *
 * Errors: `ImportRefused`; nothing of the import counts then.
 */
export async function importFiles(request: FilesRequest): Promise<ImportResult> {
  const { dataDir, files, mappingFile, input = process.stdin } = request;
  const mapping = await readMappingFile(mappingFile);
  return withScratch(dataDir, async (scratch) =>
    importPlaces(request, mapping, await filePlaces(files, input, scratch), scratch),
  );
}

async function importPlaces(
  { stores, files, progress = () => {} }: FilesRequest,
  mapping: Mapping,
  places: readonly FilePlace[],
  scratch: string,
): Promise<ImportResult> {
  const named = files
    .filter((file) => file !== STANDARD_INPUT)
    .map((file) => (typeof file === 'string' ? file : file.path));
  const tables = await readSideTables(mapping, named, scratch);
  const sources = await openAll(places, mapping, tables, scratch);
  const problems = sources.flatMap((source) => checkColumns(mapping, source, tables));
  if (problems.length > 0) throw new ImportRefused(problems);
  const pseudonyms = await workspacePseudonyms(stores.state);
  const plan = {
    ...{ stores, source: mapping.source, group: groupOf(mapping), progress },
    files: places.map(({ file }) => file),
  };
  const counted = isCounted(mapping);
  return runImport(plan, async (stage) => {
    for (const source of sources) {
      const write = bindMapping(mapping, source, tables, pseudonyms);
      await fillFrom(stage, source, { write, counted, tables }, progress);
    }
  });
}

/**
 * Looks at what needs no store: the mapping, and whether the files are there. So a slip of the hand leaves no trace.
 *
 * Errors: `ImportRefused`, as `importFiles` would.
 */
export async function checkFiles(
  files: readonly string[],
  mappingFile: string | null,
): Promise<void> {
  if (mappingFile !== null) await readMappingFile(mappingFile);
  for (const file of files) {
    if (file !== STANDARD_INPUT && (await stat(file).catch(() => null)) === null)
      throw refusedFile(file, {
        code: 'file-missing',
        message: 'there is no such file',
        hint: 'check the path',
      });
  }
}

async function openAll(
  places: readonly FilePlace[],
  mapping: Mapping,
  tables: readonly SideTable[],
  scratch: string,
): Promise<readonly SourceFile[]> {
  const wanted = ownColumns(mapping, tables);
  const sources: SourceFile[] = [];
  for (const place of places)
    sources.push(await openSourceFile(place, mapping.input, scratch, wanted));
  return sources;
}

/** The columns that a mapping uses of the files themselves; null where it takes all, or tells records by the whole of them. */
function ownColumns(mapping: Mapping, tables: readonly SideTable[]): readonly string[] | null {
  const { properties, uses } = mapping;
  if (properties === null || isCounted(mapping)) return null;
  const joined = new Set(tables.flatMap(({ columns }) => columns));
  const keys = tables.flatMap(({ join }) => join.on.map(([own]) => own));
  const named = [...uses.map(({ column }) => column), ...keys];
  return [...new Set(named.filter((column) => !joined.has(column)))];
}

function groupOf({ group, properties }: Mapping): GroupShape | null {
  if (group.length === 0) return null;
  const made = properties ?? [];
  const sums = made.filter(
    (each) => each.kind === 'sum' || (each.kind === 'count' && each.where.length > 0),
  );
  const counts = made.filter((each) => each.kind === 'count' && each.where.length === 0);
  const keysOf = (some: readonly Property[]): readonly string[] =>
    some.map(({ key }) => propertyKey(key));
  const chosen = sums.filter((each) => each.kind === 'sum' && each.where.length > 0);
  return { sums: keysOf(sums), chosen: keysOf(chosen), counts: keysOf(counts) };
}

interface Binding {
  readonly write: RecordWriter;
  readonly counted: boolean;
  readonly tables: readonly SideTable[];
}

/** Writes every record of a file to the stage: what cannot be taken is kept as a reject. */
async function fillFrom(
  stage: Stage,
  source: SourceFile,
  { write, counted }: Binding,
  progress: (text: string) => void,
): Promise<void> {
  const { file, path } = source;
  const { size } = await stat(path);
  let bytes = 0;
  const width = source.columns.length;
  const records = source.records((count) => {
    bytes += count;
  });
  for await (const batch of records) {
    for (const taken of batch) {
      const record = source.format === 'xlsx' ? squared(taken, width) : taken;
      const flaw = shapeFlaw(record, width) ?? write(record.cells, stage.seq + 1, stage.row);
      if (flaw === null) stage.take(counted);
      else stage.refuse({ file, line: record.line, ...flaw, raw: rawText(record) });
    }
    if (stage.isFull) await stage.send();
    const part = size === 0 ? 100 : Math.min(100, Math.round((100 * bytes) / size));
    // How far into a workbook its sheet is nobody knows.
    const share = source.format === 'xlsx' ? '' : `, ${part} %`;
    progress(`reading ${file}: ${stage.read.toLocaleString('en')} records${share}`);
  }
}

/** What is wrong with a record before its cells are looked at. */
function shapeFlaw(record: SourceRecord, width: number): Flaw | null {
  if (record.flaw !== null) return record.flaw;
  const { cells, raw } = record;
  if (raw !== null && !raw.isWellFormed())
    return {
      reason: 'bad-encoding',
      detail:
        'bytes that are no text in this encoding; set file.encoding in the mapping, such as windows-1252',
    };
  if (cells.length === width) return null;
  if (cells.length > width)
    return {
      reason: 'too-many-columns',
      detail: `${cells.length} cells under ${width} columns; put cells that hold the delimiter in quotes`,
    };
  return {
    reason: 'too-few-columns',
    detail: `${cells.length} cells under ${width} columns; complete the record`,
  };
}

/** A sheet does not keep empty cells at the end of a row, or keeps too many: neither is a fault. */
function squared(record: SourceRecord, width: number): SourceRecord {
  const { cells } = record;
  if (cells.length === width) return record;
  if (cells.length < width)
    return {
      ...record,
      cells: [...cells, ...Array.from({ length: width - cells.length }, () => '')],
    };
  const isEmpty = cells.slice(width).every((cell) => cell === '');
  return isEmpty ? { ...record, cells: cells.slice(0, width) } : record;
}
