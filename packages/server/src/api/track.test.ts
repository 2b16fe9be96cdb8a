import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, ask } from './api-testing.ts';
import { jsonLog } from './live-log.ts';
import {
  basic,
  OK,
  paidEvents,
  postTo,
  type TrackedWorkspace,
  trackedWorkspace,
} from './track-testing.ts';

const lines: string[] = [];
let open: TrackedWorkspace;
beforeAll(async () => {
  open = await trackedWorkspace({ log: jsonLog((line) => lines.push(line)) });
});
afterAll(async () => {
  await open.close();
  expect(open.warned).toEqual([]);
});

const paid = paidEvents();
const post = (
  path: string,
  body: unknown,
  headers?: Readonly<Record<string, string>>,
): Promise<Answer> => postTo(open, path, body, headers);

test('[TR4] every address there is, with and without a slash at its end', async () => {
  for (const path of ['batch', 'import', 'b', 'b/', 'batch/?x=1', 'import//'])
    for (const address of [`/v1/${path}`, `//v1/${path}`])
      expect((await post(address, { batch: [paid()] })).json).toEqual(OK);
  const types = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
  const before = (await open.events()).length;
  for (const type of types)
    for (const name of [type, `${type}/`, type.charAt(0), `${type.charAt(0)}/`]) {
      const event = paid({ type: undefined, previousId: 'p', groupId: 'g' });
      expect([name, (await post(`/v1/${name}`, event)).json]).toEqual([name, OK]);
    }
  expect((await open.events()).slice(before).map(({ type }) => type)).toEqual(
    types.flatMap((type) => [type, type, type, type]),
  );
  const stored = (await open.events()).length;
  expect(await post('/v1/m', { series: [{ type: 'Counter' }] }, {})).toMatchObject({ status: 200 });
  expect((await open.events()).length).toBe(stored);
  for (const path of ['nope', '', 'x', 'batch/more'])
    expect(await post(`/v1/${path}`, {})).toMatchObject({
      status: 404,
      json: { code: 'not-found' },
    });
  for (const method of ['GET', 'PUT', 'DELETE'])
    expect(await ask(open.address, '/v1/batch', { method })).toMatchObject({
      ...{ status: 405, json: { code: 'wrong-method' } },
      headers: { allow: 'POST, OPTIONS' },
    });
});

test('[TR5] the key: as the name of Basic, with and without a colon, or in the body, beside a token or alone', async () => {
  const { writeKey } = open;
  const bare = Buffer.from(writeKey).toString('base64');
  for (const authorization of [basic(writeKey), `Basic ${bare}`, `basic ${bare}`])
    expect((await post('/v1/track', paid(), { authorization })).json).toEqual(OK);
  for (const headers of [{}, { authorization: 'Bearer a.b.c' }, { authorization: 'Basic Og==' }]) {
    expect((await post('/v1/track', paid({ writeKey }), headers)).json).toEqual(OK);
    expect((await post('/v1/b', { batch: [paid()], writeKey }, headers)).json).toEqual(OK);
    const none = await post('/v1/track', paid(), headers);
    expect(none).toMatchObject({ status: 401, json: { code: 'no-write-key' } });
  }
  for (const wrong of [paid({ writeKey: 'bw_other' }), paid({ writeKey: 7 }), [writeKey], 7])
    expect((await post('/v1/track', wrong, {})).status).toBe(401);
  expect(await post('/v1/track', paid(), { authorization: basic('x') })).toMatchObject({
    status: 401,
    json: {
      success: false,
      code: 'unknown-write-key',
      message: expect.stringContaining('source list'),
    },
  });
});

test('[TR6] a body of any type, packed or in pieces; one that does not read is told 400, kept, and not taken', async () => {
  const auth = { authorization: basic(open.writeKey) };
  const body = (): Buffer => Buffer.from(JSON.stringify({ batch: [paid()] }));
  for (const type of [
    'text/plain',
    'application/json;charset=UTF-8',
    ';;;',
    'application/x-www-form-urlencoded',
  ])
    expect((await post('/v1/b', body(), { ...auth, 'content-type': type })).json).toEqual(OK);
  for (const [encoding, pack] of [
    ...([
      ['gzip', gzipSync],
      ['x-gzip', gzipSync],
      ['deflate', deflateSync],
    ] as const),
    ...([
      ['br', brotliCompressSync],
      ['identity', (bytes: Buffer) => bytes],
    ] as const),
  ])
    expect(
      (await post('/v1/b', pack(body()), { ...auth, 'content-encoding': encoding })).json,
    ).toEqual(OK);
  expect((await post('/v1/b', `\ufeff${body()}`)).json).toEqual(OK);
  const stored = (await open.events()).length;
  const kept = (await open.refused()).length;
  const plain = { ...auth };
  const wrong: [string | Buffer, Record<string, string>][] = [
    ...(['', '{', '[]', 'null', '"x"', '{"batch":{}}', '{"batch":null}'] as const).map(
      (each): [string, Record<string, string>] => [each, plain],
    ),
    [body(), { ...auth, 'content-encoding': 'gzip' }],
    [gzipSync(body()).subarray(0, 30), { ...auth, 'content-encoding': 'gzip' }],
    [body(), { ...auth, 'content-encoding': 'zstd' }],
  ];
  for (const [each, headers] of wrong)
    expect(await post('/v1/b', each, headers)).toMatchObject({
      status: 400,
      json: { success: false, code: 'body-unreadable', message: expect.any(String) },
    });
  expect((await open.events()).length).toBe(stored);
  const refused = (await open.refused()).slice(kept);
  expect(refused.map(({ reason }) => reason)).toEqual(wrong.map(() => 'body-unreadable'));
  // Whose it is stands in what does not read, and a phone keeps for ever what is answered with anything but 400.
  const packed = { 'content-encoding': 'gzip' };
  for (const [each, headers] of [
    ['{', {}],
    [gzipSync(body()).subarray(0, 30), packed],
    [gzipSync(' '.repeat(5 * 1024 * 1024)), packed],
  ] as const)
    expect((await post('/v1/b', each, headers)).status).toBe(400);
  expect((await open.refused()).length).toBe(kept + wrong.length);
});

test('[TR7] over 4 MB, as it comes or unpacked: 400 when all of it was sent, and kept as one refusal', async () => {
  const long = JSON.stringify({
    batch: [paid({ properties: { x: 'y'.repeat(5 * 1024 * 1024) } })],
  });
  const auth = { authorization: basic(open.writeKey) };
  const stored = (await open.events()).length;
  for (const [body, headers] of [
    [Buffer.from(long), auth],
    [gzipSync(long), { ...auth, 'content-encoding': 'gzip' }],
    [Buffer.from(long), { ...auth, 'transfer-encoding': 'chunked' }],
  ] as const)
    expect(await post('/v1/batch', body, headers)).toMatchObject({
      status: 400,
      json: { code: 'body-too-large', message: expect.stringContaining('4 MB') },
    });
  expect((await open.events()).length).toBe(stored);
  const tooLarge = async (): Promise<number> =>
    (await open.refused()).filter(({ reason }) => reason === 'body-too-large').length;
  // One body, plain twice: the same again. Another that begins alike is another.
  expect(await tooLarge()).toBe(2);
  await post('/v1/batch', `${long} `, auth);
  await post('/v1/batch', gzipSync(`${long} `), { ...auth, 'content-encoding': 'gzip' });
  await post('/v1/batch', `${long} `, auth);
  expect(await tooLarge()).toBe(4);
  // What real clients send beyond the documents is taken: 3.9 MB in events of 30 KB.
  const batch = Array.from({ length: 130 }, () => paid({ properties: { x: 'y'.repeat(30_000) } }));
  expect((await post('/v1/batch', { batch })).json).toMatchObject({ okEvents: 130, errors: [] });
});

test('[TR8] more than 2,500 events: 200, each refused and kept; one that is too large is refused alone', async () => {
  const many = Array.from({ length: 2501 }, () => paid());
  const kept = (await open.refused()).length;
  const { status, json } = await post('/v1/batch', { batch: many });
  expect(status).toBe(200);
  expect(json).toMatchObject({ success: true, receivedEvents: 2501, okEvents: 0 });
  expect(json).toMatchObject({ errors: { length: 100 } });
  const refused = (await open.refused()).slice(kept);
  expect(refused.length).toBe(2501);
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set(['too-many-events']));
  expect((await post('/v1/batch', { batch: many.slice(1) })).json).toMatchObject({
    okEvents: 2500,
  });
  // So many as can be no events are not refused one by one: of two bytes each there is room for two millions.
  const absurd = `{"batch":[${'7,'.repeat(1_000_000)}7]}`;
  const before = (await open.refused()).length;
  for (const headers of [{}, { 'content-encoding': 'gzip' }])
    expect(
      await post('/v1/batch', 'content-encoding' in headers ? gzipSync(absurd) : absurd, {
        ...{ authorization: basic(open.writeKey), ...headers },
      }),
    ).toMatchObject({ status: 400, json: { code: 'too-many-events' } });
  expect((await open.refused()).slice(before)).toMatchObject([
    { reason: 'too-many-events', detail: expect.stringContaining('1000001 events') },
  ]);
  const mixed = [
    paid(),
    paid({ properties: { x: 'y'.repeat(40_000) } }),
    paid(),
    7,
    { type: 'nod' },
  ];
  expect((await post('/v1/batch', { batch: mixed })).json).toMatchObject({
    ...{ success: true, receivedEvents: 5, okEvents: 2 },
    errors: [
      { index: 1, code: 'too-large', messageId: expect.stringMatching(/^t\d+$/) },
      { index: 3, code: 'bad-record', messageId: null },
      { index: 4, code: 'bad-type' },
    ],
  });
});

test('[TR9] a page of any origin may send and read the answer, and asks before with the headers that clients use', async () => {
  const origin = 'https://shop.example';
  const asked = await ask(open.address, '/v1/t', {
    method: 'OPTIONS',
    headers: {
      ...{ origin, 'access-control-request-method': 'POST' },
      'access-control-request-headers': 'authorization,content-type,x-retry-count',
      'access-control-request-private-network': 'true',
    },
  });
  expect(asked.status).toBe(200);
  expect(asked.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type, x-retry-count',
    'access-control-allow-private-network': 'true',
  });
  const foreign = { origin, 'sec-fetch-site': 'cross-site', authorization: basic(open.writeKey) };
  const sent = await post('/v1/t', paid(), foreign);
  expect(sent.json).toEqual(OK);
  expect(sent.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'retry-after, x-ratelimit-reset',
    'cross-origin-resource-policy': 'cross-origin',
  });
  // The app's own addresses stay its own.
  expect(await post('/api/start/made-up', {}, foreign)).toMatchObject({ status: 403 });
  const read = await ask(open.address, '/api/data', { headers: { origin } });
  expect(read.headers['access-control-allow-origin']).toBeUndefined();
  // A name that others may have, too (DNS rebinding).
  expect(await post('/v1/t', paid(), { ...foreign, host: 'evil.example' })).toMatchObject({
    status: 403,
    json: { code: 'wrong-host' },
  });
});

test('[TR10] settings: what browser and mobile clients need to start, and nothing of another company', async () => {
  const path = `/v1/projects/${open.writeKey}/settings`;
  for (const each of [path, `${path}/`, `${path}?x=1`]) {
    const { status, json, headers, text } = await ask(open.address, each);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*' });
    expect(json).toMatchObject({
      integrations: {
        'Segment.io': {
          apiKey: open.writeKey,
          apiHost: `127.0.0.1:${open.port}/v1`,
          protocol: 'http',
        },
      },
      metrics: { sampleRate: 0 },
    });
    expect(text).not.toMatch(/segment\.(io|com)\//);
  }
  const behind = { 'x-forwarded-host': 'events.example', 'x-forwarded-proto': 'https' };
  expect((await ask(open.address, path, { headers: behind })).json).toMatchObject({
    integrations: { 'Segment.io': { apiHost: 'events.example/v1', protocol: 'https' } },
  });
  const odd = await ask(open.address, path, { headers: { 'x-forwarded-host': 'a/"b' } });
  expect(odd.text).toContain(`"apiHost":"127.0.0.1:${open.port}/v1"`);
  expect(await ask(open.address, '/v1/projects/other/settings')).toMatchObject({ status: 404 });
  expect(await post(path, {})).toMatchObject({
    ...{ status: 405, json: { message: 'settings are asked with GET' } },
    headers: { allow: 'GET, HEAD, OPTIONS' },
  });
});

test('[TR11] Sec-GPC is handed on with each event', async () => {
  const auth = { authorization: basic(open.writeKey) };
  await post('/v1/t', paid({ messageId: 'gpc-1' }), { ...auth, 'sec-gpc': '1' });
  await post('/v1/t', paid({ messageId: 'gpc-0' }), { ...auth, 'sec-gpc': '0' });
  const said = (await open.events()).filter(({ messageId }) => messageId.startsWith('gpc-'));
  expect(said.map(({ messageId, gpc }) => [messageId, gpc])).toEqual([
    ['gpc-1', true],
    ['gpc-0', false],
  ]);
});
