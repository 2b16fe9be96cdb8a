import { bagKey, bagText, FELT_SCALES } from '@bothways/core';
import type { SourceFile } from '../read/source-file.ts';
import type { Flaw } from '../read/source-record.ts';
import { bindProduct, shown } from './bind-numbers.ts';
import { bindValue } from './bind-values.ts';
import type { CellsWriter } from './cells-writer.ts';
import { FELT_PROPERTY, type Mapping, type Property } from './mapping.ts';
import { decimalParser } from './parse-number.ts';
import type { StagedRows } from './staged-rows.ts';

/** Writes one entry of a bag, key and value; an empty cell writes none. */
type EntryWriter = (cells: readonly string[], row: StagedRows) => Flaw | 'written' | 'empty';

type At = (column: string) => number;

/** Writes the properties of a record as a bag. Sums and counts are made of its group, not here. */
export function bindProperties(
  mapping: Mapping,
  source: SourceFile,
  columns: readonly string[],
  at: At,
): CellsWriter {
  const properties = mapping.properties ?? unusedColumns(mapping, source, columns);
  const entries = [
    ...properties.flatMap((property) => bindProperty(property, mapping, source, at)),
    ...bindFelt(mapping, at),
  ];
  return (cells, row) => {
    row.properties.start();
    for (const entry of entries) {
      const outcome = entry(cells, row);
      if (outcome !== 'written' && outcome !== 'empty') return outcome;
    }
    row.properties.end();
    return null;
  };
}

/** The answer to how it felt, as property `felt`: a number on its scale. */
function bindFelt({ felt, numbers }: Mapping, at: At): readonly EntryWriter[] {
  if (felt === null) return [];
  const { column, scale, none } = felt;
  const [low, high] = FELT_SCALES[scale] ?? [0, 0];
  const index = at(column);
  const parse = decimalParser(numbers);
  const key = FELT_PROPERTY;
  return [
    (cells, row) => {
      const text = (cells[index] ?? '').trim();
      if (text === '' || none.has(text)) return 'empty';
      const value = Number(parse(text) ?? Number.NaN);
      if (!(value >= low && value <= high))
        return {
          reason: 'bad-felt',
          detail: `${column} is ${shown(text)}; ${scale} goes from ${low} to ${high}: list codes for "no answer" under felt.none`,
        };
      row.properties.bare(key, String(value));
      return 'written';
    },
  ];
}

/** The path of a property: dots in a key of the mapping are steps, as in `properties.address.city` of a rule. */
export function propertyKey(key: string): string {
  return bagKey(key.split('.'));
}

function unusedColumns(
  { uses, joins }: Mapping,
  { columns: own, types }: SourceFile,
  columns: readonly string[],
): readonly Property[] {
  const used = new Set([
    ...uses.map(({ column }) => column),
    ...joins.flatMap(({ on }) => on.map(([name]) => name)),
  ]);
  const ofFile = new Set(own);
  return columns
    .filter((column) => column !== '' && !used.has(column))
    .map((column) => ({
      kind: 'column',
      // A dot in a column's own name is no step, but where columns are paths; one behind a join's prefix is.
      key: types === null && ofFile.has(column) ? column.replaceAll('.', '\\.') : column,
      column,
      as: null,
      times: null,
      names: new Map(),
      none: new Set(),
    }));
}

function bindProperty(
  property: Property,
  mapping: Mapping,
  source: SourceFile,
  at: At,
): readonly EntryWriter[] {
  if (property.kind === 'sum' || property.kind === 'count') return [];
  const key = mapping.properties === null ? property.key : propertyKey(property.key);
  if (property.kind === 'value') {
    const value = bagText(property.value);
    return [
      (_, row) => {
        row.properties.bare(key, value);
        return 'written';
      },
    ];
  }
  const { column, times, none } = property;
  if (times !== null) return [bindProduct(property, mapping, key, at)];
  const index = at(column);
  const write = bindValue(property, source.types?.[index] ?? 'text', mapping, key);
  return [
    (cells, row) => {
      const text = cells[index] ?? '';
      return text === '' || none.has(text) ? 'empty' : (write(text, row) ?? 'written');
    },
  ];
}
