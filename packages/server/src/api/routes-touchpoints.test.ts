import { encountersReply, ruleTestReply, touchpointReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './api-testing.ts';
import type { Served } from './loopback.ts';
import { serveApp } from './serve-app.ts';
import { idOf, openShop } from './shop-testing.ts';

let opened: Awaited<ReturnType<typeof openShop>>;
let served: Served;
beforeAll(async () => {
  opened = await openShop();
  served = await serveApp({
    ...{ stores: opened.stores, directory: '/data', app: '/nowhere', port: 0, version: '0.0.0' },
    warn: (told) => console.error(told),
  });
}, 60_000);
afterAll(async () => {
  await served.close();
  await opened.close();
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  ask(served.address, path, { headers });

test('[AP40] a touchpoint and its encounters are made once for a state of the ledger, and told by 304', async () => {
  for (const [path, schema] of [
    ['/api/touchpoints/call', touchpointReply],
    ['/api/touchpoints/call/encounters', encountersReply],
    [
      `/api/touchpoints/call/encounters?encounter=${idOf('shop', 'call-3', 'call')}`,
      encountersReply,
    ],
  ] as const) {
    const { status, json, headers } = await get(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    expect(schema.parse(json)).toEqual(json);
    const again = await get(path, { 'if-none-match': String(headers['etag']) });
    expect([again.status, again.text]).toEqual([304, '']);
  }
});

test('[AP40] of one that is not there, which there are is said', async () => {
  const near = await get('/api/touchpoints/cal');
  expect([near.status, near.json]).toMatchObject([
    404,
    { code: 'no-touchpoint', hint: 'did you mean "call"?' },
  ]);
  expect((await get('/api/touchpoints/far-away/encounters')).json).toMatchObject({
    code: 'no-touchpoint',
    hint: 'there is "first", "call", "one", "bare", "unseen", "planned" or "later"',
  });
  const wrong = await get('/api/touchpoints/call/encounters?encounter=1');
  expect([wrong.status, wrong.json]).toMatchObject([
    400,
    { code: 'bad-request', path: 'encounter' },
  ]);
});

test('[AP41] a rule is tried, not kept; what is no request is refused', async () => {
  const post = async (body: unknown) => {
    const reply = await fetch(`${served.address}/api/rules/test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: reply.status, json: (await reply.json()) as unknown };
  };
  const tried = await post({ touchpoint: 'call', when: 'event == "Called"' });
  expect(tried.status).toBe(200);
  expect(ruleTestReply.parse(tried.json)).toMatchObject({ matched: 101, comes: 100, leaves: 0 });
  const fault = await post({ when: "event == 'Called' ||" });
  expect(fault).toMatchObject({ status: 200, json: { matched: null, faults: [{ of: 'when' }] } });
  for (const body of [{}, { when: 'true', sample: 1e9 }, { when: 'true', more: 1 }])
    expect(await post(body)).toMatchObject({ status: 400, json: { code: 'bad-request' } });
});
