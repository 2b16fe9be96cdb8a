import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { didYouMean, oneOf, type Problem, quoted } from '@bothways/core';
import { ImportRefused } from '../read/import-refused.ts';
import { openSourceFile, type SourceFile } from '../read/source-file.ts';
import type { Join, Mapping } from './mapping.ts';
import { unshared } from './pseudonym.ts';

/** A side table in memory: the cells that its columns add to a record, by key. */
export interface SideTable {
  readonly join: Join;
  /** What its columns are called in the record. */
  readonly columns: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** Characters of a side table: it is held in memory, unlike the records. */
const CHARACTERS_MAX = 268_435_456;

const NOT_TEXT = { detail: 'its bytes are no text in this encoding' } as const;

/** The key of some cells of a record or of a side table. */
export function joinKey(cells: readonly string[]): string {
  return cells.length === 1 ? (cells[0] ?? '') : JSON.stringify(cells);
}

/**
 * Reads the side tables of a mapping. Their files lie in the folder of the mapping, else in that of the data, or below.
 *
 * Errors: `ImportRefused` where one is not there, lies elsewhere, lacks a column, is too large, or has a key twice.
 */
export async function readSideTables(
  mapping: Mapping,
  files: readonly string[],
  scratchDir: string,
): Promise<readonly SideTable[]> {
  const folders = [...new Set([mapping.file, ...files].map((file) => dirname(resolve(file))))];
  const tables: SideTable[] = [];
  for (const join of mapping.joins) {
    const path = await pathOf(join, folders);
    const input = { ...mapping.input, format: null, delimiter: null, sheet: null, header: 1 };
    tables.push(await readSideTable(join, await openSourceFile(path, input, scratchDir)));
  }
  return tables;
}

async function readSideTable(join: Join, source: SourceFile): Promise<SideTable> {
  const keys = join.on.map(([, theirs]) => columnIndex(join, source, theirs));
  const others = source.columns.filter((_, index) => !keys.includes(index));
  const chosen = join.columns ?? others;
  const picked = chosen.map((column) => columnIndex(join, source, column));
  const rows = new Map<string, readonly string[]>();
  let characters = 0;
  for await (const records of source.records()) {
    for (const { cells, line, raw, flaw: shape } of records) {
      const flaw = shape ?? (raw?.isWellFormed() === false ? NOT_TEXT : null);
      const key = unshared(joinKey(keys.map((index) => cells[index] ?? '')));
      if (flaw !== null || rows.has(key))
        throw refusedJoin(join, {
          code: flaw === null ? 'join-key-twice' : 'join-bad-record',
          message: `${join.file} line ${line}: ${flaw?.detail ?? `the key ${quoted(key)} comes a second time`}`,
          hint: 'a side table has one row for each key: mend the file',
        });
      const values = picked.map((index) => unshared(cells[index] ?? ''));
      rows.set(key, values);
      characters += key.length + values.reduce((sum, { length }) => sum + length + 16, 64);
      if (characters > CHARACTERS_MAX)
        throw refusedJoin(join, {
          code: 'join-too-large',
          message: `${join.file} has over ${CHARACTERS_MAX} characters; a side table is held in memory`,
          hint: 'leave out rows or columns that are not needed, or join them before the import',
        });
    }
  }
  const prefix = join.prefix === null ? '' : `${join.prefix}.`;
  return { join, columns: chosen.map((column) => prefix + column), rows };
}

function columnIndex(join: Join, { columns }: SourceFile, column: string): number {
  const index = columns.indexOf(column);
  if (index !== -1) return index;
  throw refusedJoin(join, {
    code: 'unknown-column',
    message: `${join.file} has no column ${quoted(column)}`,
    hint: `${didYouMean(column, columns, 'name one of its columns.')} It has ${oneOf(columns)}`,
  });
}

async function pathOf(join: Join, folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    const path = await realpath(resolve(folder, join.file)).catch(() => null);
    if (path === null) continue;
    const inside = relative(await realpath(folder), path);
    if (inside !== '' && inside.split(sep)[0] !== '..' && !isAbsolute(inside)) return path;
    throw refusedJoin(join, {
      code: 'join-elsewhere',
      message: `${quoted(join.file)} lies outside the folders of the mapping and of the data`,
      hint: 'copy it beside one of them',
    });
  }
  throw refusedJoin(join, {
    code: 'join-missing',
    message: `there is no ${quoted(join.file)} in the folder of the mapping or of the data`,
    hint: 'copy it beside one of them, or check its name',
  });
}

function refusedJoin(
  { place }: Join,
  remark: Pick<Problem, 'code' | 'message' | 'hint'>,
): ImportRefused {
  return new ImportRefused([{ severity: 'error', ...place, ...remark }]);
}
