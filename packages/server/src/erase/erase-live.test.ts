import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { accepted, conductorOf, idOf, putIn } from '../conduct/conduct-testing.ts';
import type { Conductor } from '../conduct/conductor.ts';
import { linkByHand } from '../conduct/link-by-hand.ts';
import { importEvents } from '../ingest/import-events.ts';
import { pseudonymKey, pseudonyms } from '../ingest/pseudonym.ts';
import { checkRecord } from '../store/damage.ts';
import { openTestStores } from '../store/testing.ts';
import { removeTombstones } from '../store/tombstones.ts';
import { eraseWaiting } from './erase.ts';
import { erased, everyRow, fillShop, shopEvents } from './erase-testing.ts';
import { exportPerson } from './export-person.ts';
import { askErasure } from './queue.ts';
import { subjectOf } from './subject.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let conductor: Conductor;
let sent = 0;

beforeAll(async () => {
  opened = await openTestStores();
  await fillShop(opened.stores, shopEvents(5, 20));
  conductor = await conductorOf(opened.stores, {
    warn: (text) => process.stderr.write(`${text}\n`),
  });
}, 60_000);
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

/** An order, or what is said of who somebody is. */
function event(user: string | null, anonymous: string | null, more: object = {}): AcceptedEvent {
  sent += 1;
  const at = new Date(Date.UTC(2026, 4, 1) + sent * 60_000).toISOString();
  return accepted(
    {
      ...{ type: 'track', event: 'Ordered', messageId: `live-${sent}`, timestamp: at },
      properties: { total: sent },
    },
    {
      user: user === null ? null : idOf(user),
      anonymous: anonymous === null ? null : idOf(anonymous),
      ...more,
    },
  );
}

async function conducted(...events: readonly AcceptedEvent[]): Promise<void> {
  await putIn(opened.stores, events);
  await conductor.settled();
}

/** How many rows of any table name somebody. */
async function named(name: string): Promise<number> {
  return (await everyRow(opened.stores)).filter((row) =>
    row.replaceAll('-', '').includes(idOf(name)),
  ).length;
}

async function count(column: 'processed' | 'suppressed' | 'bared'): Promise<number> {
  const { rows } = await opened.stores.state.query(`SELECT ${column} AS count FROM conducted`);
  return Number(rows[0]?.count);
}

test('[RA3] all identities that are linked go; one whose link was undone stays, with its entries', async () => {
  const { stores, dataDir } = opened;
  const said = { type: 'identify', name: '' } as const;
  await conducted(
    event(null, 'mia-phone'),
    event(null, 'mia-desk'),
    event(null, 'shared'),
    event('mia', null),
    event('mia', 'mia-phone', said),
    event('mia', 'mia-desk', said),
    event('mia', 'shared', said),
    event(null, 'mia-phone'),
    event(null, 'shared'),
    event('joe', 'joe-phone', said),
    event(null, 'joe-phone'),
  );
  const undone = await linkByHand(stores, 'unlink', {
    ...{ anonymous: idOf('shared'), user: idOf('mia') },
  });
  expect(undone).toMatchObject({ person: idOf('shared') });
  // Journeys are worked out anew in the background meanwhile.
  const others = async (): Promise<readonly string[]> =>
    (await everyRow(stores)).filter(
      (row) => !row.startsWith('thread_') && row.replaceAll('-', '').includes(idOf('joe')),
    );
  const before = await others();
  expect(before.length).toBeGreaterThan(3);
  const result = await erased({ stores, dataDir }, idOf('mia-desk'));
  expect(result.proof).toMatchObject({ hits: 0, rows: 0, searchedFor: 3 });
  expect([await named('mia'), await named('mia-phone'), await named('mia-desk')]).toEqual([
    0, 0, 0,
  ]);
  expect(await named('shared')).toBeGreaterThan(1);
  expect(await others()).toEqual(before);
  expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
}, 60_000);

test('[RA5] events that come later under any name of theirs are left out and counted', async () => {
  const before = await count('suppressed');
  await conducted(
    event('mia', null),
    event(null, 'mia-phone'),
    event('mia', 'mia-new', { type: 'identify', name: '' }),
    event('joe', null),
  );
  expect(await named('mia')).toBe(0);
  expect(await named('mia-new')).toBe(0);
  expect((await count('suppressed')) - before).toBe(3);
  const names = await removeTombstones(opened.stores.state, [idOf('mia')]);
  await conducted(event('mia', null), event(null, 'mia-phone'));
  expect([names, await named('mia-phone')]).toEqual([1, 0]);
  expect(await named('mia')).toBeGreaterThan(0);
}, 60_000);

test('[RA16] on a device that somebody erased had shared, others go on; what is anonymous on it stays out', async () => {
  const { stores, dataDir } = opened;
  const said = { type: 'identify', name: '' } as const;
  await conducted(
    event('eva', 'tablet', said),
    event(null, 'tablet'),
    event('tom', 'tablet', said),
    event('tom', 'tom-phone', said),
  );
  expect((await erased({ stores, dataDir }, idOf('eva'))).proof).toMatchObject({
    hits: 0,
    rows: 0,
  });
  const before = [await count('suppressed'), await count('bared')];
  const alias = {
    type: 'alias',
    name: '',
    previous: { user: idOf('eva'), anonymous: idOf('x') },
  } as const;
  await conducted(
    event('tom', 'tablet'),
    event('tom', 'tablet', said),
    event('tom', null, alias),
    event(null, 'tablet'),
    event('eva', 'tom-phone'),
    event(null, 'tom-phone'),
  );
  expect([await count('suppressed'), await count('bared')]).toEqual([
    ...[Number(before[0]) + 2, Number(before[1]) + 3],
  ]);
  expect([await named('tablet'), await named('eva'), await named('x')]).toEqual([0, 0, 0]);
  const tom = await subjectOf(stores.state, idOf('tom'));
  expect(new Set(tom.identities)).toEqual(new Set([idOf('tom'), idOf('tom-phone')]));
  const [kept] = await stores.facts.rows<{ n: string }>(
    `SELECT count() AS n FROM event WHERE identity_id IN (unhex('${idOf('tom')}'), unhex('${idOf('tom-phone')}'))`,
  );
  expect(kept?.n).toBe('6');
  const byHand = await linkByHand(stores, 'link', { anonymous: 'tab', user: 'ida' });
  expect(byHand).toMatchObject({ isNew: true });
  await erased({ stores, dataDir }, 'user:ida');
  expect(await linkByHand(stores, 'link', { anonymous: 'tab', user: 'tom' })).toMatchObject({
    refusal: expect.stringContaining('--unsuppress'),
  });
}, 60_000);

test('[RA5] without suppression what comes later is taken; an import leaves out who is stopped', async () => {
  const { stores, dataDir } = opened;
  const mia = await erased({ stores, dataDir }, idOf('mia'), { suppress: false });
  expect(mia.proof.hits).toBe(0);
  await conducted(event('mia', null));
  expect(await named('mia')).toBeGreaterThan(0);
  const again = shopEvents(5, 20).map((each) => ({
    ...each,
    messageId: `again-${each.messageId}`,
  }));
  await erased({ stores, dataDir }, 'user:customer-1002');
  const taken = await importEvents({ stores, source: 'shop', events: again });
  expect(taken).toMatchObject({ read: 100, accepted: 80, events: 80, suppressed: 20 });
  const of = pseudonyms(await pseudonymKey(stores.state));
  const id = of('user', 'customer-1002').toString('hex');
  expect((await everyRow(stores)).filter((row) => row.includes(id))).toEqual([]);
}, 60_000);

test('[RA8] what somebody is given is one document with each row of theirs and of nobody else', async () => {
  const { stores } = opened;
  const subject = await subjectOf(stores.state, 'customer-1001');
  let text = '';
  for await (const piece of exportPerson(stores, subject, '2026-06-01T00:00:00.000Z'))
    text += piece;
  const document = JSON.parse(text);
  const of = pseudonyms(await pseudonymKey(stores.state));
  const id = of('user', 'customer-1001').toString('hex');
  expect(document).toMatchObject({ person: id, ids: ['customer-1001'], links: [], rejects: [] });
  expect(document.events.length).toBe(40);
  expect(document.events[0]).toMatchObject({ identity_id: id, source: 'shop' });
  expect(document.encounters.length).toBeGreaterThan(15);
  expect(document.transfers.length).toBeGreaterThan(10);
  expect(document.refused.length).toBeGreaterThan(2);
  for (const list of [document.events, document.encounters, document.transfers])
    for (const row of list) expect(row.identity_id ?? row.person_id).toBe(id);
  const joe = await subjectOf(stores.state, idOf('joe-phone'));
  expect([joe.person, joe.identities.length]).toEqual([idOf('joe'), 2]);
  // Somebody else has used the same telephone.
  await conducted(event('ivy', 'joe-phone', { type: 'identify', name: '' }));
  let ofJoe = '';
  for await (const piece of exportPerson(stores, joe, '2026-06-01T00:00:00.000Z')) ofJoe += piece;
  expect(JSON.parse(ofJoe).links).toMatchObject([{ anonymous: idOf('joe-phone') }]);
  expect(ofJoe).not.toContain(idOf('ivy'));
}, 60_000);

test('[RA1] what waits in the inbox and the outbox arrives before it is erased, whoever conducts', async () => {
  const { stores, dataDir } = opened;
  await conductor.stop();
  await putIn(stores, [
    event('ann', 'ann-phone', { type: 'identify', name: '' }),
    event('ann', null),
  ]);
  const result = await erased({ stores, dataDir }, idOf('ann'), { suppress: false });
  expect(result.facts['event']).toBe(2);
  expect(result.proof).toMatchObject({ places: [], hits: 0, rows: 0 });
  conductor = await conductorOf(stores);
}, 60_000);

test('[RA1] while others send, somebody is erased, and no event of the others is lost', async () => {
  const { stores, dataDir } = opened;
  await conducted(event('zoe', null), event('zoe', 'zoe-phone', { type: 'identify', name: '' }));
  const load = { isOn: true, sent: 0 };
  const others = (async () => {
    while (load.isOn) {
      const batch = Array.from({ length: 20 }, (_, index) => event(`other-${index}`, null));
      await putIn(stores, batch);
      load.sent += batch.length;
      await new Promise((again) => setTimeout(again, 20));
    }
  })();
  const before = await count('processed');
  while ((await count('processed')) < before + 100)
    await new Promise((again) => setTimeout(again, 20));
  const result = await erased({ stores, dataDir }, idOf('zoe'));
  load.isOn = false;
  await others;
  await conductor.settled();
  expect(result.proof).toMatchObject({ places: [], hits: 0, rows: 0 });
  expect(await named('zoe')).toBe(0);
  const ids = Array.from({ length: 20 }, (_, index) => idOf(`other-${index}`));
  const [kept] = await stores.facts.rows<{ rows: string }>(
    'SELECT count() AS rows FROM event WHERE has({ids:Array(String)}, lower(hex(assumeNotNull(identity_id))))',
    { parameters: { ids } },
  );
  expect(Number(kept?.rows)).toBe(load.sent);
  expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
}, 60_000);

test('[RA1] no old file of the log is used again with a new name, also where PostgreSQL hears late that it may not', async () => {
  const { stores, dataDir } = opened;
  await conducted(event('kim', 'kim-phone', { type: 'identify', name: '' }), event('kim', null));
  const pidFile = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  const postmaster = Number(pidFile.split('\n')[0]);
  // Who tells the others of settings is stopped just before they are set.
  const step = (name: string): void => {
    if (name !== 'files') return;
    process.kill(postmaster, 'SIGSTOP');
    setTimeout(() => process.kill(postmaster, 'SIGCONT'), 2_000);
  };
  const result = await erased({ stores, dataDir, step }, idOf('kim'));
  expect(result.proof).toMatchObject({ places: [], hits: 0, rows: 0 });
}, 60_000);

test('[RA18] who is linked after somebody asked goes with them, also where the erasure is killed once the links are gone', async () => {
  const { stores, dataDir } = opened;
  await conducted(event('kai', null));
  await askErasure(stores.state, await subjectOf(stores.state, idOf('kai')), { suppress: false });
  await conducted(event(null, 'kai-new'), event('kai', 'kai-new', { type: 'identify', name: '' }));
  const killed = eraseWaiting({
    ...{ stores, dataDir },
    step: (name) => {
      if (name === 'state') throw new Error('killed');
    },
  });
  await expect(killed).rejects.toThrow('killed');
  const result = await eraseWaiting({ stores, dataDir });
  expect(result?.proof).toMatchObject({ hits: 0, rows: 0, searchedFor: 2 });
  expect([await named('kai'), await named('kai-new')]).toEqual([0, 0]);
}, 60_000);
