import { driversReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillDrivers } from '../ingest/driver-testing.ts';
import { type ServedWorkspace, servedWorkspace } from './app-testing.ts';

let served: ServedWorkspace;
beforeAll(async () => {
  served = await servedWorkspace('/nowhere', (stores) => fillDrivers(stores, 300));
}, 120_000);
afterAll(() => served.close());

const ask = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${served.address}/api/drivers${query}`, { headers });

test('[AD1] drivers are made once a state of the ledger, then told by their tag', async () => {
  const reply = await ask('');
  const made = driversReply.parse(await reply.json());
  expect(made.result.kind).toBe('found');
  const again = await ask('', { 'if-none-match': reply.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
  const other = driversReply.parse(await (await ask('?by=touchpoint&segment=new')).json());
  expect(other).toMatchObject({ by: 'touchpoint', segment: 'new' });
});

test.each([
  ['?outcome=recomend', 404, 'recommend'],
  ['?segment=old', 404, 'new'],
  ['?cost=service', 400, 'service:4000-9000'],
  ['?by=colour', 400, ''],
])('[AD2] %s is refused in the one shape', async (query, status, hint) => {
  const reply = await ask(query);
  expect(reply.status).toBe(status);
  expect(JSON.stringify(await reply.json())).toContain(hint);
});

test('[AD3] a file by itself is told in the same shape', async () => {
  const lines = ['whole,price,staff'];
  for (let row = 0; row < 240; row += 1) {
    const [price, staff] = [(row * 7) % 5, (row * 11) % 7];
    lines.push(`${price + 2 * staff + ((row * 13) % 3)},${price},${staff}`);
  }
  const sent = await fetch(`${served.address}/api/uploads?name=answers.csv`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: lines.join('\n'),
  });
  const { id } = (await sent.json()) as { id: string };
  const begun = await fetch(`${served.address}/api/alone/drivers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ upload: id, outcome: 'whole', drivers: ['price', 'staff'] }),
  });
  const { job } = (await begun.json()) as { job: string };
  const done = async (): Promise<unknown> => {
    const now = (await (await fetch(`${served.address}/api/jobs/${job}`)).json()) as {
      state: string;
      result: unknown;
    };
    if (now.state === 'failed') throw new Error(JSON.stringify(now));
    return now.state === 'running' ? done() : now.result;
  };
  const reply = driversReply.parse(await done());
  expect(reply).toMatchObject({ about: 'file', by: 'column', outcome: { name: 'whole' } });
  const { result } = reply;
  if (result.kind === 'abstained') throw new Error(result.reason);
  expect(result.drivers.map(({ name }) => name)).toEqual(['staff', 'price']);
  expect(result.n).toBe(240);
});
