import { overviewReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { ask } from './api-testing.ts';
import { type ServedWorkspace, servedWorkspace } from './app-testing.ts';

let served: ServedWorkspace;

beforeAll(async () => {
  served = await servedWorkspace('/nowhere', async (stores) => {
    await importEvents({ stores, source: 'world', events: worldEvents(21, 300) });
    await rebuild({ stores, ...modelOf(WORLD) });
  });
});
afterAll(() => served.close());

test('[AP4] an overview of one segment, and of one that is none', async () => {
  const of = async (segment: string) => ask(served.address, `/api/overview?segment=${segment}`);
  const big = overviewReply.parse((await of('big')).json);
  expect(big).toMatchObject({ segment: { id: 'big', people: big.people } });
  expect((await of('big')).headers['etag']).not.toBe(
    (await ask(served.address, '/api/overview')).headers['etag'],
  );
  expect((await of('bigg')).json).toEqual({
    ...{ code: 'no-such-segment', path: 'segment', message: 'the model has no segment "bigg"' },
    hint: 'did you mean "big"?',
  });
  expect((await of('bigg')).status).toBe(404);
  expect((await of('')).status).toBe(400);
});
