import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Generation, generationReady } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { importEvents } from './import-events.ts';
import { MARKS } from './marked-statements.ts';
import { rebuild } from './rebuild.ts';
import { checkOnce } from './rebuild-summary.ts';
import {
  entriesInStore,
  inOneOrder,
  modelOf,
  recognisedInJs,
  storedEvents,
  WORLD,
  worldEvents,
} from './world-testing.ts';

const { model, files } = modelOf(WORLD);
let opened: Awaited<ReturnType<typeof openTestStores>>;

beforeAll(async () => {
  opened = await openTestStores();
  await take(1, 300);
  await rebuild({ stores: opened.stores, model, files });
});
afterAll(() => opened.close());

function take(seed: number, count: number) {
  return importEvents({ stores: opened.stores, source: 'world', events: worldEvents(seed, count) });
}

async function ready(): Promise<Generation> {
  const generation = await generationReady(opened.stores.state);
  if (generation === null) throw new Error('no generation is ready');
  return generation;
}

/** The next rebuild makes what JS makes of all events. */
async function expectWholeNext(): Promise<void> {
  const { stores } = opened;
  await rebuild({ stores, model, files });
  const made = recognisedInJs(await storedEvents(stores.facts), model);
  expect(inOneOrder(await entriesInStore(stores.facts, await ready()))).toEqual(inOneOrder(made));
}

// One workspace over time: each test goes on where the one before ended.
test('[RB12] what the fact store still does for a killed rebuild is ended before the next begins', async () => {
  const { facts } = opened.stores;
  const { id } = await ready();
  const left = facts
    .run(
      `${MARKS.rebuild} INSERT INTO unmapped_g${id}
       SELECT 'Ghost', 9000000 + number, 1 FROM numbers(3000) WHERE sleepEachRow(0.02) = 0`,
      {
        settings: {
          max_block_size: 1,
          min_insert_block_size_rows: 1,
          min_insert_block_size_bytes: 1,
        },
      },
    )
    .then(
      () => 'it ran to its end',
      (error: unknown) => String(error),
    );
  const rows = (like: string) =>
    facts.rows<{ count: string }>(
      `SELECT count() AS count FROM unmapped_g${id} WHERE name = '${like}'`,
    );
  while ((await rows('Ghost'))[0]?.count === '0')
    await new Promise((resolve) => setTimeout(resolve, 50));
  await take(5, 30);
  await expectWholeNext();
  expect(await left).toMatch(/QUERY_WAS_CANCELLED|cancel/i);
  expect(await rows('Ghost')).toEqual([{ count: '0' }]);
});

test('[RB13] a rebuild that loses its lock ends, and what is ready stays; the next one is whole', async () => {
  const { stores } = opened;
  const before = await ready();
  await take(6, 60);
  let ended: Promise<unknown> = Promise.resolve();
  const progress = (text: string): void => {
    if (text.startsWith('recognising'))
      ended = stores.state.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7260001`,
      );
  };
  await expect(rebuild({ stores, model, files, progress })).rejects.toThrow();
  await ended;
  // The ledger may have caught up with what came, under a lock of its own.
  expect(await ready()).toEqual({ ...before, seqDone: expect.any(Number) });
  await expectWholeNext();
});

test('[RB14] an encounter that is there twice is seen before anybody reads it', async () => {
  const { facts } = opened.stores;
  const generation = await ready();
  const half = Math.floor(generation.seqDone / 2);
  await expect(checkOnce(facts, generation, 0)).resolves.toBeUndefined();
  await facts.run(
    `INSERT INTO encounter_g${generation.id} SELECT * FROM encounter_g${generation.id} WHERE seq > ${half} ORDER BY seq LIMIT 1`,
  );
  await expect(checkOnce(facts, generation, half)).rejects.toThrow(/two encounters .* again/);
  await expect(checkOnce(facts, generation, generation.seqDone)).resolves.toBeUndefined();
});
