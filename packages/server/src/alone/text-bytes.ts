import { refusedFile } from '../read/import-refused.ts';
import { TEXTS_MAX, type TextColumn } from './column-cells.ts';

/**
 * The texts of a column as bytes, each kept once: a cell is told by a hash of its bytes, without making a string of it.
 */
export class TextBytes {
  private readonly file: string;
  private readonly name: string;
  /** Where in the table a hash leads: code + 1, 0 for none. */
  private table = new Int32Array(4096);
  private hashes = new Int32Array(1024);
  private ends = new Float64Array(1024);
  private bytes = Buffer.allocUnsafe(65_536);
  private length = 0;
  private count = 0;
  private codes = new Int32Array(1024);
  private rows = 0;

  constructor(file: string, name: string) {
    this.file = file;
    this.name = name;
  }

  /** Adds the cell that stands in `from` to `to` of a buffer. */
  push(buffer: Buffer, from: number, to: number): void {
    if (this.rows === this.codes.length) this.codes = twice(this.codes);
    this.codes[this.rows] = from === to ? -1 : this.codeOf(buffer, from, to);
    this.rows += 1;
  }

  column(): TextColumn {
    const values: string[] = [];
    for (let code = 0; code < this.count; code += 1)
      values.push(this.bytes.toString('utf8', this.startOf(code), this.ends[code] ?? 0));
    return { values, codes: this.codes.slice(0, this.rows) };
  }

  private codeOf(buffer: Buffer, from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (buffer[at] ?? 0), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = (this.table[slot] ?? 0) - 1;
      if (code < 0) return this.met(buffer, from, to, hash, slot);
      if (this.hashes[code] === hash && this.isSame(code, buffer, from, to)) return code;
    }
  }

  private startOf(code: number): number {
    return code === 0 ? 0 : (this.ends[code - 1] ?? 0);
  }

  private isSame(code: number, buffer: Buffer, from: number, to: number): boolean {
    const start = this.startOf(code);
    if ((this.ends[code] ?? 0) - start !== to - from) return false;
    for (let at = from; at < to; at += 1)
      if (buffer[at] !== this.bytes[start + at - from]) return false;
    return true;
  }

  private met(buffer: Buffer, from: number, to: number, hash: number, slot: number): number {
    const code = this.count;
    if (this.length + to - from > TEXTS_MAX.characters || code >= TEXTS_MAX.values)
      throw refusedFile(this.file, {
        code: 'too-large',
        message: `its column ${JSON.stringify(this.name)} has over ${code} different texts, ${this.length} bytes in all`,
        hint: 'name another column, or take a part of the file',
      });
    while (this.length + to - from > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * this.bytes.length);
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    buffer.copy(this.bytes, this.length, from, to);
    this.length += to - from;
    if (code === this.hashes.length) {
      this.hashes = twice(this.hashes);
      const ends = new Float64Array(2 * this.ends.length);
      ends.set(this.ends);
      this.ends = ends;
    }
    this.hashes[code] = hash;
    this.ends[code] = this.length;
    this.table[slot] = code + 1;
    this.count += 1;
    if (this.count * 2 > this.table.length) this.grow();
    return code;
  }

  private grow(): void {
    const table = new Int32Array(2 * this.table.length);
    const mask = table.length - 1;
    for (let code = 0; code < this.count; code += 1) {
      let slot = (this.hashes[code] ?? 0) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = code + 1;
    }
    this.table = table;
  }
}

function twice(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
