import { existsSync, readdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalTest, localTest } from './local-testing.ts';

let local: LocalTest;

beforeEach(async () => {
  local = localTest();
  await (await local.open()).close();
});
afterEach(() => local.close());

test('[K16] a state store that is gone, or has lost its version file, is not made anew', async () => {
  const at = (name: string): string => join(local.directory, name);
  renameSync(at('postgres'), at('moved'));
  const gone = local.open();
  await expect(gone).rejects.toMatchObject({ store: 'state', code: 'state-missing' });
  await expect(gone).rejects.toThrow(/postgres is missing, though there are facts/);
  expect(existsSync(at('postgres'))).toBe(false);
  renameSync(at('moved'), at('postgres'));
  renameSync(at('postgres/PG_VERSION'), at('version-file'));
  await expect(local.open()).rejects.toThrow(/PG_VERSION is missing.*restore a backup/);
  expect(existsSync(at('postgres/global/pg_control'))).toBe(true);
  renameSync(at('version-file'), at('postgres/PG_VERSION'));
  await (await local.open()).close();
});

test('[K11] a damaged store says the end of its log, and what to do', async () => {
  truncateSync(join(local.directory, 'facts', 'metadata', 'bothways', 'event.sql'), 0);
  const engine = local.open();
  await expect(engine).rejects.toMatchObject({ store: 'facts', code: 'CHDB_CONNECTION' });
  await expect(engine).rejects.toThrow(/event\.sql.*restore a backup/s);
});

test('[K11] a PostgreSQL whose log of changes is gone says so, and what to do', async () => {
  const log = join(local.directory, 'postgres', 'pg_wal');
  for (const name of readdirSync(log, { withFileTypes: true }).filter((each) => each.isFile()))
    rmSync(join(log, name.name));
  const refused = local.open();
  await expect(refused).rejects.toMatchObject({ store: 'state', code: 'postgres' });
  await expect(refused).rejects.toThrow(/could not locate a valid checkpoint.*restore a backup/s);
});
