import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalTest, localTest, processesOf } from './local-testing.ts';
import { isRoot } from './run-as.ts';

let local: LocalTest;
let directory: string;

beforeEach(() => {
  local = localTest();
  directory = local.directory;
});
afterEach(() => local.close());

const user = { uid: 65_534, gid: 65_534 };

test.skipIf(!isRoot())(
  "[K9] (only as root) in a user's directory everything is that user's",
  async () => {
    mkdirSync(directory);
    chownSync(directory, user.uid, user.gid);
    chmodSync(dirname(directory), 0o755);
    const stores = await local.open();
    for (const { pid } of processesOf(directory)) {
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\t65534/m);
    }
    await stores.close();
    const other = local.hold(user);
    expect(await other.line()).toBe('open');
    other.say('close');
    await other.ended;
  },
);

test.skipIf(!isRoot())(
  '[K9] (only as root) a folder that PostgreSQL may not pass is refused with the fix',
  async () => {
    chmodSync(dirname(directory), 0o700);
    const refused = local.open();
    await expect(refused).rejects.toMatchObject({ store: 'state', code: 'folder-closed' });
    await expect(refused).rejects.toThrow(`run chmod o+x ${dirname(directory)}`);
    await local.nothingLeft();
    chmodSync(dirname(directory), 0o711);
    await (await local.open()).close();
  },
);

test.skipIf(!isRoot())(
  '[K10] (only as root, who can play one) an ordinary user needs only a directory',
  async () => {
    chownSync(dirname(directory), user.uid, user.gid);
    const other = local.hold(user);
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
    expect(await local.hold(user).line()).toMatch(
      /^EACCES: .*cannot use .*; make .* writable for this user/,
    );
    await (await local.open()).close();
    chmodSync(directory, 0o777);
    expect(await local.hold(user).line()).toMatch(
      /^data-of-another: .*made by user 0.*; run as that user/,
    );
  },
);

test('[K11] a file, and data of a newer Bothways, are refused', async () => {
  writeFileSync(directory, '');
  await expect(local.open()).rejects.toMatchObject({
    code: 'EEXIST',
    todo: 'that is a file; choose another --data',
  });
  rmSync(directory);
  mkdirSync(directory);
  writeFileSync(join(directory, 'version'), '2\n');
  await expect(local.open()).rejects.toMatchObject({ code: 'data-newer' });
});

test('[K11] a store that does not start says so with its log, and lets go', async () => {
  await (await local.open()).close();
  writeFileSync(join(directory, 'postgres', 'postgresql.conf'), 'shared_buffers = many\n');
  const refused = local.open();
  await expect(refused).rejects.toMatchObject({ store: 'state' });
  await expect(refused).rejects.toThrow(/shared_buffers/);
  expect(processesOf(directory)).toEqual([]);
});

test("[K12] secrets are the owner's", async () => {
  const stores = await local.open();
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
