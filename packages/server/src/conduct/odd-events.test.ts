import assert, { AssertionError } from 'node:assert';
import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSource } from '../accept/add-source.ts';
import { type Door, openDoor } from '../accept/door.ts';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { liveCounts } from '../store/live-counts.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { accepted, conductorOf, idOf, putIn } from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { liveFeed } from './live-feed.ts';
import { type LiveModels, liveModels } from './live-model.ts';
import { CONSENTS } from './rights-testing.ts';
import { isOfEvents, spoiledEvents } from './spoiled-events.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;
let conductor: Conductor;
let door: Door;
const warned: string[] = [];

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  await rebuild({ stores, ...modelOf(CONSENTS) });
  await addSource(stores, 'web');
  const warn = (text: string): void => void warned.push(text);
  conductor = await conductorOf(stores, { warn });
  door = await openDoor(stores, { feed: liveFeed(), warn, dataDir: opened.dataDir });
});
afterAll(async () => {
  await door.close();
  await conductor.stop();
  await opened.close();
});

const NUL = '\0';
const ALONE = '\ud800';
const LONG = 'x'.repeat(5_000);
/** Long, and nothing makes it shorter. */
const RANDOM = Array.from({ length: 200 }, (_, at) => hash('sha256', `${at}`)).join('');
const preferences = (said: object, more: object = {}): object => ({
  context: { consent: { categoryPreferences: said, ...more } },
});

test('[KD9] whatever stands in an event, it is worked off', async () => {
  const odd: readonly object[] = [
    { event: 'Told', userId: 'u1', anonymousId: 'a1', messageId: `nul${NUL}` },
    { type: 'alias', userId: 'u1', previousId: `p${NUL}`, messageId: `alias${NUL}` },
    { event: `T${NUL}`, userId: NUL, properties: { [NUL]: NUL }, context: { [NUL]: NUL } },
    {
      event: `T${ALONE}`,
      userId: ALONE,
      messageId: ALONE,
      channel: ALONE,
      properties: { a: ALONE },
    },
    { event: 'Told', userId: LONG, anonymousId: LONG, channel: RANDOM, context: { caseId: LONG } },
    {
      event: 'Told',
      userId: 'u2',
      ...preferences({ [RANDOM]: true, [NUL]: true, Marketing: true }),
    },
    {
      event: 'Told',
      userId: 'u2',
      ...preferences({ Marketing: true }, { expiresAt: '-005000-01-01T00:00:00Z' }),
    },
    {
      event: 'Told',
      userId: 'u2',
      ...preferences({ Marketing: true }, { expiresAt: '+275760-09-13T00:00:00Z' }),
    },
    { event: 'Placed', userId: 'u3', properties: { places: 9_007_199_254_740_991 } },
    { event: 'Placed', userId: 'u3', properties: { places: 9_007_199_254_740_991 } },
    { event: 'Placed', userId: 'u3', properties: { places: 1e300 } },
    { event: '__proto__', userId: '__proto__', messageId: '__proto__', channel: 'constructor' },
    {
      event: 'Told',
      userId: 'u4',
      timestamp: 1_700_000_000_000.55,
      sentAt: '2199-01-01T00:00:00Z',
    },
  ];
  const sent = odd.map((each, at) => ({ type: 'track', messageId: `odd ${at}`, ...each }));
  const about = { source: 'web', gpc: false, receivedAt: Date.now(), ip: null, bytes: 99_999 };
  expect(await door.accept({ ...about, events: sent })).toMatchObject({ accepted: odd.length });
  await conductor.settled();
  expect(warned).toEqual([]);
  const rows = await stores.facts.rows('SELECT count() AS n FROM event');
  expect(rows).toEqual([{ n: String(odd.length) }]);
});

test('[KD9] a file whose ids are long, and that says what is allowed, can be built from', async () => {
  const one = { type: 'track', event: 'Told', userId: 'u9', timestamp: '2026-05-01T00:00:00Z' };
  const context = { consent: { categoryPreferences: { Marketing: true } } };
  const events = [{ ...one, messageId: RANDOM.slice(0, 4000), context }];
  await importEvents({ stores, source: 'file', events: events as never });
  await rebuild({ stores, ...modelOf(CONSENTS) });
  await conductor.settled();
  expect(conductor.state().fault).toBeNull();
});

test('[KD10] an event that cannot be worked off is refused, told and counted; all others go on', async () => {
  const before = await liveCounts(stores.state);
  const at = [0, 17, 99];
  const events = Array.from({ length: 300 }, (_, place) =>
    accepted({ type: 'track', event: 'Told', messageId: `some ${place}` } as never, {
      // A pseudonym that is none.
      user: at.includes(place) ? 'nobody' : idOf(`person ${place}`),
    }),
  );
  await putIn(stores, events, { aRow: 100 });
  await conductor.settled();
  const [{ n = '' } = {}] = await stores.facts.rows<{ n: string }>(
    `SELECT count() AS n FROM event WHERE startsWith(message_id, 'some ')`,
  );
  expect(Number(n)).toBe(297);
  const refused = await stores.facts.rows<{ id: string; detail: string }>(
    `SELECT JSONExtractString(raw, 'messageId') AS id, detail FROM reject WHERE reason = 'not-conducted'`,
  );
  expect(refused.map(({ id }) => id).sort()).toEqual(['some 0', 'some 17', 'some 99']);
  expect(refused[0]?.detail).toContain('cannot be worked off');
  expect((await liveCounts(stores.state)).processed - before.processed).toBe(300);
  expect(warned.at(-1)).toContain('see the rejects');
  expect(conductor.state().fault).toBeNull();
});

test('[KD13] what a model cannot recognise is found alone, whatever is thrown; where all fail none is refused', async () => {
  await conductor.stop();
  const models = liveModels();
  const throwing: LiveModels = async (...asked) => {
    const live = await models(...asked);
    if (live === null) return null;
    const recognise: typeof live.recognise = (event) => {
      assert(event.messageId !== 'odd 2', 'a model that does not know what to say');
      return live.recognise(event);
    };
    return { ...live, recognise };
  };
  const events = [1, 2, 3].map((place) =>
    accepted({ type: 'track', event: 'Told', messageId: `odd ${place}` } as never),
  );
  await putIn(stores, events);
  const client = await stores.state.connect();
  try {
    const found = await spoiledEvents(client, throwing);
    expect([...(found?.spoiled.keys() ?? [])]).toEqual([1]);
    const broken: LiveModels = () => Promise.reject(new TypeError('no model at all'));
    await expect(spoiledEvents(client, broken)).rejects.toThrow('no model at all');
    expect(isOfEvents(new AssertionError({ message: 'anything' }))).toBe(true);
    expect(isOfEvents(new Error('Connection terminated unexpectedly'))).toBe(false);
  } finally {
    client.release();
  }
  conductor = await conductorOf(stores);
  await conductor.settled();
});
