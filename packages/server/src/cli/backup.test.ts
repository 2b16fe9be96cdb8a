import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bothways, document, leftOn, start, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const here = { cwd: folder };
const DEMO = ['demo', '--people', '300', '--seed', '5', '--no-serve'];
const LEDGER = ['ledger', '--by', 'touchpoint,kind,month'];
let world: unknown;
let whole: unknown;

beforeAll(async () => {
  world = await document([...DEMO, '--data', 'world'], here);
  whole = await document([...LEDGER, '--data', 'world'], here);
});
afterAll(() => rmSync(folder, { recursive: true }));

const entries = (): readonly string[] => readdirSync(folder).sort();

test('[BK1] [BK2] a backup, killed and run again, makes a directory that reads like the first, killed or not', async () => {
  for (const moment of [/copying the state store/, /copying encounter/, /copying transfer/]) {
    const running = start(['backup', 'copy', '--data', 'world'], here);
    await running.said(moment);
    running.child.kill('SIGKILL');
    await running.ended;
    expect(existsSync(join(folder, 'copy'))).toBe(false);
    expect(await leftOn(join(folder, 'world'))).toEqual([]);
    for (const name of readdirSync(join(folder, 'copy.part')).filter((each) => each !== 'lock')) {
      const half = join('copy.part', name);
      const told = await document(['restore', half, '--data', 'new'], { ...here, code: 1 });
      expect(told).toMatchObject({ ok: false, code: 'backup-missing' });
    }
  }
  const made = await document<{ events: number }>(['backup', 'copy', '--data', 'world'], here);
  expect(made).toMatchObject({ folder: 'copy', ledger: true, rejects: 0 });
  for (const moment of [/making the state store/, /restoring event/, /restoring encounter/]) {
    const running = start(['restore', 'copy', '--data', 'new'], here);
    await running.said(moment);
    running.child.kill('SIGKILL');
    await running.ended;
    expect(existsSync(join(folder, 'new'))).toBe(false);
  }
  const back = await document<{ data: string }>(['restore', 'copy', '--data', 'new'], here);
  expect(back).toEqual({ ...made, folder: undefined, data: 'new' });
  expect(entries()).toEqual(['copy', 'new', 'world']);
  expect(await leftOn(folder)).toEqual([]);
  expect(await document([...LEDGER, '--data', 'new'], here)).toEqual(whole);
  const [found, before] = [
    await document(['findings', '--data', 'new'], here),
    await document(['findings', '--data', 'world'], here),
  ];
  expect(found).toEqual(before);
  // It is known to be the same demo: nothing is made again.
  expect(await document([...DEMO, '--data', 'new'], here)).toEqual({
    ...(world as object),
    report: join(folder, 'new', 'report.html'),
  });
}, 240_000);

test('[BK3] what cannot be copied or restored is told, and nothing is made', async () => {
  const before = entries();
  for (const [line, words] of [
    [['backup', 'b', '--data', 'nowhere'], /no data directory here to copy/],
    [['backup', 'copy', '--data', 'new'], /copy is not empty, and nothing in it is overwritten/],
    [['restore', 'copy', '--data', 'new'], /new is not empty, and nothing in it is overwritten/],
    [['restore', 'nowhere', '--data', 'x'], /there is no folder .*nowhere/],
    [['restore', 'world', '--data', 'x'], /manifest\.json is missing/],
  ] as const) {
    const { code, out, err } = await bothways(line, here);
    expect([code, out, err]).toEqual([1, '', expect.stringMatching(words)]);
    expect(err).not.toMatch(/ at /);
  }
  const env = { CLICKHOUSE_URL: 'http://127.0.0.1:1' };
  const { code, err } = await bothways(['restore', 'copy', '--data', 'x'], { ...here, env });
  expect([code, err]).toEqual([1, expect.stringContaining('unset DATABASE_URL')]);
  expect(entries()).toEqual(before);
});
