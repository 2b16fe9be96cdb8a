import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportRefused } from './import-refused.ts';
import type { Input } from './input.ts';
import { type ColumnType, openSourceFile } from './source-file.ts';
import type { SourceRecord } from './source-record.ts';

/** A folder for files that tests read without stores. */
export interface FormatFolder {
  readonly folder: string;
  /** Writes a file. Gives its path. */
  put(name: string, content: string | Buffer): string;
  remove(): void;
}

export interface FileRead {
  readonly columns: readonly string[];
  readonly types: readonly ColumnType[] | null;
  readonly records: readonly SourceRecord[];
  /** The records by their columns, without what is empty. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

export const INPUT: Input = {
  format: null,
  delimiter: null,
  encoding: null,
  sheet: null,
  header: 1,
};

export function formatFolder(): FormatFolder {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-formats-'));
  return {
    folder,
    put: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Reads a file whole, as an import does. */
export async function readWhole(
  path: string,
  input: Partial<Input> = {},
  wanted: readonly string[] | null = null,
): Promise<FileRead> {
  const source = await openSourceFile(path, { ...INPUT, ...input }, tmpdir(), wanted);
  const records: SourceRecord[] = [];
  for await (const batch of source.records()) records.push(...batch);
  const { columns, types } = source;
  const rows = records.map(({ cells }) =>
    Object.fromEntries(
      columns.map((name, index) => [name, cells[index] ?? '']).filter(([, cell]) => cell !== ''),
    ),
  );
  return { columns, types, records, rows };
}

/** What a file that is refused says: `code: message; hint`. */
export async function refusalOf(path: string, input: Partial<Input> = {}): Promise<string> {
  try {
    await readWhole(path, input);
    return 'it was taken';
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return error.problems
      .map(({ code, message, hint }) => `${code}: ${message}; ${hint}`)
      .join('\n');
  }
}
