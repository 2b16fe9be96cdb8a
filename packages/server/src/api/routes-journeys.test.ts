import { journeysReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { ask } from './api-testing.ts';
import { type ServedWorkspace, servedWorkspace } from './app-testing.ts';

let served: ServedWorkspace;

beforeAll(async () => {
  served = await servedWorkspace('/nowhere', async (stores) => {
    await importEvents({ stores, source: 'world', events: worldEvents(21, 600) });
    await rebuild({ stores, ...modelOf(WORLD) });
  });
});
afterAll(() => served.close());

test('[AJ1] journeys are made once a state of the ledger, of one journey and one segment where asked', async () => {
  const of = (query: string) => ask(served.address, `/api/journeys${query}`);
  const all = await of('');
  const { journey, journeys } = journeysReply.parse(all.json);
  expect([journeys.length > 0, journey?.id]).toEqual([true, 'buying']);
  expect((journey?.cases ?? 0) > 0).toBe(true);
  const etag = String(all.headers['etag']);
  const again = await ask(served.address, '/api/journeys', { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  const big = journeysReply.parse((await of('?journey=buying&segment=big')).json);
  expect(big.segment?.id).toBe('big');
  expect(big.journey?.cases).toBeLessThan(journey?.cases ?? 0);
});

test('[AJ2] a journey or a segment that is none is a 404 that says what there is', async () => {
  const of = (query: string) => ask(served.address, `/api/journeys${query}`);
  const journey = await of('?journey=buyin');
  expect([journey.status, journey.json]).toEqual([
    404,
    expect.objectContaining({ code: 'no-journey', hint: 'did you mean "buying"?' }),
  ]);
  const segment = await of('?segment=bigg');
  expect([segment.status, segment.json]).toEqual([
    404,
    expect.objectContaining({ code: 'no-such-segment', hint: 'did you mean "big"?' }),
  ]);
});
