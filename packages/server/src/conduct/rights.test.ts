import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { conductorOf, forgetLedger, putIn } from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { CONSENTS, rightsEvents, standingNow } from './rights-testing.ts';

const world = modelOf(CONSENTS);
let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;
let conductor: Conductor;

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  conductor = await conductorOf(stores, {
    warn: (text) => console.log(text),
    log: (event, what) => event === 'fault' && console.log(JSON.stringify(what).slice(0, 3000)),
  });
  await rebuild({ stores, ...world });
});
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

async function anew(): Promise<unknown> {
  await forgetLedger(stores);
  await rebuild({ stores, ...world });
  return standingNow(stores);
}

test('[RG1] live, in any order, what stands and what waits is what a rebuild makes', async () => {
  for (const seed of [1, 2, 3, 4]) {
    const events = rightsEvents(seed, 150);
    await putIn(stores, events, { aRow: 1 + seed * 4 });
    await conductor.settled();
    const live = await standingNow(stores);
    const again = await anew();
    expect(live).toEqual(again);
  }
});
