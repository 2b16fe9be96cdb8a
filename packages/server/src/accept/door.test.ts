import { hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveCounts } from '../store/live-counts.ts';
import { batchOf, type DoorBench, inboxOf, openDoorBench, sentEvent } from './accept-testing.ts';
import { addSource, SOURCE_NAME_MAX } from './add-source.ts';
import { revokeKeys, rotateKey } from './source-keys.ts';
import { listSources } from './sources.ts';

let bench: DoorBench;
beforeAll(async () => {
  bench = await openDoorBench();
});
afterAll(() => bench.close());

const counts = (): ReturnType<typeof liveCounts> => liveCounts(bench.stores.state);

test('[DR1] an event is accepted once, and the counts say so', async () => {
  const first = await bench.send([sentEvent('a'), sentEvent('b'), sentEvent('a')]);
  expect(first).toEqual({ received: 3, accepted: 2, duplicates: 1, refused: [] });
  const again = await bench.send([sentEvent('b'), sentEvent('c')]);
  expect(again).toEqual({ received: 2, accepted: 1, duplicates: 1, refused: [] });
  expect(await bench.send([sentEvent('a')])).toMatchObject({ accepted: 0, duplicates: 1 });
  expect(await bench.send([])).toEqual({ received: 0, accepted: 0, duplicates: 0, refused: [] });
  const { events } = await inboxOf(bench);
  expect(events.map(({ messageId }) => messageId)).toEqual(['a', 'b', 'c']);
  const wanted = { accepted: 3, duplicates: 3, rejected: 0, processed: 0, backlog: 3 };
  expect(await counts()).toMatchObject(wanted);
});

test('[DR1] the same id of two sources are two events', async () => {
  await addSource(bench.stores, 'app');
  const [one, two] = await Promise.all([
    bench.send([sentEvent('shared'), sentEvent('shared')]),
    bench.send([sentEvent('shared')], { source: 'app' }),
  ]);
  expect([one.accepted, two.accepted]).toEqual([1, 1]);
  expect((await bench.send([sentEvent('shared')], { source: 'app' })).accepted).toBe(0);
});

test('[DR2] what is no event is refused alone, kept once, and told', async () => {
  const before = await counts();
  bench.told.length = 0;
  const odd = { type: 'nope', messageId: 'odd', event: 'Odd' };
  const sent = [sentEvent('d'), odd, 7, sentEvent('e')];
  const { refused, ...told } = await bench.send(sent);
  expect(told).toEqual({ received: 4, accepted: 2, duplicates: 0 });
  expect(refused).toEqual([
    { index: 1, messageId: 'odd', code: 'bad-type', message: expect.stringMatching(/"nope"; use/) },
    { index: 2, messageId: null, code: 'bad-record', message: expect.stringMatching(/is 7; send/) },
  ]);
  expect(bench.told).toMatchObject([
    { source: 'web', name: 'Odd', became: { kind: 'rejected', reason: 'bad-type' } },
    { source: 'web', name: '', became: { kind: 'rejected', reason: 'bad-record' } },
  ]);
  expect(await bench.send(sent)).toMatchObject({ accepted: 0, duplicates: 2, refused });
  expect(bench.told.length).toBe(2);
  const kept = (await inboxOf(bench)).refused.map(({ raw }) => raw);
  expect(kept).toEqual([JSON.stringify(odd), '7']);
  const after = await counts();
  expect(after.rejected - before.rejected).toBe(2);
  expect(after.duplicates - before.duplicates).toBe(4);
});

test('[DR2] of what has no id each is one that was refused; the same request again is a duplicate', async () => {
  const rejected = async (): Promise<number> => (await counts()).rejected;
  const before = await rejected();
  const odd = { type: 'nope' };
  const long = (end: string): object => ({ type: 'nope', x: 'x'.repeat(20_000) + end });
  await bench.send([odd, odd, odd, long('a'), long('b')]);
  expect((await rejected()) - before).toBe(5);
  const { duplicates } = await counts();
  await bench.send([odd, odd, odd, long('a'), long('b')]);
  expect((await counts()).duplicates - duplicates).toBe(5);
  expect((await rejected()) - before).toBe(5);
  await bench.send([odd, odd, odd, odd]);
  expect((await rejected()) - before).toBe(6);
  const { refused } = await inboxOf(bench);
  expect(refused.slice(-2).map(({ raw }) => raw.length)).toEqual([
    8192,
    JSON.stringify(odd).length,
  ]);
});

test('[DR2] put right, an event that was refused comes in under its id', async () => {
  const { refused } = await bench.send([sentEvent('later', { userId: null })]);
  expect(refused).toMatchObject([{ code: 'missing-id' }]);
  expect(await bench.send([sentEvent('later')])).toMatchObject({ accepted: 1 });
});

test('[DR9] a key opens its own source, and only its hash is kept', async () => {
  const { door, writeKey, stores } = bench;
  const { rows } = await stores.state.query('SELECT * FROM source_key');
  expect(JSON.stringify(rows)).not.toContain(writeKey);
  expect(rows[0]).toMatchObject({
    ...{ source: 'web', hint: writeKey.slice(-4), hash: hash('sha256', writeKey, 'buffer') },
  });
  expect(await door.keyOf(writeKey)).toMatchObject({ source: 'web' });
  for (const other of ['', 'x', `${writeKey} `, writeKey.slice(0, -1), writeKey.toLowerCase()])
    expect(await door.keyOf(other)).toBeNull();
});

test('[DR9] rotated, a key works until its time is over; revoked, no longer', async () => {
  const { state } = bench.stores;
  const first = await addSource(bench.stores, 'turning');
  if ('refusal' in first) throw new Error(first.refusal.message);
  const second = await rotateKey(state, 'turning', 3_600_000);
  const opens = async (key = ''): Promise<boolean> => {
    const door = await bench.another();
    const found = await door.keyOf(key);
    await door.close();
    return found !== null;
  };
  expect([await opens(first.writeKey), await opens(second?.writeKey)]).toEqual([true, true]);
  const third = await rotateKey(state, 'turning', 0);
  expect([await opens(first.writeKey), await opens(second?.writeKey)]).toEqual([false, false]);
  expect(await opens(third?.writeKey)).toBe(true);
  expect(await revokeKeys(state, 'turning')).toBe(1);
  expect(await opens(third?.writeKey)).toBe(false);
  expect(await rotateKey(state, 'nobody', 0)).toBeNull();
  expect(await revokeKeys(state, 'nobody')).toBeNull();
  const kept = (await listSources(state)).find(({ name }) => name === 'turning');
  expect(kept?.keys.map(({ revokedAt }) => revokedAt !== null)).toEqual([true, false, false]);
});

test('[DR9] a door that knows a key hears within two seconds that it was revoked', async () => {
  const made = await addSource(bench.stores, 'ending');
  if ('refusal' in made) throw new Error(made.refusal.message);
  expect(await bench.door.keyOf(made.writeKey)).not.toBeNull();
  await revokeKeys(bench.stores.state, 'ending');
  const since = performance.now();
  await expect.poll(() => bench.door.keyOf(made.writeKey), { timeout: 5_000 }).toBeNull();
  expect(performance.now() - since).toBeLessThan(2_500);
});

test.each(['', ' web', 'a\nb', 'x'.repeat(SOURCE_NAME_MAX + 1), 'web'])(
  '[DR9] no source is added under the name %j',
  async (name) => {
    const made = await addSource(bench.stores, name);
    expect('refusal' in made ? made.refusal.message : '').toMatch(/; (use|for another)/);
  },
);

test('[DR11] a door is full when too much waits to be conducted, and no longer when that is done', async () => {
  const { state } = bench.stores;
  const { backlog } = await counts();
  const door = await bench.another({ most: { backlog: backlog + 1, queued: 1_000 } });
  expect(door.load()).toEqual({ backlog, queued: 0, isFull: false, fault: null });
  await door.accept(batchOf([sentEvent('one more')]));
  await expect.poll(() => door.load().isFull).toBe(true);
  await state.query('UPDATE conducted SET processed = processed + 1');
  await expect.poll(() => door.load().isFull).toBe(false);
  await door.close();
});

test('[DR11] a door is full when too much waits for its commit', async () => {
  const door = await bench.another({ most: { backlog: 1e9, queued: 30 } });
  const sent = Array.from({ length: 6 }, (_, batch) =>
    door.accept(batchOf(Array.from({ length: 10 }, (_, at) => sentEvent(`q${batch}-${at}`)))),
  );
  await expect.poll(() => door.load().queued, { interval: 0 }).toBeGreaterThan(0);
  expect(door.load().isFull).toBe(door.load().queued >= 30);
  expect((await Promise.all(sent)).map(({ accepted }) => accepted)).toEqual(Array(6).fill(10));
  expect(door.load()).toMatchObject({ queued: 0, isFull: false });
  await door.close();
});

test('[DR16] a context that would make gigabytes of a batch is taken as far as it goes', async () => {
  const events = Array.from({ length: 400 }, (_, at) => sentEvent(`wide ${at}`));
  const context = { wide: 'x'.repeat(400_000) };
  const { accepted, refused } = await bench.send(events, { context, bytes: 500_000 });
  expect(accepted).toBe(80);
  expect(refused.length).toBe(320);
  expect(refused[0]).toMatchObject({
    ...{ index: 80, messageId: 'wide 80', code: 'too-large' },
    message: expect.stringContaining('with the context of its batch'),
  });
  expect(await bench.send([sentEvent('wide 80')])).toMatchObject({ accepted: 1 });
});
