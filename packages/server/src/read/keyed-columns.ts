import { refusedFile } from './import-refused.ts';
import type { ColumnType } from './source-file.ts';

/** Columns that a file may have; more come of ids that stand as keys. */
const COLUMNS_MAX = 10_000;

/**
 * The columns of a file without a header, as the keys of its records name them. Open, it takes every name it meets; closed,
 * it knows those it has met.
 */
export class KeyedColumns {
  readonly names: string[] = [];
  private readonly file: string;
  private readonly indexes = new Map<string, number>();
  private readonly met: (ColumnType | null)[] = [];
  private isOpen = true;

  constructor(file: string) {
    this.file = file;
  }

  /** Where a column stands; -1 where it is closed and does not know it. */
  at(name: string): number {
    const found = this.indexes.get(name);
    if (found !== undefined) return found;
    if (!this.isOpen) return -1;
    const index = this.names.length;
    if (index >= COLUMNS_MAX)
      throw refusedFile(this.file, {
        code: 'too-many-columns',
        message: `its records have over ${COLUMNS_MAX} different keys, the last ${JSON.stringify(name.slice(0, 60))}`,
        hint: 'ids that stand as keys are no columns: make them values, or name the columns wanted under properties and those that tell records apart under id',
      });
    this.indexes.set(name, index);
    this.names.push(name);
    this.met.push(null);
    return index;
  }

  /** Hears what a value of a column is. A column with values of several types is one of texts. */
  see(index: number, type: ColumnType): void {
    if (!this.isOpen || index === -1) return;
    const before = this.met[index] ?? null;
    this.met[index] = before === null || before === type ? type : 'text';
  }

  has(name: string): boolean {
    return this.indexes.has(name);
  }

  close(): void {
    this.isOpen = false;
  }

  get types(): readonly ColumnType[] {
    return this.met.map((type) => type ?? 'text');
  }
}
