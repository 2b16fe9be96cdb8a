import type { Subject } from './subject.ts';

/** Ids shorter than this are found everywhere and say nothing. */
const CHARACTERS_LEAST = 4;

/** What is looked for in bytes. */
export interface Needle {
  readonly bytes: Buffer;
  /** Which of the things that were given. */
  readonly of: number;
  /** Whether it counts only where no letter or digit stands beside it. */
  readonly isWord: boolean;
}

/** How often something was found; `alike`: within longer words, where it most likely means something else. */
export interface Found {
  readonly hits: number;
  readonly alike: number;
}

/**
 * What stands for these people in bytes. Of each pseudonym: its 16 bytes, their hexadecimal digits in both cases, plain and
 * as a UUID, and base64 of either alphabet. Of each id: its UTF-8. `short`: ids that are left out, as they are in everything.
 */
export function needlesOf(subjects: readonly Subject[]): {
  readonly needles: readonly Needle[];
  readonly short: readonly string[];
} {
  const pseudonyms = [...new Set(subjects.flatMap(({ identities }) => identities))];
  const ids = [...new Set(subjects.flatMap((subject) => subject.ids))];
  const isShort = (id: string): boolean => Buffer.byteLength(id) < CHARACTERS_LEAST;
  const spelled = pseudonyms.flatMap((each, of) =>
    spellings(each).map((bytes): Needle => ({ bytes, of, isWord: false })),
  );
  // An id within a longer one is another's.
  const said = ids
    .filter((id) => !isShort(id))
    .map(
      (id, index): Needle => ({
        bytes: Buffer.from(id),
        of: pseudonyms.length + index,
        isWord: true,
      }),
    );
  return { needles: [...spelled, ...said], short: ids.filter(isShort) };
}

/** The ways in which a pseudonym is written. */
export function spellings(pseudonym: string): readonly Buffer[] {
  const bytes = Buffer.from(pseudonym, 'hex');
  const uuid = pseudonym.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const base64 = bytes.toString('base64').replaceAll('=', '');
  const texts = [pseudonym, uuid].flatMap((text) => [text, text.toUpperCase()]);
  const all = new Set([...texts, base64, bytes.toString('base64url')]);
  return [bytes, ...[...all].map((text) => Buffer.from(text))];
}

/** Looks for all needles at one pass over bytes, and tells of each found where it ends. */
export type Search = (haystack: Uint8Array, found: (needle: Needle, start: number) => void) => void;

/**
 * A search for many needles, which looks at few of the bytes: from the last pair of bytes under the window of the shortest
 * needle it knows how far no needle can end.
 *
 * Shape: needles of at least two bytes.
 * Source: Wu and Manber (1994), A fast algorithm for multi-pattern searching.
 */
export function searchFor(needles: readonly Needle[]): Search {
  if (needles.length === 0) return () => {};
  const shortest = Math.min(...needles.map(({ bytes }) => bytes.length));
  const shifts = new Uint16Array(65_536).fill(shortest - 1);
  const ending = new Map<number, Needle[]>();
  for (const needle of needles) {
    for (let at = 1; at < shortest; at += 1) {
      const pair = pairAt(needle.bytes, at);
      const shift = shortest - 1 - at;
      if (shift < (shifts[pair] as number)) shifts[pair] = shift;
    }
    const last = pairAt(needle.bytes, shortest - 1);
    ending.set(last, [...(ending.get(last) ?? []), needle]);
  }
  return (haystack, found) => {
    const { length } = haystack;
    for (let at = shortest - 1; at < length; ) {
      const pair = ((haystack[at - 1] as number) << 8) | (haystack[at] as number);
      const shift = shifts[pair] as number;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const start = at - shortest + 1;
      for (const needle of ending.get(pair) ?? [])
        if (isThere(haystack, start, needle.bytes)) found(needle, start);
      at += 1;
    }
  };
}

function pairAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at - 1] as number) << 8) | (bytes[at] as number);
}

function isThere(haystack: Uint8Array, start: number, bytes: Uint8Array): boolean {
  if (start + bytes.length > haystack.length) return false;
  for (let index = 0; index < bytes.length; index += 1)
    if (haystack[start + index] !== bytes[index]) return false;
  return true;
}

/** Counts what is found in a row of pieces that belong together: what lies across two of them is found as well. */
export interface Counter {
  take(piece: Uint8Array): void;
  /** Ends the row, and begins the next. */
  end(): Found;
}

/** A counter of these needles: made once for all rows, as it takes a while to make. */
export function counter(needles: readonly Needle[]): Counter {
  // Short ones would hold up the search for long ones.
  const searches = [true, false].map((isLong) =>
    searchFor(needles.filter(({ bytes }) => bytes.length >= 16 === isLong)),
  );
  const carried = Math.max(1, ...needles.map(({ bytes }) => bytes.length));
  let tail: Uint8Array = new Uint8Array(0);
  let found = { hits: 0, alike: 0 };
  /** Counts what begins before one place and ends behind another. */
  const look = (bytes: Uint8Array, startsBefore: number, endsBehind: number): void => {
    for (const search of searches)
      search(bytes, (needle, start) => {
        const end = start + needle.bytes.length;
        if (start >= startsBefore || end <= endsBehind) return;
        if (needle.isWord && !isWordAt(bytes, start, end)) found.alike += 1;
        else found.hits += 1;
      });
  };
  return {
    take(piece) {
      if (tail.length > 0)
        look(Buffer.concat([tail, piece.subarray(0, carried)]), tail.length, tail.length);
      look(piece, piece.length, 0);
      tail = Buffer.concat([tail, piece.subarray(-carried)]).subarray(-carried);
    },
    end() {
      const all = found;
      found = { hits: 0, alike: 0 };
      tail = new Uint8Array(0);
      return all;
    },
  };
}

/** Whether nothing beside it goes on as a word; a byte of its length before it, as the fact store has it, is none of a word. */
function isWordAt(bytes: Uint8Array, start: number, end: number): boolean {
  const before = start === 0 ? 0 : (bytes[start - 1] as number);
  const isOpen = !isLetter(before) || before === end - start;
  return isOpen && (end === bytes.length || !isLetter(bytes[end] as number));
}

function isLetter(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}
