// Runs an example on its real data as its README does, for tests.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStores } from '../store/open-stores.ts';
import { document, leftOn, REPOSITORY, temporaryFolder } from './cli-testing.ts';

/** A row of the ledger; only the keys asked for are there. */
export interface ExampleRow {
  readonly touchpoint: string;
  readonly person: string;
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  readonly quantity: string;
  readonly n: number;
}
export interface ExampleFindings {
  readonly findings: readonly Readonly<Record<string, unknown>>[];
  readonly abstained: readonly { readonly touchpoint: string; readonly reason: string }[];
}

/** An example in a workspace of its own, whose stores are kept while its commands come and go. */
export interface ExampleBench {
  readonly folder: string;
  readonly data: string;
  /** The text of its README, its line breaks as spaces. */
  readonly readme: string;
  take(file: string, mapping: string): Promise<Readonly<Record<string, unknown>>>;
  rebuild(): Promise<Readonly<Record<string, unknown>>>;
  ledger(by: string, where?: string): Promise<readonly ExampleRow[]>;
  findings(): Promise<ExampleFindings>;
  sql<Shape>(query: string): Promise<readonly Shape[]>;
  /** Gives what still ran on it: nothing should. */
  close(): Promise<readonly string[]>;
}

export async function openExample(name: string): Promise<ExampleBench> {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const stores = await openStores(data);
  const here = join(REPOSITORY, 'examples', name);
  return {
    folder,
    data,
    readme: readFileSync(join(here, 'README.md'), 'utf8').replaceAll(/\s+/g, ' '),
    take: (file, mapping) =>
      document(['import', file, '--map', join(here, `${mapping}.mapping.yaml`), '--data', data]),
    rebuild: () => document(['rebuild', '--model', here, '--data', data]),
    ledger: async (by, where = 'true') => {
      const line = ['ledger', '--by', by, '--where', where, '--data', data];
      return (await document<{ rows: readonly ExampleRow[] }>(line)).rows;
    },
    findings: () => document<ExampleFindings>(['findings', '--data', data]),
    sql: (query) => stores.facts.rows(query),
    close: async () => {
      await stores.close();
      const left = await leftOn(folder);
      rmSync(folder, { recursive: true });
      return left;
    },
  };
}

/** Why the tests of an example are skipped, as part of their name. */
export function skipped(folderOfData: string | null): string {
  return folderOfData === null
    ? ': not on this machine, see ../shared/data or BOTHWAYS_EXAMPLE_DATA'
    : '';
}

/** What an import says that took everything. */
export function whole(read: number, groups: number | null = null, mixedTimes = 0) {
  return {
    ...{ read, accepted: read, duplicates: 0, rejected: 0, events: groups ?? read },
    ...{ groups, mixedTimes, reasons: [] },
  };
}
