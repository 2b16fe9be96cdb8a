import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveCounts } from '../store/live-counts.ts';
import { processesOf } from '../store/local/local-testing.ts';
import { StoreError } from '../store/store-error.ts';
import { batchOf, type DoorBench, inboxOf, openDoorBench, sentEvent } from './accept-testing.ts';
import type { Door } from './door.ts';

let bench: DoorBench;
let doors: readonly Door[];
beforeAll(async () => {
  bench = await openDoorBench();
  doors = [bench.door, await bench.another(), await bench.another()];
});
afterAll(async () => {
  await Promise.all(doors.slice(1).map((door) => door.close()));
  await bench.close();
});

/** How often each message id waits in the inbox, of those that begin so. */
async function kept(prefix: string): Promise<ReadonlyMap<string, number>> {
  const { events } = await inboxOf(bench);
  const found = new Map<string, number>();
  for (const { messageId } of events)
    if (messageId.startsWith(prefix)) found.set(messageId, (found.get(messageId) ?? 0) + 1);
  return found;
}

test('[DR1] any interleaving of the same batches through several doors accepts each event once', async () => {
  let runs = 0;
  // Small batches of few ids, so that the same one comes again and again; an id under 0 is no event.
  const batch = fc.array(fc.integer({ min: -2, max: 12 }), { minLength: 1, maxLength: 8 });
  const sends = fc.array(fc.record({ batch, door: fc.nat(2) }), { minLength: 1, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(sends, fc.scheduler(), async (all, scheduler) => {
      runs += 1;
      const prefix = `run ${runs}:`;
      const before = await liveCounts(bench.stores.state);
      const replies = all.map(({ batch: ids, door }) =>
        scheduler
          .schedule(Promise.resolve())
          .then(() =>
            doors[door]?.accept(
              batchOf(ids.map((id) => sentEvent(`${prefix}${id}`, id < 0 ? { type: '' } : {}))),
            ),
          ),
      );
      await scheduler.waitAll();
      const told = await Promise.all(replies);
      const ids = all.flatMap(({ batch: each }) => each);
      const wanted = new Set(ids.filter((id) => id >= 0));
      const bad = new Set(ids.filter((id) => id < 0));
      expect(await kept(prefix)).toEqual(new Map([...wanted].map((id) => [`${prefix}${id}`, 1])));
      const accepted = told.reduce((sum, each) => sum + (each?.accepted ?? 0), 0);
      expect(accepted).toBe(wanted.size);
      const after = await liveCounts(bench.stores.state);
      expect(after.accepted - before.accepted).toBe(wanted.size);
      expect(after.rejected - before.rejected).toBe(bad.size);
      expect(after.duplicates - before.duplicates).toBe(ids.length - wanted.size - bad.size);
    }),
    { numRuns: 25 },
  );
});

interface Sender {
  readonly child: ChildProcess;
  /** Batches that it was told of, with how many of each were new. */
  readonly told: Map<number, number>;
  readonly ended: Promise<number | null>;
}

const BATCHES = 401;
const SIZE = 50;

function sender(seed: number): Sender {
  const script = fileURLToPath(new URL('./door-child-testing.ts', import.meta.url));
  const line = [script, bench.dataDir, String(BATCHES), String(SIZE), String(seed)];
  const child = spawn(process.execPath, line, { stdio: ['ignore', 'pipe', 'inherit'] });
  const told = new Map<number, number>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    const [batch = '', accepted] = text.split(' ');
    if (batch !== 'open') told.set(Number(batch), Number(accepted));
  });
  return { child, told, ended: new Promise((resolve) => child.once('close', resolve)) };
}

test('[DR1] several processes that send the same at once, one of them killed: what was told is there, once', async () => {
  const [one, two, killed] = [sender(3), sender(57), sender(100)];
  await expect.poll(() => killed.told.size, { timeout: 20_000 }).toBeGreaterThan(20);
  killed.child.kill('SIGKILL');
  expect([await one.ended, await two.ended, await killed.ended]).toEqual([0, 0, null]);
  const ids = Array.from(
    { length: BATCHES * SIZE },
    (_, at) => `${Math.floor(at / SIZE)}:${at % SIZE}`,
  );
  const found = new Map<string, number>();
  for (const { messageId } of (await inboxOf(bench)).events)
    if (/^\d+:\d+$/.test(messageId)) found.set(messageId, (found.get(messageId) ?? 0) + 1);
  expect(found).toEqual(new Map(ids.map((id) => [id, 1])));
  const sums = [one, two, killed].map(({ told }) => [...told.values()].reduce((a, b) => a + b, 0));
  const sum = sums.reduce((a, b) => a + b, 0);
  // Those that the killed one had committed and could not tell of are missing in what was told.
  expect(sum).toBeLessThanOrEqual(BATCHES * SIZE);
  expect(sum).toBeGreaterThan((BATCHES - 20) * SIZE);
}, 60_000);

test('[DR13] PostgreSQL killed again and again: whoever sends hears of little, and each event is there once', async () => {
  const [batches, size] = [300, 20];
  const next = Array.from({ length: batches }, (_, at) => at).values();
  let done = 0;
  const send = async (batch: number): Promise<void> => {
    const events = Array.from({ length: size }, (_, at) => sentEvent(`kill ${batch}:${at}`));
    for (;;) {
      try {
        const { accepted, duplicates } = await bench.door.accept(batchOf(events));
        expect(accepted + duplicates).toBe(size);
        done += 1;
        return;
      } catch (error) {
        // As a client does: it sends the same again.
        if (!(error instanceof StoreError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  const sending = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const batch of next) await send(batch);
    }),
  );
  for (const mark of [20, 100, 200]) {
    await expect.poll(() => done, { timeout: 20_000, interval: 1 }).toBeGreaterThan(mark);
    const postgres = processesOf(bench.dataDir).find(({ title }) => title.includes('postgres -D'));
    process.kill(postgres?.pid ?? Number.NaN, 'SIGKILL');
  }
  await sending;
  const found = await kept('kill ');
  expect([found.size, Math.max(...found.values())]).toEqual([batches * size, 1]);
  await expect.poll(() => bench.door.load().fault, { timeout: 5_000 }).toBeNull();
}, 60_000);
