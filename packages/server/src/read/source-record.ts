import type { RejectReason } from './reject.ts';

/** Why a record cannot be taken: a code for counting, and what was seen and what to do. */
export interface Flaw {
  readonly reason: RejectReason;
  readonly detail: string;
}

/** One record of a source file, as text cells in the order of its header. */
export interface SourceRecord {
  /** Where it starts: the physical line of a text file, the row number of a sheet, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** As it stands in the file; null where the cells joined by tabs say as much. */
  readonly raw: string | null;
  /** What is wrong with it already before a mapping looks at it. */
  readonly flaw: Flaw | null;
}

/** Characters that one record may have. */
export const RECORD_CHARACTERS_MAX = 1_048_576;
/** Characters kept of a rejected record. */
const RAW_CHARACTERS_MAX = 8_192;

/** The text kept of a record that is refused: bounded, and without broken halves of characters. */
export function rawText({ cells, raw }: Pick<SourceRecord, 'cells' | 'raw'>): string {
  const text = (raw ?? cells.join('\t')).slice(0, RAW_CHARACTERS_MAX);
  return text.toWellFormed();
}
