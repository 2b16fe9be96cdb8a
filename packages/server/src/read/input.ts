import type { Encoding } from './decode-text.ts';

/** The formats of files that are read. */
export const FILE_FORMATS = ['csv', 'xlsx', 'jsonl', 'parquet', 'xes', 'ocel'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** How a file is to be read, where guessing is not enough. */
export interface Input {
  readonly format: FileFormat | null;
  readonly delimiter: string | null;
  readonly encoding: Encoding | null;
  readonly sheet: string | null;
  /** The line of the column names, from 1; 0: none. */
  readonly header: number;
}
