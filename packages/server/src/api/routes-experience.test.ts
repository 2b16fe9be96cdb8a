import { experienceReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './api-testing.ts';
import { fillLarkfield, type ServedWorkspace, servedWorkspace } from './app-testing.ts';

let served: ServedWorkspace;
beforeAll(async () => {
  served = await servedWorkspace('/nowhere', (stores) => fillLarkfield(stores, 120));
}, 120_000);
afterAll(() => served.close());

test('[AE1] how a journey felt is made once a state of the ledger, then told by its tag; no person is in it', async () => {
  const reply = await ask(served.address, '/api/experience');
  const made = experienceReply.parse(reply.json);
  expect(made.journeys.find(({ id }) => id === made.journey.id)?.felt).toBe(
    Math.max(...made.journeys.map(({ felt }) => felt)),
  );
  const etag = String(reply.headers['etag']);
  const again = await ask(served.address, '/api/experience', {
    headers: { 'if-none-match': etag },
  });
  expect(again.status).toBe(304);
  const other = await ask(served.address, '/api/experience?journey=membership&segment=families');
  expect(experienceReply.parse(other.json)).toMatchObject({
    ...{ journey: { id: 'membership' }, segment: { id: 'families' } },
  });
  for (const { text } of [reply, other]) expect(text).not.toMatch(/[0-9a-f]{32}/);
});

test.each([
  ['?journey=first-ordr', 404, 'first-order'],
  ['?segment=nobody', 404, 'families'],
  ['?colour=red', 400, 'colour'],
])('[AE2] %s is refused in the one shape', async (query, status, hint) => {
  const reply = await ask(served.address, `/api/experience${query}`);
  expect(reply.status).toBe(status);
  expect(reply.text).toContain(hint);
});
