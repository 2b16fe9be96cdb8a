import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stores } from '../store/stores.ts';
import { openTestStores } from '../store/testing.ts';
import { conductBatch } from './conduct-batch.ts';
import { liveEvents, putIn } from './conduct-testing.ts';
import { liveModels } from './live-model.ts';
import { Shipper } from './shipper.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;
beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
});
afterAll(() => opened.close());

test('[KD11] a batch that is read from the outbox, and told of only then, goes once', async () => {
  const models = liveModels();
  const client = await stores.state.connect();
  await putIn(stores, liveEvents(1, 50));
  await conductBatch(client, models);
  // It was on its way when a server was killed.
  await client.query('UPDATE outbox SET block = id');
  await putIn(stores, liveEvents(2, 50));
  const second = await conductBatch(client, models);
  client.release();
  const shipper = new Shipper({ stores, models, shipped: () => {}, fault: () => {} });
  shipper.look(true);
  while (shipper.length === 0) await new Promise((again) => setImmediate(again));
  if (second !== null) shipper.add(second.outgoing);
  await shipper.drained();
  await shipper.stop();
  const rows = await stores.facts.rows(
    'SELECT count() AS n, uniqExact(message_id) AS ids FROM event',
  );
  expect(rows).toEqual([{ n: '100', ids: '100' }]);
});
