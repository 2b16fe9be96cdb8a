import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStores } from '../store/open-stores.ts';
import { smallDisk } from '../store/small-disk-testing.ts';
import type { Stores } from '../store/stores.ts';
import { batchOf, inboxOf, sentEvent } from './accept-testing.ts';
import { addSource } from './add-source.ts';
import { type Door, openDoor } from './door.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-accept-'));
chmodSync(folder, 0o755);
const disk = smallDisk(join(folder, 'disk'), 240);
const dataDir = join(folder, 'disk', 'data');
const only = 'only where this user may mount a disk of its own, as root in most places';
const warned: string[] = [];
let stores: Stores;
let sent = 0;

beforeAll(async () => {
  if (disk === null) return;
  stores = await openStores(dataDir);
  await addSource(stores, 'web');
});
afterAll(async () => {
  if (disk !== null) await stores.close();
  disk?.end();
  rmSync(folder, { recursive: true });
});

function open(freeLeast: number): Promise<Door> {
  const warn = (text: string): unknown => warned.push(text);
  return openDoor(stores, { feed: { tell: () => {} }, warn, dataDir, freeLeast });
}

/** Sends events of some size until one is not accepted; gives the error, and how many were. */
async function untilRefused(door: Door): Promise<{ error: unknown; accepted: number }> {
  for (let accepted = 0; ; accepted += 1) {
    try {
      const text = 'x'.repeat(20_000);
      const events = Array.from({ length: 20 }, () => {
        sent += 1;
        return sentEvent(`full ${sent}`, { properties: { text } });
      });
      await door.accept(batchOf(events));
    } catch (error) {
      return { error, accepted: 20 * accepted };
    }
    if (accepted > 2_000) throw new Error('the disk does not get full');
  }
}

async function opensAgain(door: Door): Promise<void> {
  disk?.leave(null);
  await expect.poll(() => door.load().fault, { timeout: 20_000 }).toBeNull();
  expect(await door.accept(batchOf([sentEvent(`after ${sent}`)]))).toMatchObject({ accepted: 1 });
  expect(warned.at(-1)).toBe('Live events are accepted again.');
}

test.skipIf(disk === null)(
  `[DR12] a disk that gets full is told before PostgreSQL ends over it (${only})`,
  async () => {
    const door = await open(48 * 2 ** 20);
    disk?.leave(60);
    const { error, accepted } = await untilRefused(door);
    expect(error).toMatchObject({
      ...{ code: 'disk-full', message: expect.stringMatching(/is full \(.*MB free.*make room/) },
    });
    expect(accepted).toBeGreaterThan(0);
    expect(door.load().fault).toMatchObject({ code: 'disk-full' });
    expect(warned.at(-1)).toMatch(/^Live events are not accepted: .*make room/);
    // Still there: it can be asked.
    expect((await inboxOf({ stores })).events.length).toBe(accepted);
    await opensAgain(door);
    await door.close();
  },
);

test.skipIf(disk === null)(
  `[DR12] a disk that is full to the last byte: nothing accepted is lost, and it heals (${only})`,
  async () => {
    const door = await open(0);
    const before = (await inboxOf({ stores })).events.length;
    disk?.leave(12);
    const { error, accepted } = await untilRefused(door);
    expect(error).toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining(`the disk of ${dataDir} is full`),
    });
    expect(door.load().fault).not.toBeNull();
    await opensAgain(door);
    const { events } = await inboxOf({ stores });
    const there = new Set(events.map(({ messageId }) => messageId));
    expect(there.size).toBe(events.length);
    // What was not told to be accepted may be there too, as the answer was lost: then whoever sends again hears so.
    expect(events.length - before - 1).toBeGreaterThanOrEqual(accepted);
    await door.close();
  },
);
