import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { openTestStores } from '../store/testing.ts';
import { batchOf, inboxOf, sentEvent } from './accept-testing.ts';
import { addSource } from './add-source.ts';
import { type Door, openDoor } from './door.ts';

let bench: Awaited<ReturnType<typeof openTestStores>>;
let door: Door;
beforeAll(async () => {
  bench = await openTestStores();
  const { dataDir } = bench;
  door = await openDoor(bench.stores, { feed: { tell: () => {} }, warn: () => {}, dataDir });
});
afterAll(async () => {
  await door.close();
  await bench.close();
});

const filed = (id: string): object => sentEvent(id, { timestamp: '2026-11-01T10:00:00Z' });

/** What an import of these ids says. */
async function brought(source: string, ids: readonly string[]): Promise<[number, number]> {
  const events = ids.map(filed);
  const { accepted, duplicates } = await importEvents({ stores: bench.stores, source, events });
  return [accepted, duplicates];
}

/** What the door says. */
async function live(source: string, ids: readonly string[]): Promise<[number, number]> {
  const sent = batchOf(
    ids.map((id) => sentEvent(id)),
    { source },
  );
  const { accepted, duplicates } = await door.accept(sent);
  return [accepted, duplicates];
}

async function storedIds(source: string): Promise<readonly string[]> {
  const rows = await bench.stores.facts.rows<{ message_id: string }>(
    'SELECT message_id FROM event WHERE source = {source:String} ORDER BY seq',
    { parameters: { source } },
  );
  return rows.map(({ message_id }) => message_id);
}

test('[DR10] what was imported before the source was added is a duplicate live', async () => {
  await brought('early', ['a', 'b', 'ümlaut 𝄞']);
  expect(await addSource(bench.stores, 'early')).toHaveProperty('writeKey');
  expect(await live('early', ['b', 'c', 'ümlaut 𝄞'])).toEqual([1, 2]);
});

test('[DR10] what is imported later is a duplicate live, and what came live is one in a file before it was shipped', async () => {
  await addSource(bench.stores, 'both');
  expect(await live('both', ['x', 'y'])).toEqual([2, 0]);
  expect(await brought('both', ['w', 'x', 'y', 'z', 'z'])).toEqual([2, 3]);
  expect(await storedIds('both')).toEqual(['w', 'z']);
  expect(await live('both', ['w', 'x', 'z', 'v'])).toEqual([1, 3]);
  // Again there is nothing new in it.
  expect(await brought('both', ['w', 'x', 'y', 'z'])).toEqual([0, 4]);
  const { events } = await inboxOf({ stores: bench.stores });
  const own = events.filter(({ source }) => source === 'both');
  expect(own.map(({ messageId }) => messageId)).toEqual(['x', 'y', 'v']);
});

test('[DR10] records without an id stay counted; other sources are left alone', async () => {
  await addSource(bench.stores, 'without');
  const record = { type: 'track', event: 'Sold', userId: 'u', timestamp: '2026-11-01T10:00:00Z' };
  const take = async (): Promise<[number, number]> => {
    const events = [record, record];
    const result = await importEvents({ stores: bench.stores, source: 'without', events });
    return [result.accepted, result.duplicates];
  };
  expect([await take(), await take()]).toEqual([
    [2, 0],
    [0, 2],
  ]);
  const [id = '', again = ''] = await storedIds('without');
  expect(await live('without', [id, again])).toEqual([0, 2]);
  expect(await live('both', [id])).toEqual([1, 0]);
  expect(await brought('only files', [id])).toEqual([1, 0]);
});

test('[DR10] an import that fails takes nothing: its events may come live', async () => {
  await addSource(bench.stores, 'failing');
  const events = (async function* () {
    yield filed('one');
    yield filed('two');
    throw new Error('the file breaks off');
  })();
  await expect(importEvents({ stores: bench.stores, source: 'failing', events })).rejects.toThrow();
  expect(await live('failing', ['one', 'two'])).toEqual([2, 0]);
});

test('[DR10] of a file and of live events at once, each event is there once', async () => {
  await addSource(bench.stores, 'race');
  const ids = Array.from({ length: 4_000 }, (_, at) => `r${at}`);
  const importing = brought('race', ids);
  let accepted = 0;
  // From the end on, so that they meet; who is held up by the import sends again, as a client does.
  for (let at = ids.length; at > 0; at -= 100) {
    const some = ids.slice(at - 100, at);
    for (;;) {
      const took = await live('race', some).catch((error: unknown) => error);
      if (Array.isArray(took)) {
        accepted += took[0];
        break;
      }
      expect(took).toMatchObject({ code: 'held-by-import' });
    }
  }
  const [imported, duplicates] = await importing;
  expect([accepted + imported, imported + duplicates]).toEqual([ids.length, ids.length]);
  const { events } = await inboxOf({ stores: bench.stores });
  const waiting = events.filter(({ source }) => source === 'race');
  const all = [...(await storedIds('race')), ...waiting.map(({ messageId }) => messageId)];
  expect(new Set(all).size).toBe(ids.length);
  expect(all.length).toBe(ids.length);
});

test('[DR10] while an import holds an event, others come in, and that one waits', async () => {
  await addSource(bench.stores, 'held');
  const { rows } = await bench.stores.state.query<{ number: number }>(
    `SELECT number FROM source WHERE name = 'held'`,
  );
  const client = await bench.stores.state.connect();
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO seen (source, key) SELECT $1, substring(encode(sha256('mine'), 'hex'), 1, 32)::uuid`,
    [rows[0]?.number],
  );
  const mine = live('held', ['mine']).catch((error: unknown) => error);
  const others = ['o1', 'o2', 'o3'].map((id) => live('held', [id]));
  const together = live('held', ['o4', 'mine']).catch((error: unknown) => error);
  expect(await Promise.all(others)).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  for (const held of [mine, together]) expect(await held).toMatchObject({ code: 'held-by-import' });
  expect(door.load().fault).toBeNull();
  await client.query('COMMIT');
  client.release();
  expect(await live('held', ['o4', 'mine'])).toEqual([1, 1]);
});

test('[DR10] a source is not added while an import of it runs', async () => {
  let go = (): void => {};
  const waiting = new Promise<void>((resolve) => {
    go = resolve;
  });
  const events = (async function* () {
    yield filed('first');
    await waiting;
    yield filed('last');
  })();
  const importing = importEvents({ stores: bench.stores, source: 'busy', events });
  await expect
    .poll(async () => {
      const { rows } = await bench.stores.state.query(`SELECT FROM import WHERE source = 'busy'`);
      return rows.length;
    })
    .toBe(1);
  const made = await addSource(bench.stores, 'busy');
  expect('refusal' in made ? made.refusal : null).toMatchObject({ code: 'source-busy' });
  go();
  await importing;
  expect(await addSource(bench.stores, 'busy')).toHaveProperty('writeKey');
  expect(await live('busy', ['first', 'last', 'new'])).toEqual([1, 2]);
});
