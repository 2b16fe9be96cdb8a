import { type IdentityLink, linksSaid, linksWith, personsOf } from '@bothways/core/person';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { importEvents } from '../ingest/import-events.ts';
import { type PseudonymOf, workspacePseudonyms } from '../ingest/pseudonym.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD } from '../ingest/world-testing.ts';
import type { SentEvent } from '../ingest/write-event.ts';
import { linksOf, personOfIdentity } from '../store/links.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { addTombstones } from '../store/tombstones.ts';
import { watermark } from '../store/watermark.ts';
import {
  accepted,
  conductorOf,
  forgetLedger,
  ledgerNow,
  ledgerOf,
  putIn,
} from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { byHand, type Deed, deed } from './identity-testing.ts';
import { personNow } from './person-now.ts';
import { personsFromRecord } from './person-record.ts';
import { plain } from './person-testing.ts';

const world = modelOf(WORLD);
const DAY_MS = 86_400_000;
let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;
let conductor: Conductor;
let idOf: (of: PseudonymOf, id: string) => string;

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  const pseudonym = await workspacePseudonyms(stores.state);
  idOf = (of, id) => pseudonym(of, id).toString('hex');
  await rebuild({ stores, ...world });
  conductor = await conductorOf(stores, { warn: (text) => process.stderr.write(`${text}\n`) });
});
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

/** A deed as a client sends it. Names are of one round, so that rounds do not meet. */
function sentOf(round: string, { kind, user, anonymous, day }: Deed, index: number): SentEvent {
  const isAlias = kind === 'alias' && user !== null;
  return {
    ...{ type: kind === 'identify' || isAlias ? kind : 'track', event: kind },
    ...{ messageId: `${round}-${index}`, userId: user === null ? null : round + user },
    [isAlias ? 'previousId' : 'anonymousId']: anonymous === null ? 'null' : round + anonymous,
    timestamp: new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString(),
    properties: { total: index + 0.25, minutes: index % 7 },
  };
}

/** The same as the door leaves it. */
function liveOf(round: string, each: Deed, index: number): AcceptedEvent {
  const { kind, user, anonymous } = each;
  const sent = sentOf(round, each, index);
  const name = anonymous === null ? null : idOf('anonymous', round + anonymous);
  const isAlias = sent.type === 'alias';
  return accepted(sent, {
    user: user === null ? null : idOf('user', round + user),
    anonymous: isAlias ? null : name,
    previous:
      isAlias && name !== null
        ? { user: idOf('user', `${round}${anonymous}`), anonymous: name }
        : null,
    ...(kind === 'link' || kind === 'unlink' ? { byHand: kind, type: 'alias', name: '' } : {}),
  });
}

async function isCaughtUp(): Promise<void> {
  await conductor.settled();
  const isThere = async (): Promise<boolean> =>
    (await ledgerOf(stores)).seqDone === (await watermark(stores.state));
  await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
}

/** What somebody does, by which road it comes, and whether what came before has arrived then. */
interface Come {
  readonly road: 'live' | 'file';
  readonly deeds: readonly Deed[];
  readonly waits: boolean;
}

async function come(round: string, parts: readonly Come[]): Promise<readonly AcceptedEvent[]> {
  const all: AcceptedEvent[] = [];
  for (const { road, deeds, waits } of parts) {
    const from = all.length;
    all.push(...deeds.map((each, index) => liveOf(round, each, from + index)));
    if (waits) await isCaughtUp();
    if (road === 'live') await putIn(stores, all.slice(from), { aRow: 5 });
    else {
      const events = deeds.map((each, index) => sentOf(round, each, from + index));
      await importEvents({ stores, source: 'file', events });
    }
  }
  await isCaughtUp();
  return all;
}

/** What all that was said comes to, worked out one by one. */
function linksOfAll(events: readonly AcceptedEvent[]): readonly IdentityLink[] {
  return events.flatMap(linksSaid).reduce(linksWith, [] as readonly IdentityLink[]);
}

async function linksKept(round: readonly IdentityLink[]): Promise<readonly IdentityLink[]> {
  const kept = await linksOf(
    stores.state,
    round.map(({ anonymous }) => anonymous),
  );
  return kept.map(({ undoneAt: _, ...link }) => link);
}

function inOrder(links: readonly IdentityLink[]): readonly IdentityLink[] {
  return links.toSorted((a, b) =>
    a.anonymous + a.identified < b.anonymous + b.identified ? -1 : 1,
  );
}

/** What each person holds, and what the record says of them. */
async function people(events: readonly AcceptedEvent[]): Promise<readonly (readonly unknown[])[]> {
  const generation = await ledgerOf(stores);
  const persons = personsOf(linksOfAll(events));
  const identities = events.flatMap(({ user, anonymous }) => user ?? anonymous ?? []);
  const all = [...new Set(identities.map((each) => persons.get(each) ?? each))].sort();
  const recorded = await personsFromRecord(stores.facts, generation, all);
  const held = [];
  for (const person of all) held.push(plain((await personNow(stores, generation, person))?.state));
  expect(held).toEqual(all.map((person) => plain(recorded.get(person))));
  return held.map((state, place) => [all[place], state]);
}

const saying = fc.array(deed, { minLength: 4, maxLength: 14 });
const said: fc.Arbitrary<Come> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      road: fc.constant('file' as const),
      deeds: saying,
      waits: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      road: fc.constant('live' as const),
      deeds: fc.array(fc.oneof({ weight: 5, arbitrary: deed }, { weight: 1, arbitrary: byHand }), {
        minLength: 4,
        maxLength: 14,
      }),
      waits: fc.boolean(),
    }),
  },
);

let rounds = 0;
const everything: AcceptedEvent[] = [];

test('[CI8] files link as live events do, before and after these: links, persons and what each holds are what was said', async () => {
  const history = fc.array(said, { minLength: 2, maxLength: 6 });
  for (const parts of fc.sample(history, { numRuns: 8, seed: 11 })) {
    rounds += 1;
    const events = await come(`r${rounds}`, parts);
    const links = linksOfAll(events);
    expect(inOrder(await linksKept(links))).toEqual(inOrder(links));
    for (const [anonymous, person] of personsOf(links))
      expect(await personOfIdentity(stores.state, anonymous)).toBe(person);
    await people(events);
    everything.push(...events);
  }
  const [live, held] = [await ledgerNow(stores), await people(everything)];
  expect((await ledgerOf(stores)).corrected).toBe(true);
  await forgetLedger(stores);
  await rebuild({ stores, ...world });
  expect((await ledgerOf(stores)).corrected).toBe(false);
  expect(await ledgerNow(stores)).toEqual(live);
  expect(await people(everything)).toEqual(held);
}, 90_000);

test('[CI9] a file that comes while another ledger is built moves whom it links; a catch-up that was killed leaves nothing', async () => {
  const other = modelOf(WORLD.replace('properties.minutes >= 0', 'properties.minutes >= 1'));
  const paid = (anonymous: string | null, user: string | null, day: number): Deed => ({
    ...{ kind: 'Paid', anonymous, user, day },
  });
  const before = Array.from({ length: 30 }, (_, day) => paid(`a${day % 3}`, null, day));
  everything.push(...(await come('b', [{ road: 'live', deeds: before, waits: false }])));
  const building = rebuild({ stores, ...other, eventsAtOnce: 40 });
  const links = Array.from({ length: 9 }, (_, at) => paid(`a${at % 3}`, `u${at % 2}`, 60 + at));
  const events = links.map((each, index) => sentOf('b', each, 100 + index));
  await importEvents({ stores, source: 'file', events });
  await building;
  await isCaughtUp();
  const live = await ledgerNow(stores);
  await forgetLedger(stores);
  await rebuild({ stores, ...other });
  expect(await ledgerNow(stores)).toEqual(live);
  // Corrections of a killed catch-up have arrived, and the mark has not moved; then one of its links is undone.
  const { id, seqDone } = await ledgerOf(stores);
  await conductor.stop();
  const more = Array.from({ length: 6 }, (_, day) => paid(`a${day % 3}`, 'u2', day));
  await importEvents({
    stores,
    source: 'file',
    events: more.map((each, index) => sentOf('b', each, 200 + index)),
  });
  await rebuild({ stores, ...other });
  await stores.state.query('UPDATE generation SET seq_done = $2 WHERE id = $1', [id, seqDone]);
  const undone: Deed = { kind: 'unlink', anonymous: 'a0', user: 'u2', day: 99 };
  await putIn(stores, [liveOf('b', undone, 300)]);
  conductor = await conductorOf(stores);
  await isCaughtUp();
  const again = await ledgerNow(stores);
  await forgetLedger(stores);
  await rebuild({ stores, ...other });
  expect(await ledgerNow(stores)).toEqual(again);
}, 60_000);

test('[CI10] a file says nothing of an anonymous id of somebody who was erased; who names it beside another user is taken', async () => {
  await addTombstones(stores.state, [idOf('anonymous', 'gone'), idOf('user', 'she')]);
  const who = (userId: string | null, anonymousId: string, index: number): SentEvent => ({
    ...{ type: 'track', event: 'Paid', messageId: `gone-${index}`, userId, anonymousId },
    ...{ timestamp: '2026-02-01T00:00:00Z', properties: { total: 1 } },
  });
  const { accepted: taken, suppressed } = await importEvents({
    ...{ stores, source: 'file' },
    events: [who('she', 'b', 1), who(null, 'gone', 2), who('he', 'gone', 3), who('he', 'c', 4)],
  });
  expect([taken, suppressed]).toEqual([2, 2]);
  const kept = await linksOf(
    stores.state,
    ['gone', 'b', 'c'].map((id) => idOf('anonymous', id)),
  );
  expect(kept.map(({ anonymous, identified }) => [anonymous, identified])).toEqual([
    [idOf('anonymous', 'c'), idOf('user', 'he')],
  ]);
});
