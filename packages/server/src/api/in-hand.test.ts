import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { InHand } from './in-hand.ts';

test('[TR24] what is there counts as it is, unpacked, however long it waits; what does not come counts no more', async () => {
  const inHand = new InHand(4_000_000);
  const packed = { 'content-length': '5000', 'content-encoding': 'gzip' };
  const announced = { 'content-length': '3000000' };
  const waiting = inHand.hold({ headers: packed, socket: new Socket() });
  waiting.came(900_000);
  const missing = inHand.hold({ headers: announced, socket: new Socket() });
  expect(inHand.bytes).toBe(3_900_000);
  await expect.poll(() => inHand.bytes, { timeout: 10_000 }).toBe(900_000);
  waiting.letGo();
  missing.letGo();
  expect(inHand.bytes).toBe(0);
});
