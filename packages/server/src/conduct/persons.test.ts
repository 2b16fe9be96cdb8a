import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { personOfIdentity } from '../store/links.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import type { Batch, Made } from './batch.ts';
import {
  accepted,
  conductorOf,
  forgetLedger,
  idOf,
  ledgerOf,
  liveEvents,
  putIn,
} from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { foldPersons } from './fold-persons.ts';
import { linkByHand } from './link-by-hand.ts';
import { newestMoment, personNow } from './person-now.ts';
import { personsFromRecord } from './person-record.ts';
import { plain } from './person-testing.ts';

const world = modelOf(WORLD);
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

/** What is known of everybody who ever came, by the state of each. */
async function everybody(events: readonly AcceptedEvent[]): Promise<Map<string, unknown>> {
  const generation = await ledgerOf(stores);
  const identities = new Set(events.flatMap(({ user, anonymous }) => user ?? anonymous ?? []));
  const people = new Map<string, unknown>();
  const one = async (identity: string): Promise<void> => {
    const person = await personOfIdentity(stores.state, identity);
    const now = await personNow(stores, generation, person);
    if (now === null) return;
    expect(now.isBehind).toBe(false);
    people.set(person, plain(now.state));
  };
  const all = [...identities];
  for (let at = 0; at < all.length; at += 4) await Promise.all(all.slice(at, at + 4).map(one));
  return people;
}

async function rebuilt(): Promise<Map<string, unknown>> {
  await forgetLedger(stores);
  await rebuild({ stores, ...world });
  const states = await personsFromRecord(stores.facts, await ledgerOf(stores), null);
  return new Map([...states].map(([person, state]) => [person, plain(state)]));
}

/** Some of the people are not known by name at first, and some only later. */
function halfNamed(events: readonly AcceptedEvent[], seed: number): readonly AcceptedEvent[] {
  return events.map((event, index) => {
    if (event.user === null) return event;
    const anonymous = idOf(`device of ${event.user}`);
    const sort = (index * 7 + seed) % 5;
    if (sort === 0) return { ...event, anonymous };
    return sort < 3 ? { ...event, user: null, anonymous } : event;
  });
}

/** Somebody who comes more often than is kept of anybody, on days in no order. */
function often(seed: number): readonly AcceptedEvent[] {
  return Array.from({ length: 150 }, (_, index) => {
    const day = (index * 37 + seed) % 150;
    const at = Date.UTC(2026, 0, 1) + day * 86_400_000 + (index % 3) * 1000;
    const messageId = `often ${seed} ${index}`;
    const properties = { total: index + 0.5, rating: (index % 5) + 1 };
    return accepted(
      { type: 'track', event: 'Paid', messageId, properties, userId: 'often' },
      { at, receivedAt: at },
    );
  });
}

const sent: AcceptedEvent[] = [];

test('[PF1] what is known of each person, folded live and late with links among it, is what a rebuild makes', async () => {
  for (const seed of [11, 12]) {
    // In no order of time, in batches of any size.
    const events = [...halfNamed(liveEvents(seed, 500), seed), ...often(seed)];
    sent.push(...events);
    await putIn(stores, events, { aRow: 1 + seed * 3 });
    await conductor.settled();
    const live = await everybody(sent);
    const anew = await rebuilt();
    expect(live.size).toBeGreaterThan(30);
    expect(live).toEqual(anew);
  }
});

test('[PF6] a state of another version is made anew, whoever asks or comes next', async () => {
  const ofBefore = () => stores.state.query('UPDATE person SET state = set_byte(state, 0, 200)');
  const come = async (seed: number): Promise<void> => {
    const events = halfNamed(liveEvents(seed, 150), seed);
    sent.push(...events);
    await putIn(stores, events);
    await conductor.settled();
  };
  await come(13);
  const known = await everybody(sent);
  await ofBefore();
  expect(await everybody(sent)).toEqual(known);
  // What was asked for is kept.
  const { rows } = await stores.state.query('SELECT FROM person WHERE get_byte(state, 0) = 200');
  expect(rows).toEqual([]);
  await ofBefore();
  await come(14);
  const live = await everybody(sent);
  expect(live).toEqual(await rebuilt());
});

test('[PF2] what came by an import is added when somebody asks, once, and live events go on', async () => {
  await importEvents({ stores, source: 'file', events: worldEvents(21, 300) });
  const more = halfNamed(liveEvents(22, 200), 22);
  sent.push(...more);
  await putIn(stores, more);
  await conductor.settled();
  const first = await everybody(sent);
  const { rows } = await stores.state.query('SELECT count(*) AS n FROM person WHERE base > 0');
  const last = halfNamed(liveEvents(23, 200), 23);
  sent.push(...last);
  await putIn(stores, last);
  await conductor.settled();
  const live = await everybody(sent);
  const anew = await rebuilt();
  for (const [person, state] of live) expect(state).toEqual(anew.get(person));
  expect(first.size).toBeGreaterThan(30);
  expect(Number(rows[0]?.n)).toBe(0);
});

test('[PF8] who is parted by hand is known apart, each as a rebuild makes them, also what they do later', async () => {
  const { rows: linked } = await stores.state.query<{ anonymous: string }>(
    `SELECT replace(identity::text, '-', '') AS anonymous FROM identity ORDER BY identity LIMIT 3`,
  );
  expect(linked).toHaveLength(3);
  const before = await everybody(sent);
  for (const { anonymous } of linked)
    expect(await linkByHand(stores, 'unlink', { anonymous, user: null })).not.toHaveProperty(
      'refusal',
    );
  const more = halfNamed(liveEvents(24, 200), 24);
  sent.push(...more);
  await putIn(stores, more);
  await conductor.settled();
  const live = await everybody(sent);
  expect(live.size).toBe(before.size + 3);
  const anew = await rebuilt();
  for (const [person, state] of live) expect(state).toEqual(anew.get(person));
});

test('[PF3] batches at the same time lose nothing of one person', async () => {
  const generation = await ledgerOf(stores);
  const person = idOf('somebody at many places');
  const madeOf = (index: number): Made => ({
    event: { event: sent[0] as AcceptedEvent, seq: 0, identity: person },
    person,
    ...{ encounters: [encounter(index)], transfers: [], held: [], refused: [] },
  });
  const encounter = (index: number): Made['encounters'][number] => ({
    ...{ encounterId: idOf(`encounter ${index}`), seq: 0, personId: person, accountId: null },
    ...{ at: Date.UTC(2026, 4, 1) + index, until: null, journey: 'buying', phase: 'shop' },
    ...{ step: 'pay', touchpoint: 'paid', channel: 'web', durationSeconds: null, felt: null },
    ...{ feltScale: '', feltRaw: null, n: 1, grade: 'A', caseId: null, starts: false, ends: false },
  });
  const seq = generation.seqDone;
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let batch = 0; batch < 10; batch += 1) {
        const client = await stores.state.connect();
        try {
          await client.query('BEGIN');
          const asked: Batch = {
            ...{ client, generation, model: null, recognise: null, events: [] },
            ...{ seqFrom: seq, seqTo: seq },
          };
          const made = [madeOf(writer * 100 + 2 * batch), madeOf(writer * 100 + 2 * batch + 1)];
          await foldPersons(asked, made, { moved: [], changed: new Set() });
          await client.query('COMMIT');
        } finally {
          client.release();
        }
        // Who asks meanwhile keeps what was read, and takes nothing away by it.
        await personNow(stores, generation, person);
      }
    }),
  );
  const now = await personNow(stores, generation, person);
  expect(now?.state.encounters).toBe(160);
});

test('[PF4] somebody whose rights changed is made anew from the record once it holds the correction', async () => {
  const generation = await ledgerOf(stores);
  const [person] = (await everybody(sent)).keys();
  if (person === undefined) throw new Error('nobody is known');
  const change = async (seqTo: number): Promise<void> => {
    const client = await stores.state.connect();
    const asked: Batch = {
      ...{ client, generation, model: null, recognise: null, events: [] },
      ...{ seqFrom: seqTo, seqTo },
    };
    await client.query('BEGIN');
    await foldPersons(asked, [], { moved: [], changed: new Set([person]) });
    await client.query('COMMIT');
    client.release();
  };
  const before = await personNow(stores, generation, person);
  await change(generation.seqDone + 1);
  const behind = await personNow(stores, generation, person);
  expect(behind?.isBehind).toBe(true);
  expect(await personNow(stores, generation, idOf('nobody'))).toBe(null);
  await change(generation.seqDone);
  const after = await personNow(stores, generation, person);
  expect(after?.isBehind).toBe(false);
  expect(plain(after?.state)).toEqual(plain(before?.state));
});

test('[PF5] the newest moment is that of whoever came last, by whatever road', async () => {
  const generation = await ledgerOf(stores);
  const [row] = await stores.facts.rows<{ newest: string }>(
    `SELECT toString(toUnixTimestamp64Milli(max(at))) AS newest FROM encounter_g${generation.id} WHERE isNotNull(person_id)`,
  );
  const newest = await newestMoment(stores, generation);
  expect(newest).toBeGreaterThanOrEqual(Number(row?.newest));
});
