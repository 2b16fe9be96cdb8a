/** Bytes of rows in ClickHouse's RowBinary format, written value by value: the fast way in. */
export class RowBuffer {
  /** Rows that are whole. */
  rows = 0;
  private bytes: Buffer;
  private at = 0;
  private rowStart = 0;

  constructor(bytesFirst = 1_048_576) {
    this.bytes = Buffer.allocUnsafeSlow(bytesFirst);
  }

  get length(): number {
    return this.rowStart;
  }

  /** What was written of a row becomes a row. */
  endRow(): void {
    this.rows += 1;
    this.rowStart = this.at;
  }

  /** What was written of a row is forgotten. */
  dropRow(): void {
    this.at = this.rowStart;
  }

  /** The bytes of the rows so far, to be sent before anything else is written. */
  view(): Buffer {
    return this.bytes.subarray(0, this.rowStart);
  }

  clear(): void {
    this.rows = 0;
    this.at = 0;
    this.rowStart = 0;
  }

  /** A whole number from 0 to 2^53, as UInt64; milliseconds since 1970 are a DateTime64(3) just so. */
  whole(value: number): void {
    this.room(8);
    this.low32(value >>> 0);
    this.low32(Math.floor(value / 4_294_967_296));
  }

  /** A UInt8 of 0 or 1. */
  flag(value: boolean): void {
    this.room(1);
    this.bytes[this.at++] = value ? 1 : 0;
  }

  wholeOrNull(value: number | null): void {
    this.room(9);
    this.bytes[this.at++] = value === null ? 1 : 0;
    if (value !== null) this.whole(value);
  }

  text(value: string): void {
    this.textBehind(-1, value);
  }

  textOrNull(value: string | null): void {
    this.room(1);
    this.bytes[this.at++] = value === null ? 1 : 0;
    if (value !== null) this.text(value);
  }

  /** A text as a bag keeps it: behind one quote. */
  bagText(value: string): void {
    this.textBehind(34, value);
  }

  /** 16 bytes, or null. */
  fixedOrNull(value: Buffer | null): void {
    this.room(17);
    this.bytes[this.at++] = value === null ? 1 : 0;
    if (value !== null) this.raw(value);
  }

  /** Bytes that are encoded already. */
  raw(value: Uint8Array): void {
    const { length } = value;
    this.room(length);
    for (let index = 0; index < length; index += 1)
      this.bytes[this.at + index] = value[index] as number;
    this.at += length;
  }

  /** Starts a map whose entries are written next; give what comes back to `endMap` with their number. */
  startMap(): number {
    this.room(2);
    this.at += 2;
    return this.at - 2;
  }

  /** At most 16,383 entries: the length has two bytes whatever it is. */
  endMap(start: number, entries: number): void {
    this.bytes[start] = (entries & 127) | 128;
    this.bytes[start + 1] = entries >>> 7;
  }

  /** A text behind one more ASCII character; -1: none. Short ASCII goes letter by letter: no call is faster. */
  private textBehind(first: number, value: string): void {
    const { length } = value;
    const more = first === -1 ? 0 : 1;
    this.room(3 * length + 11);
    if (length < 64) {
      const { bytes } = this;
      let at = this.at + 1 + more;
      let index = 0;
      for (; index < length; index += 1) {
        const code = value.charCodeAt(index);
        if (code > 127) break;
        bytes[at++] = code;
      }
      if (index === length) {
        bytes[this.at] = length + more;
        if (more === 1) bytes[this.at + 1] = first;
        this.at = at;
        return;
      }
    }
    this.varint(Buffer.byteLength(value) + more);
    if (more === 1) this.bytes[this.at++] = first;
    this.at += this.bytes.write(value, this.at, 'utf8');
  }

  private varint(value: number): void {
    let left = value;
    while (left > 127) {
      this.bytes[this.at++] = (left & 127) | 128;
      left >>>= 7;
    }
    this.bytes[this.at++] = left;
  }

  private low32(value: number): void {
    const { bytes, at } = this;
    bytes[at] = value & 255;
    bytes[at + 1] = (value >>> 8) & 255;
    bytes[at + 2] = (value >>> 16) & 255;
    bytes[at + 3] = (value >>> 24) & 255;
    this.at += 4;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.at + bytes));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}

/** A text as the bytes that `RowBuffer.text` would write: for those that come in every row. */
export function encodedText(value: string): Uint8Array {
  const row = new RowBuffer(64);
  row.text(value);
  row.endRow();
  return Uint8Array.from(row.view());
}
