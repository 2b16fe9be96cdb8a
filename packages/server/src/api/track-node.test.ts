import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TrackedWorkspace, trackedWorkspace } from './track-testing.ts';

let isFull = false;
let open: TrackedWorkspace;
beforeAll(async () => {
  open = await trackedWorkspace({ isFull: () => isFull });
});
afterAll(async () => {
  await open.close();
  expect(open.warned).toEqual([]);
});

interface Client {
  readonly analytics: Analytics;
  /** Message ids of every request that it made. */
  readonly tried: readonly string[];
  readonly faults: readonly unknown[];
}

function client(options: Partial<ConstructorParameters<typeof Analytics>[0]> = {}): Client {
  const analytics = new Analytics({
    ...{ writeKey: open.writeKey, host: open.address, flushAt: 10, flushInterval: 50 },
    ...options,
  });
  const tried: string[] = [];
  const faults: unknown[] = [];
  analytics.on('http_request', ({ body }) => {
    for (const { messageId } of JSON.parse(body as unknown as string).batch) tried.push(messageId);
  });
  analytics.on('error', (fault) => faults.push(fault));
  return { analytics, tried, faults };
}

const stored = async (mark: string): Promise<readonly string[]> =>
  (await open.events())
    .map(({ messageId }) => messageId)
    .filter((each) => each.startsWith(mark))
    .toSorted();

function sendAll(analytics: Analytics, mark: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const messageId = `${mark}-${String(index).padStart(4, '0')}`;
    analytics.track({ userId: `u${index % 7}`, event: 'Paid', messageId, properties: { index } });
    return messageId;
  });
}

test('[TR16] @segment/analytics-node: every call arrives, with its own ids', async () => {
  const { analytics, faults } = client();
  const before = (await open.events()).length;
  analytics.identify({ userId: 'u1', traits: { plan: 'gold' } });
  analytics.track({
    userId: 'u1',
    anonymousId: 'a1',
    event: 'Paid',
    timestamp: '2020-02-03T04:05:06Z',
  });
  analytics.page({ anonymousId: 'a1', name: 'Home', category: 'Shop' });
  analytics.screen({ anonymousId: 'a1', name: 'Till' });
  analytics.group({ userId: 'u1', groupId: 'g1', traits: { seats: 5 } });
  analytics.alias({ userId: 'u1', previousId: 'a1' });
  await analytics.closeAndFlush();
  const events = (await open.events()).slice(before);
  expect(faults).toEqual([]);
  expect(events.map(({ type, name }) => [type, name])).toEqual([
    ['identify', ''],
    ['track', 'Paid'],
    ['page', 'Home'],
    ['screen', 'Till'],
    ['group', ''],
    ['alias', ''],
  ]);
  for (const { messageId } of events) expect(messageId).toMatch(/^node-next-\d+-[\da-f-]{36}$/);
  expect(new Date(events[1]?.at ?? 0).toISOString()).toMatch(/^2020-02-03T04:05:0[67]/);
});

test('[TR17] it meets a server that stops and comes back, and each event is there once', async () => {
  const { analytics, tried, faults } = client({ maxRetries: 20 });
  const ids = [...sendAll(analytics, 'stop-a', 100)];
  await untilSome('stop-a');
  await open.stop();
  ids.push(...sendAll(analytics, 'stop-b', 100));
  // Nobody is there when it sends these.
  await expect.poll(() => tried.some((each) => each.startsWith('stop-b'))).toBe(true);
  await open.start();
  ids.push(...sendAll(analytics, 'stop-c', 100));
  await analytics.closeAndFlush({ timeout: 20_000 });
  expect(faults).toEqual([]);
  expect(await stored('stop-')).toEqual(ids.toSorted());
});

test('[TR18] told to wait it waits as long as it is told, and each event is there once', async () => {
  const { analytics, faults } = client();
  isFull = true;
  const began = performance.now();
  const ids = sendAll(analytics, 'full', 60);
  await expect.poll(() => open.answered(429), { timeout: 5000 }).toBeGreaterThan(0);
  isFull = false;
  await analytics.closeAndFlush({ timeout: 20_000 });
  expect(performance.now() - began).toBeGreaterThan(1900);
  expect(faults).toEqual([]);
  expect(await stored('full')).toEqual(ids);
});

test('[TR19] what no retry can help is told at once, and only once', async () => {
  const { analytics, faults } = client({ writeKey: 'bw_wrong' });
  const before = await open.answered(401);
  sendAll(analytics, 'stranger', 10);
  await analytics.closeAndFlush({ timeout: 5000 });
  expect(await open.answered(401)).toBe(before + 1);
  expect(faults).not.toEqual([]);
  expect(await stored('stranger')).toEqual([]);
});

async function untilSome(mark: string): Promise<void> {
  await expect.poll(async () => (await stored(mark)).length, { timeout: 5000 }).toBeGreaterThan(0);
}
