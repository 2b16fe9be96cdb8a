import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD } from '../ingest/world-testing.ts';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { conductorOf, liveEvents, putIn } from './conduct-testing.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  await rebuild({ stores, ...modelOf(WORLD) });
});
afterAll(() => opened.close());

test('[KD14] what an import that was killed has stored goes before live events take its numbers', async () => {
  // As it is where the import was killed between storing its events and saying so.
  await stores.state.query(
    `INSERT INTO import (source, files, state, seq_from, seq_to) VALUES ('till', '[]', 'committing', 0, 0)`,
  );
  await stores.facts.run(
    `INSERT INTO event (source, message_id, seq, at, received_at, type, name)
     SELECT 'till', toString(number), number + 1, now(), now(), 'track', 'Paid' FROM numbers(500)`,
  );
  const conductor = await conductorOf(stores);
  await putIn(stores, liveEvents(1, 60));
  await conductor.settled();
  await conductor.stop();
  const rows = await stores.facts.rows(
    `SELECT count() AS n, uniqExact(seq) AS numbers, countIf(source = 'till') AS left FROM event`,
  );
  expect(rows).toEqual([{ n: '60', numbers: '60', left: '0' }]);
  const { rows: imports } = await stores.state.query('SELECT state FROM import');
  expect(imports).toEqual([{ state: 'failed' }]);
});
