import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStores } from '../store/open-stores.ts';
import { bothways, document, leftOn, temporaryFolder } from './cli-testing.ts';
import { type Shop, shopIn, succeeds, unplain } from './faults-testing.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
let shop: Shop;

beforeAll(async () => {
  shop = await shopIn(folder, 8_000);
});
afterAll(() => rmSync(folder, { recursive: true }));

// One workspace over time: each test goes on where the one before ended.
test('[FA3] two first starts of one directory: one import is taken, the other told or finds it there', async () => {
  const both = await Promise.all([bothways(shop.early(data)), bothways(shop.early(data))]);
  for (const ended of both.filter(({ code }) => code !== 0)) expect(unplain(ended)).toBeNull();
  expect(both.map(({ code }) => code)).toContain(0);
  expect(await succeeds(shop.early(data))).toMatch(/200 there already/);
});

test('[FA3] two imports of a source, two rebuilds, an import beside a rebuild: as one after the other', async () => {
  const imports = await Promise.all([bothways(shop.late(data)), bothways(shop.late(data))]);
  for (const ended of imports.filter(({ code }) => code !== 0)) {
    expect(unplain(ended)).toBeNull();
    expect(ended.err).toMatch(/another import of source "till" is running/);
  }
  expect(await succeeds(shop.late(data))).toMatch(/8000 there already/);
  const rebuilds = await Promise.all([succeeds(shop.rebuild(data)), succeeds(shop.rebuild(data))]);
  expect(rebuilds[0]).toBe(rebuilds[1]);
  const ledger = await succeeds(shop.ledger(data));
  await Promise.all([succeeds(shop.rebuild(data)), succeeds(shop.late(data))]);
  expect(await succeeds(shop.ledger(data))).toBe(ledger);
  expect(await leftOn(data)).toEqual([]);
});

test('[FA4] data of a newer Bothways is refused by every command, and stays as it is', async () => {
  const stores = await openStores(data);
  const ledger = await succeeds(shop.ledger(data));
  await stores.state.query(`INSERT INTO migration (version, name) VALUES (9000, 'of-the-future')`);
  for (const line of [shop.ledger(data), shop.early(data), shop.rebuild(data)]) {
    const told = await document(
      line.filter((word) => word !== '--json'),
      { code: 1 },
    );
    expect(told).toMatchObject({ ok: false, code: 'data-newer' });
    expect(told['message']).toMatch(/version 9000, made by a newer Bothways.*install the newer/);
  }
  await stores.state.query('DELETE FROM migration WHERE version = 9000');
  expect(await succeeds(shop.ledger(data))).toBe(ledger);
  await stores.close();
});

test('[FA5] damaged files: the table, and what to do', async () => {
  const stores = await openStores(data);
  const rows = await stores.facts.rows<{ table: string; path: string }>(
    `SELECT table, path FROM system.parts WHERE active AND database = currentDatabase()`,
  );
  await stores.close();
  const cut = (name: RegExp): void => {
    for (const { path } of rows.filter(({ table }) => name.test(table)))
      for (const file of readdirSync(path).filter((each) => each.endsWith('.bin')))
        truncateSync(join(path, file), 1);
  };
  const ledger = await bothways(shop.ledger(data));
  cut(/^transfer_g/);
  const refused = await bothways(shop.ledger(data));
  expect(unplain(refused)).toBeNull();
  expect(refused.err).toMatch(/rows of "transfer_g1" are missing .*run "bothways rebuild"/);
  await succeeds(shop.rebuild(data));
  expect(await bothways(shop.ledger(data))).toEqual(ledger);
  cut(/^event$/);
  for (const line of [shop.rebuild(data), shop.late(data)]) {
    const ended = await bothways(line);
    expect(unplain(ended)).toBeNull();
    expect(ended.err).toMatch(/8,200 of 8,200 rows of "event" are missing.*restore a backup/);
  }
  const warned = await bothways(shop.ledger(data));
  expect(warned).toMatchObject({ code: 0, out: ledger.out });
  expect(warned.err).toMatch(/rows of "event" are missing/);
  writeFileSync(join(data, 'postgres', 'global', 'pg_control'), 'nothing');
  const dead = await bothways(shop.ledger(data));
  expect(unplain(dead)).toBeNull();
  expect(dead.err).toMatch(/postgres did not start:\n.*pg_control.*restore a backup/s);
});
