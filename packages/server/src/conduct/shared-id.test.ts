import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { personOfIdentity } from '../store/links.ts';
import { openTestStores } from '../store/testing.ts';
import { accepted, conductorOf, idOf, putIn } from './conduct-testing.ts';
import { CONSENTS } from './rights-testing.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());

test('[CI7] an anonymous id that everybody has in common costs no more with each who has it', async () => {
  const { stores } = opened;
  await rebuild({ stores, ...modelOf(CONSENTS) });
  let batchMs: number[] = [];
  const conductor = await conductorOf(stores, {
    log: (event, { ms }) => {
      if (event === 'batch') batchMs.push(Number(ms));
    },
  });
  const START = Date.UTC(2026, 4, 1);
  const send = async (names: readonly string[], at: number): Promise<number> => {
    batchMs = [];
    const events = names.map((name, index) =>
      accepted({ type: 'track', event: 'Told', messageId: `said by ${name}` } as never, {
        ...{ user: idOf(name), anonymous: idOf('everybody'), at: at + index },
      }),
    );
    await putIn(stores, events, { aRow: 500 });
    await conductor.settled();
    return batchMs.reduce((sum, each) => sum + each, 0);
  };
  const whose = () => personOfIdentity(stores.state, idOf('everybody'));
  const people = (from: string) => Array.from({ length: 2000 }, (_, at) => `${from} ${at}`);
  const first = await send(people('a'), START);
  expect(await whose()).toBe(idOf('a 0'));
  for (const more of ['b', 'c', 'd', 'e', 'f', 'g']) await send(people(more), START + 5000);
  // A link that is older than all that are read counts all the same.
  await send(['early'], START - 5000);
  expect(await whose()).toBe(idOf('early'));
  // One that is known, and not among those that are read, is now the first.
  await send(['g 1999'], START - 9000);
  expect(await whose()).toBe(idOf('g 1999'));
  const last = await send(people('h'), START + 9000);
  await conductor.stop();
  expect(await whose()).toBe(idOf('g 1999'));
  expect(last).toBeLessThan(5 * first + 1000);
});
