import { TextBytes } from './text-bytes.ts';

/**
 * A column of a block in ClickHouse's Native format: what the engine takes in fastest, as it copies columns whole.
 * A value is written a row; what was written of a row that is refused is cut off again.
 */
export interface NativeColumn {
  /** Values so far. */
  readonly count: number;
  /** Bytes so far, about. */
  readonly length: number;
  /** Forgets what is behind the first `rows` values: at most one more, or half of one. */
  cut(rows: number): void;
  clear(): void;
  /** What is sent, behind the column's name and type. */
  parts(): readonly Uint8Array[];
}

/** Values that a column has room for at first. */
export const FIRST_ROWS = 1024;

/** Whole numbers up to 2^53 as UInt64; milliseconds since 1970, and before, are a DateTime64(3) just so. */
export class Wholes implements NativeColumn {
  count = 0;
  /** Low and high half by turns: every machine that runs this is little-endian. */
  private halves = new Uint32Array(2 * FIRST_ROWS);

  get length(): number {
    return 8 * this.count;
  }

  add(value: number): void {
    const at = 2 * this.count;
    if (at === this.halves.length) this.halves = larger(this.halves, new Uint32Array(2 * at));
    this.halves[at] = value >>> 0;
    this.halves[at + 1] =
      value >= 0 && value < 4_294_967_296 ? 0 : Math.floor(value / 4_294_967_296);
    this.count += 1;
  }

  cut(rows: number): void {
    this.count = Math.min(this.count, rows);
  }

  clear(): void {
    this.count = 0;
  }

  parts(): readonly Uint8Array[] {
    return [bytesOf(this.halves, 2 * this.count)];
  }
}

/** UInt8 of 0 or 1. */
export class Flags implements NativeColumn {
  count = 0;
  private bytes = new Uint8Array(FIRST_ROWS);

  get length(): number {
    return this.count;
  }

  add(value: boolean): void {
    if (this.count === this.bytes.length)
      this.bytes = larger(this.bytes, new Uint8Array(2 * this.count));
    this.bytes[this.count] = value ? 1 : 0;
    this.count += 1;
  }

  cut(rows: number): void {
    this.count = Math.min(this.count, rows);
  }

  clear(): void {
    this.count = 0;
  }

  parts(): readonly Uint8Array[] {
    return [this.bytes.subarray(0, this.count)];
  }
}

export class Texts implements NativeColumn {
  count = 0;
  private last = 0;
  private readonly texts = new TextBytes();

  get length(): number {
    return this.texts.at;
  }

  add(value: string): void {
    this.last = this.texts.at;
    this.texts.text(value);
    this.count += 1;
  }

  cut(rows: number): void {
    if (this.count <= rows) return;
    this.texts.at = this.last;
    this.count = rows;
  }

  clear(): void {
    this.texts.at = 0;
    this.count = 0;
  }

  parts(): readonly Uint8Array[] {
    return [this.texts.view()];
  }
}

/** 16 bytes each. */
export class Hashes implements NativeColumn {
  count = 0;
  private bytes = new Uint8Array(16 * FIRST_ROWS);

  get length(): number {
    return 16 * this.count;
  }

  add(value: Uint8Array): void {
    const at = 16 * this.count;
    if (at === this.bytes.length) this.bytes = larger(this.bytes, new Uint8Array(2 * at));
    const { bytes } = this;
    for (let index = 0; index < 16; index += 1) bytes[at + index] = value[index] as number;
    this.count += 1;
  }

  cut(rows: number): void {
    this.count = Math.min(this.count, rows);
  }

  clear(): void {
    this.count = 0;
  }

  parts(): readonly Uint8Array[] {
    return [this.bytes.subarray(0, 16 * this.count)];
  }
}

/** A column whose values may be missing: `none` stands where they are. */
export class OrNull<Value> implements NativeColumn {
  private readonly nulls = new Flags();
  private readonly values: NativeColumn & { add(value: Value): void };
  private readonly none: Value;

  constructor(values: NativeColumn & { add(value: Value): void }, none: Value) {
    this.values = values;
    this.none = none;
  }

  get count(): number {
    return this.nulls.count;
  }

  get length(): number {
    return this.nulls.length + this.values.length;
  }

  add(value: Value | null): void {
    this.nulls.add(value === null);
    this.values.add(value ?? this.none);
  }

  cut(rows: number): void {
    this.nulls.cut(rows);
    this.values.cut(rows);
  }

  clear(): void {
    this.nulls.clear();
    this.values.clear();
  }

  parts(): readonly Uint8Array[] {
    return [...this.nulls.parts(), ...this.values.parts()];
  }
}

/**
 * Array(FixedString(16)) of which most are empty: a row writes only what it has, and whole rows without anything are filled
 * in before the block is sent.
 */
export class HashLists implements NativeColumn {
  /** Where the list of each row ends among the values. */
  private readonly ends = new Wholes();
  private readonly values = new Hashes();
  /** Values of the rows in `ends`. */
  private ended = 0;

  get count(): number {
    return this.values.count === 0 ? 0 : this.ends.count;
  }

  get length(): number {
    return this.ends.length + this.values.length;
  }

  /** Adds to the list of the row that has so many before it. */
  add(row: number, value: Uint8Array): void {
    this.end(row);
    this.values.add(value);
  }

  /** Ends the lists of the first so many rows, where any has something. */
  fill(rows: number): void {
    if (this.values.count > 0) this.end(rows);
  }

  cut(rows: number): void {
    this.fill(rows);
    this.values.cut(this.ended);
  }

  private end(rows: number): void {
    if (this.ends.count === rows) return;
    this.ended = this.values.count;
    while (this.ends.count < rows) this.ends.add(this.ended);
  }

  clear(): void {
    this.ends.clear();
    this.values.clear();
    this.ended = 0;
  }

  parts(): readonly Uint8Array[] {
    return [...this.ends.parts(), ...this.values.parts()];
  }
}

/** The first so many numbers as the bytes they are. */
export function bytesOf(numbers: Uint32Array | Uint16Array, count: number): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, count * numbers.BYTES_PER_ELEMENT);
}

/** What is in a full array, in a larger one. */
export function larger<Numbers extends Uint8Array | Uint32Array>(
  from: Numbers,
  to: Numbers,
): Numbers {
  to.set(from);
  return to;
}
