import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Stores } from '../stores.ts';
import { type LocalTest, localTest, processesOf } from './local-testing.ts';

let local: LocalTest;
let directory: string;

beforeEach(() => {
  local = localTest();
  directory = local.directory;
});
afterEach(() => local.close());

/** Another program on a port, as soon as that is free: it takes calls and hangs up. */
async function stranger(port: number): Promise<Server> {
  for (;;) {
    const server = createServer((socket) => socket.destroy());
    const listening = new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (await listening) return server;
  }
}

async function bothAnswer({ state, facts }: Stores): Promise<void> {
  await expect
    .poll(() => state.query('SELECT 1 AS a').then(({ rows }) => rows, String), { timeout: 10_000 })
    .toEqual([{ a: 1 }]);
  await expect
    .poll(() => facts.rows('SELECT 1 AS a').then((rows) => rows, String), { timeout: 10_000 })
    .toEqual([{ a: 1 }]);
}

test('[K6] the keeper killed: a holder starts the next, at the same addresses', async () => {
  const stores = await local.open();
  await stores.state.query("INSERT INTO setting VALUES ('a', '1')");
  const keeper = local.pidOf('bothways-keeper');
  const before = readFileSync(join(directory, 'local.json'), 'utf8');
  process.kill(keeper, 'SIGKILL');
  await expect
    .poll(
      () =>
        processesOf(directory).some(
          ({ title, pid }) => title.startsWith('bothways-keeper') && pid !== keeper,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
  await bothAnswer(stores);
  expect(readFileSync(join(directory, 'local.json'), 'utf8')).toBe(before);
  // What answered may still have been the orphan, which is about to be stopped and started again.
  await expect
    .poll(async () => (await stores.state.query('SELECT value FROM setting')).rows, {
      timeout: 10_000,
    })
    .toEqual([{ value: '1' }]);
  await stores.close();
  expect(processesOf(directory)).toEqual([]);
});

test('[K6] a port that another program took meanwhile: the holders move along', async () => {
  const stores = await local.open();
  const known = JSON.parse(readFileSync(join(directory, 'local.json'), 'utf8'));
  for (const { pid } of processesOf(directory)) process.kill(pid, 'SIGKILL');
  const strangers = await Promise.all([stranger(known.state.port), stranger(known.facts.port)]);
  await bothAnswer(stores);
  const now = JSON.parse(readFileSync(join(directory, 'local.json'), 'utf8'));
  expect(now.state.port).not.toBe(known.state.port);
  expect(now.facts.port).not.toBe(known.facts.port);
  for (const each of strangers) each.close();
  await stores.close();
});

test('[K7] keeper and holder killed: all is there, the orphan PostgreSQL gone', async () => {
  const other = local.hold();
  expect(await other.line()).toBe('open');
  other.say("state INSERT INTO setting VALUES ('a', 'kept')");
  expect(await other.line()).toBe('[]');
  const postgres = local.pidOf('postgres');
  const keeper = local.pidOf('bothways-keeper');
  other.kill('SIGSTOP');
  process.kill(keeper, 'SIGKILL');
  other.kill();
  await other.ended;
  const stores = await local.open();
  expect((await stores.state.query('SELECT value FROM setting')).rows).toEqual([{ value: 'kept' }]);
  await bothAnswer(stores);
  expect(processesOf(directory).map(({ pid }) => pid)).not.toContain(postgres);
  await stores.close();
});

test('[K7] stale files do not hinder, even if their ports and ids are others now', async () => {
  await (await local.open()).close();
  const other = await stranger(0);
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stale = { pid: process.pid, port, token: 'stale' };
  writeFileSync(join(directory, 'keeper.json'), JSON.stringify(stale));
  writeFileSync(join(directory, 'facts.pid'), `${process.pid}\n`);
  const known = JSON.parse(readFileSync(join(directory, 'local.json'), 'utf8'));
  known.state.port = port;
  known.facts.port = port;
  writeFileSync(join(directory, 'local.json'), JSON.stringify(known));
  writeFileSync(
    join(directory, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${directory}/postgres\n`,
  );
  const stores = await local.open();
  await bothAnswer(stores);
  await stores.close();
  other.close();
  writeFileSync(join(directory, 'keeper.json'), '{"pid":');
  const again = await local.open();
  await bothAnswer(again);
  await again.close();
});

test('[K8] PostgreSQL and the fact engine killed are started again', async () => {
  const stores = await local.open();
  await stores.state.query("INSERT INTO setting VALUES ('a', '1')");
  const engine = local.pidOf('bothways-facts');
  const postgres = local.pidOf('postgres');
  process.kill(engine, 'SIGKILL');
  process.kill(postgres, 'SIGKILL');
  await expect(stores.facts.rows('SELECT 1')).rejects.toMatchObject({
    name: 'StoreError',
    store: 'facts',
  });
  await bothAnswer(stores);
  expect((await stores.state.query('SELECT value FROM setting')).rows).toEqual([{ value: '1' }]);
  expect(readFileSync(join(directory, 'log', 'keeper.log'), 'utf8')).toMatch(
    /SIGKILL.*; it is started again/,
  );
  await stores.close();
  expect(processesOf(directory)).toEqual([]);
});

test('[K8] who comes while PostgreSQL and the fact engine are being started again waits', async () => {
  const stores = await local.open();
  for (const title of ['bothways-facts', 'postgres']) process.kill(local.pidOf(title), 'SIGKILL');
  const other = local.hold();
  expect(await other.line()).toBe('open');
  other.say('close');
  await other.ended;
  await stores.close();
});
