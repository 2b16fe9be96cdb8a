import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Migration, migrate, migrations } from './migrate.ts';
import { connectStores, openStores } from './open-stores.ts';
import { storeSettings } from './settings.ts';
import type { Stores } from './stores.ts';

const settings = storeSettings({});
let directory: string;
let stores: Stores;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bothways-migrate-'));
  stores = await connectStores(directory, { settings });
});
afterEach(async () => {
  await stores.close();
  rmSync(directory, { recursive: true, force: true });
});

const first = (steps: readonly Migration[]): readonly Migration[] =>
  steps.filter(({ version }) => version === 1);
const step = (version: number, sql: string): Migration => ({ version, name: 'made-up', sql });

test('[M1] [M2] [M7] version 1 with data comes to the newest, the data intact, each step once', async () => {
  const { state, facts } = stores;
  await migrate(state, facts, {
    state: first(migrations('state')),
    facts: first(migrations('facts')),
  });
  await state.query("INSERT INTO import (source, files, state) VALUES ('till', '[]', 'staging')");
  await facts.run(
    `INSERT INTO event (source, message_id, seq, identity_id, at, received_at, type, name, properties)
     SELECT 'till', toString(number), number, toFixedString(substring(hex(MD5(toString(number % 10000))), 1, 16), 16), now64(3), now64(3), 'track', 'bought',
       map('total', toString(number)) FROM numbers(100000)`,
  );
  const sums =
    'SELECT count() AS n, sum(cityHash64(message_id, seq, identity_id, properties)) AS hash FROM event';
  const before = await facts.rows(sums);
  const told: string[] = [];
  await Promise.all([
    migrate(state, facts, { progress: (text) => told.push(text) }),
    migrate(state, facts, { progress: (text) => told.push(text) }),
  ]);
  const newest = migrations('state').length + migrations('facts').length;
  expect(told.length).toBe(newest - 2);
  expect(await facts.rows(sums)).toEqual(before);
  expect((await state.query('SELECT source FROM import')).rows).toEqual([{ source: 'till' }]);
  const again = state.query(
    "INSERT INTO import (source, files, state) VALUES ('till', '[]', 'committing')",
  );
  await expect(again).rejects.toMatchObject({ code: '23505' });
  const [table] = await facts.rows<{ sql: string }>(
    "SELECT create_table_query AS sql FROM system.tables WHERE name = 'event' AND database = currentDatabase()",
  );
  expect(table?.sql).toMatch(/fsync_after_insert = 1, fsync_part_directory = 1/);
  const plan = await facts.rows<{ explain: string }>(
    "EXPLAIN indexes = 1 SELECT * FROM event WHERE identity_id = toFixedString(substring(hex(MD5('7')), 1, 16), 16)",
  );
  expect(plan.map(({ explain }) => explain).join('\n')).toMatch(/identity_id_filter/);
  await stores.close();
  stores = await openStores(directory, { settings });
  expect(await stores.facts.rows(sums)).toEqual(before);
});

test('[M3] a state migration that fails leaves nothing; a fact migration cut short is run again', async () => {
  const { state, facts } = stores;
  const steps = [step(1, 'CREATE TABLE a (x int); CREATE TABLE b (x nonsense)')];
  const refused = migrate(state, facts, { state: steps, facts: [] });
  await expect(refused).rejects.toMatchObject({
    store: 'state',
    code: '42704',
    statement: 'CREATE TABLE b (x nonsense)',
  });
  await expect(refused).rejects.toThrow('migrations/state/0001-made-up.sql failed');
  expect((await state.query("SELECT to_regclass('a') AS a")).rows).toEqual([{ a: null }]);
  await migrate(state, facts);
  await facts.run('ALTER TABLE migration DELETE WHERE version = 2', {
    settings: { mutations_sync: 2 },
  });
  await migrate(state, facts);
  expect(await facts.rows('SELECT version FROM migration ORDER BY version')).toEqual(
    migrations('facts').map(({ version }) => ({ version })),
  );
});

test('[M4] data of a newer Bothways is refused, in either store', async () => {
  const { state, facts } = stores;
  await migrate(state, facts);
  await state.query("INSERT INTO migration (version, name) VALUES (999, 'future')");
  await expect(migrate(state, facts)).rejects.toMatchObject({ store: 'state', code: 'data-newer' });
  await state.query('DELETE FROM migration WHERE version = 999');
  await facts.run("INSERT INTO migration (version, name) VALUES (999, 'future')");
  const refused = openStores(directory, { settings });
  await expect(refused).rejects.toMatchObject({ store: 'facts', code: 'data-newer' });
  await expect(refused).rejects.toThrow(/install the newer Bothways/);
});
