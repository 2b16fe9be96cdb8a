import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStores } from '../open-stores.ts';
import { storeSettings } from '../settings.ts';
import type { Stores } from '../stores.ts';
import { type Holder, processesOf, startHolder, testDirectory } from './local-testing.ts';
import { isRoot } from './run-as.ts';

let directory: string;
const holders: Holder[] = [];
const settings = storeSettings({});

beforeEach(() => {
  directory = testDirectory();
});
afterEach(async () => {
  for (const each of holders.splice(0)) each.kill();
  await nothingLeft();
  rmSync(dirname(directory), { recursive: true, force: true });
});

function open(): Promise<Stores> {
  return openStores(directory, { settings });
}

function hold(who = {}): Holder {
  const holder = startHolder(directory, who);
  holders.push(holder);
  return holder;
}

async function nothingLeft(): Promise<void> {
  await expect.poll(() => processesOf(directory), { timeout: 15_000, interval: 20 }).toEqual([]);
}

function pidOf(title: string): number {
  const found = processesOf(directory).find((each) => each.title.includes(title));
  if (found === undefined) throw new Error(`no process ${title} serves ${directory}`);
  return found.pid;
}

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

test('[K1] [K2] [K13] two processes share the stores; the last one out stops them', async () => {
  const stores = await open();
  const other = hold();
  expect(await other.line()).toBe('open');
  await stores.state.query("INSERT INTO setting VALUES ('a', 'shared')");
  await stores.facts.run("INSERT INTO migration (version, name) VALUES (9999, 'shared')");
  other.say("state SELECT value FROM setting WHERE key = 'a'");
  expect(await other.line()).toBe('[{"value":"shared"}]');
  other.say('facts SELECT name FROM migration WHERE version = 9999');
  expect(await other.line()).toBe('[{"name":"shared"}]');
  const titles = processesOf(directory).map(({ title }) => title);
  expect(titles).toContain(`bothways-keeper ${directory}`);
  expect(titles).toContain(`bothways-facts ${directory}`);
  const since = performance.now();
  await stores.close();
  expect(performance.now() - since).toBeLessThan(2000);
  other.say('state SELECT 2 AS a');
  expect(await other.line()).toBe('[{"a":2}]');
  other.say('close');
  expect(await other.line()).toBe('closed');
  await other.ended;
  expect(processesOf(directory)).toEqual([]);
});

test('[K3] the last holder killed stops all', async () => {
  const other = hold();
  expect(await other.line()).toBe('open');
  expect(processesOf(directory).length).toBeGreaterThanOrEqual(3);
  other.kill();
  await nothingLeft();
});

test('[K4] of eight starters at once one makes the keeper', async () => {
  const all = Array.from({ length: 8 }, () => hold());
  expect(await Promise.all(all.map((each) => each.line()))).toEqual(all.map(() => 'open'));
  const keepers = processesOf(directory).filter(({ title }) => title.startsWith('bothways-keeper'));
  expect(keepers.length).toBe(1);
  for (const each of all) each.say('close');
  await Promise.all(all.map((each) => each.ended));
  expect(processesOf(directory)).toEqual([]);
});

test('[K5] who comes while a keeper stops starts anew', async () => {
  let stores = await open();
  await stores.state.query("INSERT INTO setting VALUES ('a', '1')");
  for (let round = 0; round < 3; round += 1) {
    const closing = stores.close();
    stores = await open();
    await closing;
    expect((await stores.state.query('SELECT value FROM setting')).rows).toEqual([{ value: '1' }]);
  }
  await stores.close();
});

test('[K6] the keeper killed: a holder starts the next, at the same addresses', async () => {
  const stores = await open();
  await stores.state.query("INSERT INTO setting VALUES ('a', '1')");
  const keeper = pidOf('bothways-keeper');
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
  expect((await stores.state.query('SELECT value FROM setting')).rows).toEqual([{ value: '1' }]);
  await stores.close();
  expect(processesOf(directory)).toEqual([]);
});

test('[K6] a port that another program took meanwhile: the holders move along', async () => {
  const stores = await open();
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
  const other = hold();
  expect(await other.line()).toBe('open');
  other.say("state INSERT INTO setting VALUES ('a', 'kept')");
  expect(await other.line()).toBe('[]');
  const postgres = pidOf('postgres');
  const keeper = pidOf('bothways-keeper');
  other.kill('SIGSTOP');
  process.kill(keeper, 'SIGKILL');
  other.kill();
  await other.ended;
  const stores = await open();
  expect((await stores.state.query('SELECT value FROM setting')).rows).toEqual([{ value: 'kept' }]);
  await bothAnswer(stores);
  expect(processesOf(directory).map(({ pid }) => pid)).not.toContain(postgres);
  await stores.close();
});

test('[K7] stale files do not hinder, even if their ports and ids are others now', async () => {
  await (await open()).close();
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
  const stores = await open();
  await bothAnswer(stores);
  await stores.close();
  other.close();
  writeFileSync(join(directory, 'keeper.json'), '{"pid":');
  const again = await open();
  await bothAnswer(again);
  await again.close();
}, 20_000);

test('[K8] PostgreSQL and the fact engine killed are started again', async () => {
  const stores = await open();
  await stores.state.query("INSERT INTO setting VALUES ('a', '1')");
  const engine = pidOf('bothways-facts');
  const postgres = pidOf('postgres');
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

const user = { uid: 65_534, gid: 65_534 };

test.skipIf(!isRoot())(
  "[K9] (only as root) in a user's directory everything is that user's",
  async () => {
    mkdirSync(directory);
    chownSync(directory, user.uid, user.gid);
    chmodSync(dirname(directory), 0o755);
    const stores = await open();
    for (const { pid } of processesOf(directory)) {
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\t65534/m);
    }
    await stores.close();
    const other = hold(user);
    expect(await other.line()).toBe('open');
    other.say('close');
    await other.ended;
  },
);

test.skipIf(!isRoot())(
  '[K9] (only as root) a folder that PostgreSQL may not pass is refused with the fix',
  async () => {
    chmodSync(dirname(directory), 0o700);
    const refused = open();
    await expect(refused).rejects.toMatchObject({ store: 'state', code: 'folder-closed' });
    await expect(refused).rejects.toThrow(`run chmod o+x ${dirname(directory)}`);
    await nothingLeft();
    chmodSync(dirname(directory), 0o711);
    await (await open()).close();
  },
);

test.skipIf(!isRoot())(
  '[K10] (only as root, who can play one) an ordinary user needs only a directory',
  async () => {
    chownSync(dirname(directory), user.uid, user.gid);
    const other = hold(user);
    expect(await other.line()).toBe('open');
    other.say('facts SELECT count() AS n FROM event');
    expect(await other.line()).toBe('[{"n":"0"}]');
    other.say('close');
    expect(await other.line()).toBe('closed');
    await other.ended;
    expect(processesOf(directory)).toEqual([]);
  },
);

test.skipIf(!isRoot())(
  '[K11] (only as root, who can play two) data of another user is refused, as is a directory that cannot be written',
  async () => {
    chmodSync(dirname(directory), 0o755);
    expect(await hold(user).line()).toMatch(
      /^EACCES: .*cannot use .*; make .* writable for this user/,
    );
    await (await open()).close();
    chmodSync(directory, 0o777);
    expect(await hold(user).line()).toMatch(
      /^data-of-another: .*made by user 0.*; run as that user/,
    );
  },
);

test('[K11] a file, and data of a newer Bothways, are refused', async () => {
  writeFileSync(directory, '');
  await expect(open()).rejects.toMatchObject({
    code: 'EEXIST',
    todo: 'that is a file; choose another --data',
  });
  rmSync(directory);
  mkdirSync(directory);
  writeFileSync(join(directory, 'version'), '2\n');
  await expect(open()).rejects.toMatchObject({ code: 'data-newer' });
});

test('[K11] a store that does not start says so with its log, and lets go', async () => {
  await (await open()).close();
  writeFileSync(join(directory, 'postgres', 'postgresql.conf'), 'shared_buffers = many\n');
  const refused = open();
  await expect(refused).rejects.toMatchObject({ store: 'state' });
  await expect(refused).rejects.toThrow(/shared_buffers/);
  expect(processesOf(directory)).toEqual([]);
});

test("[K12] secrets are the owner's", async () => {
  const stores = await open();
  for (const [path, mode] of [
    ['local.json', 0o600],
    ['keeper.json', 0o600],
    ['facts', 0o700],
    ['postgres', 0o700],
    ['log', 0o700],
  ] as const) {
    expect([path, statSync(join(directory, path)).mode & 0o777]).toEqual([path, mode]);
  }
  const { facts } = JSON.parse(readFileSync(join(directory, 'local.json'), 'utf8'));
  expect((await fetch(`http://127.0.0.1:${facts.port}/?query=SELECT+1`)).status).toBe(403);
  for (const { pid } of processesOf(directory)) {
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(facts.password);
  }
  await stores.close();
});
