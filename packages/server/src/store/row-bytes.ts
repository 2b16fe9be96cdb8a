import { Readable } from 'node:stream';
import type { Facts } from './facts.ts';

/**
 * Rows in ClickHouse's RowBinary, one value behind another in a growing buffer: those of several batches make one block
 * when they are put behind one another.
 */
export class RowBytes {
  private bytes = Buffer.allocUnsafeSlow(16_384);
  private at = 0;
  /** Rows that were ended. */
  rows = 0;

  endRow(): void {
    this.rows += 1;
  }

  clear(): void {
    this.at = 0;
    this.rows = 0;
  }

  /** What was written, to be copied before anything else is. */
  view(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  text(value: string): void {
    const { length } = value;
    this.room(3 * length + 5);
    if (length < 64) {
      const { bytes } = this;
      let at = this.at + 1;
      let index = 0;
      // Short ASCII goes letter by letter: no call is faster.
      for (; index < length; index += 1) {
        const code = value.charCodeAt(index);
        if (code > 127) break;
        bytes[at++] = code;
      }
      if (index === length) {
        bytes[this.at] = length;
        this.at = at;
        return;
      }
    }
    this.varint(Buffer.byteLength(value));
    this.at += this.bytes.write(value, this.at, 'utf8');
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.at++] = value & 255;
  }

  /** A whole number within 2^53 either way, as 64 bits. */
  whole(value: number): void {
    this.room(8);
    this.bytes.writeInt32LE(value | 0, this.at);
    this.bytes.writeInt32LE(Math.floor(value / 4_294_967_296), this.at + 4);
    this.at += 8;
  }

  number(value: number): void {
    this.room(8);
    this.at = this.bytes.writeDoubleLE(value, this.at);
  }

  /** 16 bytes of 32 hex digits. */
  id(hex: string): void {
    this.room(16);
    this.at += this.bytes.write(hex, this.at, 16, 'hex');
  }

  textOrNull(value: string | null): void {
    this.byte(value === null ? 1 : 0);
    if (value !== null) this.text(value);
  }
  wholeOrNull(value: number | null): void {
    this.byte(value === null ? 1 : 0);
    if (value !== null) this.whole(value);
  }
  numberOrNull(value: number | null): void {
    this.byte(value === null ? 1 : 0);
    if (value !== null) this.number(value);
  }
  idOrNull(hex: string | null): void {
    this.byte(hex === null ? 1 : 0);
    if (hex !== null) this.id(hex);
  }

  bag(bag: Readonly<Record<string, string>>): void {
    const keys = Object.keys(bag);
    this.room(5);
    this.varint(keys.length);
    for (const key of keys) {
      this.text(key);
      this.text(bag[key] ?? '');
    }
  }

  /** Needs five bytes of room. */
  private varint(value: number): void {
    let left = value;
    while (left > 127) {
      this.bytes[this.at++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.bytes[this.at++] = left;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.at + bytes));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}

/** Inserts rows as one block, `into` a table with its columns; none of them none. */
export async function insertBinary(facts: Facts, into: string, rows: RowBytes): Promise<void> {
  if (rows.rows === 0) return;
  await facts.insert(into, 'RowBinary', Readable.from([Buffer.from(rows.view())]), {
    settings: { insert_deduplicate: 0 },
  });
}
