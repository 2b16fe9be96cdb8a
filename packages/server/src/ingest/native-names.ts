import { bytesOf, FIRST_ROWS, larger, type NativeColumn, Wholes } from './native-columns.ts';
import { unshared } from './pseudonym.ts';
import { TextBytes } from './text-bytes.ts';

/** Texts that come again and again, as LowCardinality(String): each once, then their numbers. */
export class Names implements NativeColumn {
  count = 0;
  private numbers = new Uint32Array(FIRST_ROWS);
  private readonly known = new Map<string, number>();
  private readonly texts = new TextBytes();
  private last = '';
  private lastNumber = -1;

  get length(): number {
    return this.texts.at + 2 * this.count;
  }

  add(value: string): void {
    if (this.count === this.numbers.length)
      this.numbers = larger(this.numbers, new Uint32Array(2 * this.count));
    this.numbers[this.count] = this.numberOf(value);
    this.count += 1;
  }

  cut(rows: number): void {
    this.count = Math.min(this.count, rows);
  }

  /** The texts stay for the next block unless they are many. */
  clear(): void {
    this.count = 0;
    if (this.known.size <= KEPT_NAMES_MAX) return;
    this.known.clear();
    this.texts.at = 0;
    this.lastNumber = -1;
  }

  parts(): readonly Uint8Array[] {
    return [DICTIONARIES, ...this.indexed()];
  }

  /** Without what stands once before a column; nothing where there are no values. */
  indexed(): readonly Uint8Array[] {
    if (this.count === 0) return [];
    const { size } = this.known;
    const kind = size <= 256 ? 0 : size <= 65_536 ? 1 : 2;
    const numbers = this.numbers.subarray(0, this.count);
    const packed =
      kind === 0
        ? new Uint8Array(numbers)
        : kind === 1
          ? bytesOf(new Uint16Array(numbers), this.count)
          : bytesOf(numbers, this.count);
    return [whole(OWN_KEYS + kind), whole(size), this.texts.view(), whole(this.count), packed];
  }

  private numberOf(value: string): number {
    if (value === this.last && this.lastNumber !== -1) return this.lastNumber;
    let number = this.known.get(value);
    if (number === undefined) {
      number = this.known.size;
      this.known.set(unshared(value), number);
      this.texts.text(value);
    }
    this.last = value;
    this.lastNumber = number;
    return number;
  }
}

const KEPT_NAMES_MAX = 1_000;
/** That a column has its names with it, as the first version of this serialization says it. */
const OWN_KEYS = 512;
const DICTIONARIES = whole(1);

/** Bags as Map(LowCardinality(String), String). Call `start`, then an entry each, then `end`. */
export class Bags implements NativeColumn {
  private readonly ends = new Wholes();
  private readonly keys = new Names();
  private readonly values = new TextBytes();
  private isOpen = false;
  private before = { keys: 0, values: 0 };

  get count(): number {
    return this.ends.count;
  }

  get length(): number {
    return this.ends.length + this.keys.length + this.values.at;
  }

  start(): void {
    this.before.keys = this.keys.count;
    this.before.values = this.values.at;
    this.isOpen = true;
  }

  /** A value that is a text. */
  text(key: string, value: string): void {
    this.keys.add(key);
    this.values.bagText(value);
  }

  /** A value as bags have it: a number, true, false or null; a text behind its quote. */
  bare(key: string, value: string): void {
    this.keys.add(key);
    this.values.text(value);
  }

  end(): void {
    this.ends.add(this.keys.count);
    this.isOpen = false;
  }

  cut(rows: number): void {
    if (!this.isOpen && this.ends.count <= rows) return;
    this.ends.cut(rows);
    this.keys.cut(this.before.keys);
    this.values.at = this.before.values;
    this.isOpen = false;
  }

  clear(): void {
    this.ends.clear();
    this.keys.clear();
    this.values.at = 0;
  }

  parts(): readonly Uint8Array[] {
    return [DICTIONARIES, ...this.ends.parts(), ...this.keys.indexed(), this.values.view()];
  }
}

function whole(value: number): Uint8Array {
  return bytesOf(Uint32Array.of(value, 0), 2);
}
