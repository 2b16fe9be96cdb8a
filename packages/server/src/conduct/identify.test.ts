import { personsOf } from '@bothways/core/person';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { movePersons } from '../ingest/move-persons.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD } from '../ingest/world-testing.ts';
import {
  encounterRows,
  encounterTable,
  type Generation,
  generationReady,
  personSegmentTable,
  threadTable,
} from '../store/generation.ts';
import { linksOf } from '../store/links.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { conductorOf, forgetLedger, idOf, ledgerNow, putIn } from './conduct-testing.ts';
import type { Conductor } from './conductor.ts';
import { ANONYMOUS, byHand, type Deed, deed, eventOf, USERS } from './identity-testing.ts';

const world = modelOf(WORLD);
let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;
let conductor: Conductor;

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  await rebuild({ stores, ...world });
  conductor = await conductorOf(stores, { warn: (text) => process.stderr.write(`${text}\n`) });
});
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

/** Conducts events in batches of these sizes, each shipped or not before the next comes. */
async function conduct(events: readonly AcceptedEvent[], sizes: readonly number[]): Promise<void> {
  let from = 0;
  for (const size of [...sizes, events.length]) {
    const some = events.slice(from, from + size);
    from += size;
    if (some.length > 0) await putIn(stores, some, { aRow: 7 });
    if (size % 4 !== 0) await conductor.settled();
  }
  await conductor.settled();
}

/** Whose each encounter is, by the event that made it. */
async function personOfEach(round: string): Promise<ReadonlyMap<string, string>> {
  const generation = await ready();
  const names = new Map([...ANONYMOUS, ...USERS].map((name) => [idOf(round + name), name]));
  const rows = await stores.facts.rows<{ id: string; touchpoint: string; person: string }>(
    `SELECT message_id AS id, toString(touchpoint) AS touchpoint, lower(hex(assumeNotNull(person_id))) AS person
     FROM ${encounterTable(generation)} AS e INNER JOIN event ON event.seq = e.seq
     WHERE startsWith(message_id, {round:String}) AND isNotNull(person_id)`,
    { parameters: { round: `${round}-` } },
  );
  return new Map(
    rows.map(({ id, touchpoint, person }) => [
      `${id.slice(round.length)} ${touchpoint}`,
      names.get(person) ?? person,
    ]),
  );
}

async function ready(): Promise<Generation> {
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no ledger is ready');
  return generation;
}

/** Journeys and segments, worked out as far as the ledger goes. */
function workedOut(): Promise<unknown> {
  return workedOutBy(world);
}

async function workedOutBy(model: ReturnType<typeof modelOf>): Promise<unknown> {
  await rebuild({ stores, ...model });
  const generation = await ready();
  expect(generation.seqWorked).toBe(generation.seqDone);
  const read = (columns: string, table: string): Promise<readonly unknown[]> =>
    stores.facts.rows(`SELECT ${columns} FROM ${table} ORDER BY ALL`);
  return [
    await read(
      '* EXCEPT seq REPLACE (hex(encounter_id) AS encounter_id, hex(person_id) AS person_id)',
      threadTable(generation),
    ),
    await read('hex(person_id) AS person, segment', personSegmentTable(generation)),
  ];
}

let rounds = 0;

test('[CI1] late is in order: events come in any order and batches, persons and their encounters are the same', async () => {
  const deeds = fc.array(deed, { minLength: 5, maxLength: 40 });
  const orders = deeds.chain((list) =>
    fc.tuple(
      fc.constant(list.map((each, index) => ({ each, index }))),
      fc.shuffledSubarray(
        list.map((each, index) => ({ each, index })),
        { minLength: list.length },
      ),
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(orders, async ([inOrder, shuffled, sizes]) => {
      rounds += 1;
      const [one, other] = [`${rounds}x`, `${rounds}y`];
      await conduct(
        inOrder.map(({ each, index }) => eventOf(one, each, index)),
        [],
      );
      await conduct(
        shuffled.map(({ each, index }) => eventOf(other, each, index)),
        sizes,
      );
      expect(await personOfEach(other)).toEqual(await personOfEach(one));
    }),
    { numRuns: 7 },
  );
}, 60_000);

test('[CI2] links, unlinks and aliases leave what a rebuild from the record makes: entries, journeys, segments', async () => {
  const history = fc.array(
    fc.oneof({ weight: 5, arbitrary: deed }, { weight: 1, arbitrary: byHand }),
    {
      minLength: 20,
      maxLength: 60,
    },
  );
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8, maxLength: 14 });
  for (const [deeds, cuts] of fc.sample(fc.tuple(history, sizes), { numRuns: 4, seed: 7 })) {
    rounds += 1;
    const round = `${rounds}z`;
    await conduct(
      deeds.map((each, index) => eventOf(round, each, index)),
      cuts,
    );
  }
  const generation = await ready();
  expect(generation.corrected).toBe(true);
  const [reversed] = await stores.facts.rows<{ n: string }>(
    `SELECT countIf(sign = -1) AS n FROM ${encounterRows(generation)}`,
  );
  expect(Number(reversed?.n)).toBeGreaterThan(20);
  const [live, worked] = [await ledgerNow(stores), await workedOut()];
  await forgetLedger(stores);
  await rebuild({ stores, ...world });
  expect((await ready()).corrected).toBe(false);
  expect(await ledgerNow(stores)).toEqual(live);
  expect(await workedOut()).toEqual(worked);
}, 60_000);

test('[CI3] whose an identity is kept to be is what its links say', async () => {
  const all = [...ANONYMOUS, ...USERS].flatMap((name) =>
    Array.from({ length: rounds }, (_, index) =>
      ['x', 'y', 'z'].map((sort) => idOf(`${index + 1}${sort}${name}`)),
    ).flat(),
  );
  const links = await linksOf(stores.state, all);
  expect(links.some(({ isUndone }) => isUndone)).toBe(true);
  const { rows } = await stores.state.query<{ identity: string; person: string }>(
    `SELECT replace(identity::text, '-', '') AS identity, replace(person::text, '-', '') AS person FROM identity`,
  );
  const persons = new Map(rows.map(({ identity, person }) => [identity, person]));
  expect(new Map([...persons].toSorted())).toEqual(new Map([...personsOf(links)].toSorted()));
  const users = new Set(links.map(({ identified }) => identified));
  for (const [identity, person] of persons) {
    expect(users.has(identity)).toBe(false);
    expect(users.has(person)).toBe(true);
  }
});

test('[CI4] a link that is undone restores exactly what was, in the ledger and in journeys', async () => {
  const round = 'undo';
  const deeds: readonly Deed[] = Array.from({ length: 30 }, (_, index) => ({
    kind: index % 3 === 0 ? 'Paid' : 'Called',
    user: index % 2 === 0 ? 'u0' : null,
    anonymous: index % 2 === 0 ? null : 'a0',
    day: index,
  }));
  await conduct(
    deeds.map((each, index) => eventOf(round, each, index)),
    [],
  );
  const [before, worked] = [await ledgerNow(stores), await workedOut()];
  const link = { user: 'u0', anonymous: 'a0', day: 50 };
  await conduct([eventOf(round, { ...link, kind: 'link' }, 100)], []);
  expect(new Set((await personOfEach(round)).values())).toEqual(new Set(['u0']));
  expect(await ledgerNow(stores)).not.toEqual(before);
  await conduct([eventOf(round, { ...link, kind: 'unlink' }, 101)], []);
  expect(await ledgerNow(stores)).toEqual(before);
  expect(await workedOut()).toEqual(worked);
  // What an event says again brings nothing back.
  await conduct([eventOf(round, { ...link, kind: 'identify' }, 102)], []);
  expect(new Set((await personOfEach(round)).values())).toEqual(new Set(['u0', 'a0']));
}, 30_000);

test('[CI5] moves of several batches at once go where they came to last, and run twice do nothing', async () => {
  const round = 'on';
  const deed = { kind: 'Paid', user: null, anonymous: 'a0' } as const;
  const deeds = Array.from({ length: 5 }, (_, day): Deed => ({ ...deed, day }));
  await conduct(
    deeds.map((each, index) => eventOf(round, each, index)),
    [],
  );
  const generation = await ready();
  const [identity, one, two] = [idOf('ona0'), idOf('onu0'), idOf('onu1')];
  const moved = [
    { identity, from: identity, to: one },
    { identity, from: one, to: two },
  ];
  const rows = async (): Promise<readonly unknown[]> =>
    stores.facts.rows(
      `SELECT count() AS n, sum(sign) AS standing FROM ${encounterRows(generation)}
       WHERE coalesce(identity_id, person_id) = unhex('${identity}')`,
    );
  for (const _ of ['once', 'again']) {
    await movePersons(stores.facts, generation, moved, generation.seqDone);
    expect(new Set((await personOfEach(round)).values())).toEqual(new Set(['u1']));
    expect(await rows()).toEqual([{ n: '15', standing: '5' }]);
  }
  // There and back is nowhere.
  const back = [
    { identity, from: two, to: one },
    { identity, from: one, to: two },
  ];
  await movePersons(stores.facts, generation, back, generation.seqDone);
  expect(await rows()).toEqual([{ n: '15', standing: '5' }]);
}, 30_000);

test('[CI6] links that are said and undone while another ledger is built are in it', async () => {
  const other = modelOf(WORLD.replace('properties.minutes >= 0', 'properties.minutes >= 1'));
  const round = 'beside';
  const deedOf = (day: number): Deed => ({
    ...{ kind: 'Paid', user: null, anonymous: `a${day % 5}`, day },
  });
  const deeds = Array.from({ length: 40 }, (_, day) => deedOf(day));
  await conduct(
    deeds.map((each, index) => eventOf(round, each, index)),
    [],
  );
  let isBuilt = false;
  const building = rebuild({ stores, ...other, eventsAtOnce: 40 }).finally(() => {
    isBuilt = true;
  });
  for (let index = 0; !isBuilt || index < 4; index += 1) {
    const who = { user: `u${index % 3}`, anonymous: `a${index % 5}`, day: 60 + index };
    const kind = index % 4 === 3 ? 'unlink' : 'identify';
    const more = [{ ...who, kind } as const, { ...deedOf(70 + index), user: null }];
    await putIn(
      stores,
      more.map((each, place) => eventOf(round, each, 100 + 2 * index + place)),
    );
    await conductor.settled();
  }
  await building;
  await conductor.settled();
  const [live, worked] = [await ledgerNow(stores), await workedOutBy(other)];
  await forgetLedger(stores);
  await rebuild({ stores, ...other });
  expect(await ledgerNow(stores)).toEqual(live);
  expect(await workedOutBy(other)).toEqual(worked);
}, 60_000);
