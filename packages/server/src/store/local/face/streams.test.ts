import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestFace, type TestFace } from './face-testing.ts';

let face: TestFace;
let client: ClickHouseClient;

beforeAll(async () => {
  face = await openTestFace();
  client = face.client({ database: 'bothways' });
});
afterAll(() => face.close());

async function value(query: string): Promise<unknown> {
  const result = await client.query({ query, format: 'JSONCompactEachRow' });
  const [row] = await result.json<unknown[]>();
  return row;
}

async function insert(
  into: string,
  format: string,
  values: Readable,
  settings = {},
): Promise<unknown> {
  const query = `INSERT INTO ${into} FORMAT ${format}`;
  const done = await client.exec({ query, values, clickhouse_settings: settings });
  await buffer(done.stream);
  return done.summary;
}

function bytes(pieces: Iterable<Buffer>): Readable {
  return Readable.from(pieces, { objectMode: false });
}

test.each([
  ['JSONEachRow', 2_000_000],
  ['CSVWithNames', 2_000_000],
  ['Parquet', 4_000_000],
  ['JSON', 1_000_000],
])('[F4] %s of %d rows streams in bounded memory', async (format, count) => {
  const before = face.residentBytes();
  const query = `SELECT number, 'customer ' || toString(number) AS name FROM numbers(${count}) FORMAT ${format}`;
  const { stream } = await client.exec({ query });
  let [length, most, checks] = [0, 0, 0];
  for await (const chunk of stream) {
    length += chunk.length;
    checks += 1;
    if (checks % 64 === 0) most = Math.max(most, face.residentBytes());
  }
  expect(length).toBeGreaterThan(count * 4);
  expect(most - before).toBeLessThan(400 * 2 ** 20);
});

test.each([
  ['CSVWithNames', '"a"\n'],
  ['TabSeparatedWithNames', 'a\n'],
  ['JSONEachRow', ''],
  ['CSV', ''],
])('[F4] %s without rows is %j', async (format, text) => {
  const { stream } = await client.exec({ query: `SELECT 1 AS a WHERE 0 FORMAT ${format}` });
  expect((await buffer(stream)).toString()).toBe(text);
});

test('[F4] what Parquet gives, Parquet takes', async () => {
  await client.command({ query: 'CREATE TABLE parquet (a UInt64, b String) ENGINE = Memory' });
  const query =
    "SELECT number AS a, repeat('\\0', 3) || toString(number) AS b FROM numbers(300000) FORMAT Parquet";
  const { stream } = await client.exec({ query });
  await insert('parquet', 'Parquet', stream);
  const sums = 'count(), sum(a), sum(cityHash64(a, b))';
  const given = query.replace(' FORMAT Parquet', '');
  expect(await value(`SELECT ${sums} FROM parquet`)).toEqual(
    await value(`SELECT ${sums} FROM (${given})`),
  );
});

test.each([
  ['JSONEachRow', (at: number) => `{"a":${at},"b":"line ${at}\\nof \\"two\\""}\n`],
  ['TabSeparated', (at: number) => `${at}\tline ${at}\\nof "two"\n`],
  ['CSV', (at: number) => `${at},"line ${at}\nof ""two"""\n`],
] as const)(
  '[F5] %s of 400,000 rows in many pieces: each row once, memory bounded',
  async (format, line) => {
    await client.command({
      query: 'CREATE OR REPLACE TABLE many (a UInt64, b String) ENGINE = MergeTree ORDER BY a',
    });
    const before = face.residentBytes();
    let most = 0;
    const count = 400_000;
    const chunks = function* (): Generator<Buffer> {
      for (let at = 0; at < count; at += 1000) {
        yield Buffer.from(Array.from({ length: 1000 }, (_, more) => line(at + more)).join(''));
        if (at % 50_000 === 0) most = Math.max(most, face.residentBytes());
      }
    };
    const summary = await insert('many (a, b)', format, bytes(chunks()));
    expect(await value('SELECT count(), uniqExact(a), sum(a) FROM many')).toEqual([
      count,
      count,
      (count * (count - 1)) / 2,
    ]);
    expect(
      await value(`SELECT countIf(b != 'line ' || toString(a) || '\\nof "two"') FROM many`),
    ).toEqual([0]);
    expect(summary).toMatchObject({ written_rows: String(count) });
    expect(most - before).toBeLessThan(400 * 2 ** 20);
  },
);

test('[F16] the summary counts what was written, from a body, values and a query', async () => {
  await client.command({ query: 'CREATE TABLE counted (a UInt64) ENGINE = Memory' });
  const done = await client.insert({
    table: 'counted',
    values: [{ a: 1 }, { a: 2 }],
    format: 'JSONEachRow',
  });
  expect(done.summary).toMatchObject({ written_rows: '2' });
  const values = await client.command({ query: 'INSERT INTO counted VALUES (1), (2), (3)' });
  expect(values.summary).toMatchObject({ written_rows: '3' });
  const query = await client.command({
    query: 'INSERT INTO counted SELECT number FROM numbers(5)',
  });
  expect(query.summary).toMatchObject({ written_rows: '5' });
  expect(await value('SELECT count() FROM counted')).toEqual([10]);
});

test('[F7] RowBinary goes in whole, any byte in it', async () => {
  await client.command({ query: 'CREATE TABLE binary (a UInt32, b String) ENGINE = Memory' });
  const chunks = function* (): Generator<Buffer> {
    for (let at = 0; at < 256; at += 1) {
      const row = Buffer.from([0, 0, 0, 0, 4, at, 0, 10, 255 - at]);
      row.writeUInt32LE(at);
      yield row.subarray(0, 3);
      yield row.subarray(3);
    }
  };
  await insert('binary', 'RowBinary', bytes(chunks()));
  const right = "countIf(hex(b) = concat(hex(toUInt8(a)), '000A', hex(toUInt8(255 - a))))";
  expect(await value(`SELECT count(), ${right} FROM binary`)).toEqual([256, 256]);
});

test.each([
  ['JSONEachRow', '{"a":7}\n'],
  ['RowBinary', '\x01\x02\x03\x04\x05\x06\x07\x08'],
])('[F7] of a %s body that breaks off early nothing is there', async (format, row) => {
  await client.command({ query: 'CREATE OR REPLACE TABLE broken (a UInt64) ENGINE = Memory' });
  const body = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < 100; at += 1) yield Buffer.from(row.repeat(100), 'latin1');
    throw new Error('the cable');
  };
  const values = Readable.from(body(), { objectMode: false });
  await expect(insert('broken', format, values)).rejects.toThrow();
  expect(await value('SELECT count() FROM broken')).toEqual([0]);
});

test('[F8] three inserts are three though the first has a token; a repeated one is one, in all its pieces', async () => {
  const settings = 'SETTINGS non_replicated_deduplication_window = 100';
  await client.command({
    query: `CREATE TABLE once (a UInt64, b String) ENGINE = MergeTree ORDER BY a ${settings}`,
  });
  const send = (a: number, token?: string): Promise<unknown> =>
    insert(
      'once',
      'JSONEachRow',
      bytes([Buffer.from(`{"a":${a}}\n`)]),
      token ? { insert_deduplication_token: token } : {},
    );
  await send(1, 'T');
  await send(2);
  await send(3);
  expect(await value('SELECT count() FROM once')).toEqual([3]);
  const long = function* (size: number): Generator<Buffer> {
    const all = Buffer.from(
      Array.from({ length: 150_000 }, (_, a) => `{"a":${a},"b":"${'x'.repeat(60)}"}\n`).join(''),
    );
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
  };
  const token = { insert_deduplication_token: 'long' };
  await insert('once', 'JSONEachRow', bytes(long(65_536)), token);
  expect(await value('SELECT count() FROM once')).toEqual([150_003]);
  await insert('once', 'JSONEachRow', bytes(long(99_991)), token);
  expect(await value('SELECT count() FROM once')).toEqual([150_003]);
});
