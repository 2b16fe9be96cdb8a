import { mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { importFiles } from './import-files.ts';
import type { ImportResult } from './import-run.ts';

/** Real stores with a folder for files, for tests. */
export interface ImportBench {
  readonly stores: Stores;
  readonly dataDir: string;
  /** Writes a file into a folder of its own; `.gz` is packed. Gives its path. */
  write(name: string, content: string | Buffer): string;
  /** Writes a file beside another. */
  writeBeside(path: string, name: string, content: string | Buffer): void;
  /** Imports files under a mapping, which is written beside the first of them. */
  take(mapping: string, ...files: readonly string[]): Promise<ImportResult>;
  /** What an import that is refused says: `code: message; hint`. */
  refusal(mapping: string, ...files: readonly string[]): Promise<readonly string[]>;
  /** Events of a source in order, their bags as objects. */
  events(source: string): Promise<readonly EventRow[]>;
  close(): Promise<void>;
}

export interface EventRow {
  readonly message_id: string;
  readonly seq: string;
  readonly identity: string | null;
  readonly account: string | null;
  readonly case_id: string | null;
  readonly at: string;
  readonly type: string;
  readonly name: string;
  readonly channel: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly context: Readonly<Record<string, string>>;
  readonly n: string;
  readonly grade: string;
}

export async function openImportBench(): Promise<ImportBench> {
  const { stores, dataDir, close } = await openTestStores();
  let mappings = 0;
  const write = (name: string, content: string | Buffer): string => {
    const path = join(mkdtempSync(join(dataDir, 'files-')), name);
    writeFileSync(
      path,
      name.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content,
    );
    return path;
  };
  const take = (mapping: string, ...files: readonly string[]): Promise<ImportResult> => {
    mappings += 1;
    const mappingFile = join(files[0] ?? dataDir, '..', `mapping-${mappings}.yaml`);
    writeFileSync(mappingFile, `bothways_mapping: 1\n${mapping}`);
    return importFiles({ stores, dataDir, files, mappingFile });
  };
  return {
    stores,
    dataDir,
    write,
    writeBeside: (path, name, content) => writeFileSync(join(dirname(path), name), content),
    take,
    refusal: async (mapping, ...files) => {
      const outcome = await take(mapping, ...files).then(
        () => ['it was taken'],
        (error: unknown) => problemsOf(error),
      );
      return outcome;
    },
    events: (source) =>
      stores.facts.rows<EventRow>(
        `SELECT message_id, seq, lower(hex(identity_id)) AS identity, lower(hex(account_id)) AS account, case_id,
           toString(at) AS at, type, name, channel, properties, context, n, grade
         FROM event WHERE source = {source:String} ORDER BY seq`,
        { parameters: { source } },
      ),
    close,
  };
}

function problemsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !('problems' in error)) throw error;
  const problems = error.problems as readonly { code: string; message: string; hint: string }[];
  return problems.map(({ code, message, hint }) => `${code}: ${message}; ${hint}`);
}
