import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { conductorOf, forgetLedger, ledgerOf, putIn } from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { personNow } from './person-now.ts';
import { personsFromRecord } from './person-record.ts';
import { plain } from './person-testing.ts';
import { CONSENTS, rightsEvents } from './rights-testing.ts';

const world = modelOf(CONSENTS);
let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;
let conductor: Conductor;

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  conductor = await conductorOf(stores, { warn: (text) => console.log(text) });
  await rebuild({ stores, ...world });
});
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

test('[PF9] what each person holds is what their rights let stand, live as in a rebuild', async () => {
  for (const seed of [4, 5]) {
    await putIn(stores, rightsEvents(seed, 150), { aRow: 2 + seed });
    await conductor.settled();
    const generation = await ledgerOf(stores);
    const recorded = await personsFromRecord(stores.facts, generation, null);
    expect(recorded.size).toBeGreaterThan(3);
    const live = new Map<string, unknown>();
    for (const [person, state] of recorded) {
      const now = await personNow(stores, generation, person);
      expect(now?.isBehind).toBe(false);
      expect(plain(now?.state)).toEqual(plain(state));
      live.set(person, plain(now?.state));
    }
    await forgetLedger(stores);
    await rebuild({ stores, ...world });
    const anew = await personsFromRecord(stores.facts, await ledgerOf(stores), null);
    expect(live).toEqual(new Map([...anew].map(([person, state]) => [person, plain(state)])));
  }
});
