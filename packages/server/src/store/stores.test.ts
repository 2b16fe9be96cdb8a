import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Facts } from './facts.ts';
import { openStores } from './open-stores.ts';
import { storeSettings } from './settings.ts';
import { StoreError } from './store-error.ts';
import { openTestStores } from './testing.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let facts: Facts;

beforeAll(async () => {
  opened = await openTestStores();
  facts = opened.stores.facts;
});
afterAll(() => opened.close());

test('[S1] 64-bit integers and decimals are exact both ways, texts stay texts', async () => {
  const given = fc.record({
    whole: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    name: fc.string({ unit: 'grapheme' }),
  });
  const sql =
    "SELECT {whole:UInt64} AS whole, {name:String} AS name, toDecimal64('0.10', 2) AS money, {list:Array(UInt64)} AS list";
  await fc.assert(
    fc.asyncProperty(given, async ({ whole, name }) => {
      const rows = await facts.rows(sql, { parameters: { whole, name, list: [whole, 1n] } });
      expect(rows).toEqual([{ whole: `${whole}`, name, money: '0.1', list: [`${whole}`, '1'] }]);
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['SELECT * FROM nowhere', '60', 'mend the statement'],
  ['SELEC', '62', 'mend the statement'],
  [
    'SELECT sleepEachRow(0.1) FROM numbers(50) SETTINGS max_block_size = 1, max_execution_time = 0.3',
    '159',
    'ask for less at once',
  ],
])('[S2] %s throws a StoreError with code %s', async (sql, code, todo) => {
  const asked = facts.rows(sql);
  await expect(asked).rejects.toBeInstanceOf(StoreError);
  await expect(asked).rejects.toMatchObject({ store: 'facts', code, statement: sql, todo });
  await expect(facts.run(sql)).rejects.toMatchObject({ code });
  await expect(facts.stream(sql, 'CSV')).rejects.toMatchObject({ code });
});

test('[S2] a stream that breaks off says why', async () => {
  const sql =
    "SELECT throwIf(number = 800000, 'too late') FROM numbers(1000000) SETTINGS max_threads = 1";
  const stream = await facts.stream(sql, 'CSV');
  const read = buffer(stream);
  await expect(read).rejects.toMatchObject({ store: 'facts', code: '395' });
  await expect(read).rejects.toThrow(/too late/);
});

test('[S3] statements have limits, and may set their own', async () => {
  const sql =
    "SELECT getSetting('max_execution_time') AS time, toString(getSetting('max_memory_usage')) AS memory";
  const usual = { time: 120, memory: String(storeSettings({}).factsQueryMemoryMax) };
  expect(await facts.rows(sql)).toEqual([usual]);
  const settings = { max_execution_time: 7, max_memory_usage: 12_345_678 };
  expect(await facts.rows(sql, { settings })).toEqual([{ time: 7, memory: '12345678' }]);
});

test('[S4] a stream goes in, another comes out', async () => {
  await facts.run('CREATE TABLE streamed (a UInt64, b String) ENGINE = MergeTree ORDER BY a');
  const rows = Array.from({ length: 5000 }, (_, a) => `${a}\tname ${a}\n`);
  await facts.insert('streamed (a, b)', 'TabSeparated', Readable.from(rows, { objectMode: false }));
  const stream = await facts.stream('SELECT a, b FROM streamed ORDER BY a', 'TabSeparated');
  expect(await text(stream)).toBe(rows.join(''));
  const parquet = await buffer(await facts.stream('SELECT * FROM streamed', 'Parquet'));
  expect(parquet.subarray(-4).toString()).toBe('PAR1');
  const broken = Readable.from(['1\tx\n', 'x\tx\n'], { objectMode: false });
  await expect(facts.insert('streamed', 'TabSeparated', broken)).rejects.toMatchObject({
    code: '27',
  });
});

test('[S5] a signal stops a statement', async () => {
  const stopping = new AbortController();
  const asked = facts.run('SELECT sleepEachRow(1) FROM numbers(100) SETTINGS max_block_size = 1', {
    signal: stopping.signal,
  });
  setTimeout(() => stopping.abort(), 100);
  await expect(asked).rejects.toMatchObject({ name: 'StoreError', store: 'facts' });
});

test('[S6] settings come from the environment, broken ones are named', () => {
  const environment = {
    CLICKHOUSE_URL: 'http://x',
    BOTHWAYS_FACTS_MEMORY_MAX: '1000000000',
    DATABASE_URL: '',
  };
  expect(storeSettings(environment)).toMatchObject({
    clickhouseUrl: 'http://x',
    databaseUrl: undefined,
    factsMemoryMax: 1_000_000_000,
    factsQueryMemoryMax: 800_000_000,
  });
  for (const text of ['much', '-1', '1.5', '1']) {
    const read = (): unknown => storeSettings({ BOTHWAYS_FACTS_MEMORY_MAX: text });
    expect(read).toThrow(
      `BOTHWAYS_FACTS_MEMORY_MAX=${text}: want a whole number of at least 268435456`,
    );
  }
});

test.each([
  [{ CLICKHOUSE_URL: 'nonsense' }, 'facts', 'address'],
  [{ CLICKHOUSE_URL: 'http://127.0.0.1:1' }, 'facts', 'ECONNREFUSED'],
  [{ DATABASE_URL: 'postgres://127.0.0.1:1/x' }, 'state', 'ECONNREFUSED'],
])('[S7] %j is refused', async (environment, store, code) => {
  const settings = storeSettings(environment);
  const asked = openStores(opened.dataDir, { settings });
  await expect(asked).rejects.toMatchObject({ name: 'StoreError', store, code });
});

test('[S7] addresses from the environment are used as they are', async () => {
  const { state } = opened.stores;
  const [host, port] = [state.options.host, state.options.port];
  const password = String(state.options.password);
  const DATABASE_URL = `postgres://bothways:${password}@${host}:${port}/postgres`;
  const settings = storeSettings({ DATABASE_URL });
  const other = await openStores(opened.dataDir, { settings });
  await other.state.query("INSERT INTO setting VALUES ('by', 'address')");
  await other.close();
  const { rows } = await state.query("SELECT value FROM setting WHERE key = 'by'");
  expect(rows).toEqual([{ value: 'address' }]);
});
