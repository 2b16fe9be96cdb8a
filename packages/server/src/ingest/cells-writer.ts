import type { RowBuffer } from './row-buffer.ts';
import type { Flaw } from './source-record.ts';

export type Cells = readonly string[];
/** Writes a part of a staged row from the cells of a record, or says what is wrong with it. */
export type CellsWriter = (cells: Cells, row: RowBuffer) => Flaw | null;
