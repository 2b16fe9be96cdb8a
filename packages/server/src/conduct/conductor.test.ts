import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { watermark } from '../ingest/watermark.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { generationReady } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { conductorOf, forgetLedger, ledgerNow, liveEvents, putIn } from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';

const world = modelOf(WORLD);
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
