import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../../ingest/import-events.ts';
import { openTestStores } from '../testing.ts';
import { eventsSeen } from './events-seen.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;

const sent = (each: number, event: string, properties: object) => ({
  ...{ type: 'track', event, messageId: `${event}${each}`, userId: `u${each % 3}`, properties },
  ...{ timestamp: new Date(Date.UTC(2026, 4, 1 + each)).toISOString(), channel: 'web' },
});

beforeAll(async () => {
  opened = await openTestStores();
  const asked = [0, 1, 2].map((each) => sent(each, 'Asked', { minutes: each + 1, who: 'x' }));
  const paid = [10, 11, 12, 13].map((each) =>
    sent(each, 'Paid', each === 13 ? { 'a.b': { c: 'text' } } : { 'a.b': { c: each } }),
  );
  const traits = { type: 'identify', messageId: 'i', userId: 'u1', timestamp: '2026-01-01' };
  await importEvents({ stores: opened.stores, source: 's', events: [...paid, ...asked, traits] });
});
afterAll(() => opened.close());

test('[ME14] names with their counts, people, order and properties', async () => {
  const seen = await eventsSeen(opened.stores.facts, 8, 10);
  expect(seen).toMatchObject({ events: 7, nameCount: 2, from: '2026-05-01T00:00:00.000Z' });
  expect(seen.names).toMatchObject([
    { name: 'Paid', type: 'track', count: 4, people: 3, channel: 'web' },
    { name: 'Asked', count: 3, people: 3, order: 0 },
  ]);
  const [paid, asked] = seen.names;
  expect(paid?.order).toBeGreaterThan(0.5);
  expect(paid?.properties).toEqual([
    { key: 'a\\.b.c', share: 1, numbers: 0.75, low: 10, median: expect.any(Number), high: 12 },
  ]);
  expect(asked?.properties).toEqual([
    { key: 'minutes', share: 1, numbers: 1, low: 1, median: 2, high: 3 },
    { key: 'who', share: 1, numbers: 0, low: null, median: null, high: null },
  ]);
});

test('[ME14] the most frequent names come, and the others are counted', async () => {
  const seen = await eventsSeen(opened.stores.facts, 8, 1);
  expect(seen.names.map(({ name }) => name)).toEqual(['Paid']);
  expect(seen.nameCount).toBe(2);
  expect(await eventsSeen(opened.stores.facts, 0, 1)).toEqual({
    ...{ events: 0, from: null, to: null, names: [], nameCount: 0 },
  });
});
