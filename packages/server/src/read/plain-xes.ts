import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { type PlainXesKeys, PlainXesScan } from './plain-xes-scan.ts';
import { type FilePlace, readBytes } from './read-bytes.ts';

/** The events of a log as columns: numbers into two lists of names, and when (milliseconds since 1970, UTC). */
export interface PlainXesLog {
  readonly cases: readonly string[];
  readonly activities: readonly string[];
  readonly caseOf: Int32Array;
  readonly activityOf: Int32Array;
  readonly at: Float64Array;
}

/** Bytes that are unpacked at once: fewer steps, and the next are unpacked while these are looked at. */
const CHUNK_BYTES = 1_048_576;
/** A tag longer than this is left to the reader of any XES. */
const TAG_BYTES_MAX = 4_194_304;

/**
 * Three attributes of the events of an XES log and their traces, read some ten times as fast as `readXes` reads all of them:
 * from the bytes, without a text for anything that is not wanted.
 *
 * Shape: null where anything in the log is not as programs write it, or an event lacks one of the three: `readXes` then reads
 * the log, or says what is wrong with it. Where it is not null it is what `readXes` gives.
 * Errors: `ImportRefused` where the file is not there or its packing is damaged.
 */
export async function readPlainXes(
  place: FilePlace,
  keys: PlainXesKeys,
  progress: (events: number, bytes: number, bytesOfFile: number) => void = () => {},
): Promise<PlainXesLog | null> {
  const bytesOfFile = await stat(place.path).then(
    ({ size }) => size,
    () => 0,
  );
  let bytes = 0;
  const onBytes = (count: number): void => {
    bytes += count;
  };
  const scan = new PlainXesScan(keys);
  let buffer = Buffer.alloc(2 * CHUNK_BYTES);
  let held = 0;
  for await (const chunk of readBytes(place, onBytes, CHUNK_BYTES)) {
    const end = held + chunk.length;
    if (end >= buffer.length) buffer = Buffer.concat([buffer.subarray(0, held)], 2 * end + 1);
    buffer.set(chunk, held);
    buffer[end] = 0;
    buffer[end + 1] = 0;
    const behind = scan.scan(buffer, 0, end);
    if (behind < 0 || !isUtf8(buffer.subarray(0, behind))) return null;
    held = end - behind;
    if (held > TAG_BYTES_MAX) return null;
    buffer.copyWithin(0, behind, end);
    progress(scan.length, bytes, bytesOfFile);
  }
  if (held > 0 || !scan.isWhole) return null;
  const cases = named(scan.cases.texts());
  const activities = named(scan.activities.texts());
  if (cases === null || activities === null || scan.length === 0) return null;
  return {
    cases,
    activities,
    caseOf: scan.caseOf.subarray(0, scan.length),
    activityOf: scan.activityOf.subarray(0, scan.length),
    at: scan.at.subarray(0, scan.length),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" },
};

/** Names as they are meant; null where two that are written differently mean the same. */
function named(written: readonly string[]): readonly string[] | null {
  if (!written.some((name) => name.includes('&'))) return written;
  const meant = written.map((name) =>
    name.replaceAll(/&[a-z]+;/g, (entity) => ENTITIES[entity] ?? entity),
  );
  return new Set(meant).size === meant.length ? meant : null;
}
