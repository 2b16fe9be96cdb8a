import { connect } from 'node:net';
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
import { overSocket } from './wire-testing.ts';

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

test('[TR12] a body that does not come is ended with 408; a client that goes away stops nothing', async () => {
  const slow = await trackedWorkspace({ limits: { readMsMax: 150 } });
  const head = `POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${basic(slow.writeKey)}\r\nContent-Length: 50\r\n\r\n{"ba`;
  const reply = await overSocket(slow.port, [Buffer.from(head)]);
  expect(reply).toMatchObject({ status: 408, headers: { connection: 'close' } });
  expect(JSON.parse(reply.body)).toMatchObject({ code: 'slow-body' });
  await new Promise<void>((resolve) => {
    const socket = connect(slow.port, '127.0.0.1', () => {
      socket.write(head, () => socket.destroy());
    });
    socket.on('close', () => resolve());
  });
  const after = await ask(slow.address, '/v1/track', {
    ...{ method: 'POST', headers: { authorization: basic(slow.writeKey) } },
    body: JSON.stringify(paid()),
  });
  expect(after.json).toEqual(OK);
  expect(slow.warned).toEqual([]);
  await slow.close();
});

test('[TR13] what is counted and logged names no person, no property and no key', async () => {
  const secret = 'anna.secret@example.com';
  const event = paid({ userId: secret, messageId: `m-${secret}`, properties: { iban: secret } });
  await post('/v1/track', event);
  await post('/v1/batch', `{"batch":[${JSON.stringify(event)}`);
  await post(`/v1/${secret}`, event);
  await post('/v1/track', event, { authorization: basic(secret) });
  const { text, headers } = await ask(open.address, '/metrics');
  expect(headers['content-type']).toContain('text/plain');
  for (const name of [
    'events_total{became="accepted"}',
    'requests_total{path="batch"',
    'accept_seconds_bucket',
    'backlog_events',
    'process_seconds_bucket',
  ])
    expect(text).toContain(`bothways_${name}`);
  for (const name of ['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes'])
    expect(text).toContain(name);
  const told = `${text}${lines.join('')}`;
  expect(told).not.toContain(secret);
  expect(told).not.toContain(open.writeKey);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
  expect(lines.some((line) => line.includes('"code":"unknown-write-key"'))).toBe(true);
});

test('[TR14] /health counts what became of everything, /ready says whether both stores answer', async () => {
  const before = (await ask(open.address, '/health')).json as Record<string, number>;
  const event = paid();
  const batch = [
    event,
    paid(),
    event,
    { ...paid(), type: 'nod' },
    { type: 'nod' },
    { type: 'nod' },
  ];
  await post('/v1/batch', { batch });
  await post('/v1/batch', { batch });
  await post('/v1/batch', '{ no json');
  const { status, json } = await ask(open.address, '/health');
  expect(status).toBe(200);
  expect(json).toMatchObject({
    ...{ status: 'ok', reasons: [], processed: 0, suppressed: 0 },
    accepted: (before['accepted'] ?? 0) + 2,
    // The second time all of it, the first time the one that is in it twice: 13 records came, a body that does not read among them.
    duplicates: (before['duplicates'] ?? 0) + 7,
    rejected: (before['rejected'] ?? 0) + 4,
    backlog: (before['backlog'] ?? 0) + 2,
  });
  expect(await ask(open.address, '/ready')).toMatchObject({ status: 200, json: { ready: true } });
});

test('[TR15] what is begun when it stops is answered, what comes after is told to come again', async () => {
  const ending = await trackedWorkspace();
  const body = JSON.stringify({ batch: [paid(), paid()] });
  const head = `POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${basic(ending.writeKey)}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const socket = connect(ending.port, '127.0.0.1');
  const said = new Promise<string>((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.on('close', () => resolve(text));
  });
  await new Promise<void>((resolve) =>
    socket.write(`${head}${body.slice(0, 10)}`, () => resolve()),
  );
  await ask(ending.address, '/health');
  const stopped = ending.stop();
  expect(await ask(ending.address, '/v1/batch', { method: 'POST', body: '{}' })).toMatchObject({
    ...{ status: 503, json: { code: 'stopping' } },
    headers: { 'retry-after': '1', connection: 'close' },
  });
  socket.write(body.slice(10));
  await stopped;
  expect(await said).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*"okEvents":2/);
  expect((await ending.events()).length).toBe(2);
  await ending.close();
});

test('[TR23] more at once than it takes: some are told to wait, the others taken, and in the end each is there once', async () => {
  const narrow = await trackedWorkspace({ most: { backlog: 1_000_000, queued: 40 } });
  const headers = { authorization: basic(narrow.writeKey) };
  const bodies = Array.from({ length: 400 }, () => JSON.stringify(paid()));
  const answers = new Map<number, number>();
  const send = async (body: string): Promise<void> => {
    const { status } = await ask(narrow.address, '/v1/track', { method: 'POST', headers, body });
    answers.set(status, (answers.get(status) ?? 0) + 1);
    if (status === 429) await send(body);
  };
  await Promise.all(bodies.map(send));
  expect([...answers.keys()].toSorted()).toEqual([200, 429]);
  expect(answers.get(200)).toBe(400);
  const ids = (await narrow.events()).map(({ messageId }) => messageId);
  expect([ids.length, new Set(ids).size]).toEqual([400, 400]);
  expect(narrow.warned).toEqual([]);
  await narrow.close();
});

test('[TR24] who announces much and sends little holds nobody up', async () => {
  const head = `POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000000\r\n\r\n{`;
  const announced = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const socket = connect(open.port, '127.0.0.1');
        socket.on('error', () => {});
        await new Promise((go) => socket.write(head, go));
        return socket;
      }),
    );
  const first = await announced(1);
  expect((await post('/v1/track', paid())).status).toBe(200);
  const more = await announced(40);
  await expect
    .poll(async () => (await post('/v1/track', paid())).status, { timeout: 10_000 })
    .toBe(200);
  for (const socket of [...first, ...more]) socket.destroy();
});
