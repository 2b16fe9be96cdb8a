import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Generation, generationReady } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { importEvents } from './import-events.ts';
import { rebuild } from './rebuild.ts';
import {
  entriesInStore,
  inOneOrder,
  modelOf,
  recognisedInJs,
  storedEvents,
  WORLD,
  worldEvents,
} from './world-testing.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;

beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());

async function ready(): Promise<Generation> {
  const generation = await generationReady(opened.stores.state);
  if (generation === null) throw new Error('no generation is ready');
  return generation;
}

test('[RB15] in ranges of bounded rows it makes the same ledger; at its end its parts may be merged', async () => {
  const { stores } = opened;
  const { facts, state } = stores;
  const { model, files } = modelOf(WORLD);
  await importEvents({ stores, source: 'world', events: worldEvents(1, 1000) });
  const summary = await rebuild({ stores, model, files });
  await state.query(`UPDATE generation SET recognition = 'another'`);
  const ranges: string[] = [];
  const progress = (text: string): void =>
    void ranges.push(...(text.match(/^recognising .*/) ?? []));
  const { id, seqDone } = await ready();
  const eventsAtOnce = Math.ceil(seqDone / 3);
  expect(await rebuild({ stores, model, files, progress, eventsAtOnce })).toEqual(summary);
  expect(ranges.length).toBe(3);
  const made = recognisedInJs(await storedEvents(facts), model);
  expect(inOneOrder(await entriesInStore(facts, await ready()))).toEqual(inOneOrder(made));
  const after = await ready();
  expect(after.id).toBeGreaterThan(id);
  const held = await facts.rows(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND name = {name:String} AND create_table_query LIKE '%to_merge%'`,
    { parameters: { name: `transfer_g${after.id}` } },
  );
  expect(held).toEqual([]);
});

test('[RB5] a name with a character that is none is counted as any other, and the ledger is built', async () => {
  const { stores } = opened;
  const named = { type: 'track', event: 'Odd\0', messageId: 'odd', userId: 'u' };
  const timestamp = '2026-01-01T00:00:00Z';
  await importEvents({ stores, source: 'odd', events: [{ ...named, timestamp }] });
  await rebuild({ stores, ...modelOf(WORLD) });
  const { summary } = await ready();
  expect(summary?.unmapped).toContainEqual({ name: 'Odd\ufffd', count: 1 });
});
