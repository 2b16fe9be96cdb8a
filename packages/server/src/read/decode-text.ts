import { isUtf8 } from 'node:buffer';

export const ENCODINGS = ['utf-8', 'utf-16le', 'windows-1252', 'latin1'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Stands where bytes are no text: half a character, which no valid file can yield. */
const BROKEN = '\uDC80';

/**
 * Bytes as text, chunk by chunk. A byte order mark decides the encoding where there is one; else what is asked, else UTF-8.
 * Bytes that are no text in that encoding become half characters, so that the record they stand in is not well formed
 * and can be refused by itself: nothing is replaced in silence.
 */
export async function* decodeText(
  bytes: AsyncIterable<Buffer>,
  asked: Encoding | null,
): AsyncGenerator<string> {
  let decode: Decoder | null = null;
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (decode === null) {
      if (held.length < 3) continue;
      const mark = byteOrderMark(held);
      decode = decoderOf(mark?.encoding ?? asked ?? 'utf-8');
      held = held.subarray(mark?.length ?? 0);
    }
    const whole = decode.wholeLength(held);
    const text = decode.text(held.subarray(0, whole));
    held = Buffer.from(held.subarray(whole));
    if (text !== '') yield text;
  }
  const mark = decode === null ? byteOrderMark(held) : null;
  const last = decode ?? decoderOf(mark?.encoding ?? asked ?? 'utf-8');
  const text = last.text(held.subarray(mark?.length ?? 0));
  if (text !== '') yield text;
}

interface Decoder {
  /** How many of the bytes end with a whole character. */
  readonly wholeLength: (bytes: Buffer) => number;
  readonly text: (bytes: Buffer) => string;
}

function byteOrderMark(bytes: Buffer): { encoding: Encoding; length: number } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  return null;
}

function decoderOf(encoding: Encoding): Decoder {
  switch (encoding) {
    case 'utf-8':
      return { wholeLength: utf8WholeLength, text: utf8Text };
    case 'utf-16le':
      return { wholeLength: utf16WholeLength, text: utf16Text };
    case 'latin1':
    case 'windows-1252': {
      // As browsers do: what calls itself Latin-1 is Windows-1252.
      const decoder = new TextDecoder('windows-1252');
      return { wholeLength: ({ length }) => length, text: (bytes) => decoder.decode(bytes) };
    }
  }
}

/** A character has up to four bytes: looks back for a first byte whose others have not come yet. */
function utf8WholeLength(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return wanted > back ? length - back : length;
    }
  }
  return length;
}

function utf8Text(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    const line = bytes.subarray(start, end);
    const text = line.toString('utf8');
    lines.push(isUtf8(line) ? text : text.replaceAll('\uFFFD', BROKEN));
    start = end;
  }
  return lines.join('');
}

function utf16WholeLength(bytes: Buffer): number {
  const even = bytes.length & ~1;
  const last = even >= 2 ? bytes.readUInt16LE(even - 2) : 0;
  return last >= 0xd800 && last <= 0xdbff ? even - 2 : even;
}

/** Halves of characters stay halves here; an odd byte at the end is none. */
function utf16Text(bytes: Buffer): string {
  const text = bytes.toString('utf16le');
  return bytes.length % 2 === 0 ? text : text + BROKEN;
}
