import {
  type PersonShown,
  peopleReply,
  personReply,
  personTimeline,
} from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accepted, conductorOf, putIn } from '../conduct/conduct-testing.ts';
import type { Conductor } from '../conduct/conductor.ts';
import { importEvents } from '../ingest/import-events.ts';
import { workspacePseudonyms } from '../ingest/pseudonym.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { measuredLedger } from '../measure/ledger.ts';
import { type Reading, readingNow } from '../measure/reading.ts';
import { threadTable } from '../store/generation.ts';
import { ask } from './api-testing.ts';
import { type ServedWorkspace, servedWorkspace } from './app-testing.ts';

let served: ServedWorkspace;
let conductor: Conductor;

beforeAll(async () => {
  served = await servedWorkspace('/nowhere', async (stores) => {
    await importEvents({ stores, source: 'world', events: worldEvents(31, 600) });
    await rebuild({ stores, ...modelOf(WORLD) });
  });
  conductor = await conductorOf(served.stores);
});
afterAll(async () => {
  await conductor.stop();
  await served.close();
});

const of = (path: string) => ask(served.address, `/api/people${path}`);

async function person(id: string): Promise<PersonShown> {
  return personReply.parse((await of(`/${id}`)).json);
}

async function reading(): Promise<Reading> {
  const now = await readingNow(served.stores);
  if (now === null) throw new Error('no ledger');
  return now;
}

test('[AQ1] a person is found by the id of the source and by their pseudonym; nobody is a 404 that does not say the id again', async () => {
  const pseudonym = (await workspacePseudonyms(served.stores.state))('user', 'user-7').toString(
    'hex',
  );
  const shown = await person('user-7');
  expect(shown.person).toBe(pseudonym);
  expect(await person(pseudonym)).toEqual(shown);
  expect(personReply.parse((await of('/user-7?as=user')).json)).toEqual(shown);
  expect(await person('user:user-7')).toEqual(shown);
  for (const path of [
    '/user-7?as=anonymous',
    '/anonymous:user-7',
    '/jane.doe@example.com',
    `/${'0'.repeat(32)}`,
  ]) {
    const none = await of(path);
    expect([none.status, none.json]).toEqual([
      404,
      expect.objectContaining({ code: 'no-such-person' }),
    ]);
    expect(none.text).not.toContain('jane.doe');
  }
  const found = peopleReply.parse((await of('?find=user-7')).json);
  expect(found.people.map((each) => [each.person, each.isKnownAs, each.encounters])).toEqual([
    [pseudonym, 'user', shown.encounters],
  ]);
  expect(peopleReply.parse((await of('?find=nobody')).json).people).toEqual([]);
});

test('[AQ2] a statement and a relationship say of a person what the ledger says of them', async () => {
  const shown = await person('user-3');
  const all = await measuredLedger(await reading(), ['person'], null);
  const rows = all.filter(({ keys }) => keys['person'] === shown.person);
  const { net, turns } = shown.statement;
  expect(net.kind === 'estimate' && turns.customer?.holds).toBe(true);
  expect([...shown.statement.get, ...shown.statement.give].map(({ kind }) => kind)).toContain(
    turns.customer?.kind,
  );
  const { get, give, aside } = shown.statement;
  const plain = ({ kind, quantity, n, grade, worth, cost }: (typeof get)[number]): unknown => ({
    ...{ kind, quantity, n, grade, worth, cost },
  });
  const order = (a: unknown, b: unknown): number =>
    JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
  expect([...get, ...give, ...aside].map(plain).sort(order)).toEqual(
    rows
      .map(({ kind, quantity, n, grade, worth, cost }) => ({
        ...{ kind, quantity, n, grade, worth, cost },
      }))
      .sort(order),
  );
  const ways = shown.relationship.figures.ways.flatMap(({ kinds }) => kinds);
  expect(ways.reduce((sum, { n }) => sum + n, 0)).toBe(rows.reduce((sum, { n }) => sum + n, 0));
  const known = new Set(shown.relationship.actors.map(({ id }) => id));
  for (const { giver, receiver } of shown.relationship.figures.ways)
    expect([known.has(giver), known.has(receiver)]).toEqual([true, true]);
});

test('[AQ3] journeys of a person are those that the threads of the ledger have', async () => {
  const { generation, stores } = await reading();
  for (const id of ['user-1', 'user-2', 'user-11']) {
    const shown = await person(id);
    const rows = await stores.facts.rows<{ end: string; places: number; since: string }>(
      `SELECT toString(any(end)) AS end, any(places) AS places, toString(toUnixTimestamp64Milli(min(at))) AS since
       FROM ${threadTable(generation)} WHERE person_id = unhex('${shown.person}') GROUP BY journey, instance ORDER BY since DESC`,
    );
    const instances = shown.journeys.flatMap((journey) => journey.instances);
    expect(
      instances
        .map(({ end, encounters, since }) => ({
          ...{ end, places: encounters.length, since: String(Date.parse(since)) },
        }))
        .sort((a, b) => Number(b.since) - Number(a.since)),
    ).toEqual(rows.map((row) => ({ ...row, places: Number(row.places) })));
    expect(shown.missions).toHaveLength(instances.filter(({ end }) => end === 'open').length);
    expect(shown.last.map(({ at }) => at)).toEqual(
      shown.last.map(({ at }) => at).toSorted((a, b) => (a < b ? 1 : -1)),
    );
  }
});

test('[AQ4] a timeline and the list of those last seen have everything once over their pages, the newest first', async () => {
  const shown = await person('user-5');
  const ids: string[] = [];
  let next: string | null = null;
  do {
    const after: string = next === null ? '' : `&after=${next}`;
    const page = personTimeline.parse((await of(`/user-5/timeline?limit=3${after}`)).json);
    ids.push(...page.entries.map(({ at, id }) => `${at} ${id}`));
    next = page.next;
  } while (next !== null);
  expect(ids).toHaveLength(shown.encounters);
  expect(ids).toEqual([...new Set(ids)].sort().reverse());
  expect(shown.timeline.entries.map(({ at, id }) => `${at} ${id}`)).toEqual(ids.slice(0, 20));
  const people: string[] = [];
  let behind: string | null = null;
  do {
    const after: string = behind === null ? '' : `&after=${behind}`;
    const page = peopleReply.parse((await of(`?limit=7${after}`)).json);
    people.push(...page.people.map((each) => `${each.until} ${each.person}`));
    behind = page.next;
  } while (behind !== null);
  expect(people).toEqual([...new Set(people)].sort().reverse());
  expect(people.length).toBeGreaterThan(30);
  const wrong = await of('?after=nothing');
  expect(wrong.status).toBe(400);
});

test('[AQ5] a live event is in the state of its person as soon as it is conducted, whether or not it has been shipped', async () => {
  const pseudonym = (await workspacePseudonyms(served.stores.state))('user', 'late-1').toString(
    'hex',
  );
  const sent = { type: 'track', event: 'Paid', userId: 'x', messageId: 'late', properties: {} };
  const paid = { ...sent, properties: { total: 12.5, rating: 5 } };
  const now = Date.now();
  await putIn(served.stores, [accepted(paid, { user: pseudonym, at: now, receivedAt: now })]);
  await conductor.settled();
  const shown = await person('late-1');
  expect([shown.encounters, shown.isBehind, shown.felt]).toEqual([1, false, { mean: 1, n: 1 }]);
  expect(shown.contacts.map(({ channel, all }) => [channel, all.day])).toEqual([['web', 1]]);
  expect(shown.balances.map(({ kind, get, give }) => [kind, get, give])).toEqual([
    ['money', '0.00', '11.25'],
    ['goods', '12.50', '0.00'],
  ]);
  expect(shown.missions.map(({ touchpoint }) => touchpoint.id)).toEqual(['paid']);
});

test('[AQ4] a timeline goes on with nobody else, where an id is one of a user and another of a device', async () => {
  const pseudonym = await workspacePseudonyms(served.stores.state);
  const paid = { type: 'track', event: 'Paid', userId: 'x', properties: { total: 1 } };
  const at = Date.now();
  const both = (sort: 'user' | 'anonymous') => pseudonym(sort, 'both').toString('hex');
  await putIn(served.stores, [
    accepted({ ...paid, messageId: 'both-1' }, { user: both('user'), at, receivedAt: at }),
    accepted(
      { ...paid, messageId: 'both-2' },
      { user: null, anonymous: both('anonymous'), at: at - 1000, receivedAt: at },
    ),
  ]);
  await conductor.settled();
  const first = personTimeline.parse((await of('/both/timeline')).json);
  expect(first.entries.map((each) => each.at)).toEqual([new Date(at).toISOString()]);
  const behind = await of(`/both/timeline?after=${at}-${first.entries[0]?.id}`);
  expect(behind.json).toEqual({ entries: [], next: null });
  const device = personTimeline.parse((await of('/anonymous:both/timeline')).json);
  expect(device.entries).toHaveLength(1);
});
