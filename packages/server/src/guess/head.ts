import type { Encoding } from '../read/decode-text.ts';
import type { FileFormat } from '../read/input.ts';
import type { ColumnType } from '../read/source-file.ts';

/** The first records of a file, and how the file is written. All that a guess looks at. */
export interface Head {
  readonly format: FileFormat;
  /** Null: as the format has it, or by a byte order mark. */
  readonly encoding: Encoding | null;
  /** Of delimited text; null for other formats. */
  readonly delimiter: string | null;
  /** The line of the column names, from 1; 0: none. */
  readonly header: number;
  readonly columns: readonly string[];
  /** What the values of each column are where the file says so; null where all are texts. */
  readonly types: readonly ColumnType[] | null;
  /** Cells in the order of the columns; as many in each. */
  readonly rows: readonly (readonly string[])[];
  /** Records seen whose number of cells was another. */
  readonly ragged: number;
  /** Whether these are all records of the file. */
  readonly isWhole: boolean;
}

/** How much of a file is looked at, and how wide it may be. */
export const HEAD_LIMITS = { rowsMin: 600, rowsMax: 20_000, cells: 600_000, columns: 1_000 };
