/** Writes numbers and names into bytes, short ones shortest; one after the other into the same bytes, which grow. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafeSlow(65_536);
  at = 0;

  /** From a place on, as they stand until the next `clear`. */
  bytes(from = 0): Buffer {
    return this.#bytes.subarray(from, this.at);
  }

  clear(): void {
    this.at = 0;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.at] = value;
    this.at += 1;
  }

  /** A whole number from 0, up to 2^53. */
  count(value: number): void {
    this.#room(8);
    let left = value;
    while (left > 127) {
      this.#bytes[this.at] = (left % 128) | 128;
      this.at += 1;
      left = Math.floor(left / 128);
    }
    this.#bytes[this.at] = left;
    this.at += 1;
  }

  /** A whole number, below 0 too. */
  whole(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }

  real(value: number): void {
    this.#room(8);
    this.at = this.#bytes.writeDoubleLE(value, this.at);
  }

  /** Milliseconds, or none. */
  moment(value: number | null): void {
    this.real(value ?? Number.NaN);
  }

  /** 16 hex digits. */
  hex(digits: string): void {
    this.#room(8);
    this.#bytes.write(digits, this.at, 8, 'hex');
    this.at += 8;
  }

  text(text: string): void {
    this.count(Buffer.byteLength(text));
    this.#room(3 * text.length);
    this.at += this.#bytes.write(text, this.at, 'utf8');
  }

  copy(from: Buffer, start: number, end: number): void {
    this.#room(end - start);
    this.at += from.copy(this.#bytes, this.at, start, end);
  }

  #room(length: number): void {
    if (this.at + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * this.#bytes.length + length);
    this.#bytes.copy(larger, 0, 0, this.at);
    this.#bytes = larger;
  }
}

/** Reads what `ByteWriter` wrote. */
export class ByteReader {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  count(): number {
    const { bytes } = this;
    let byte = bytes[this.at] ?? 0;
    this.at += 1;
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = bytes[this.at] ?? 0;
      this.at += 1;
      value += (byte & 127) * scale;
    }
    return value;
  }

  whole(): number {
    const value = this.count();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  real(): number {
    const value = this.bytes.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }

  moment(): number | null {
    const value = this.real();
    return Number.isNaN(value) ? null : value;
  }

  hex(): string {
    const digits = this.bytes.toString('hex', this.at, this.at + 8);
    this.at += 8;
    return digits;
  }

  text(): string {
    const length = this.count();
    const text = this.bytes.toString('utf8', this.at, this.at + length);
    this.at += length;
    return text;
  }
}
