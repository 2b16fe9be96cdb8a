import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { watermark } from '../ingest/watermark.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { generationReady } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { conductBatch } from './conduct-batch.ts';
import { conductorOf, forgetLedger, ledgerNow, liveEvents, putIn } from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { liveModels } from './live-model.ts';
import { shipLeft } from './shipper.ts';

const world = modelOf(WORLD);
const changed = modelOf(WORLD.replace('event == "Asked"', 'event == "Asked" && type == "track"'));
let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;
let conductor: Conductor;

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  conductor = await conductorOf(stores);
});
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

async function count(table: string): Promise<number> {
  const rows = await stores.facts.rows<{ n: string }>(`SELECT count() AS n FROM ${table}`);
  return Number(rows[0]?.n);
}

test('[KD1] without a ledger events are stored and wait; a rebuild takes them', async () => {
  await putIn(stores, liveEvents(1, 150));
  await conductor.settled();
  expect(await count('event')).toBe(150);
  expect(await watermark(stores.state)).toBe(150);
  await rebuild({ stores, ...world });
  expect((await generationReady(stores.state))?.seqDone).toBe(150);
});

test('[KD2] the rows that live events make are those that a rebuild makes', async () => {
  await putIn(stores, liveEvents(2, 700), { aRow: 37 });
  await conductor.settled();
  const live = await ledgerNow(stores);
  expect((await generationReady(stores.state))?.seqDone).toBe(850);
  await forgetLedger(stores);
  await rebuild({ stores, ...world });
  expect(await ledgerNow(stores)).toEqual(live);
});

test('[KD3] an import is caught up with, before live events behind it are seen', async () => {
  await importEvents({ stores, source: 'file', events: worldEvents(3, 300) });
  await putIn(stores, liveEvents(4, 200));
  await conductor.settled();
  expect((await generationReady(stores.state))?.seqDone).toBe(1350);
  const live = await ledgerNow(stores);
  await forgetLedger(stores);
  await rebuild({ stores, ...world });
  expect(await ledgerNow(stores)).toEqual(live);
});

test('[KD4] an import, and rebuilds by the same and by another model, while live events come: all is there once', async () => {
  let isOver = false;
  const coming = (async () => {
    for (let seed = 100; !isOver || seed < 110; seed += 1) {
      await putIn(stores, liveEvents(seed, 60), { aRow: 30 });
      await new Promise((go) => setTimeout(go, 30));
    }
  })();
  await importEvents({ stores, source: 'file', events: worldEvents(5, 400) });
  await rebuild({ stores, ...world });
  await rebuild({ stores, ...changed });
  isOver = true;
  await coming;
  await conductor.settled();
  const live = await ledgerNow(stores);
  expect((await generationReady(stores.state))?.seqDone).toBe(await watermark(stores.state));
  await forgetLedger(stores);
  await rebuild({ stores, ...changed });
  expect(await ledgerNow(stores)).toEqual(live);
});

test('[KD5] segments, journeys and the summary follow in the background', async () => {
  await putIn(stores, liveEvents(6, 100));
  await conductor.settled();
  const followed = async (): Promise<boolean> => {
    const ready = await generationReady(stores.state);
    return ready !== null && ready.seqWorked === ready.seqDone;
  };
  // Not sooner than twenty times what the last one took, which on a busy machine is long.
  await expect.poll(followed, { timeout: 55_000 }).toBe(true);
  const ready = await generationReady(stores.state);
  expect(ready?.summary?.events).toBe(ready?.seqDone);
  expect(await count(`thread_g${ready?.id}_${ready?.modelVersion}_${ready?.seqWorked}`)).not.toBe(
    0,
  );
});

test('[KD6] who is told to stop first takes what is in the inbox and ships it; the next goes on', async () => {
  await putIn(stores, liveEvents(7, 300), { aRow: 20 });
  await conductor.stop();
  const { rows } = await stores.state.query(
    'SELECT (SELECT count(*)::int FROM inbox) AS inbox, (SELECT count(*)::int FROM outbox) AS outbox',
  );
  expect(rows).toEqual([{ inbox: 0, outbox: 0 }]);
  expect(conductor.state()).toMatchObject({ isLeader: false, outbox: 0, fault: null });
  conductor = await conductorOf(stores);
  await putIn(stores, liveEvents(8, 10));
  await conductor.settled();
  expect(await watermark(stores.state)).toBe(await count('event'));
});

test('[KD7] a load that was sent and not acknowledged is sent again once, whether its rows arrived or only its token', async () => {
  await conductor.stop();
  const before = await ledgerNow(stores);
  const events = await count('event');
  await conductedOnly(liveEvents(9, 40));
  await conductedOnly(liveEvents(10, 40));
  await stores.state.query('CREATE TABLE outbox_before AS SELECT * FROM outbox');
  await shipLeft(stores);
  const once = await ledgerNow(stores);
  expect(once).not.toEqual(before);
  // The rows arrived, the acknowledgement did not.
  await again();
  await shipLeft(stores);
  expect(await ledgerNow(stores)).toEqual(once);
  // The engine was killed behind the token and before the rows.
  await stores.facts.run('ALTER TABLE event DELETE WHERE seq > {events:UInt64}', {
    parameters: { events },
    settings: { mutations_sync: 2 },
  });
  await again();
  await shipLeft(stores);
  expect(await ledgerNow(stores)).toEqual(once);
  expect(await count('event')).toBe(events + 80);
});

/** Conducts events without shipping them. */
async function conductedOnly(events: readonly AcceptedEvent[]): Promise<void> {
  await putIn(stores, events);
  const client = await stores.state.connect();
  await conductBatch(client, liveModels());
  client.release();
}

/** The outbox as it was when its load was under way. */
async function again(): Promise<void> {
  await stores.state.query(
    `INSERT INTO outbox (id, seq_from, seq_to, block, generation, corrections, body) OVERRIDING SYSTEM VALUE
     SELECT id, seq_from, seq_to, (SELECT min(id) FROM outbox_before), generation, corrections, body FROM outbox_before`,
  );
}

test('[KD8] told to stop while the fact store is away it ends, and what is on its way stays in the outbox', async () => {
  await conductor.stop();
  const away = { ...stores, facts: { ...stores.facts, insert: gone, rows: gone, run: gone } };
  const stopping = await conductorOf({ ...away, close: stores.close });
  await putIn(stores, liveEvents(11, 30));
  await expect.poll(() => stopping.state().fault, { timeout: 20_000 }).not.toBeNull();
  await stopping.stop();
  const { rows } = await stores.state.query('SELECT count(*)::int AS left FROM outbox');
  expect(rows).toEqual([{ left: 1 }]);
  const before = await count('event');
  conductor = await conductorOf(stores);
  await conductor.settled();
  expect(await count('event')).toBe(before + 30);
});

/** As a fact store answers that is not there. */
function gone(): Promise<never> {
  return Promise.reject(new Error('connect ECONNREFUSED'));
}
