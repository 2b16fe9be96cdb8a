import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { backUp } from '../store/backup.ts';
import { liveCounts } from '../store/live-counts.ts';
import { openStores } from '../store/open-stores.ts';
import { restore } from '../store/restore.ts';
import { storeSettings } from '../store/settings.ts';
import { batchOf, inboxOf, openDoorBench, sentEvent } from './accept-testing.ts';
import { addSource } from './add-source.ts';
import { openDoor } from './door.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-restored-'));
chmodSync(folder, 0o755);
const [copy, dataDir] = [join(folder, 'copy'), join(folder, 'data')];
afterAll(() => rmSync(folder, { recursive: true }));

test('[DR15] restored, it knows what was accepted and whose keys are whose', async () => {
  const ids = Array.from({ length: 6_000 }, (_, at) => `m${at}`);
  const sent = batchOf(ids.map((id) => sentEvent(id)));
  const before = await openDoorBench();
  await before.door.accept(sent);
  const waited = await inboxOf(before);
  await backUp({ stores: before.stores, dataDir: before.dataDir, folder: copy, bothways: 'test' });
  await before.close();
  await restore({ folder: copy, dataDir, settings: storeSettings({}) });
  const stores = await openStores(dataDir);
  const door = await openDoor(stores, { feed: { tell: () => {} }, warn: () => {}, dataDir });
  expect(await door.keyOf(before.writeKey)).toMatchObject({ source: 'web' });
  expect(await inboxOf({ stores })).toEqual(waited);
  expect(await door.accept(sent)).toMatchObject({ accepted: 0, duplicates: ids.length });
  expect(await door.accept(batchOf([sentEvent('new')]))).toMatchObject({ accepted: 1 });
  expect(await addSource(stores, 'app')).toHaveProperty('writeKey');
  expect(await liveCounts(stores.state)).toMatchObject({
    accepted: ids.length + 1,
    backlog: ids.length + 1,
  });
  await door.close();
  await stores.close();
});
