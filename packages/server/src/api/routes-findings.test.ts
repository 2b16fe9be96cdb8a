import { changedReply, findingShown, findingsReply, overviewReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStores } from '../store/testing.ts';
import { type Answer, ask } from './api-testing.ts';
import { built, FEE, shop, takeShop } from './finding-testing.ts';
import type { Served } from './loopback.ts';
import { serveApp } from './serve-app.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let served: Served;

beforeAll(async () => {
  opened = await openTestStores();
  served = await serveApp({
    ...{ stores: opened.stores, directory: '/data', app: '/nowhere', port: 0, version: '0.0.0' },
    warn: () => {},
  });
});
afterAll(async () => {
  await served.close();
  await opened.close();
});

function answer(body: unknown, key = FEE): Promise<Answer> {
  return ask(served.address, `/api/findings/${encodeURIComponent(key)}/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

// The first: the ledger is built after it.
test('[AP30] without a ledger there are no findings, and nothing to answer', async () => {
  const about = { status: 404, json: { code: 'no-ledger' } };
  expect(await ask(served.address, '/api/findings')).toMatchObject(about);
  expect(await answer({ id: 'answer-0', by: 'care', do: 'see' })).toMatchObject(about);
  await takeShop(opened.stores, 'first', { fees: 90, calls: 50 });
  await built(opened.stores, shop());
});

test('[AP30] findings and an answer are what the contract says', async () => {
  const { status, json } = await ask(served.address, '/api/findings');
  expect(status).toBe(200);
  expect(findingsReply.parse(json)).toEqual(json);
  const answered = await answer({ id: 'answer-1', by: 'till-team', do: 'see' });
  expect(answered.status).toBe(200);
  expect(findingShown.parse(answered.json)).toEqual(answered.json);
  expect(answered.json).toMatchObject({ state: 'seen', newTo: [] });
});

test.each([
  ['no finding', { do: 'see' }, 404, 'no-finding', undefined],
  [FEE, { do: 'see', by: 'nobody' }, 422, 'unknown-person', 'by'],
  [FEE, { do: 'dismiss' }, 422, 'words-missing', 'text'],
  [FEE, { do: 'work' }, 409, 'finding-moved', 'do'],
  [FEE, { do: 'see', id: 'answer-1', text: 'x' }, 409, 'id-used', 'id'],
  [FEE, { do: 'jump' }, 400, 'bad-request', 'do'],
  [FEE, { do: 'see', id: 'short' }, 400, 'bad-request', 'id'],
  [FEE, { do: 'see', id: 'answer-\0' }, 400, 'bad-request', 'id'],
  [FEE, { do: 'say', text: 'x'.repeat(4001) }, 400, 'bad-request', 'text'],
  [FEE, { do: 'see', more: 1 }, 400, 'bad-request', undefined],
])('[AP31] %s %j: %i %s', async (key, body, status, code, path) => {
  const answered = await answer({ id: `refused-${code}-x`, by: 'care', ...body }, key);
  expect(answered).toMatchObject({ status, json: { code, hint: expect.any(String) } });
  if (path !== undefined) expect(answered.json).toMatchObject({ path });
});

test('[AP32] what is dismissed is not the step that matters most, at once', async () => {
  const overview = async () =>
    overviewReply.parse((await ask(served.address, '/api/overview')).json);
  expect((await overview()).headline?.touchpoint.id).toBe('fee');
  const dismissal = { id: 'dismissal-1', by: 'care', do: 'dismiss', text: 'In the terms.' };
  expect((await answer(dismissal)).status).toBe(200);
  expect((await overview()).headline?.touchpoint.id).toBe('call');
  expect((await overview()).findings).toHaveLength(2);
  expect((await answer({ id: 'reopening-1', by: 'care', do: 'reopen' })).status).toBe(200);
  expect((await overview()).headline?.touchpoint.id).toBe('fee');
});

test('[AP33] a page of somebody else may not answer', async () => {
  const foreign = await ask(served.address, `/api/findings/${FEE}/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    body: JSON.stringify({ id: 'foreign-1', by: 'care', do: 'dismiss', text: 'x' }),
  });
  expect(foreign.status).toBe(403);
});

test('[AP34] what changed in a month is what the contract says, and a month that is none is refused', async () => {
  // January to the tenth of April: the fees of the made-up shop.
  const get = (query: string) => ask(served.address, `/api/changed${query}`);
  const { status, json } = await get('');
  expect(status).toBe(200);
  expect(changedReply.parse(json)).toEqual(json);
  expect(json).toMatchObject({ comparison: { month: '2026-03', against: '2026-02' } });
  expect((await get('?month=2026-04')).json).toMatchObject({ why: 'month-incomplete' });
  for (const query of ['?month=soon', '?month=2026-13', '?against=day', '?more=1'])
    expect(await get(query)).toMatchObject({ status: 400, json: { code: 'bad-request' } });
});
