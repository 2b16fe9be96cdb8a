/** Names as they stand in bytes, by number, in the order in which they were met: no text is made of one met before. */
export class ByteNames {
  private pool = new Uint8Array(65_536);
  private filled = 0;
  private ends = new Int32Array(1_024);
  private count = 0;
  private table = new Int32Array(4_096).fill(-1);

  /** The number of the name in these bytes. */
  at(bytes: Uint8Array, from: number, until: number): number {
    let hash = 0x811c9dc5;
    for (let at = from; at < until; at += 1)
      hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & (this.table.length - 1);
    for (;;) {
      const number = this.table[slot] as number;
      if (number === -1) return this.add(bytes, from, until, slot);
      if (this.isSame(number, bytes, from, until)) return number;
      slot = (slot + 1) & (this.table.length - 1);
    }
  }

  /** The names as texts. */
  texts(): readonly string[] {
    const pool = Buffer.from(this.pool.buffer, 0, this.filled);
    return Array.from({ length: this.count }, (_, number) =>
      pool.toString('utf8', this.startOf(number), this.ends[number]),
    );
  }

  private startOf(number: number): number {
    return number === 0 ? 0 : (this.ends[number - 1] as number);
  }

  private isSame(number: number, bytes: Uint8Array, from: number, until: number): boolean {
    const start = this.startOf(number);
    if ((this.ends[number] as number) - start !== until - from) return false;
    for (let at = from, own = start; at < until; at += 1, own += 1)
      if (bytes[at] !== this.pool[own]) return false;
    return true;
  }

  private add(bytes: Uint8Array, from: number, until: number, slot: number): number {
    while (this.filled + until - from > this.pool.length)
      this.pool = doubled(this.pool, Uint8Array);
    if (this.count === this.ends.length) this.ends = doubled(this.ends, Int32Array);
    this.pool.set(bytes.subarray(from, until), this.filled);
    this.filled += until - from;
    const number = this.count;
    this.ends[number] = this.filled;
    this.count += 1;
    this.table[slot] = number;
    if (this.count * 2 > this.table.length) this.rehash();
    return number;
  }

  private rehash(): void {
    const { count, pool } = this;
    this.table = new Int32Array(this.table.length * 4).fill(-1);
    for (let number = 0; number < count; number += 1) {
      let hash = 0x811c9dc5;
      for (let at = this.startOf(number); at < (this.ends[number] as number); at += 1)
        hash = Math.imul(hash ^ (pool[at] as number), 0x01000193);
      let slot = (hash ^ (hash >>> 15)) & (this.table.length - 1);
      while (this.table[slot] !== -1) slot = (slot + 1) & (this.table.length - 1);
      this.table[slot] = number;
    }
  }
}

function doubled<Row extends Uint8Array | Int32Array>(
  row: Row,
  made: new (length: number) => Row,
): Row {
  const larger = new made(row.length * 2);
  larger.set(row);
  return larger;
}
