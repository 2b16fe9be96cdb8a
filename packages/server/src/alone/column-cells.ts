import { refusedFile } from '../read/import-refused.ts';

/** Where a cell stands in a file, and what stands there. */
export interface CellPlace {
  readonly line: number;
  readonly column: string;
  readonly cell: string;
}

/** What stands for something else in number columns. */
export interface NumberCodes {
  /** Numbers that mean "no answer". */
  readonly missing: readonly number[];
  /** For a column the words that stand for numbers: "satisfied" is 1. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** A column of texts: each value once, and for each row which of them it has; -1 where the cell is empty. */
export interface TextColumn {
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/** Different texts that a column may have, and the characters of them all. */
export const TEXTS_MAX = { values: 20_000_000, characters: 400_000_000 };
/** What stands in a cell that nobody filled in, as statistics programs write it. */
const EMPTY = /^\s*(na|n\/a|nan|null)?\s*$/i;
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?\s*$/i;
const CELL_CHARACTERS = 40;

/** Cells that are read as numbers, row by row. */
export class NumberCells {
  unread = 0;
  first: CellPlace | null = null;
  private readonly name: string;
  private readonly missing: readonly number[];
  private readonly words: ReadonlyMap<string, number> | undefined;
  private numbers = new Float64Array(1024);
  private length = 0;

  constructor(name: string, codes: NumberCodes | undefined) {
    this.name = name;
    this.missing = codes?.missing ?? [];
    this.words = codes?.words.get(name);
  }

  push(cell: string, line: number): void {
    if (this.length === this.numbers.length) this.numbers = doubled(this.numbers);
    const number = this.valueOf(cell, line);
    this.numbers[this.length] = this.missing.includes(number) ? Number.NaN : number;
    this.length += 1;
  }

  /** Takes codes for no answer out of numbers that were read elsewhere, in place. */
  cleaned(numbers: Float64Array): Float64Array {
    if (this.missing.length > 0)
      for (let row = 0; row < numbers.length; row += 1)
        if (this.missing.includes(numbers[row] ?? 0)) numbers[row] = Number.NaN;
    return numbers;
  }

  values(): Float64Array {
    return this.numbers.slice(0, this.length);
  }

  /** Whether a word that stands for a number may itself look like one. */
  get hasNumberWords(): boolean {
    return [...(this.words?.keys() ?? [])].some((word) => NUMBER.test(word) || EMPTY.test(word));
  }

  /** The number that a cell stands for; NaN where it is empty or, which is noted, no number. */
  valueOf(cell: string, line: number): number {
    const meant = this.words?.get(cell) ?? this.words?.get(cell.trim());
    if (meant !== undefined) return meant;
    if (NUMBER.test(cell)) return Number(cell);
    if (/^\s*true\s*$/i.test(cell)) return 1;
    if (/^\s*false\s*$/i.test(cell)) return 0;
    if (EMPTY.test(cell)) return Number.NaN;
    this.unread += 1;
    this.first ??= { line, column: this.name, cell: cell.slice(0, CELL_CHARACTERS) };
    return Number.NaN;
  }
}

/** Cells that are read as texts, row by row. */
export class TextCells {
  private readonly file: string;
  private readonly name: string;
  private readonly known = new Map<string, number>();
  private readonly values: string[] = [];
  private characters = 0;
  private codes = new Int32Array(1024);
  private length = 0;

  constructor(file: string, name: string) {
    this.file = file;
    this.name = name;
  }

  push(cell: string, line: number): void {
    if (this.length === this.codes.length) {
      const codes = new Int32Array(2 * this.codes.length);
      codes.set(this.codes);
      this.codes = codes;
    }
    this.codes[this.length] = cell === '' ? -1 : (this.known.get(cell) ?? this.met(cell, line));
    this.length += 1;
  }

  column(): TextColumn {
    return { values: this.values, codes: this.codes.slice(0, this.length) };
  }

  private met(cell: string, line: number): number {
    const code = this.values.length;
    // A slice of a chunk would keep the whole chunk in memory.
    const own = Buffer.from(cell).toString();
    this.known.set(own, code);
    this.values.push(own);
    this.characters += own.length;
    if (code >= TEXTS_MAX.values || this.characters > TEXTS_MAX.characters)
      throw refusedFile(this.file, {
        code: 'too-large',
        line,
        message: `its column ${JSON.stringify(this.name)} has over ${code} different texts, ${this.characters} characters in all`,
        hint: 'name another column, or take a part of the file',
      });
    return code;
  }
}

function doubled(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
