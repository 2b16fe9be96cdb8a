/** Writes numbers and names into bytes, short ones shortest. A name stands once; where it comes again, its number does. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(512);
  #at = 0;
  readonly #names = new Map<string, number>();

  constructor(version: number) {
    this.#bytes[0] = version;
    this.#at = 1;
  }

  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  /** A whole number from 0, up to 2^53. */
  count(value: number): void {
    this.#room(8);
    let left = value;
    while (left > 127) {
      this.#bytes[this.#at] = (left % 128) | 128;
      this.#at += 1;
      left = Math.floor(left / 128);
    }
    this.#bytes[this.#at] = left;
    this.#at += 1;
  }

  /** A whole number, below 0 too. */
  whole(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }

  big(value: bigint): void {
    if (value >= 0n && value <= Number.MAX_SAFE_INTEGER) {
      this.count(0);
      this.count(Number(value));
      return;
    }
    const text = String(value);
    this.count(text.length);
    this.#text(text);
  }

  real(value: number): void {
    this.#room(8);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  /** Milliseconds, or none. */
  moment(value: number | null): void {
    this.real(value ?? Number.NaN);
  }

  /** 16 hex digits. */
  hex(digits: string): void {
    this.#room(8);
    this.#bytes.write(digits, this.#at, 8, 'hex');
    this.#at += 8;
  }

  name(name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      this.count(known);
      return;
    }
    this.count(0);
    this.#names.set(name, this.#names.size + 1);
    this.count(Buffer.byteLength(name));
    this.#text(name);
  }

  #text(text: string): void {
    this.#room(3 * text.length);
    this.#at += this.#bytes.write(text, this.#at, 'utf8');
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + length);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/** Reads what `ByteWriter` wrote. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 1;
  readonly #names: string[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  count(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at] ?? 0;
      this.#at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  whole(): number {
    const value = this.count();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  big(): bigint {
    const length = this.count();
    return BigInt(length === 0 ? this.count() : this.#text(length));
  }

  real(): number {
    const value = this.#bytes.readDoubleLE(this.#at);
    this.#at += 8;
    return value;
  }

  moment(): number | null {
    const value = this.real();
    return Number.isNaN(value) ? null : value;
  }

  hex(): string {
    const digits = this.#bytes.toString('hex', this.#at, this.#at + 8);
    this.#at += 8;
    return digits;
  }

  name(): string {
    const known = this.count();
    if (known > 0) return this.#names[known - 1] ?? '';
    const name = this.#text(this.count());
    this.#names.push(name);
    return name;
  }

  #text(length: number): string {
    const text = this.#bytes.toString('utf8', this.#at, this.#at + length);
    this.#at += length;
    return text;
  }
}
