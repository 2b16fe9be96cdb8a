import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD } from '../ingest/world-testing.ts';
import { generationReady } from '../store/generation.ts';
import { processesOf } from '../store/local/local-testing.ts';
import { openStores } from '../store/open-stores.ts';
import { document, leftOn, type Running, start, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
const model = join(folder, 'world.bothways.yaml');
const running: Running[] = [];
let writeKey = '';

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(model, WORLD);
  ({ writeKey } = await document<{ writeKey: string }>(['source', 'add', 'till', '--data', data]));
});
afterAll(async () => {
  for (const each of running) each.child.kill('SIGKILL');
  expect(await leftOn(data)).toEqual([]);
  rmSync(folder, { recursive: true });
});

async function served(): Promise<{ readonly server: Running; readonly address: string }> {
  const server = start(['serve', '--data', data, '--port', '0', '--model', model, '--no-open']);
  running.push(server);
  const [, address = ''] = await server.said(/Bothways is at (http:\/\/127\.0\.0\.1:\d+)/);
  return { server, address };
}

/** Sends a batch until it is answered 200, as clients do: to whichever server answers. */
async function sent(addresses: readonly string[], from: number, count: number): Promise<void> {
  const batch = Array.from({ length: count }, (_, index) => ({
    ...{ type: 'track', event: 'Paid', messageId: `m${from + index}` },
    ...{ userId: `u${(from + index) % 20}`, properties: { total: 1.25 } },
  }));
  const body = JSON.stringify({ batch });
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  for (let tries = 0; ; tries += 1) {
    const address = addresses[tries % addresses.length] ?? '';
    const answer = await fetch(`${address}/v1/batch`, { method: 'POST', headers, body }).catch(
      () => null,
    );
    if (answer?.status === 200) return;
    expect(tries).toBeLessThan(400);
    await wait(25);
  }
}

test('[SE20] kill -9 of who conducts, of PostgreSQL, of the fact engine, of the keeper: each event once, in ledger and state', async () => {
  const first = await served();
  const second = await served();
  const all = [first.address, second.address];
  await second.server.said(/Another server works off the live events of these data/);
  const standsBy = async (): Promise<unknown> =>
    Promise.all(
      ['health', 'api/live/names'].map(async (path) => {
        const answer = await fetch(`${second.address}/${path}`);
        return ((await answer.json()) as { isStandingBy: boolean }).isStandingBy;
      }),
    );
  expect(await standsBy()).toEqual([true, true]);
  const victims = ['server', `-D ${join(data, 'postgres')}`, 'bothways-facts', 'bothways-keeper'];
  let count = 0;
  for (const victim of victims) {
    const going = (async () => {
      for (let batch = 0; batch < 20; batch += 1) {
        await sent(all, count, 10);
        count += 10;
      }
    })();
    await wait(60);
    if (victim === 'server') first.server.child.kill('SIGKILL');
    else
      for (const { pid, title } of processesOf(data))
        if (title.includes(victim)) process.kill(pid, 'SIGKILL');
    await going;
  }
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${second.address}/health`).catch(() => null);
        return answer === null ? null : answer.json();
      },
      { timeout: 20_000, interval: 50 },
    )
    .toMatchObject({ status: 'ok', accepted: count, processed: count, backlog: 0 });
  expect(await standsBy()).toEqual([false, false]);
  second.server.child.kill('SIGTERM');
  expect(await second.server.ended).toMatchObject({ code: 0 });
  await reconciled(count);
});

/** Every id once in the record, its encounter once in the ledger, and no more after a rebuild. */
async function reconciled(count: number): Promise<void> {
  const stores = await openStores(data);
  const told = async (): Promise<unknown> => {
    const generation = await generationReady(stores.state);
    const rows = await stores.facts.rows(
      `SELECT (SELECT (count(), uniqExact(message_id)) FROM event) AS events,
         (SELECT (count(), uniqExact(encounter_id), sum(sign)) FROM encounter_g${generation?.id}) AS encounters,
         (SELECT (count(), sum(quantity)) FROM transfer_g${generation?.id}) AS transfers`,
    );
    return [generation?.seqDone, rows];
  };
  try {
    const live = await told();
    expect(live).toEqual([
      count,
      [
        {
          events: [count, count].map(String),
          encounters: [count, count, count].map(String),
          // 1.25 of goods and nine tenths of it in money, rounded to cents.
          transfers: [2 * count, (125 + 113) * count].map(String),
        },
      ],
    ]);
    await stores.state.query(`UPDATE generation SET damaged = 'for a test' WHERE state = 'ready'`);
    await rebuild({ stores, ...modelOf(WORLD) });
    expect(await told()).toEqual(live);
  } finally {
    await stores.close();
  }
}
