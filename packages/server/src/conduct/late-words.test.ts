import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { SHIP_LOCK } from '../ingest/catch-up.ts';
import { importEvents } from '../ingest/import-events.ts';
import { lockingClient, releaseLocks } from '../ingest/locking-client.ts';
import { type Pseudonyms, workspacePseudonyms } from '../ingest/pseudonym.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { settleRights } from '../ingest/settle-rights.ts';
import { modelOf } from '../ingest/world-testing.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { accepted, conductorOf, forgetLedger, idOf, ledgerOf, putIn } from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { personNow } from './person-now.ts';
import { CONSENTS, rightsEvents, standingNow } from './rights-testing.ts';

const world = modelOf(CONSENTS);
const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 1);
const CHOSEN = 'Segment Consent Preference Updated';
let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;
let conductor: Conductor;
let pseudonym: Pseudonyms;

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  pseudonym = await workspacePseudonyms(stores.state);
  conductor = await conductorOf(stores, { warn: (text) => console.log(text) });
  await rebuild({ stores, ...world });
});
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

async function anew(of = world): Promise<unknown> {
  await forgetLedger(stores);
  await rebuild({ stores, ...of });
  return standingNow(stores);
}

let messages = 0;
function event(user: string, name: string, day: number, isAllowed?: boolean): AcceptedEvent {
  messages += 1;
  const at = START + day * DAY;
  const context =
    isAllowed === undefined ? {} : { 'consent.categoryPreferences.marketing': String(isAllowed) };
  return accepted(
    { type: 'track', event: name, messageId: `late ${messages}` },
    {
      at,
      receivedAt: at + 5,
      user: pseudonym('user', user).toString('hex'),
      anonymous: null,
      context,
    },
  );
}

/** Has events conducted, and waits until the inbox is empty. */
async function conducted(events: readonly AcceptedEvent[]): Promise<void> {
  await putIn(stores, events);
  const waiting = async () => (await stores.state.query('SELECT FROM inbox')).rows.length;
  await expect.poll(waiting, { interval: 10, timeout: 10_000 }).toBe(0);
}

function imported(
  source: string,
  userId: string,
  name: string,
  days: readonly number[],
  isAllowed?: boolean,
) {
  const context =
    isAllowed === undefined ? {} : { consent: { categoryPreferences: { Marketing: isAllowed } } };
  return importEvents({
    ...{ stores, source },
    events: days.map((day) => ({
      ...{ type: 'track', event: name, userId, context, messageId: `file ${userId} ${day}` },
      timestamp: new Date(START + day * DAY).toISOString(),
    })),
  });
}

/** While nothing is shipped and no import is caught up with. */
async function unshipped(work: () => Promise<unknown>): Promise<void> {
  await conductor.settled();
  const client = await lockingClient(stores.state);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [SHIP_LOCK]);
    await work();
  } finally {
    await releaseLocks(client);
  }
  await rebuild({ stores, ...world });
  await conductor.settled();
}

async function balancesOf(user: string): Promise<readonly string[]> {
  const generation = await ledgerOf(stores);
  const known = await personNow(stores, generation, pseudonym('user', user).toString('hex'));
  return [...(known?.state.balances.values() ?? [])]
    .map(({ kind, quantity }) => `${kind} ${quantity}`)
    .sort();
}

test('[KD12] an import between two batches that wait is in the ledger before the second', async () => {
  await unshipped(async () => {
    await conducted([event('ann', 'Told', 1)]);
    await imported('between', 'bea', 'Told', [2, 3]);
    await conducted([event('ann', 'Told', 4)]);
  });
  const live = await standingNow(stores);
  expect(live).toMatchObject({ ledger: { encounters: { length: 4 } } });
  expect(live).toEqual(await anew());
});

test('[RG9] what an import says of rights counts for live events behind it, caught up with or not', async () => {
  await conducted([event('cat', CHOSEN, 1, true)]);
  await unshipped(async () => {
    await imported('gives', 'dan', CHOSEN, [1], true);
    await imported('takes', 'cat', CHOSEN, [3], false);
    await conducted([event('dan', 'Told', 5), event('cat', 'Told', 5), event('cat', 'Told', 2)]);
    await conducted([event('dan', 'Told', 6)]);
  });
  const live = [await standingNow(stores), await balancesOf('cat'), await balancesOf('dan')];
  expect(live[2]).toContain('data:profile 2');
  expect(live[1]).toContain('data:profile 1');
  expect(live).toEqual([await anew(), await balancesOf('cat'), await balancesOf('dan')]);
});

test('[RG10] links while another ledger is built are in it as if they had been before', async () => {
  const other = modelOf(CONSENTS.replace('quantity: 2.5', 'quantity: 2.6'));
  // Devices that nobody is linked to yet.
  const alone = rightsEvents(7, 160).map((each) =>
    each.anonymous === null ? each : { ...each, user: null },
  );
  await conducted(alone);
  await conductor.settled();
  let isBuilt = false;
  const building = rebuild({ stores, ...other }).finally(() => {
    isBuilt = true;
  });
  for (let index = 0; !isBuilt || index < 6; index += 1) {
    const user = idOf(`rights person ${index % 4}`);
    const anonymous = idOf(`rights device ${index % 4}`);
    const at = Date.UTC(2026, 0, 20) - index * DAY;
    await putIn(stores, [{ ...event('', 'Looked', 9), user, anonymous, at }]);
    await conductor.settled();
  }
  await building;
  await conductor.settled();
  const live = await standingNow(stores);
  expect(live).toEqual(await anew(other));
}, 60_000);

test('[RG10] so are rights whose time ends meanwhile', async () => {
  await rebuild({ stores, ...world });
  const ends = Date.now() + 500;
  const context = {
    'consent.categoryPreferences.marketing': 'true',
    'consent.expiresAt': `"${new Date(ends).toISOString()}`,
  };
  await conducted([{ ...event('eve', CHOSEN, 1), context }]);
  await conductor.stop();
  const generation = await ledgerOf(stores);
  await expect.poll(() => Date.now()).toBeGreaterThan(ends);
  const { model } = world;
  const seq = generation.seqDone;
  const pass = { stores, generation, model, from: seq, seq, isNew: false, now: Date.now() };
  expect(await settleRights(pass)).toBe(false);
  expect(await settleRights({ ...pass, lookedAt: ends - 1 })).toBe(true);
  expect(await settleRights({ ...pass, lookedAt: ends - 1 })).toBe(false);
});
