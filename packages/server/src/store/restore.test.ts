import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECOGNISED_COLUMNS, REFUSED_SQL } from '@bothways/core';
import { afterAll, expect, test } from 'vitest';
import { backUp } from './backup.ts';
import { recordTables } from './backup-facts.ts';
import { readManifest } from './backup-manifest.ts';
import { factTablesOf } from './backup-testing.ts';
import { createGeneration, createPersonSegments, generationReady } from './generation.ts';
import { migrate, migrations } from './migrate.ts';
import { connectStores, openStores } from './open-stores.ts';
import { restore } from './restore.ts';
import { storeSettings } from './settings.ts';
import { createThreads } from './thread-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-restore-'));
chmodSync(folder, 0o755);
const settings = storeSettings({});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

test('[B7] [B9] an empty workspace comes back; every table that migrations make is in its backup', async () => {
  const stores = await openStores(at('empty'), { settings });
  const { state } = stores;
  await backUp({ stores, dataDir: at('empty'), folder: at('empty-copy'), bothways: 'test' });
  const { state: copied, facts, versions, generation } = readManifest(at('empty-copy'));
  const { rows } = await state.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
  );
  expect([...copied.map(({ table }) => table), 'migration'].sort()).toEqual(
    rows.map(({ name }) => name).sort(),
  );
  expect(facts.map(({ table }) => table).sort()).toEqual(await factTablesOf(stores));
  const moment = {
    version: 0,
    seq: 0,
    importIdMax: 0,
    importsOpen: [],
    shippedTo: 0,
    generation: null,
  };
  expect(facts.length).toBe(recordTables(moment).length);
  expect(generation).toBeNull();
  expect(versions).toEqual({
    state: migrations('state').at(-1)?.version,
    facts: migrations('facts').at(-1)?.version,
  });
  const { host, port, password } = state.options;
  const databaseUrl = `postgres://bothways:${String(password)}@${host}:${port}/postgres`;
  // Stores elsewhere are reached by their addresses, and copied like any.
  const elsewhere = await openStores(at('empty'), { settings: { ...settings, databaseUrl } });
  await backUp({
    ...{ stores: elsewhere, dataDir: at('empty'), folder: at('elsewhere'), bothways: 'test' },
  });
  await elsewhere.close();
  await stores.close();
  const asked = restore({
    ...{ folder: at('elsewhere'), dataDir: at('made'), settings: { ...settings, databaseUrl } },
  });
  await expect(asked).rejects.toMatchObject({ code: 'restore-elsewhere' });
  expect(existsSync(at('made'))).toBe(false);
  await restore({ folder: at('elsewhere'), dataDir: at('made'), settings });
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  const made = await openStores(at('made'), { settings });
  expect(await generationReady(made.state)).toBeNull();
  await made.close();
}, 180_000);

test('[B1] texts with every separator of lines, quotes and marks of other tongues come back', async () => {
  const text = '\u2028\u2029\r\n\v\f\u0085 "quoted" \\ \u{1f600} \u00e9';
  const stores = await openStores(at('texts'), { settings });
  await stores.state.query(`INSERT INTO setting (key, value) VALUES ('text', $1)`, [text]);
  const files = JSON.stringify([{ file: 'a', text }]);
  await stores.state.query(
    `INSERT INTO model_version (hash, name, files) VALUES ('a', $1, $2), ('b', 'plain', '[]')`,
    [text, files],
  );
  await backUp({ stores, dataDir: at('texts'), folder: at('texts-copy'), bothways: 'test' });
  await stores.close();
  await restore({ folder: at('texts-copy'), dataDir: at('texts-made'), settings });
  const made = await openStores(at('texts-made'), { settings });
  const { rows } = await made.state.query(
    `SELECT value, name, files -> 0 ->> 'text' AS text FROM setting, model_version WHERE key = 'text' ORDER BY hash`,
  );
  await made.close();
  expect(rows).toEqual([
    { value: text, name: text, text },
    { value: text, name: 'plain', text: null },
  ]);
}, 180_000);

test('[B5] a backup of an older Bothways is brought to this version, its events intact', async () => {
  const old = await connectStores(at('old'), { settings });
  const { state, facts } = old;
  await migrate(state, facts, {
    state: migrations('state').filter(({ version }) => version === 1),
    facts: migrations('facts').filter(({ version }) => version === 1),
  });
  await facts.run(
    `INSERT INTO event (source, message_id, seq, at, received_at, type, name, properties)
     SELECT 'till', toString(number), number + 1, now64(3), now64(3), 'track', 'bought', map('total', toString(number)) FROM numbers(1000)`,
  );
  await state.query(
    `INSERT INTO import (source, files, state, seq_from, seq_to) VALUES ('till', '[]', 'done', 0, 1000)`,
  );
  await state.query(`INSERT INTO model_version (hash, name, files) VALUES ('h', 'm', '[]')`);
  const { rows } = await state.query<{ id: string }>(
    `INSERT INTO generation (model_version, state, recognition, seq_done) VALUES (1, 'ready', 'r', 1000) RETURNING id`,
  );
  const id = Number(rows[0]?.id);
  await createGeneration(facts, id, { columns: RECOGNISED_COLUMNS, refusedSql: REFUSED_SQL });
  const ready = {
    ...{ id, modelVersion: 1, seqDone: 1000, seqWorked: 1000 },
    ...{ recognition: 'r', summary: null, corrected: false },
  };
  await createPersonSegments(facts, ready);
  await createThreads(facts, ready);
  const sums =
    'SELECT count() AS n, sum(cityHash64(source, message_id, seq, at, name, properties)) AS hash FROM event';
  const before = await facts.rows(sums);
  await backUp({ stores: old, dataDir: at('old'), folder: at('old-copy'), bothways: 'test' });
  await old.close();
  await restore({ folder: at('old-copy'), dataDir: at('new'), settings });
  const made = await openStores(at('new'), { settings });
  expect(await made.facts.rows(sums)).toEqual(before);
  // The newer version reads more of an event: the ledger is to be built again.
  expect(await generationReady(made.state)).toBeNull();
  expect((await made.state.query('SELECT max(version) AS version FROM migration')).rows).toEqual([
    { version: migrations('state').at(-1)?.version },
  ]);
  const { rows: next } = await made.state.query<{ id: string }>(
    `INSERT INTO model_version (hash, name, files) VALUES ('h2', 'm', '[]') RETURNING id`,
  );
  expect(next).toEqual([{ id: '2' }]);
  await made.close();
}, 180_000);
