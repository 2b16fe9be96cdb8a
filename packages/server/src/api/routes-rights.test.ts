import { type PersonShown, personReply, receiptsReply, rightReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  accepted,
  conductorOf,
  forgetLedger,
  ledgerNow,
  putIn,
} from '../conduct/conduct-testing.ts';
import type { Conductor } from '../conduct/conductor.ts';
import { lapseNow } from '../conduct/lapse.ts';
import { CONSENTS } from '../conduct/rights-testing.ts';
import { shipLeft } from '../conduct/shipper.ts';
import { workspacePseudonyms } from '../ingest/pseudonym.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { liveCounts } from '../store/live-counts.ts';
import { ask } from './api-testing.ts';
import { type ServedWorkspace, servedWorkspace } from './app-testing.ts';

const world = modelOf(CONSENTS);
const KIND = 'permission:marketing/profile';
let served: ServedWorkspace;
let conductor: Conductor;

beforeAll(async () => {
  served = await servedWorkspace('/nowhere', async (stores) => {
    await rebuild({ stores, ...world });
  });
  conductor = await conductorOf(served.stores);
  const pseudonym = (await workspacePseudonyms(served.stores.state))('user', 'ann').toString('hex');
  const at = Date.now() - 60_000;
  const told = { type: 'track', event: 'Told', messageId: 'told' };
  await putIn(served.stores, [accepted(told, { user: pseudonym, at, receivedAt: at })]);
  await conductor.settled();
});
afterAll(async () => {
  await conductor.stop();
  await served.close();
});

async function say(body: object, id = 'ann', query = '') {
  return ask(served.address, `/api/people/${id}/rights${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
async function person(): Promise<PersonShown> {
  return personReply.parse((await ask(served.address, '/api/people/ann')).json);
}

test('[RR1] a right is given and withdrawn by the same act; said twice it is said once, and a rebuild knows of it', async () => {
  const given = rightReply.parse((await say({ kind: KIND, granted: true })).json);
  expect(given).toMatchObject({ isNew: true, isBehind: false });
  expect(given.right).toMatchObject({ state: 'held', expressedBy: 'api', words: 1 });
  // The entry of a right that no touchpoint moved is in what is read of the whole ledger.
  for (const path of [
    'overview',
    'cube',
    'year',
    'valuations',
    'network',
    'data',
    'findings',
    'journeys',
  ]) {
    const whole = await ask(served.address, `/api/${path}`);
    expect([path, whole.status]).toEqual([path, 200]);
  }
  const again = rightReply.parse((await say({ kind: KIND, granted: true })).json);
  expect(again).toMatchObject({ isNew: false, right: given.right });
  const shown = await person();
  expect(shown.rights).toEqual([given.right]);
  expect(shown.balances.map(({ kind, give }) => [kind, give])).toContainEqual([KIND, '1']);
  // What was told before the right was given stays out.
  expect(shown.balances.map(({ kind }) => kind)).not.toContain('data:profile');
  expect(shown.timeline.entries[0]?.refused).toMatchObject([
    { kind: 'data:profile', reason: 'no-consent' },
  ]);
  await forgetLedger(served.stores);
  await rebuild({ stores: served.stores, ...world });
  expect((await person()).rights).toEqual(shown.rights);
  const gone = rightReply.parse((await say({ kind: KIND, granted: false })).json);
  expect(gone).toMatchObject({ isNew: true, right: { state: 'withdrawn', words: 2 } });
  expect(rightReply.parse((await say({ kind: KIND, granted: false })).json).isNew).toBe(false);
  expect((await person()).balances.map(({ kind }) => kind)).not.toContain(KIND);
});

test('[RR2] what the model does not know, a time that has passed and nobody are refused', async () => {
  const of = async (body: object, id?: string) => {
    const { status, json } = await say(body, id);
    return [status, (json as { path?: string }).path];
  };
  expect(await of({ kind: 'permission:other/profile', granted: true })).toEqual([400, 'kind']);
  const passed = { kind: KIND, granted: true, expiresAt: '2020-01-01T00:00:00Z' };
  expect(await of(passed)).toEqual([400, 'expiresAt']);
  expect((await of({ kind: KIND, granted: true }, 'nobody'))[0]).toBe(404);
  const named = await say({ kind: KIND, granted: true }, 'new-one', '?as=user');
  expect(rightReply.parse(named.json).isNew).toBe(true);
});

test('[RR3] receipts tell all that was said, the latest first, and what nobody has said of the controller', async () => {
  const { json } = await ask(served.address, '/api/people/ann/receipts');
  const { receipts } = receiptsReply.parse(json);
  const states = receipts.map(
    (each) => /dpv:Consent(?:Given|Withdrawn)/.exec(JSON.stringify(each))?.[0],
  );
  expect(states).toEqual(['dpv:ConsentWithdrawn', 'dpv:ConsentGiven']);
  expect(receipts[0]?.['bothways:missing']).toContain('controller name');
});

test('[RR4] how gladly somebody shares is an estimate of its own, and never a permission', async () => {
  const shown = await person();
  const profile = shown.appetite.find(({ category }) => category === 'profile');
  expect(profile).toMatchObject({ grants: 1, withdrawals: 1, refusals: 0 });
  expect(profile?.appetite).toMatchObject({ kind: 'estimate', n: 2, level: 0.9 });
  expect(shown.appetite.find(({ category }) => category === 'place')?.appetite.kind).toBe(
    'abstained',
  );
});

test('[RR5] a right that ended while nobody conducts is told as ended, and is in no balance; a rebuild takes it out', async () => {
  await conductor.stop();
  const pseudonym = (await workspacePseudonyms(served.stores.state))('user', 'ann').toString('hex');
  // Long enough that it is told as held before, on a machine that has much else to do.
  const [at, ends] = [Date.now(), Date.now() + 8_000];
  const context = {
    'consent.categoryPreferences.marketing': 'true',
    'consent.expiresAt': `"${new Date(ends).toISOString()}`,
  };
  conductor = await conductorOf(served.stores);
  const told = { type: 'track', event: 'Segment Consent Preference Updated', messageId: 'ends' };
  await putIn(served.stores, [accepted(told, { user: pseudonym, at, receivedAt: at, context })]);
  await conductor.settled();
  await conductor.stop();
  const held = await person();
  expect(held.rights).toMatchObject([{ kind: KIND, state: 'held' }]);
  expect(held.balances).toContainEqual(expect.objectContaining({ kind: KIND, give: '1' }));
  await expect
    .poll(async () => (await person()).rights[0]?.state, { timeout: 20_000 })
    .toBe('expired');
  const shown = await person();
  expect(shown.isBehind).toBe(false);
  expect(JSON.stringify([shown.balances, shown.statement, shown.relationship])).not.toContain(KIND);
  const standing = async (): Promise<number> => {
    const ledger = await ledgerNow(served.stores);
    return JSON.stringify(ledger).split(KIND).length - 1;
  };
  const before = await standing();
  const counted = await liveCounts(served.stores.state);
  await lapseNow(served.stores);
  // What takes it out has a number, waits to be shipped, and is no event.
  expect(await liveCounts(served.stores.state)).toEqual(counted);
  await rebuild({ stores: served.stores, ...world, shipLeft: () => shipLeft(served.stores) });
  expect(await standing()).toBe(before - 1);
  conductor = await conductorOf(served.stores);
}, 60_000);
