import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalStream, philox, uniformStream } from './random.ts';

// Expected: kat_vectors of the Random123 library, philox2x32 with 10 rounds.
test.each([
  [0, 0, 0, 0xff1dae59, 0x6cd10df2],
  [0xffffffff, 0xffffffff, 0xffffffff, 0x2c3f628b, 0xab4fd7ad],
  [0x243f6a88, 0x85a308d3, 0x13198a2e, 0xdd7ce038, 0xf62a4c12],
])('[ST3] philox of %d, %d under %d', (low, high, key, first, second) => {
  expect(philox(low, high, key)).toEqual([first, second]);
});

test('[ST4] a number depends on seed, names and index, and on nothing else', () => {
  const index = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.string(), index, index, (seed, a, b, i, j) => {
      const stream = uniformStream(seed, a, b);
      const first = stream(i);
      stream(j);
      expect(stream(i)).toBe(first);
      expect(uniformStream(seed, a, b)(i)).toBe(first);
      expect(uniformStream(seed + 1, a, b)(i)).not.toBe(first);
      expect(uniformStream(seed, `${a}x`, b)(i)).not.toBe(first);
    }),
  );
  expect(uniformStream(1, 'ab', 'c')(0)).not.toBe(uniformStream(1, 'a', 'bc')(0));
});

test('[ST5] uniforms fill (0, 1) evenly', () => {
  const stream = uniformStream(7, 'money', 'customer');
  const counts = new Array<number>(100).fill(0);
  for (let index = 0; index < 100_000; index += 1) {
    const value = stream(index);
    expect(value > 0 && value < 1).toBe(true);
    const cell = Math.floor(value * 100);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chiSquare).toBeGreaterThan(60);
  expect(chiSquare).toBeLessThan(149);
});

test('[ST5] normals have mean 0, variance 1 and no correlation between streams', () => {
  const n = 100_000;
  const [a, b] = [normalStream(7, 'goods', 'customer'), normalStream(7, 'goods', 'business')];
  let [sum, squares, product, next] = [0, 0, 0, 0];
  for (let index = 0; index < n; index += 1) {
    const value = a(index);
    sum += value;
    squares += value * value;
    product += value * b(index);
    next += value * a(index + 1);
  }
  for (const [found, wanted, spread] of [
    [sum / n, 0, 1],
    [squares / n, 1, Math.SQRT2],
    [product / n, 0, 1],
    [next / n, 0, 1],
  ] as const) {
    expect(Math.abs(found - wanted)).toBeLessThan((3.5 * spread) / Math.sqrt(n));
  }
});
