import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { generationReady, transferTable } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { accepted, conductorOf, idOf, putIn } from './conduct-testing.ts';
import { CONSENTS } from './rights-testing.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());

test('[RG9] however many identities one person has, and however many choose at once, rights are looked at', async () => {
  const { stores } = opened;
  await rebuild({ stores, ...modelOf(CONSENTS) });
  const warned: string[] = [];
  const conductor = await conductorOf(stores, { warn: (text) => warned.push(text) });
  const told = (name: string, more: object): ReturnType<typeof accepted> =>
    accepted({ type: 'track', event: 'Told', messageId: name } as never, more);
  const context = { 'consent.categoryPreferences.Marketing': 'true' };
  const guests = Array.from({ length: 6000 }, (_, at) =>
    told(`guest ${at}`, { user: idOf('guest'), anonymous: idOf(`browser ${at}`) }),
  );
  const others = Array.from({ length: 6000 }, (_, at) =>
    told(`other ${at}`, { user: idOf(`other ${at}`), context }),
  );
  await putIn(stores, [...guests, ...others], { aRow: 500 });
  await conductor.settled();
  await conductor.stop();
  expect(warned).toEqual([]);
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('there is no ledger');
  const rows = await stores.facts.rows(
    `SELECT toString(kind) AS kind, toString(uniqExact(person_id)) AS persons, toString(sum(sign)) AS n FROM ${transferTable(generation)}
     WHERE kind IN ('data:profile', 'permission:marketing/profile') GROUP BY kind ORDER BY kind`,
  );
  // Of a guest no one has said anything; each of the others allows what they then tell.
  expect(rows).toEqual([
    { kind: 'data:profile', persons: '6000', n: '6000' },
    { kind: 'permission:marketing/profile', persons: '6000', n: '6000' },
  ]);
});
