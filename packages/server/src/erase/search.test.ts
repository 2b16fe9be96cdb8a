import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK_HEAD, blockLength, blockPlain } from './clickhouse-blocks.ts';
import { lz4Block } from './lz4-block.ts';
import { counter, type Needle, needlesOf } from './needles.ts';

function needle(bytes: Uint8Array): Needle {
  return { bytes: Buffer.from(bytes), of: 0, isWord: false };
}

/** How often it stands anywhere, one place at a time. */
function plainly(haystack: Buffer, wanted: readonly Needle[]): number {
  let count = 0;
  for (const { bytes } of wanted)
    for (let at = haystack.indexOf(bytes); at !== -1; at = haystack.indexOf(bytes, at + 1))
      count += 1;
  return count;
}

test('[RA12] many needles at one pass are found as each alone is, however the bytes are cut', () => {
  const bytes = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 40 });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 400 }),
      fc.uniqueArray(bytes, { minLength: 1, maxLength: 6, selector: (each) => each.join() }),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
      (hay, wanted, cuts) => {
        const haystack = Buffer.from(hay);
        const needles = wanted.map((each) => needle(Uint8Array.from(each)));
        const count = counter(needles);
        for (let at = 0, index = 0; at < haystack.length; index += 1) {
          const length = cuts[index % cuts.length] ?? 1;
          count.take(haystack.subarray(at, at + length));
          at += length;
        }
        expect(count.end()).toEqual({ hits: plainly(haystack, needles), alike: 0 });
      },
    ),
    { numRuns: 500 },
  );
});

test('[RA12] a short id counts as a word, and as a text with its length before it', () => {
  const { needles, short } = needlesOf([{ person: '', identities: [], ids: ['17850', '42'] }]);
  expect(short).toEqual(['42']);
  const count = counter(needles);
  const found = (text: string): object => {
    count.take(Buffer.from(text, 'latin1'));
    return count.end();
  };
  expect(found('"userId":"17850"')).toEqual({ hits: 1, alike: 0 });
  expect(found('\x0517850\x0517851')).toEqual({ hits: 1, alike: 0 });
  expect(found('1178500')).toEqual({ hits: 0, alike: 1 });
});

/** A block as ClickHouse writes it, but for its checksum. */
function block(method: number, body: Uint8Array, plain: number): Buffer {
  const head = Buffer.alloc(BLOCK_HEAD);
  head[16] = method;
  head.writeUInt32LE(9 + body.length, 17);
  head.writeUInt32LE(plain, 21);
  return Buffer.concat([head, body]);
}

test('[RA11] blocks of each method unpack; what is none does not', () => {
  const text = Buffer.from('abcabcabcabcabcabcabcabc-the end');
  // Three literals, then 21 bytes from three back, then the rest as literals.
  const lz4 = Buffer.concat([
    Buffer.from([0x3f, 97, 98, 99, 3, 0, 2, 0x80]),
    Buffer.from('-the end'),
  ]);
  expect(lz4Block(lz4, text.length)?.toString()).toBe(text.toString());
  expect(blockPlain(block(0x82, lz4, text.length))?.toString()).toBe(text.toString());
  const zstd = block(0x90, zstdCompressSync(text), text.length);
  expect(blockLength(zstd)).toBe(zstd.length);
  expect(blockPlain(zstd)?.toString()).toBe(text.toString());
  expect(blockPlain(block(0x02, text, text.length))?.toString()).toBe(text.toString());
  // Delta of 8 bytes, then ZSTD.
  const numbers = Buffer.alloc(24);
  const deltas = Buffer.alloc(24);
  for (const [at, value] of [5n, 300n, 299n].entries()) numbers.writeBigUInt64LE(value, 8 * at);
  for (const [at, value] of [5n, 295n, -1n].entries()) deltas.writeBigInt64LE(value, 8 * at);
  const delta = block(0x92, Buffer.concat([Buffer.from([8, 0]), deltas]), 24).subarray(16);
  const inner = block(0x90, zstdCompressSync(delta), delta.length).subarray(16);
  const both = block(0x91, Buffer.concat([Buffer.from([2, 0x92, 0x90]), inner]), 24);
  expect(blockPlain(both)).toEqual(numbers);
  expect(blockLength(Buffer.alloc(BLOCK_HEAD))).toBe(null);
  for (const bad of [lz4.subarray(0, 9), Buffer.from([0x10, 1]), Buffer.from([0x00, 9, 0])])
    expect(blockPlain(block(0x82, bad, 40))).toBe(null);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(200), (bytes, length) => {
      expect(lz4Block(bytes, length)?.length ?? length).toBe(length);
    }),
  );
});
