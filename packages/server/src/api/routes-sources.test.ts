import type { Job, Rejects, ReplayDone, Sources } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Door, openDoor } from '../accept/door.ts';
import { type Conductor, startConductor } from '../conduct/conductor.ts';
import { liveFeed } from '../conduct/live-feed.ts';
import { openTestStores } from '../store/testing.ts';
import { type Answer, ask } from './api-testing.ts';
import { fillLarkfield } from './app-testing.ts';
import { serveApp } from './serve-app.ts';

const minutes = 60_000;
const feed = liveFeed();
let address = '';
let door: Door;
let conductor: Conductor;
let close = async (): Promise<void> => {};

beforeAll(async () => {
  const { stores, dataDir, close: closeStores } = await openTestStores();
  await fillLarkfield(stores, 60);
  const warn = (told: string): void => console.error(told);
  door = await openDoor(stores, { feed, warn, dataDir });
  conductor = await startConductor(stores, { feed, warn, log: () => {} });
  const served = await serveApp({
    ...{ stores, directory: dataDir, app: dataDir, port: 0, version: '0.0.0', warn, feed },
    live: { door, conductor },
  });
  address = served.address;
  close = async () => {
    await served.close();
    await door.close();
    await conductor.stop();
    await closeStores();
  };
}, 3 * minutes);
afterAll(() => close(), minutes);

function post(path: string, body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return ask(address, path, { method: 'POST', headers, body: JSON.stringify(body) });
}

function sent(key: string, body: object): Promise<Answer> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const headers = { 'content-type': 'application/json', authorization };
  return ask(address, '/v1/track', { method: 'POST', headers, body: JSON.stringify(body) });
}

async function replayed(body: object): Promise<ReplayDone> {
  const { job } = (await post('/api/rejects/replay', body)).json as { job: string };
  for (;;) {
    const { json } = await ask(address, `/api/jobs/${job}`);
    const { state, result, error } = json as Job;
    if (state === 'done') return result as ReplayDone;
    if (state === 'failed') throw new Error(error?.message);
  }
}

test(
  '[AV4] a source is made once, its key is told once, changed and closed',
  async () => {
    const made = await post('/api/sources', { name: 'web shop' });
    expect(made.status).toBe(201);
    const { writeKey } = made.json as { writeKey: string };
    expect((await post('/api/sources', { name: 'web shop' })).status).toBe(409);
    expect((await post('/api/sources', { name: ' ' })).status).toBe(400);
    expect((await sent(writeKey, { userId: 'u', event: 'Inspiration Viewed' })).status).toBe(200);
    const listed = await ask(address, '/api/sources');
    expect(listed.text).not.toContain(writeKey);
    const { sources } = listed.json as Sources;
    expect(sources).toMatchObject([{ name: 'web shop', accepted: 1, duplicates: 0, rejected: 0 }]);
    expect(sources[0]?.keys[0]?.hint).toBe(writeKey.slice(-4));
    const rotated = await post('/api/sources/web%20shop/rotate', { graceDays: 0 });
    const next = (rotated.json as { writeKey: string }).writeKey;
    expect(next).not.toBe(writeKey);
    expect((await sent(next, { userId: 'u', event: 'Inspiration Viewed' })).status).toBe(200);
    const revoked = await post('/api/sources/web%20shop/revoke', {});
    expect(revoked.json).toEqual({ source: 'web shop', revoked: 1 });
    expect((await post('/api/sources/web%20shap/revoke', {})).json).toMatchObject({
      code: 'no-source',
    });
  },
  minutes,
);

test(
  '[AV5] live rejects are found by what they hold, and sent again: as they are, or mended',
  async () => {
    const { writeKey } = (await post('/api/sources', { name: 'till' })).json as {
      writeKey: string;
    };
    await sent(writeKey, { userId: 'u', messageId: 'm1', properties: { note: 'Green Door' } });
    await sent(writeKey, { event: 'Product Viewed', messageId: 'm2' });
    // Clients that give no id of their own are those that break.
    await sent(writeKey, { userId: 'v', messageId: '' });
    await conductor.settled();
    const found = async (query: string): Promise<Rejects['rejects']> =>
      ((await ask(address, `/api/rejects?${query}`)).json as Rejects).rejects;
    const all = await found('source=till');
    expect(all).toHaveLength(3);
    expect(all.every((each) => each.import === 0)).toBe(true);
    const paged = (await ask(address, '/api/rejects?source=till&limit=1')).json as Rejects;
    const behind = await found(`source=till&limit=1&after=${paged.next}`);
    expect([...paged.rejects, ...behind]).toEqual(all.slice(0, 2));
    const [green] = await found('text=green+door');
    expect(green?.reason).toBe('missing-event');
    if (green === undefined) return;
    const again = await replayed({ source: 'till' });
    expect(again).toMatchObject({ tried: 3, accepted: 0, duplicates: 0, refused: 3, unread: 0 });
    await conductor.settled();
    expect((await found('source=till')).length).toBe(3);
    const raw = JSON.stringify({ ...JSON.parse(green.raw), event: 'Nobody Knows It' });
    const unmapped = await replayed({ mended: { key: green.key, raw } });
    expect(unmapped).toMatchObject({ tried: 1, accepted: 1, each: [{ became: 'unmapped' }] });
    expect(await replayed({ mended: { key: green.key, raw } })).toMatchObject({ duplicates: 1 });
    const nobody = all.find(({ reason }) => reason === 'missing-id');
    const named = JSON.stringify({ ...JSON.parse(nobody?.raw ?? '{}'), userId: 'somebody' });
    const met = await replayed({ mended: { key: nobody?.key, raw: named } });
    expect(met.each).toMatchObject([
      { became: 'encounters', touchpoints: [{ id: 'product-page', name: 'Product page' }] },
    ]);
    const bare = all.find((each) => each.raw.includes('"v"'));
    const told = JSON.stringify({ ...JSON.parse(bare?.raw ?? '{}'), event: 'Told Once' });
    const once = { mended: { key: bare?.key, raw: told } };
    expect(await replayed(once)).toMatchObject({ accepted: 1 });
    expect(await replayed(once)).toMatchObject({ accepted: 0, duplicates: 1 });
    const broken = await replayed({ mended: { key: green.key, raw: '{"event":' } });
    expect(broken).toMatchObject({ unread: 1, each: [{ became: 'unread' }] });
  },
  minutes,
);
