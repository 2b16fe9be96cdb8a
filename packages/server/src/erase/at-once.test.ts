import type { Bag } from '@bothways/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { accepted, conductorOf, forgetLedger, idOf, putIn } from '../conduct/conduct-testing.ts';
import type { Conductor } from '../conduct/conductor.ts';
import { linkByHand } from '../conduct/link-by-hand.ts';
import { sayRight } from '../conduct/right-by-hand.ts';
import { CONSENTS, standingNow } from '../conduct/rights-testing.ts';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { checkRecord } from '../store/damage.ts';
import { openTestStores } from '../store/testing.ts';
import { erased, everyRow } from './erase-testing.ts';

const world = modelOf(CONSENTS);
const other = modelOf(CONSENTS.replace('quantity: 2.5', 'quantity: 3.5'));
const MINUTE = 60_000;
let opened: Awaited<ReturnType<typeof openTestStores>>;
let conductor: Conductor;
let sent = 0;

beforeAll(async () => {
  opened = await openTestStores();
  await rebuild({ stores: opened.stores, ...world });
  conductor = await conductorOf(opened.stores, {
    warn: (text) => process.stderr.write(`${text}\n`),
  });
}, 60_000);
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

function event(
  user: string | null,
  anonymous: string | null,
  name: string,
  context: Bag = {},
): AcceptedEvent {
  sent += 1;
  // Back and forth in time.
  const at = Date.UTC(2026, 3, 1) + ((sent * 37) % 500) * MINUTE;
  const name_ = (id: string | null): string | null => (id === null ? null : idOf(id));
  return accepted(
    { type: 'track', event: name, messageId: `once-${sent}` },
    {
      ...{ user: name_(user), anonymous: name_(anonymous), at, receivedAt: at, context },
      properties: { places: '1', yes: sent % 2 === 0 ? 'true' : 'false', sale: 'true' },
    },
  );
}

/** A person who uses two devices, one of them with somebody else, and says this and that. */
function life(round: number): readonly AcceptedEvent[] {
  const marketing = { 'consent.categoryPreferences.Marketing': String(round % 3 !== 0) };
  return [
    event('pia', 'phone', 'Told', round % 2 === 0 ? marketing : {}),
    event(null, 'phone', 'Placed'),
    event(null, 'tablet', 'Told', round % 4 === 0 ? { gpc: 'true' } : {}),
    event('pia', round % 3 === 0 ? 'tablet' : null, 'Asked'),
    event('leo', round % 2 === 0 ? 'tablet' : null, 'Told', marketing),
    event(null, 'tablet', 'Stopped'),
  ];
}

async function isWhole(): Promise<void> {
  await conductor.settled();
  expect(await checkRecord(opened.stores)).toEqual({ event: null, reject: null });
  const live = await standingNow(opened.stores);
  await forgetLedger(opened.stores);
  await rebuild({ stores: opened.stores, ...world });
  expect(await standingNow(opened.stores)).toEqual(live);
}

test('[RA19] links, unlinks, rights, imports, rebuilds and an erasure of one person at once leave what a rebuild makes', async () => {
  const { stores, dataDir } = opened;
  const going = { isOn: true };
  const while_ = async (task: (round: number) => Promise<unknown>): Promise<void> => {
    for (let round = 0; going.isOn; round += 1) {
      await task(round);
      await new Promise((again) => setTimeout(again, 40));
    }
  };
  const tasks = [
    while_((round) => putIn(stores, life(round))),
    while_((round) =>
      linkByHand(stores, round % 2 === 0 ? 'unlink' : 'link', {
        ...{ anonymous: idOf(round % 4 < 2 ? 'tablet' : 'phone'), user: idOf('pia') },
      }),
    ),
    while_((round) =>
      sayRight(
        stores,
        {
          ...{ person: idOf('pia'), kind: 'permission:research/profile' },
          ...{ granted: round % 2 === 0, expiresAt: round % 4 === 0 ? Date.now() + 300 : null },
        },
        Date.now(),
      ),
    ),
    while_((round) =>
      importEvents({
        ...{ stores, source: 'file' },
        events: [0, 1, 2].map((index) => ({
          ...{ type: 'track', event: 'Told', messageId: `file-${round}-${index}` },
          ...{ userId: 'kim', anonymousId: `browser-${index}`, timestamp: '2026-04-01T00:00:00Z' },
        })),
      }),
    ),
    (async () => {
      await rebuild({ stores, ...other });
      await rebuild({ stores, ...world });
      await new Promise((again) => setTimeout(again, 500));
      const last = await erased({ stores, dataDir }, idOf('pia'));
      going.isOn = false;
      return last;
    })(),
  ];
  await Promise.all(tasks);
  await conductor.settled();
  const theirs = (await everyRow(stores)).filter((row) =>
    row.replaceAll('-', '').includes(idOf('pia')),
  );
  expect(theirs).toEqual([]);
  await isWhole();
}, 120_000);
