/** Ids with at most so many characters are remembered. */
const CHARACTERS_MAX = 64;
/** Characters of an id's entry before its own: 16 bytes, then its length. */
const HEAD = 9;
const ENTRIES_MAX = 200_000;
const SLOTS = 524_288;
/** Two-byte characters of all entries: some ten for each id. */
const ROOM = 4_194_304;

/**
 * What 16 bytes stand for an id that was seen lately. A Map of texts and buffers does the same, but scatters what one
 * look-up reads over the memory; here an entry lies in one place, and nothing is made on looking it up.
 */
export class KnownIds {
  /** Where the entry of each slot begins, plus one; 0: none. */
  private readonly slots = new Uint32Array(SLOTS);
  private entries = new Uint16Array(65_536);
  private used = 0;
  private count = 0;

  /** Copies what stands for an id; false where it is not known. */
  read(id: string, into: Uint8Array): boolean {
    const start = this.slots[this.slotOf(id)] ?? 0;
    if (start === 0) return false;
    const { entries } = this;
    for (let index = 0; index < 8; index += 1) {
      const pair = entries[start - 1 + index] as number;
      into[2 * index] = pair & 255;
      into[2 * index + 1] = pair >>> 8;
    }
    return true;
  }

  /** Remembers an id that is not known. */
  add(id: string, bytes: Uint8Array): void {
    const { length } = id;
    if (length > CHARACTERS_MAX) return;
    if (this.count >= ENTRIES_MAX || this.used + HEAD + length > ROOM) this.clear();
    this.makeRoom(HEAD + length);
    this.slots[this.slotOf(id)] = this.used + 1;
    const { entries, used } = this;
    for (let index = 0; index < 8; index += 1)
      entries[used + index] =
        (bytes[2 * index] as number) | ((bytes[2 * index + 1] as number) << 8);
    entries[used + 8] = length;
    for (let index = 0; index < length; index += 1)
      entries[used + HEAD + index] = id.charCodeAt(index);
    this.used += HEAD + length;
    this.count += 1;
  }

  /** The slot of an id: where it is, or where it would be. */
  private slotOf(id: string): number {
    const { slots } = this;
    let slot = hashOf(id) & (SLOTS - 1);
    for (;;) {
      const start = slots[slot] as number;
      if (start === 0 || this.isAt(start - 1, id)) return slot;
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  private isAt(start: number, id: string): boolean {
    const { entries } = this;
    const { length } = id;
    if (entries[start + 8] !== length) return false;
    for (let index = 0; index < length; index += 1)
      if (entries[start + HEAD + index] !== id.charCodeAt(index)) return false;
    return true;
  }

  private makeRoom(characters: number): void {
    if (this.used + characters <= this.entries.length) return;
    const larger = new Uint16Array(2 * this.entries.length);
    larger.set(this.entries);
    this.entries = larger;
  }

  private clear(): void {
    this.slots.fill(0);
    this.used = 0;
    this.count = 0;
  }
}

/** FNV-1a over characters, its bits mixed once more. */
function hashOf(id: string): number {
  const { length } = id;
  let hash = 0x811c9dc5;
  for (let index = 0; index < length; index += 1)
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
