import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStores } from '../store/open-stores.ts';
import { smallDisk } from '../store/small-disk-testing.ts';
import type { Stores } from '../store/stores.ts';
import { bothways, leftOn, temporaryFolder } from './cli-testing.ts';
import { type Shop, shopIn, succeeds, unplain } from './faults-testing.ts';

const folder = temporaryFolder();
const place = join(folder, 'disk');
const data = join(place, 'data');
const disk = smallDisk(place, 160);
let shop: Shop;
/** Where nothing goes wrong; open all the while, so that its stores need not start for each command. */
const twin = join(folder, 'twin');
let held: Stores;

beforeAll(async () => {
  shop = await shopIn(folder, 40_000);
  held = await openStores(twin);
  for (const line of [shop.early, shop.rebuild]) await succeeds(line(twin));
});
afterAll(async () => {
  disk?.end();
  await held.close();
  rmSync(folder, { recursive: true });
});

const only = 'only where this user may mount a disk of its own, as root in most places';

async function refusedFull(line: readonly string[]): Promise<void> {
  const ended = await bothways([...line, '--json']);
  expect(unplain(ended)).toBeNull();
  expect(JSON.parse(ended.out)).toMatchObject({ ok: false, code: 'disk-full' });
  expect(ended.err).toContain(`the disk of ${data} is full (`);
  expect(ended.err).toMatch(/make room on that disk.*run the same command again/);
  expect(await leftOn(data)).toEqual([]);
}

// One disk over time: each test goes on where the one before ended.
test.skipIf(disk === null)(
  `[FA1] a full disk at the first start (${only})`,
  async () => {
    for (const megabytes of [0, 20]) {
      disk?.leave(megabytes);
      await refusedFull(shop.early(data));
      disk?.leave(null);
    }
    for (const line of [shop.early, shop.rebuild]) await succeeds(line(data));
  },
  120_000,
);

test.skipIf(disk === null)(
  `[FA1] a full disk in an import, then in a rebuild (${only})`,
  async () => {
    const early = await succeeds(shop.ledger(data));
    disk?.leave(3);
    await refusedFull(shop.late(data));
    // What was acknowledged is there, and can be read without any more room.
    expect(await succeeds(shop.ledger(data))).toBe(early);
    disk?.leave(null);
    expect(await succeeds(shop.late(data))).toBe(await succeeds(shop.late(twin)));
    disk?.leave(1);
    await refusedFull(shop.rebuild(data));
    disk?.leave(null);
    expect(await succeeds(shop.rebuild(data))).toBe(await succeeds(shop.rebuild(twin)));
    expect(await succeeds(shop.ledger(data))).toBe(await succeeds(shop.ledger(twin)));
  },
  120_000,
);

test.skipIf(disk === null)(`[FA2] a disk that is only for reading (${only})`, async () => {
  disk?.leave(null);
  await succeeds(shop.early(data));
  disk?.remount('ro');
  for (const line of [
    shop.late(data),
    shop.rebuild(data),
    shop.ledger(data),
    shop.early(join(place, 'new')),
  ]) {
    const ended = await bothways(line);
    expect(unplain(ended)).toBeNull();
    expect(ended.err).toMatch(
      /data directory: .*(read-only file system|only for reading).*writable/i,
    );
  }
  disk?.remount('rw');
  await succeeds(shop.late(data));
});

test('[FA2] an output file on a full disk is told', async () => {
  for (const line of [
    ['report', '--out', '/dev/full'],
    ['export', '--table', 'event', '--format', 'csv', '--out', '/dev/full'],
  ]) {
    const ended = await bothways([...line, '--data', twin]);
    expect(unplain(ended)).toBeNull();
    expect(ended.err).toMatch(/the disk is full; make room/);
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  }
});
