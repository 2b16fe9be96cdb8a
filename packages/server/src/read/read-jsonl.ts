import type { Encoding } from './decode-text.ts';
import { flattener } from './flatten-json.ts';
import { rawNumber } from './json-record.ts';
import type { KeyedColumns } from './keyed-columns.ts';
import type { FilePlace } from './read-bytes.ts';
import { readJson } from './read-json.ts';
import type { SourceRecord } from './source-record.ts';

/**
 * The records of JSON lines, or of one JSON list, flattened: a nested value is a column by its path, as in a bag.
 *
 * Shape: `line` is the physical line, of a list the place in it.
 * Errors: `ImportRefused` where a list breaks off; a line that is no object is a record with a flaw.
 */
export async function* readJsonl(
  place: FilePlace,
  encoding: Encoding | null,
  columns: KeyedColumns,
  onBytes?: (count: number) => void,
): AsyncGenerator<readonly SourceRecord[]> {
  const flatten = flattener(columns);
  const blank = columns.names.map(() => '');
  for await (const records of readJson(place, encoding, rawNumber, onBytes))
    yield records.map(({ line, raw, value, flaw }) => {
      const cells = [...blank];
      const found =
        flaw ?? (typeof value === 'object' && value !== null ? flatten(value, cells) : null);
      return { line, cells, raw, flaw: found };
    });
}
