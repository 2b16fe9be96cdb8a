import type { Readable } from 'node:stream';
import { FaceError } from './refusal.ts';

/** Bytes that one INSERT of a stream may have. A block of at most this many is one part: it goes in whole or not at all. */
export const pieceBytesMax = 4 * 2 ** 20;
/** Bytes that one record may have. */
export const recordBytesMax = 256 * 2 ** 20;

/** Where the last whole record of a buffer ends, reading on from where the buffer before ended. */
export type RecordEnd = (buffer: Buffer) => number;

/**
 * The formats whose records can be told apart without knowing the columns; the others go in as one file.
 * In all but CSV a raw line feed is always the end of a record.
 */
export function recordEnd(format: string): RecordEnd | undefined {
  switch (format) {
    case 'JSONEachRow':
    case 'JSONLines':
    case 'NDJSON':
    case 'JSONCompactEachRow':
    case 'JSONStringsEachRow':
    case 'JSONCompactStringsEachRow':
    case 'TabSeparated':
    case 'TSV':
    case 'TabSeparatedRaw':
    case 'TSVRaw':
    case 'LineAsString':
    case 'JSONAsString':
      return (buffer) => buffer.lastIndexOf(0x0a) + 1;
    case 'CSV':
      return csvRecordEnd();
    default:
      return undefined;
  }
}

/** A CSV record ends at a line feed outside of quotes; a quote opens only at a field's start: 5" is plain text. */
function csvRecordEnd(): RecordEnd {
  return (buffer) => {
    let end = 0;
    let quoted = false;
    let fresh = true;
    for (let at = 0; at < buffer.length; at += 1) {
      const byte = buffer[at];
      if (byte === 0x22 && (quoted || fresh || buffer[at - 1] === 0x22)) {
        quoted = !quoted;
        fresh = false;
        continue;
      }
      if (quoted) continue;
      if (byte === 0x0a) end = at + 1;
      const blank = byte === 0x20 || byte === 0x09;
      fresh = byte === 0x2c || byte === 0x0a || byte === 0x0d || (fresh && blank);
    }
    return end;
  };
}

/**
 * A body cut into pieces of whole records, each of at most `bytesMax` unless one record has more.
 * The cuts depend on the bytes alone, not on how they arrive: a retry is cut the same.
 *
 * Errors: a FaceError on a record longer than `recordBytesMax`.
 */
export async function* pieces(
  body: Readable,
  end: RecordEnd,
  bytesMax: number = pieceBytesMax,
): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  let wanted = bytesMax;
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    held.push(Buffer.from(chunk));
    bytes += chunk.length;
    while (bytes >= wanted) {
      const all = Buffer.concat(held);
      const whole = end(all.subarray(0, wanted));
      if (whole > 0) yield all.subarray(0, whole);
      else if (wanted > recordBytesMax) throw tooLong();
      wanted = whole > 0 ? bytesMax : wanted * 2;
      held = [all.subarray(whole)];
      bytes = all.length - whole;
    }
  }
  if (bytes > 0) yield Buffer.concat(held);
}

function tooLong(): FaceError {
  const message = `No record ended within ${recordBytesMax} bytes; is the format of the data the one that was named?`;
  return new FaceError(117, 'INCORRECT_DATA', message);
}
