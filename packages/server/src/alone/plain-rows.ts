import type { NumberCells } from './column-cells.ts';
import type { TextBytes } from './text-bytes.ts';

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
/** Digits that a number keeps exactly; others are read as text. */
const DIGITS_MAX = 15;
const POWERS = Float64Array.from({ length: DIGITS_MAX + 1 }, (_, power) => 10 ** power);

/** A column of a plain file: what of it is wanted. */
export interface PlainColumn {
  readonly numbers: NumberCells | null;
  readonly texts: TextBytes | null;
}

const SKIPPED = 0;
const NUMBERS = 1;
const TEXTS = 2;
const BOTH = 3;

/**
 * Rows of delimited text read as bytes, without a string for any cell that is a plain number or a text that came before.
 * It knows only files as most are: every record on one line, as wide as the header, quotes round whole cells without quotes
 * in them. Anything else it gives back untouched, for a reader that knows all.
 */
export class PlainRows {
  rows = 0;
  /** The line that comes next. */
  line: number;
  private readonly delimiter: number;
  private readonly columns: readonly PlainColumn[];
  private readonly kinds: Uint8Array;
  private numbers: Float64Array[];
  private capacity = 4096;
  /** Where the cell at hand starts and ends, without its quotes; and where reading goes on. */
  private from = 0;
  private to = 0;
  private next = 0;

  constructor(columns: readonly PlainColumn[], delimiter: string, line: number) {
    this.columns = columns;
    this.delimiter = delimiter.charCodeAt(0);
    this.line = line;
    this.kinds = Uint8Array.from(columns, ({ numbers, texts }) =>
      numbers === null ? (texts === null ? SKIPPED : TEXTS) : texts === null ? NUMBERS : BOTH,
    );
    this.numbers = columns.map(
      ({ numbers }) => new Float64Array(numbers === null ? 0 : this.capacity),
    );
  }

  /** Reads whole lines, the last ending at `end`. False where something unusual came: then nothing read so far counts. */
  take(buffer: Buffer, start: number, end: number): boolean {
    let at = start;
    while (at < end) {
      const code = buffer[at];
      if (code === NEWLINE || (code === RETURN && buffer[at + 1] === NEWLINE)) {
        at += code === NEWLINE ? 1 : 2;
        this.line += 1;
        continue;
      }
      if (this.rows === this.capacity) this.grow();
      at = this.record(buffer, at);
      if (at === -1) return false;
      this.rows += 1;
      this.line += 1;
    }
    return true;
  }

  /** The numbers of a column, with codes for no answer taken out. */
  values(column: number): Float64Array {
    const values = (this.numbers[column] ?? new Float64Array()).slice(0, this.rows);
    return this.columns[column]?.numbers?.cleaned(values) ?? values;
  }

  /** Reads one record; where the next starts, or -1. */
  private record(buffer: Buffer, start: number): number {
    const { kinds, delimiter } = this;
    const last = kinds.length - 1;
    let at = start;
    for (let column = 0; column <= last; column += 1) {
      const kind = kinds[column];
      const code = buffer[at];
      if (code === QUOTE) {
        if (!this.quoted(buffer, at)) return -1;
        this.keep(buffer, column);
      } else if (kind === NUMBERS) this.number(buffer, at, column);
      else {
        this.plain(buffer, at);
        if (kind !== SKIPPED) this.keep(buffer, column);
      }
      at = this.next;
      const behind = buffer[at];
      if (column < last) {
        if (behind !== delimiter) return -1;
        at += 1;
      } else if (behind === NEWLINE) at += 1;
      else if (behind === RETURN && buffer[at + 1] === NEWLINE) at += 2;
      else return -1;
    }
    return at;
  }

  /** Finds where an unquoted cell ends. */
  private plain(buffer: Buffer, start: number): void {
    const { delimiter } = this;
    let at = start;
    for (;;) {
      const code = buffer[at];
      if (code === delimiter || code === NEWLINE || code === RETURN) break;
      at += 1;
    }
    this.from = start;
    this.to = at;
    this.next = at;
  }

  /** Finds where a quoted cell ends; false where it holds a quote or a line end. */
  private quoted(buffer: Buffer, start: number): boolean {
    let at = start + 1;
    for (; buffer[at] !== QUOTE; at += 1) {
      const code = buffer[at];
      if (code === NEWLINE || code === RETURN || code === undefined) return false;
    }
    this.from = start + 1;
    this.to = at;
    this.next = at + 1;
    return buffer[at + 1] !== QUOTE;
  }

  /** Reads a number as it most often stands; anything else as text. */
  private number(buffer: Buffer, start: number, column: number): void {
    const isMinus = buffer[start] === MINUS;
    let at = isMinus ? start + 1 : start;
    let [value, digits, behind, hasPoint] = [0, 0, 0, 0];
    let code = buffer[at];
    for (;;) {
      const digit = (code ?? 0) - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits += 1;
        behind += hasPoint;
      } else if (code === POINT && hasPoint === 0) hasPoint = 1;
      else break;
      at += 1;
      code = buffer[at];
    }
    const isEnd = code === this.delimiter || code === NEWLINE || code === RETURN;
    if (isEnd && digits > 0 && digits <= DIGITS_MAX) {
      this.next = at;
      const size = behind === 0 ? value : value / (POWERS[behind] ?? 1);
      this.put(column, isMinus ? -size : size);
      return;
    }
    if (isEnd && at === start) {
      this.next = at;
      this.put(column, Number.NaN);
      return;
    }
    this.plain(buffer, start);
    this.keep(buffer, column);
  }

  /** Takes the cell at hand for its column, as number, text or both. */
  private keep(buffer: Buffer, column: number): void {
    const { numbers, texts } = this.columns[column] ?? { numbers: null, texts: null };
    if (numbers !== null)
      this.put(column, numbers.valueOf(buffer.toString('utf8', this.from, this.to), this.line));
    texts?.push(buffer, this.from, this.to);
  }

  private put(column: number, value: number): void {
    const numbers = this.numbers[column];
    if (numbers !== undefined) numbers[this.rows] = value;
  }

  private grow(): void {
    this.capacity *= 2;
    this.numbers = this.numbers.map((numbers) => {
      if (numbers.length === 0) return numbers;
      const larger = new Float64Array(this.capacity);
      larger.set(numbers);
      return larger;
    });
  }
}
