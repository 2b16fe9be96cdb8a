import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieces, recordEnd } from './pieces.ts';

/** Cuts a buffer at random places, as a network does. */
function* torn(all: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let at = 0;
  for (const size of sizes) {
    if (size > 0 && at < all.length) yield all.subarray(at, at + size);
    at += size;
  }
  if (at < all.length) yield all.subarray(at);
}

async function cut(
  format: string,
  all: Buffer,
  sizes: readonly number[],
  bytesMax: number,
): Promise<string[]> {
  const end = recordEnd(format);
  if (end === undefined) throw new Error(`${format} is not cut`);
  const found: string[] = [];
  for await (const piece of pieces(
    Readable.from(torn(all, sizes), { objectMode: false }),
    end,
    bytesMax,
  )) {
    found.push(piece.toString());
  }
  return found;
}

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 });
const field = fc.string({
  unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'ä', "'"),
  maxLength: 12,
});

test('[F6] pieces of JSON lines put together are the body, each ends at a line, and cuts do not hang on arrival', async () => {
  const lines = fc.array(fc.string({ maxLength: 20 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      lines,
      sizes,
      fc.integer({ min: 1, max: 80 }),
      async (texts, arrival, bytesMax) => {
        const all = Buffer.from(texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
        const found = await cut('JSONEachRow', all, arrival, bytesMax);
        expect(found.join('')).toBe(all.toString());
        for (const piece of found) expect(piece.endsWith('\n')).toBe(true);
        expect(await cut('JSONEachRow', all, [], bytesMax)).toEqual(found);
      },
    ),
  );
});

test('[F6] CSV is never cut inside a quoted field', async () => {
  const record = fc.array(field, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { maxLength: 20 }),
      sizes,
      fc.integer({ min: 1, max: 60 }),
      async (records, arrival, bytesMax) => {
        const whole = records.map(
          (fields) => `${fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\n`,
        );
        const found = await cut('CSV', Buffer.from(whole.join('')), arrival, bytesMax);
        expect(found.join('')).toBe(whole.join(''));
        const starts = new Set(whole.map((_, at) => whole.slice(0, at).join('').length));
        let at = 0;
        for (const piece of found) {
          expect(starts.has(at)).toBe(true);
          at += piece.length;
        }
      },
    ),
  );
});

test('[F6] a quote inside a bare field is plain text', async () => {
  const all = Buffer.from('5" pipe,a\nO"Hara,b\n');
  expect(await cut('CSV', all, [], 10)).toEqual(['5" pipe,a\n', 'O"Hara,b\n']);
});
