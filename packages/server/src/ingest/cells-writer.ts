import type { Flaw } from '../read/source-record.ts';
import type { StagedRows } from './staged-rows.ts';

export type Cells = readonly string[];
/** Writes a part of a staged row from the cells of a record, or says what is wrong with it. */
export type CellsWriter = (cells: Cells, row: StagedRows) => Flaw | null;
