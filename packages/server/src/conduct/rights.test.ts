import { type PersonRights, rightKindsOf, rightsOf } from '@bothways/core/person';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { regate } from '../ingest/regate.ts';
import { modelOf, WORLD } from '../ingest/world-testing.ts';
import { wordsOfPersons } from '../store/consents.ts';
import { checkRecord } from '../store/damage.ts';
import { transferTable } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { accepted, conductorOf, forgetLedger, idOf, ledgerOf, putIn } from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { CONSENTS, rightsEvents, standingNow } from './rights-testing.ts';

const world = modelOf(CONSENTS);
const kinds = rightKindsOf(world.model);
const DAY = 86_400_000;
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

async function anew(): Promise<unknown> {
  await forgetLedger(stores);
  await rebuild({ stores, ...world });
  return standingNow(stores);
}

interface Standing {
  readonly encounter: string;
  readonly leg: number;
  readonly person: string;
  readonly identity: string;
  readonly kind: string;
  readonly at: string;
  readonly quantity: string;
  readonly touchpoint: string;
}

/** Transfers that stand and that a right was needed for, or that are a right. */
async function standing(): Promise<readonly Standing[]> {
  return stores.facts.rows<Standing>(
    `SELECT lower(hex(encounter_id)) AS encounter, leg, lower(hex(assumeNotNull(person_id))) AS person, toString(touchpoint) AS touchpoint,
       lower(hex(assumeNotNull(coalesce(identity_id, person_id)))) AS identity, toString(kind) AS kind, toString(toUnixTimestamp64Milli(at)) AS at, toString(quantity) AS quantity
     FROM ${transferTable(await ledgerOf(stores))} AS rows WHERE kind IN ('data:profile', 'data:place') OR startsWith(kind, 'permission:') ORDER BY ALL`,
  );
}

async function rightsNow(persons: readonly string[]): Promise<ReadonlyMap<string, PersonRights>> {
  if (kinds === null) throw new Error('the world has rights');
  const known = await wordsOfPersons(stores.state, persons, (await ledgerOf(stores)).id);
  return new Map(
    [...known].map(([person, { words, links }]) => [person, rightsOf(words, links, kinds)]),
  );
}

async function send(events: readonly AcceptedEvent[], aRow = 7): Promise<void> {
  await putIn(stores, events, { aRow });
  await conductor.settled();
}

let messages = 0;
function event(
  who: string,
  name: string,
  day: number,
  context: Record<string, string> = {},
): AcceptedEvent {
  messages += 1;
  const at = Date.UTC(2026, 2, 1) + day * DAY;
  return accepted(
    { type: 'track', event: name, messageId: `rights ${messages}` },
    {
      ...{ at, receivedAt: at + 5, user: who.startsWith('device') ? null : idOf(who), context },
      anonymous: who.startsWith('device') ? idOf(who) : null,
      properties: { yes: 'true', places: '1' },
    },
  );
}

/** What of one person stands, in short. */
async function of(who: string): Promise<readonly string[]> {
  const rows = await standing();
  return rows
    .filter(({ person }) => person === idOf(who))
    .map(({ kind, at }) => `${kind} ${(Number(at) - Date.UTC(2026, 2, 1)) / DAY}`)
    .sort();
}

const MARKETING = { 'consent.categoryPreferences.marketing': 'true' };
const NO_MARKETING = { 'consent.categoryPreferences.marketing': 'false' };
const CHOSEN = 'Segment Consent Preference Updated';

test('[RG1] live, in any order, what stands and what waits is what a rebuild makes', async () => {
  for (const seed of [1, 2, 3]) {
    await send(rightsEvents(seed, 120), 1 + seed * 5);
    const live = await standingNow(stores);
    expect(live).toEqual(await anew());
  }
});

test('[RG2] nothing that needs a right stands without it at its moment; a right has a balance of none or one', async () => {
  const rows = await standing();
  const rights = await rightsNow([...new Set(rows.map(({ person }) => person))]);
  const gated = rows.filter(({ kind }) => kind.startsWith('data:'));
  expect(gated.length).toBeGreaterThan(30);
  for (const { person, identity, kind, at } of gated)
    expect(
      (kinds?.gates.get(kind) ?? []).some((right) =>
        rights.get(person)?.isHeld(right, identity, Number(at)),
      ),
    ).toBe(true);
  const given = rows.filter(({ kind }) => kind.startsWith('permission:'));
  const balances = given.map(({ person, kind }) => `${person} ${kind}`);
  expect(given.length).toBeGreaterThan(3);
  expect(new Set(balances).size).toBe(balances.length);
  for (const { person, kind, quantity } of given) {
    expect(quantity).toBe('1');
    expect(rights.get(person)?.standing(kind, Date.now())).not.toBe(null);
  }
});

test('[RG3] an earlier consent that comes later replays what waited; an earlier withdrawal takes it back', async () => {
  await send([event('ann', 'Told', 5), event('ann', 'Told', 15)]);
  expect(await of('ann')).toEqual([]);
  await send([event('ann', CHOSEN, 10, MARKETING)]);
  expect(await of('ann')).toEqual(['data:profile 15', 'permission:marketing/profile 10']);
  await send([event('ann', 'Asked', 3)]);
  expect(await of('ann')).toEqual([
    'data:profile 15',
    'data:profile 5',
    'permission:marketing/profile 3',
  ]);
  await send([event('ann', CHOSEN, 4, NO_MARKETING)]);
  expect(await of('ann')).toEqual(['data:profile 15', 'permission:marketing/profile 10']);
  await send([event('ann', 'Stopped', 12)]);
  expect(await of('ann')).toEqual([]);
});

test('[RG4] at a link the stricter of both holds; the device keeps what it was allowed before', async () => {
  await send([event('device of bob', CHOSEN, 1, MARKETING), event('device of bob', 'Told', 2)]);
  await send([
    { ...event('device of bob', 'Looked', 4), user: idOf('bob') },
    event('device of bob', 'Told', 6),
  ]);
  expect(await of('bob')).toEqual(['data:profile 2']);
  // A link that is said to be older counts from then on.
  await send([{ ...event('device of bob', 'Looked', 1.5), user: idOf('bob') }]);
  expect(await of('bob')).toEqual([]);
  await send([event('bob', CHOSEN, 5, MARKETING)]);
  expect(await of('bob')).toEqual(['data:profile 6', 'permission:marketing/profile 5']);
});

test('[RG5] a right whose time ends leaves the ledger then; what it allowed stays', async () => {
  const now = Date.now();
  const until = { 'consent.expiresAt': `"${new Date(now + 1500).toISOString()}` };
  const lasting = { ...event('cat', CHOSEN, 0, { ...MARKETING, ...until }), at: now - 2 * DAY };
  await send([lasting, { ...event('cat', 'Told', 0), at: now - DAY }]);
  const kindsOf = async () => (await of('cat')).map((each) => each.split(' ')[0]);
  expect(await kindsOf()).toEqual(['data:profile', 'permission:marketing/profile']);
  await expect.poll(kindsOf, { timeout: 8000 }).toEqual(['data:profile']);
  await conductor.settled();
  // Its number has no event, which is no damage.
  expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
  const live = await standingNow(stores);
  expect(live).toEqual(await anew());
});

test('[RG6] consents of files count: those imported into a ledger, and those that a rebuild reads', async () => {
  const sent = (userId: string, name: string, day: number, context = {}) => ({
    ...{ type: 'track', event: name, userId, context, properties: { yes: true } },
    ...{
      timestamp: new Date(Date.UTC(2026, 2, 1) + day * DAY).toISOString(),
      messageId: `file ${userId} ${day}`,
    },
  });
  const before = (await standing()).length;
  await importEvents({
    ...{ stores, source: 'file' },
    events: [
      sent('eve', CHOSEN, 1, { consent: { categoryPreferences: { Marketing: true } } }),
      ...[sent('eve', 'Told', 2), sent('dan', 'Asked', 1), sent('dan', 'Told', 2)],
      ...[sent('fay', 'Told', 2), sent('gus', CHOSEN, 1, { gpc: true })],
    ],
  });
  await conductor.settled();
  await rebuild({ stores, ...world });
  expect((await standing()).length - before).toBe(4);
  const live = await standingNow(stores);
  expect(live).toEqual(await anew());
});

test('[RG11] a right of a file whose time ends soon leaves the ledger then', async () => {
  const soon = new Date(Date.now() + 7_000).toISOString();
  const consent = { categoryPreferences: { Marketing: true }, expiresAt: soon };
  const timestamp = new Date(Date.now() - DAY).toISOString();
  const before = (await standing()).length;
  await importEvents({
    ...{ stores, source: 'file' },
    events: [
      {
        ...{ type: 'track', event: CHOSEN, userId: 'hal', context: { consent } },
        ...{ timestamp, messageId: 'soon' },
      },
    ],
  });
  const given = async (): Promise<number> => (await standing()).length - before;
  await expect.poll(given, { timeout: 7_000 }).toBe(1);
  await expect.poll(given, { timeout: 20_000 }).toBe(0);
}, 45_000);

test('[RG7] to look at rights again changes nothing where nothing changed', async () => {
  const generation = await ledgerOf(stores);
  const { rows } = await stores.state.query<{ identity: string }>(
    `SELECT DISTINCT replace(identity::text, '-', '') AS identity FROM consent`,
  );
  const identities = rows.map(({ identity }) => identity);
  const asked = {
    stores,
    generation,
    model: world.model,
    seq: generation.seqDone,
    now: Date.now(),
  };
  expect(identities.length).toBeGreaterThan(8);
  // Whoever is a part of another is found with them, in whatever order they are named.
  expect(await regate(asked, identities)).toBe(false);
  expect(await regate(asked, identities.toReversed())).toBe(false);
});

test('[RG8] a model without rights, and without data that needs consent, keeps no words and looks at none', async () => {
  const plain = modelOf(WORLD);
  await rebuild({ stores, ...plain });
  const { id } = await ledgerOf(stores);
  const counted = async () => {
    const { rows } = await stores.state.query<{ n: string }>('SELECT count(*) AS n FROM consent');
    return rows[0]?.n;
  };
  const before = await counted();
  await send([event('ann', CHOSEN, 50, MARKETING)]);
  expect(await counted()).toBe(before);
  const views = await stores.facts.rows(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND name = 'transfer_held_g${id}_view'`,
  );
  expect(views).toEqual([]);
  // What was said meanwhile is read by the next rebuild with a model that asks.
  await rebuild({ stores, ...world });
  expect(await counted()).not.toBe(before);
  expect((await of('ann')).filter((each) => each.startsWith('permission:'))).toEqual([
    'permission:marketing/profile 50',
  ]);
});
