// A process of its own with a door, for tests that kill it: DATA_DIR BATCHES SIZE SEED. It sends the batches in an order
// of its own, and says a line for each that is accepted: its number, how many of it were new.
import { openStores } from '../store/open-stores.ts';
import { batchOf, sentEvent } from './accept-testing.ts';
import { openDoor } from './door.ts';

const [dataDir = '', batches, size, seed] = process.argv.slice(2);
const count = Number(batches);
const stores = await openStores(dataDir);
const door = await openDoor(stores, { feed: { tell: () => {} }, warn: () => {}, dataDir });
process.stdout.write('open\n');
// A step that has no divisor in common with the count goes through all.
const order = Array.from({ length: count }, (_, at) => (at * (2 * Number(seed) + 1)) % count);
const next = order.values();
await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (const batch of next) {
      const events = Array.from({ length: Number(size) }, (_, at) => sentEvent(`${batch}:${at}`));
      const { accepted } = await door.accept(batchOf(events));
      process.stdout.write(`${batch} ${accepted}\n`);
    }
  }),
);
await door.close();
await stores.close();
