import { afterAll, beforeAll, expect, test } from 'vitest';
import { accepted, conductorOf, idOf, putIn } from '../conduct/conduct-testing.ts';
import { pseudonymKey } from '../ingest/pseudonym.ts';
import { checkRecord } from '../store/damage.ts';
import { openTestStores } from '../store/testing.ts';
import { findInFacts } from './erase-facts.ts';
import { recount } from './recount.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());

test('[RA14] numbers without an event are no damage, also of rights that end while it is counted', async () => {
  const { stores } = opened;
  const { state } = stores;
  await state.query(
    `WITH numbered AS (UPDATE conducted SET seq_to = 1, erased = 1)
     INSERT INTO outbox (seq_from, seq_to, body) VALUES (0, 1, '[]\n'::bytea)`,
  );
  const client = await state.connect();
  await recount(stores, client);
  client.release();
  expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
  await state.query('DELETE FROM outbox');
  expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
});

test('[RA6] what could not be worked off is found by the pseudonyms that it has', async () => {
  const { stores } = opened;
  const conductor = await conductorOf(stores);
  const odd = (name: string): ReturnType<typeof accepted> =>
    accepted({ type: 'track', event: 'Odd', messageId: name } as never, {
      // No pseudonym: it cannot be worked off.
      ...{ user: idOf(name), anonymous: 'none' },
    });
  await putIn(stores, [odd('ann'), odd('bob')]);
  await conductor.settled();
  await conductor.stop();
  const found = await findInFacts(
    stores.facts,
    [{ person: idOf('ann'), identities: [idOf('ann')], ids: [] }],
    await pseudonymKey(stores.state),
  );
  expect(found).toMatchObject([{ table: 'reject', rows: 1 }]);
});
