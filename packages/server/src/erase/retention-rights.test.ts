import type { Bag } from '@bothways/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import {
  accepted,
  conductorOf,
  forgetLedger,
  idOf,
  ledgerOf,
  putIn,
} from '../conduct/conduct-testing.ts';
import type { Conductor } from '../conduct/conductor.ts';
import { CONSENTS, standingNow } from '../conduct/rights-testing.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { checkRecord } from '../store/damage.ts';
import { transferTable } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { applyRetention, setRetention } from './retention.ts';

const world = modelOf(CONSENTS);
const DAY_MS = 86_400_000;
const [START, CUT] = [Date.UTC(2026, 0, 1), 20];
let opened: Awaited<ReturnType<typeof openTestStores>>;
let conductor: Conductor;
let sent = 0;

beforeAll(async () => {
  opened = await openTestStores();
  await rebuild({ stores: opened.stores, ...world });
  conductor = await conductorOf(opened.stores);
}, 60_000);
afterAll(async () => {
  await conductor.stop();
  await opened.close();
});

function event(
  who: string,
  name: string,
  day: number,
  properties: Bag = {},
  context: Bag = {},
): AcceptedEvent {
  sent += 1;
  const at = START + day * DAY_MS;
  return accepted(
    { type: 'track', event: name, messageId: `aged-${sent}` },
    { user: idOf(who), at, receivedAt: at, properties, context },
  );
}

/** What stands of somebody, as `kind day`. */
async function of(who: string): Promise<readonly string[]> {
  const rows = await opened.stores.facts.rows<{ kind: string; at: string }>(
    `SELECT toString(kind) AS kind, toString(toUnixTimestamp64Milli(at)) AS at
     FROM ${transferTable(await ledgerOf(opened.stores))} WHERE person_id = unhex('${idOf(who)}') ORDER BY kind, at`,
  );
  return rows.map(({ kind, at }) => `${kind} ${(Number(at) - START) / DAY_MS}`);
}

async function conducted(...events: readonly AcceptedEvent[]): Promise<void> {
  await putIn(opened.stores, events);
  await conductor.settled();
}

test('[RA17] a right that a leg gave outlives its event: it stands, allows, is withdrawn, and a rebuild says the same', async () => {
  const { stores } = opened;
  const [yes, said] = [{ yes: 'true' }, { 'consent.categoryPreferences.Marketing': 'true' }];
  await conducted(
    ...[event('ann', 'Asked', 1, yes), event('ann', 'Told', 2), event('ann', 'Told', 30)],
    ...[event('bea', 'Told', 1, {}, said), event('bea', 'Told', 30)],
    ...[event('cat', 'Asked', 1, yes), event('cat', 'Stopped', 3), event('cat', 'Told', 30)],
    ...[event('dot', 'Asked', 25, yes), event('dot', 'Told', 30)],
  );
  const right = 'permission:marketing/profile';
  const told = (day: number): readonly string[] => [
    `data:contact ${day}`,
    `data:profile ${day}`,
    `goods ${day}`,
  ];
  const ann = (await of('ann')).filter((each) => !each.endsWith(' 2'));
  expect(ann).toEqual([...told(30), `${right} 1`]);
  await setRetention(stores.state, { events: 100, rejects: null, seen: null });
  const now = START + (CUT + 100) * DAY_MS;
  for (const _ of ['once', 'again']) {
    await applyRetention({ stores, now });
    expect(await of('ann')).toEqual(ann);
    expect(await of('bea')).toEqual([...told(30), `${right} 1`]);
    expect(await of('cat')).toEqual(['data:contact 30', 'goods 30']);
    expect(await of('dot')).toEqual([...told(30), `${right} 25`]);
    expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
  }
  const live = await standingNow(stores);
  await forgetLedger(stores);
  await rebuild({ stores, ...world });
  expect(await standingNow(stores)).toEqual(live);
  await conducted(event('ann', 'Told', 31), event('ann', 'Stopped', 32), event('ann', 'Told', 33));
  expect(await of('ann')).toEqual([
    ...[
      'data:contact 30',
      'data:contact 31',
      'data:contact 33',
      'data:profile 30',
      'data:profile 31',
    ],
    ...['goods 30', 'goods 31', 'goods 33'],
  ]);
}, 60_000);
