import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../read/decode-text.ts';

/** What bytes of a text file are written in, or why they are no text. */
export type EncodingSeen =
  | { readonly encoding: Encoding | null; readonly note: string | null }
  | { readonly fault: string; readonly hint: string };

/** Of all bytes those that text may have as control characters, 0..1. */
const CONTROLS_MAX = 0.002;

/**
 * What the first bytes of a text file are written in: UTF-8 or by a byte order mark where they are valid so (null), else
 * UTF-16 where every other byte is zero, else Windows-1252.
 */
export function encodingSeen(bytes: Buffer): EncodingSeen {
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { fault: 'it is UTF-16 with the high byte first', hint: 'save it in UTF-8' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: null, note: null };
  const zeros = [0, 0];
  let controls = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    else if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)) controls += 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > 0.3 * bytes.length && even < 0.02 * bytes.length)
    return {
      encoding: 'utf-16le',
      note: 'The file is UTF-16 without a byte order mark: file.encoding says so.',
    };
  if (even > 0.3 * bytes.length && odd < 0.02 * bytes.length)
    return { fault: 'it is UTF-16 with the high byte first', hint: 'save it in UTF-8' };
  if (controls + even + odd > CONTROLS_MAX * bytes.length)
    return {
      fault: 'its bytes are no text',
      hint: 'name a CSV, XLSX, JSONL, Parquet, XES or OCEL file',
    };
  if (isUtf8(wholeCharacters(bytes))) return { encoding: null, note: null };
  return {
    encoding: 'windows-1252',
    note: `The file is not UTF-8: it is read as Windows-1252, as in ${JSON.stringify(oddWord(bytes))}. If letters look wrong, mend file.encoding.`,
  };
}

/** Bytes without a character that was cut off at their end. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

/** The first word with a letter beyond ASCII, to see whether it is read rightly. */
function oddWord(bytes: Buffer): string {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  const text = new TextDecoder('windows-1252').decode(
    bytes.subarray(Math.max(0, at - 20), at + 20),
  );
  const words = text.split(/[\s,;|"]+/);
  return words.find((word) => /[^ -~]/.test(word)) ?? '';
}
