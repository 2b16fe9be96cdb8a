import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { document, leftOn, type Running, start, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const data = join(folder, 'small');
let running: Running;
let address: string;

/** What the commands and the API say of a link. */
interface Told {
  readonly anonymous: string;
  readonly identified: string;
  readonly person: string;
  readonly isNew: boolean;
  readonly links: readonly { readonly isByHand: boolean; readonly undoneAt: string | null }[];
}

beforeAll(async () => {
  await document(['demo', '--people', '40', '--seed', '3', '--no-serve', '--data', data]);
  const { writeKey } = await document<{ writeKey: string }>([
    'source',
    'add',
    'web',
    '--data',
    data,
  ]);
  running = start(['serve', '--data', data, '--port', '0', '--json']);
  const [text = ''] = await running.said(/\{\s*"address": "http:\/\/127\.0\.0\.1:\d+"\s*\}/);
  ({ address } = JSON.parse(text) as { address: string });
  const track = (who: object, index: number): object => ({
    ...{ type: 'track', event: 'Product Viewed', messageId: `m${index}`, properties: {} },
    ...{ ...who, timestamp: new Date(Date.UTC(2026, 4, 1, index)).toISOString() },
  });
  const batch = [
    ...[0, 1, 2].map((index) => track({ anonymousId: 'browser-1' }, index)),
    ...[3, 4].map((index) => track({ userId: 'ann' }, index)),
    track({ userId: 'bob' }, 5),
  ];
  const reply = await fetch(`${address}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${writeKey}:`)}` },
    body: JSON.stringify({ batch }),
  });
  expect(reply.status).toBe(200);
  while ((await met('bob', 'user')) !== 1) await wait(50);
}, 180_000);
afterAll(async () => {
  running.child.kill('SIGTERM');
  await running.ended;
  expect(await leftOn(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** How many encounters somebody has; null: nobody is known by this id. */
async function met(id: string, as: 'user' | 'anonymous' | 'pseudonym'): Promise<number | null> {
  const reply = await fetch(`${address}/api/people/${id}?as=${as}`);
  if (reply.status === 404) return null;
  const { encounters } = (await reply.json()) as { encounters: number };
  return encounters;
}

function told(line: readonly string[], code = 0): Promise<Told> {
  return document<Told>([...line, '--data', data], { code });
}

test('[LK1] a link goes along with entries, and comes back, beside a server that runs', async () => {
  const linked = await told(['link', 'browser-1', 'ann']);
  expect(linked).toMatchObject({ isNew: true, person: linked.identified });
  expect(linked.links).toMatchObject([{ isByHand: true, undoneAt: null }]);
  expect(await met('ann', 'user')).toBe(5);
  expect(await told(['link', 'browser-1', 'ann'])).toMatchObject({ isNew: false });
  const undone = await told(['unlink', 'browser-1']);
  expect(undone).toMatchObject({ person: undone.anonymous, identified: linked.identified });
  expect(await met('ann', 'user')).toBe(2);
  expect(await met('browser-1', 'anonymous')).toBe(3);
  const again = await fetch(`${address}/api/people/ann/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ anonymous: 'browser-1' }),
  });
  expect(await again.json()).toMatchObject({ isNew: true, person: linked.identified });
  expect(await met('ann', 'user')).toBe(5);
  const gone = await fetch(
    `${address}/api/people/${linked.identified}/links?anonymous=${linked.anonymous}`,
    { method: 'DELETE' },
  );
  expect(await gone.json()).toMatchObject({ person: linked.anonymous });
  expect(await met('ann', 'user')).toBe(2);
}, 120_000);

test('[LK2] two users are never joined; what is not there is told', async () => {
  const { anonymous, identified } = await told(['link', 'browser-2', 'ann']);
  const refusals: readonly [readonly string[], RegExp][] = [
    [['link', 'browser-2', 'bob'], /linked to .* already.* never joined; undo that link first/],
    [['link', identified, 'bob'], /no link says that .* is an anonymous id/],
    [['link', 'browser-3', anonymous], /no link says that .* is a user/],
    [['link', 'null', 'bob'], /"null" names nobody/],
    [['unlink', 'browser-4'], /is linked to nobody/],
    [['unlink', 'browser-2', 'bob'], /was never linked/],
  ];
  for (const [line, message] of refusals)
    expect(await told(line, 1)).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
    });
  const refused = await fetch(`${address}/api/people/bob/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ anonymous: 'browser-2' }),
  });
  expect(refused.status).toBe(409);
  // Nobody serves: the command conducts it by itself.
  running.child.kill('SIGTERM');
  await running.ended;
  expect(await told(['unlink', anonymous])).toMatchObject({ person: anonymous, isNew: true });
}, 60_000);
