import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, type Encoding } from './decode-text.ts';

async function textOf(
  bytes: Buffer,
  size: number,
  encoding: Encoding | null = null,
): Promise<string> {
  async function* streamed(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let text = '';
  for await (const chunk of decodeText(streamed(), encoding)) text += chunk;
  return text;
}

test('[I7] text comes back from UTF-8 and UTF-16, however it is cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom<BufferEncoding>('utf8', 'utf16le'),
      async (text, size, encoding) => {
        const marked = Buffer.from(`\uFEFF${text}`, encoding);
        expect(await textOf(marked, size)).toBe(text);
        const asked = encoding === 'utf8' ? 'utf-8' : 'utf-16le';
        const plain = text.replace(/^\uFEFF+/, '');
        expect(await textOf(Buffer.from(plain, encoding), size, asked)).toBe(plain);
      },
    ),
  );
});

test.each<[Encoding]>([['windows-1252'], ['latin1']])(
  '[I7] %s has its letters',
  async (encoding) => {
    expect(await textOf(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x80]), 2, encoding)).toBe('café€');
  },
);

test('[I8] bytes that are no text spoil their own line and no other', async () => {
  const bytes = Buffer.concat([
    Buffer.from('é1\n'),
    Buffer.from([0x63, 0xe9, 0x0a]),
    Buffer.from('é3\n'),
    Buffer.from([0xc3]),
  ]);
  for (const size of [1, 2, 3, 100]) {
    const lines = (await textOf(bytes, size)).split('\n');
    expect(lines.map((line) => line.isWellFormed())).toEqual([true, false, true, false]);
    expect(lines[2]).toBe('é3');
  }
  const halves = Buffer.from('a\ud800b\nc', 'utf16le');
  const lines = (await textOf(halves, 3, 'utf-16le')).split('\n');
  expect(lines.map((line) => line.isWellFormed())).toEqual([false, true]);
});
