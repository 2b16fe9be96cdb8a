import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { worldEvents } from '../ingest/world-testing.ts';
import { backUp } from './backup.ts';
import { type Manifest, readManifest, writeManifest } from './backup-manifest.ts';
import { restore } from './restore.ts';
import { storeSettings } from './settings.ts';
import { openTestStores } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-refused-'));
chmodSync(folder, 0o755);
const settings = storeSettings({});
let opened: Awaited<ReturnType<typeof openTestStores>>;

beforeAll(async () => {
  opened = await openTestStores();
  const events = worldEvents(7, 400);
  await importEvents({ stores: opened.stores, source: 'world', events });
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
function saved(name: string): ReturnType<typeof backUp> {
  return backUp({ ...opened, folder: at(name), bothways: 'test' });
}

test.each([
  ['a flipped byte', (path: string) => flip(path), /is not as it was written/],
  ['a truncated file', (path: string) => truncateSync(path, 50), /has 50 bytes instead of/],
  ['a longer file', (path: string) => appendFileSync(path, 'x'), /bytes instead of the/],
  ['a missing file', (path: string) => rmSync(path), /is missing/],
])('[B4] %s is refused by its name, and nothing is made', async (what, damage, message) => {
  const name = what.replaceAll(' ', '-');
  await saved(name);
  const files = readdirSync(at(name));
  for (const file of files.filter((each) => /event|setting|manifest/.test(each))) {
    const path = join(at(name), file);
    const whole = readFileSync(path);
    damage(path);
    const asked = restore({ folder: at(name), dataDir: at('nothing'), settings });
    const isManifest = file.startsWith('manifest');
    await expect(asked).rejects.toThrow(isManifest ? /manifest\.json/ : file);
    if (!isManifest) await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toMatchObject({
      store: 'backup',
      code: expect.stringMatching(/^backup-/),
    });
    writeFileSync(path, whole);
  }
  expect(readdirSync(folder).filter((each) => each.startsWith('nothing'))).toEqual([]);
});

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 4;
  writeFileSync(path, bytes);
}

/** Writes the manifest of a backup again, as another Bothways might have. */
async function rewritten(name: string, change: Partial<Manifest>): Promise<void> {
  const manifest = { ...readManifest(at(name)), ...change };
  for (const file of ['manifest.json', 'manifest.json.sha256']) rmSync(join(at(name), file));
  await writeManifest(at(name), manifest);
}

test('[B5] a backup of a newer Bothways is refused as such', async () => {
  await saved('newer');
  const { versions } = readManifest(at('newer'));
  for (const change of [
    { format: 2 },
    { format: 1, versions: { ...versions, state: 999 } },
    { versions: { ...versions, facts: 999 } },
  ]) {
    rmSync(at('newer'), { recursive: true });
    await saved('newer');
    await rewritten('newer', { ...change, bothways: '9.9.9' });
    const asked = restore({ folder: at('newer'), dataDir: at('nothing'), settings });
    await expect(asked).rejects.toMatchObject({ store: 'backup', code: 'data-newer' });
    await expect(asked).rejects.toThrow(/made by a newer Bothways \(9\.9\.9\)/);
  }
  expect(existsSync(at('nothing'))).toBe(false);
});

test('[B6] nothing is written where something is, and only one makes a place', async () => {
  mkdirSync(at('mine'));
  writeFileSync(at('mine/letter.txt'), 'Dear');
  for (const name of ['mine', 'mine/letter.txt']) {
    await expect(saved(name)).rejects.toMatchObject({ store: 'backup', code: 'target-taken' });
  }
  await saved('good');
  for (const name of ['mine', 'mine/letter.txt', 'good']) {
    const asked = restore({ folder: at('good'), dataDir: at(name), settings });
    await expect(asked).rejects.toMatchObject({ store: 'directory', code: 'target-taken' });
  }
  expect(readdirSync(at('mine'))).toEqual(['letter.txt']);
  mkdirSync(at('empty'));
  const both = await Promise.allSettled([saved('empty'), saved('empty')]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'target-busy' },
  });
  expect(readManifest(at('empty')).seq).toBeGreaterThan(0);
  // What a killed one left is no hindrance, and goes.
  mkdirSync(at('again.part/123-again'), { recursive: true });
  await saved('again');
  expect(existsSync(at('again.part'))).toBe(false);
  await expect(
    restore({ folder: at('mine'), dataDir: at('nothing'), settings }),
  ).rejects.toMatchObject({ code: 'backup-missing' });
});
