import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { type ClickHouseClient, ClickHouseError, TupleParam } from '@clickhouse/client';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestFace, type TestFace } from './face-testing.ts';

let face: TestFace;
let client: ClickHouseClient;

beforeAll(async () => {
  face = await openTestFace();
  client = face.client({ database: 'bothways' });
});
afterAll(() => face.close());

async function rows<Row>(query: string, more: object = {}): Promise<Row[]> {
  const result = await client.query({ query, format: 'JSONEachRow', ...more });
  return result.json<Row>();
}

test('[F1] a wrong password is refused, a right one by header or basic authentication taken', async () => {
  const stranger = face.client({ password: 'battery-staple' });
  await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '516' });
  const ask = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${face.url}/?query=SELECT%201`, { headers });
  expect((await ask({})).status).toBe(403);
  expect(
    (await ask({ 'X-ClickHouse-User': 'any', 'X-ClickHouse-Key': face.password })).status,
  ).toBe(200);
  expect(await (await fetch(`${face.url}/ping`)).text()).toBe('Ok.\n');
  expect(await client.ping()).toEqual({ success: true });
});

test('[F2] parameters of every type come through whole', async () => {
  const anything = fc.record({
    text: fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => text.isWellFormed()),
    whole: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    texts: fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 4 }),
    map: fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 3 }),
    maybe: fc.option(fc.string({ maxLength: 5 })),
    flag: fc.boolean(),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  });
  const query = `SELECT {text:String} AS text, toString({whole:Int64}) AS whole, {texts:Array(String)} AS texts,
    {map:Map(String, String)} AS map, {maybe:Nullable(String)} AS maybe, {flag:Bool} AS flag, {number:Float64} AS number`;
  await fc.assert(
    fc.asyncProperty(anything, async (given) => {
      const query_params = { ...given, map: new Map(Object.entries(given.map)) };
      const [row] = await rows<Record<string, unknown>>(query, { query_params });
      const number = Object.is(given.number, -0) ? 0 : given.number;
      const seen = { ...row, number: Number(row?.['number']) + 0 };
      expect(seen).toEqual({
        ...given,
        whole: String(given.whole),
        map: { ...given.map },
        number,
      });
    }),
    { numRuns: 120 },
  );
});

test.each([
  "'; DROP TABLE kept; --",
  "\\'; DROP TABLE kept; --",
  '\\',
  "\\\\' OR 1=1 /*",
  '`"\'\0',
  '{text:String}',
])('[F2] %j stays a text, also in a list, a tuple and as a name', async (text) => {
  await client.command({ query: 'CREATE TABLE IF NOT EXISTS kept (a Int8) ENGINE = Memory' });
  const query = `SELECT {text:String} AS one, {texts:Array(String)} AS many, tupleElement({pair:Tuple(String, Int8)}, 1) AS first`;
  const query_params = { text, texts: [text, 'b'], pair: new TupleParam([text, 1]) };
  const found = await rows(query, { query_params });
  expect(found).toEqual([{ one: text, many: [text, 'b'], first: text }]);
  expect(await rows('SELECT count() AS n FROM kept')).toEqual([{ n: 0 }]);
});

test('[F3] settings do not leak into other requests', async () => {
  const value = (): Promise<unknown> =>
    rows("SELECT getSetting('max_block_size') AS a, getSetting('max_execution_time') AS b");
  const usual = await value();
  const clickhouse_settings = { max_block_size: '7', max_execution_time: 1 };
  const set = "SELECT getSetting('max_block_size') AS a, getSetting('max_execution_time') AS b";
  expect(await rows(set, { clickhouse_settings })).toEqual([{ a: 7, b: 1 }]);
  await client.command({ query: 'SET max_block_size = 9' });
  expect(await value()).toEqual(usual);
  expect(await rows('SELECT sleep(1.1) AS slept')).toEqual([{ slept: 0 }]);
});

test.each([
  ['log_comment', "x'; CREATE TABLE leaked (a Int8) ENGINE = Memory; --"],
  ['log_comment', "x\\'; CREATE TABLE leaked (a Int8) ENGINE = Memory; --"],
  ['log_comment', 'x\0\n/* -- `'],
])('[F3] a setting %s of %j is a value, not SQL', async (name, text) => {
  const query = "SELECT getSetting('log_comment') AS text";
  expect(await rows(query, { clickhouse_settings: { [name]: text } })).toEqual([{ text }]);
  expect(await rows("SELECT name FROM system.tables WHERE name = 'leaked'")).toEqual([]);
});

test.each(['a; DROP TABLE kept', 'a = 1, b', 'max_threads --', ''])(
  '[F3] %j is no name of a setting',
  async (name) => {
    const asked = rows('SELECT 1', { clickhouse_settings: { [name]: '1' } });
    await expect(asked).rejects.toMatchObject({ code: '115' });
  },
);

test('[F9] gzip both ways', async () => {
  const packed = face.client({
    database: 'bothways',
    compression: { request: true, response: true },
  });
  await packed.command({ query: 'CREATE TABLE packed (a UInt64, b String) ENGINE = Memory' });
  const values = Array.from({ length: 5000 }, (_, a) => ({ a, b: `row ${a} ä` }));
  await packed.insert({ table: 'packed', values, format: 'JSONEachRow' });
  const result = await packed.query({
    query: 'SELECT * FROM packed ORDER BY a',
    format: 'JSONEachRow',
  });
  expect(await result.json()).toEqual(values);
  const document = await packed.query({ query: 'SELECT * FROM packed ORDER BY a', format: 'JSON' });
  expect((await document.json<{ a: number }>()).data.length).toBe(5000);
  await expect(packed.query({ query: 'SELEC 1' })).rejects.toMatchObject({ code: '62' });
});

test.each([
  ['SELEC 1', '62', 'SYNTAX_ERROR', 400],
  ['SELECT * FROM nowhere', '60', 'UNKNOWN_TABLE', 404],
  ['SELECT nothing', '47', 'UNKNOWN_IDENTIFIER', 404],
  ['SELECT nofunction(1)', '46', 'UNKNOWN_FUNCTION', 404],
  ["SELECT toInt8('x')", '6', 'CANNOT_PARSE_TEXT', 400],
  ['SELECT throwIf(1)', '395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO', 500],
  ['CREATE TABLE kept (a Int8) ENGINE = Memory', '57', 'TABLE_ALREADY_EXISTS', 500],
  ['SELECT {a:Int8}', '456', 'UNKNOWN_QUERY_PARAMETER', 400],
  [
    'SELECT sleepEachRow(0.1) FROM numbers(50) SETTINGS max_block_size = 1, max_execution_time = 0.3 FORMAT JSON',
    '159',
    'TIMEOUT_EXCEEDED',
    408,
  ],
])('[F10] %s is refused with code %s', async (query, code, type, status) => {
  await client.command({ query: 'CREATE TABLE IF NOT EXISTS kept (a Int8) ENGINE = Memory' });
  await expect(client.command({ query })).rejects.toBeInstanceOf(ClickHouseError);
  await expect(client.command({ query })).rejects.toMatchObject({ code, type });
  const answer = await fetch(`${face.url}/?database=bothways`, {
    method: 'POST',
    body: query,
    headers: { 'X-ClickHouse-Key': face.password },
  });
  expect([answer.status, answer.headers.get('X-ClickHouse-Exception-Code')]).toEqual([
    status,
    code,
  ]);
  expect(await rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
});

test('[F10] a syntax error says the place in the statement as it was sent', async () => {
  const asked = client.query({ query: 'SELECT 1 FRM x y' });
  await expect(asked).rejects.toThrow(/failed at position 14 .*Expected one of/s);
});

test('[F10] a bad row in a long body gives a typed error, and the connection lives on', async () => {
  await client.command({ query: 'CREATE TABLE strict (a UInt64) ENGINE = Memory' });
  const lines = function* (): Generator<Buffer> {
    yield Buffer.from('{"a":1}\n{"a":"x"}\n');
    for (let at = 0; at < 200; at += 1) yield Buffer.from('{"a":1}\n'.repeat(20_000));
  };
  const insert = client.exec({
    query: 'INSERT INTO strict FORMAT JSONEachRow',
    values: Readable.from(lines(), { objectMode: false }),
  });
  await expect(insert).rejects.toMatchObject({ code: '27' });
  expect(await rows('SELECT count() AS n FROM strict')).toEqual([{ n: 0 }]);
});

test('[F10] an error after the first rows is typed, and no one takes the answer for whole', async () => {
  const query = `SELECT number, throwIf(number = 400000, 'late') AS a FROM numbers(1000000) SETTINGS max_threads = 1`;
  const result = await client.query({ query, format: 'JSONEachRow' });
  await expect(result.json()).rejects.toMatchObject({ code: '395' });
  const raw = await client.exec({ query: `${query} FORMAT CSV` });
  await expect(buffer(raw.stream)).rejects.toThrow();
  const document = await client.exec({ query: `${query} FORMAT JSON` });
  await expect(buffer(document.stream)).rejects.toThrow();
});

test('[F11] leaving kills the statement, and the next is answered at once', async () => {
  for (const format of ['JSONEachRow', 'JSON'] as const) {
    const leaving = new AbortController();
    const query =
      'SELECT count() FROM (SELECT number % 77777777 AS k, count() FROM numbers(100000000000) GROUP BY k)';
    const asked = client.query({ query, format, abort_signal: leaving.signal });
    await wait(300);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    const since = performance.now();
    expect(await rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
    expect(performance.now() - since).toBeLessThan(500);
    await expect
      .poll(
        () =>
          rows(
            "SELECT count() AS n FROM system.processes WHERE query LIKE '%77777777%' AND query NOT LIKE '%processes%'",
          ),
        { timeout: 3000 },
      )
      .toEqual([{ n: 0 }]);
  }
});

test('[F11] leaving a stream half read ends its statement', async () => {
  for (const format of ['JSONEachRow', 'JSON'] as const) {
    const query = `SELECT number AS n55555 FROM numbers(10000000000) FORMAT ${format}`;
    const { stream } = await client.exec({ query });
    for await (const _ of stream) break;
    stream.destroy();
    await expect
      .poll(
        () =>
          rows(
            "SELECT count() AS n FROM system.processes WHERE query LIKE '%n55555%' AND query NOT LIKE '%processes%'",
          ),
        { timeout: 3000 },
      )
      .toEqual([{ n: 0 }]);
  }
});

test('[F12] a quick statement passes a slow one', async () => {
  // A subquery of one value is worked out before the answer begins; not even that holds up others.
  const slow = rows('SELECT (SELECT count() FROM numbers(1000000000) WHERE number % 7 = 1) AS n');
  await wait(50);
  const since = performance.now();
  await rows('SELECT 1');
  expect(performance.now() - since).toBeLessThan(400);
  await slow;
});

test('[F12] fifty at once get each their own answer', async () => {
  const asked = Array.from({ length: 50 }, async (_, at) => {
    const query_params = { at };
    const clickhouse_settings = { max_block_size: String(at + 1) };
    const query = `SELECT {at:UInt32} AS at, toUInt32(getSetting('max_block_size')) AS size, sum(number) AS total FROM numbers({at:UInt32} * 1000)`;
    const format = at % 2 === 0 ? 'JSONEachRow' : 'JSONCompactEachRowWithNames';
    const result = await client.query({ query, format, query_params, clickhouse_settings });
    const total = (at * 1000 * (at * 1000 - 1)) / 2;
    const text = await result.text();
    const last = text.trim().split('\n').at(-1) ?? '';
    const values = Object.values(JSON.parse(last)).map(Number);
    expect(values).toEqual([at, at + 1, Math.abs(total)]);
  });
  await Promise.all(asked);
});

test('[F13] a session keeps what is set in it, and takes one statement at a time', async () => {
  const session = face.client({ session_id: 'mine', database: 'bothways' });
  await session.command({ query: 'CREATE TEMPORARY TABLE mine (a Int8)' });
  await session.command({ query: 'INSERT INTO mine VALUES (1), (2)' });
  const found = await session.query({
    query: 'SELECT sum(a) AS n FROM mine',
    format: 'JSONEachRow',
  });
  expect(await found.json()).toEqual([{ n: 3 }]);
  await expect(rows('SELECT * FROM mine')).rejects.toMatchObject({ code: '60' });
  const slow = session.query({ query: 'SELECT sleep(0.5)' });
  await wait(100);
  await expect(session.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '373' });
  await slow;
});
