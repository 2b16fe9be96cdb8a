import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { pseudonymKey, pseudonyms } from '../ingest/pseudonym.ts';
import { checkRecord } from '../store/damage.ts';
import { generationReady } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { customer, erased, everyRow, fillShop, rebuildShop, shopEvents } from './erase-testing.ts';
import { spellings } from './needles.ts';
import { prove } from './proof.ts';
import { subjectOf } from './subject.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let pseudonym: (id: string) => string;

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  const of = pseudonyms(await pseudonymKey(stores.state));
  pseudonym = (id) => of('user', id).toString('hex');
  await fillShop(stores, shopEvents(30, 60));
  // What a rebuild leaves behind: tables of before, dropped or kept for readers.
  await importEvents({
    ...{ stores, source: 'more' },
    events: shopEvents(30, 60).map((each) => ({ ...each, messageId: `more-${each.messageId}` })),
  });
  await rebuildShop(stores);
}, 60_000);
afterAll(() => opened.close());

async function found(person: string, also: readonly string[] = []): Promise<number> {
  const { stores, dataDir } = opened;
  const subject = await subjectOf(stores.state, person, also);
  const proof = await prove(stores, dataDir, [subject], () => {});
  expect(proof.unread).toEqual([]);
  return proof.hits + proof.rows;
}

test('[RA1] [RA2] somebody is gone from every table and file; what others have is the same', async () => {
  const { stores, dataDir } = opened;
  const { state, facts } = stores;
  const id = pseudonym(customer(3));
  // Traces of every sort: dead rows, samples, log, old parts, dropped tables, names in texts.
  await state.query(
    `INSERT INTO person (person, generation, floor, base, revision, state) VALUES ($1, 1, 0, 0, 1, decode($2, 'hex'))`,
    [id, id],
  );
  await state.query('UPDATE person SET revision = 2 WHERE person = $1', [id]);
  await state.query('ANALYZE person');
  await facts.run('OPTIMIZE TABLE event FINAL');
  await facts.run('CREATE TABLE once ENGINE = MergeTree ORDER BY seq AS SELECT * FROM event');
  await facts.run('DROP TABLE once');
  // A part that was put aside, as if it could not be read.
  await facts.run('CREATE TABLE aside ENGINE = MergeTree ORDER BY seq AS SELECT * FROM event');
  await facts.run(`ALTER TABLE aside DETACH PARTITION ID 'all'`);
  expect(await found(customer(3))).toBeGreaterThan(100);
  const before = await everyRow(stores);
  const theirs = before.filter((row) => row.includes(id));
  const result = await erased({ stores, dataDir }, customer(3));
  expect(result).toMatchObject({
    facts: { event: 120, encounter_g1: 118, leg_refused_g1: 24 },
    state: { person: 1 },
    undone: [],
    partsAside: 1,
    proof: { hits: 0, rows: 0, places: [], unread: [], searchedFor: 3 },
  });
  expect(result.proof.unpackedBytes).toBeGreaterThan(100_000);
  const after = await everyRow(stores);
  const seqs = new Set(theirs.flatMap((row) => /"seq":"?(\d+)/.exec(row)?.[1] ?? []));
  const others = before.filter(
    (row) =>
      !row.includes(id) &&
      !(row.startsWith('leg_refused') && seqs.has(/"seq":"?(\d+)/.exec(row)?.[1] ?? '')),
  );
  expect(after).toEqual(others);
  expect(await found(id)).toBe(0);
  expect(await found(customer(4))).toBeGreaterThan(100);
  const { rows } = await state.query('SELECT identities, ids, done_at FROM erasure');
  expect(rows).toEqual([{ identities: null, ids: null, done_at: expect.any(Date) }]);
}, 60_000);

test('[RA4] what was erased is no damage, and what is lost afterwards is', async () => {
  const { stores } = opened;
  const { state, facts } = stores;
  expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
  const ready = await generationReady(state);
  expect(ready?.summary).toMatchObject({ events: 29 * 120 });
  await facts.run('ALTER TABLE event DELETE WHERE seq = 7', { settings: { mutations_sync: 2 } });
  const { event } = await checkRecord(stores);
  expect(event?.message).toContain('1 of 3,480 rows of "event" are missing');
  // Put right for the tests that follow.
  await state.query('UPDATE conducted SET erased = erased + 1');
});

test('[RA2] the proof finds each spelling, in packed parts, in plain files and across them', async () => {
  const { dataDir, stores } = opened;
  const id = pseudonym('nobody-here');
  const subject = { person: id, identities: [id], ids: [] };
  const folder = join(dataDir, 'loose');
  mkdirSync(folder);
  for (const [index, bytes] of spellings(id).entries()) {
    writeFileSync(join(folder, 'one'), Buffer.concat([Buffer.alloc(4_194_300), bytes]));
    const { hits, places } = await prove(stores, dataDir, [subject], () => {});
    expect([index, hits, places]).toEqual([index, 1, [{ file: 'loose/one', hits: 1 }]]);
  }
  writeFileSync(join(folder, 'one'), '');
  writeFileSync(join(folder, 'bad.bin'), 'no block');
  expect((await prove(stores, dataDir, [subject], () => {})).unread).toEqual(['loose/bad.bin']);
  writeFileSync(join(folder, 'bad.bin'), '');
}, 60_000);

test.each(['settled', 'state', 'facts', 'files'])(
  '[RA4] ended after "%s" the next run completes it, and no start between takes it for damage',
  async (last) => {
    const { stores, dataDir } = opened;
    const who = customer(['settled', 'state', 'facts', 'files'].indexOf(last) + 10);
    const step = (name: string): void => {
      if (name === last) throw new Error('ended here');
    };
    await expect(erased({ stores, dataDir, step }, who)).rejects.toThrow('ended here');
    expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
    expect((await generationReady(stores.state))?.id).toBe(1);
    const result = await erased({ stores, dataDir }, who);
    expect(result.proof).toMatchObject({ places: [], hits: 0, rows: 0 });
    expect(await found(who)).toBe(0);
    expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
  },
  60_000,
);

test('[RA6] rejects that hold an id of theirs go, whoever says the id; others stay', async () => {
  const { stores, dataDir } = opened;
  const bad = (userId: string, extra: object = {}): object => ({ type: 'track', userId, ...extra });
  await importEvents({
    ...{ stores, source: 'bad' },
    events: [
      bad(customer(20)),
      bad('somebody', { about: 'mia@example.com' }),
      bad('somebody', { about: `${customer(20)}x` }),
      bad(customer(21)),
    ],
  });
  const result = await erased({ stores, dataDir }, pseudonym(customer(20)), {
    also: ['mia@example.com'],
  });
  expect(result.facts['reject']).toBe(2);
  const left = await stores.facts.rows<{ raw: string }>('SELECT raw FROM reject ORDER BY line');
  expect(left.map(({ raw }) => raw)).toEqual([
    expect.stringContaining(`${customer(20)}x`),
    expect.stringContaining(customer(21)),
  ]);
  expect(result.proof.hits).toBe(0);
}, 60_000);

test('[RA7] names in texts about findings and in logs are blackened', async () => {
  const { stores, dataDir } = opened;
  const id = pseudonym(customer(22));
  await stores.state.query(
    `INSERT INTO finding_event (finding, asked, did, said, told) VALUES ('a:b', 'x', 'say', $1, $2)`,
    [
      `called ${customer(22)}, not ${customer(22)}0`,
      JSON.stringify({ examples: [{ person: id }] }),
    ],
  );
  const log = join(dataDir, 'log', 'postgres.log');
  appendFileSync(log, `DETAIL: Key (person)=(${id}) already exists.\nanother line\n`);
  const result = await erased({ stores, dataDir }, customer(22));
  expect(result).toMatchObject({ state: { finding_event: 2 }, logLines: 1, proof: { hits: 0 } });
  const { rows } = await stores.state.query('SELECT said, told FROM finding_event');
  expect(rows).toEqual([
    {
      said: `called (erased), not ${customer(22)}0`,
      told: { examples: [{ person: '(erased)' }] },
    },
  ]);
}, 60_000);

test.each(['550e8400-e29b-41d4-a716-446655440000', '550e8400e29b41d4a716446655440001'])(
  '[RA15] whose id looks like a pseudonym is found by it: %s',
  async (userId) => {
    const { stores, dataDir } = opened;
    const event = { type: 'track', event: 'Ordered', userId, messageId: userId };
    const timestamp = '2026-03-01T10:00:00Z';
    await importEvents({
      ...{ stores, source: 'ids' },
      events: [{ ...event, timestamp, properties: { total: 1 } }],
    });
    const { identities } = await subjectOf(stores.state, userId);
    expect(identities).toContain(pseudonym(userId));
    const { facts, proof } = await erased({ stores, dataDir }, userId);
    expect(facts).toEqual({ event: 1 });
    expect(proof).toMatchObject({ places: [], hits: 0, rows: 0 });
  },
);
