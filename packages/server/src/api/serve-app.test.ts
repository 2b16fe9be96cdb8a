import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import {
  cubeReply,
  dataReply,
  overviewReply,
  type Rejects,
  rejectsReply,
  valuationsReply,
  yearReply,
} from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { readingNow } from '../measure/reading.ts';
import { reportData } from '../measure/report.ts';
import { smallCube } from '../measure/small-cube.ts';
import { openTestStores } from '../store/testing.ts';
import { type Answer, ask, routesWritten } from './api-testing.ts';
import { isLoopbackHost, type Served } from './loopback.ts';
import { serveApp } from './serve-app.ts';

const { model, files } = modelOf(WORLD);
const ROUTES = {
  '/api/overview': overviewReply,
  '/api/cube': cubeReply,
  '/api/valuations': valuationsReply,
  '/api/year': yearReply,
  '/api/data': dataReply,
  '/api/rejects': rejectsReply,
} as const;
const KEPT = ['/api/overview', '/api/cube', '/api/valuations', '/api/year'] as const;
const wrong = (id: number) => ({
  ...{ type: 'track', event: 'Paid', messageId: `w${id}`, timestamp: 'soon' },
  properties: { note: 'é'.repeat(id * 1000) },
});

let opened: Awaited<ReturnType<typeof openTestStores>>;
let served: Served;
const warned: string[] = [];
const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  ask(served.address, path, { headers });

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  const events = [...worldEvents(21, 800), ...[0, 1, 2, 3, 4].map(wrong)];
  await importEvents({ stores, source: 'world', events });
  await importEvents({ stores, source: 'other', events: [wrong(1), wrong(1), wrong(2)] });
  await rebuild({ stores, model, files });
  served = await serveApp({
    ...{ stores, directory: '/data', app: '/nowhere', port: 0, version: '0.0.0' },
    warn: (told) => warned.push(told),
  });
});
afterAll(async () => {
  await served.close();
  await opened.close();
});

test('[AP4] every reply is what the contract says', async () => {
  for (const [path, schema] of Object.entries(ROUTES)) {
    const { status, json, headers } = await get(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(schema.parse(json)).toEqual(json);
  }
});

test('[AP4] it says what the ledger, the model and the imports say', async () => {
  const reading = await readingNow(opened.stores);
  if (reading === null) throw new Error('no ledger');
  const overview = overviewReply.parse((await get('/api/overview')).json);
  expect(overview).toEqual(
    JSON.parse(JSON.stringify(await reportData(reading, overview.generatedAt))),
  );
  expect((await get('/api/cube')).text).toBe((await smallCube(reading)).json);
  const shown = valuationsReply.parse((await get('/api/valuations')).json);
  expect(shown.valuations.map(({ kind, segment }) => [kind, segment])).toEqual(
    model.valuations.map(({ kind, segment }) => [kind, segment]),
  );
  expect(shown).toMatchObject({ currency: 'EUR', modelVersion: 1 });
  const data = dataReply.parse((await get('/api/data')).json);
  expect(data.imports.map(({ id, source, rejected }) => [id, source, rejected])).toEqual([
    [2, 'other', 3],
    [1, 'world', 5],
  ]);
  expect(data).toMatchObject({
    ledger: { generation: 1, modelVersion: 1, behind: 0 },
    rejected: [{ reason: 'bad-time', count: 8 }],
    unmapped: overview.blind.unmapped,
    unseen: [{ id: 'never' }],
    events: overview.events,
  });
});

test('[AP5] OpenAPI is of the routes there are, and the real replies fit it', async () => {
  const { json } = await get('/api/openapi.json');
  const document = json as {
    readonly openapi: string;
    readonly paths: Record<string, Record<string, Operation>>;
    readonly components: { readonly schemas: Record<string, z.core.JSONSchema.BaseSchema> };
  };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths).toSorted()).toEqual(routesWritten(KEPT));
  const { schemas } = document.components;
  const whole = JSON.stringify(document);
  for (const [, name = ''] of whole.matchAll(/"\$ref":"([^"]*)"/g))
    expect(Object.keys(schemas).map((each) => `#/components/schemas/${each}`)).toContain(name);
  const $defs = JSON.parse(JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/'));
  const fits = (name: string) => z.fromJSONSchema({ $defs, $ref: `#/$defs/${name}` });
  for (const operation of Object.values(document.paths).flatMap((each) => Object.values(each)))
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
  for (const path of Object.keys(ROUTES)) {
    const operation = document.paths[path]?.['get'] ?? { parameters: [], responses: {} };
    expect(Object.keys(operation.responses)).toEqual(['200', '4XX', '5XX']);
    const refs = Object.values(operation.responses).map(({ description, content }) => {
      expect(description).toMatch(/\.$/);
      return content['application/json'].schema.$ref.split('/').at(-1) ?? '';
    });
    expect(refs.slice(1)).toEqual(['Error', 'Error']);
    expect(fits(refs[0] ?? '').safeParse((await get(path)).json).success, path).toBe(true);
    expect(fits(refs[0] ?? '').safeParse({}).success, path).toBe(false);
  }
  const asked = document.paths['/api/rejects']?.['get']?.parameters;
  expect(asked).toContainEqual(
    expect.objectContaining({ in: 'query', name: 'after', required: false }),
  );
  expect(asked).toContainEqual(
    expect.objectContaining({ schema: expect.objectContaining({ minimum: 1, maximum: 1000 }) }),
  );
});

test.each([1, 2, 3, 7, 1000])('[AP9] pages of %i together are all rejects', async (limit) => {
  const all: Rejects['rejects'][number][] = [];
  for (let after = ''; ; ) {
    const page = rejectsReply.parse((await get(`/api/rejects?limit=${limit}${after}`)).json);
    expect(page.rejects.length).toBeLessThanOrEqual(limit);
    all.push(...page.rejects);
    if (page.next === null) break;
    after = `&after=${page.next}`;
  }
  expect(all.map(({ import: id }) => id)).toEqual([2, 2, 2, 1, 1, 1, 1, 1]);
  expect(all.map(({ isCut }) => isCut)).toEqual([
    false,
    false,
    true,
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(8);
  for (const { raw } of all) expect(raw.length).toBeLessThanOrEqual(2000);
});

test.each([
  ['/api/rejects?limit=0', 400, { code: 'bad-request', path: 'limit' }],
  ['/api/rejects?limit=x', 400, { code: 'bad-request', path: 'limit' }],
  ['/api/rejects?offset=3', 400, { code: 'bad-request' }],
  ['/api/rejects?after=nothing', 400, { code: 'bad-request', path: 'after' }],
  ['/api/rejects?after=WzEsMSwxLDFd', 400, { code: 'bad-request', path: 'after' }],
  ['/api/nothing', 404, { code: 'not-found' }],
  ['/api', 404, { code: 'not-found' }],
  ['/api/%zz', 404, { code: 'not-found' }],
  ['/assets/none.js', 404, { code: 'not-found' }],
])('[AP6] %s is %i', async (path, status, told) => {
  const answer = await get(path);
  expect(answer).toMatchObject({ status, json: { message: expect.any(String), ...told } });
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('[AP6] what is no HTTP is told in the same shape', async () => {
  const socket = connect(Number(new URL(served.address).port), '127.0.0.1');
  socket.end('hello\r\n\r\n');
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(body)).toMatchObject({ code: 'bad-request', hint: expect.any(String) });
});

test('[AP6] only reading is allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    expect(await ask(served.address, '/api/data', { method })).toMatchObject({
      status: 404,
      json: { code: 'not-found', message: expect.stringContaining(method) },
    });
});

test('[AP8] who has it is told so; who takes gzip gets it packed', async () => {
  for (const path of KEPT) {
    const plain = await get(path);
    const packed = await get(path, { 'accept-encoding': 'br, gzip' });
    expect(packed.headers).toMatchObject({
      ...{ 'content-encoding': 'gzip', etag: plain.headers['etag'], vary: 'accept-encoding' },
      'cache-control': 'private, no-cache',
    });
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length);
    const refused = await get(path, { 'accept-encoding': 'gzip;q=0' });
    expect(refused.headers['content-encoding']).toBeUndefined();
    const again = await get(path, { 'if-none-match': `"x", ${plain.headers['etag']}` });
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(await get(path, { 'if-none-match': '"x"' })).toMatchObject({ status: 200 });
  }
});

test('[AP8] an import, a rebuild and a changed model are seen at once', async () => {
  const { stores } = opened;
  const tags = async () => Promise.all(KEPT.map(async (path) => (await get(path)).headers['etag']));
  const first = await tags();
  expect(await tags()).toEqual(first);
  await importEvents({ stores, source: 'world', events: worldEvents(22, 50) });
  expect(dataReply.parse((await get('/api/data')).json).ledger?.behind).toBe(50);
  await rebuild({ stores, model, files });
  const second = await tags();
  expect([second[0] === first[0], second[1] === first[1]]).toEqual([false, false]);
  const dearer = modelOf(WORLD.replace('median: 0.01,', 'median: 0.011,'));
  await rebuild({ stores, ...dearer });
  const third = await tags();
  expect([third[0] === second[0], third[2] === second[2]]).toEqual([false, false]);
  // Opinions are not in the cube.
  expect(third[1]).toBe(second[1]);
  // An import that began before the last one may end after it.
  const earliest = `WHERE id = (SELECT min(id) FROM import)`;
  await stores.state.query(`UPDATE import SET state = 'staging' ${earliest}`);
  expect((await tags())[0]).not.toBe(third[0]);
  await stores.state.query(`UPDATE import SET state = 'done' ${earliest}`);
});

test.each([
  ['127.0.0.1:4417', true],
  ['localhost', true],
  ['LOCALHOST:1', true],
  ['[::1]:4417', true],
  ['evil.example', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.nip.io:4417', false],
  ['192.168.1.5', false],
  ['', false],
  ['user@evil.example', false],
  ['localhost@evil.example', false],
])('[AP10] host "%s": %s', async (host, isOurs) => {
  expect(isLoopbackHost(host)).toBe(isOurs);
  for (const path of ['/api/data', '/', '/api/nothing', '/assets/x.js']) {
    const { status, json } = await get(path, { host });
    if (isOurs) expect(status).not.toBe(403);
    else if (host !== '')
      expect({ status, json }).toMatchObject({ status: 403, json: { code: 'wrong-host' } });
  }
});

// The last: the ledger is damaged from here on.
test('[AP6] a damaged ledger, and a fault of ours, are told in the same shape', async () => {
  const { state } = opened.stores;
  await state.query(`UPDATE generation SET damaged = 'a file is gone'`);
  expect(await get('/api/overview')).toMatchObject({
    status: 503,
    json: {
      code: 'ledger-damaged',
      message: expect.stringContaining('a file is gone'),
      hint: expect.stringContaining('bothways rebuild'),
    },
  });
  expect(warned).toEqual([]);
  await state.query('UPDATE generation SET damaged = NULL');
  await state.query(`UPDATE import SET files = '[1]' WHERE id = 1`);
  expect(await get('/api/data')).toMatchObject({ status: 500, json: { code: 'fault' } });
  expect(warned).toEqual([expect.stringContaining('please report it')]);
});

interface Operation {
  readonly parameters: unknown;
  readonly responses: Record<
    string,
    {
      readonly description: string;
      readonly content: { 'application/json': { schema: { $ref: string } } };
    }
  >;
}
