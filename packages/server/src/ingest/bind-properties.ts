import { bagKey, bagText } from '@bothways/core';
import type { CellsWriter } from './cells-writer.ts';
import type { Mapping, Property } from './mapping.ts';
import { canonicalNumber, type DecimalParser, decimalParser, summand } from './parse-number.ts';
import { timeParser } from './parse-time.ts';
import { encodedText, type RowBuffer } from './row-buffer.ts';
import type { SourceFile } from './source-file.ts';
import type { Flaw } from './source-record.ts';

/** Writes one entry of a bag, key and value; an empty cell writes none. */
type EntryWriter = (cells: readonly string[], row: RowBuffer) => Flaw | 'written' | 'empty';

/** Writes the properties of a record as a bag. Sums and counts are made of its group, not here. */
export function bindProperties(
  mapping: Mapping,
  { columns: own }: SourceFile,
  columns: readonly string[],
): CellsWriter {
  const properties = mapping.properties ?? unusedColumns(mapping, own, columns);
  const entries = properties.flatMap((property) => bindProperty(property, mapping, columns));
  return (cells, row) => {
    const start = row.startMap();
    let written = 0;
    for (const entry of entries) {
      const outcome = entry(cells, row);
      if (outcome === 'written') written += 1;
      else if (outcome !== 'empty') return outcome;
    }
    row.endMap(start, written);
    return null;
  };
}

/** Writes the numbers that are summed over a group, as exact decimals: null for an empty cell. */
export function bindSums(mapping: Mapping, at: (column: string) => number): readonly CellsWriter[] {
  const parse = decimalParser(mapping.numbers);
  return (mapping.properties ?? []).flatMap((property) => {
    if (property.kind !== 'sum') return [];
    const { column } = property;
    const index = at(column);
    return [
      (cells: readonly string[], row: RowBuffer) => {
        const text = cells[index] ?? '';
        const decimal = text === '' ? null : parse(text);
        const added = decimal === null ? null : summand(decimal);
        if (text !== '' && added === null) return badNumber(column, text, mapping);
        row.textOrNull(added);
        return null;
      },
    ];
  });
}

/** The path of a property: dots in a key of the mapping are steps, as in `properties.address.city` of a rule. */
export function propertyKey(key: string): string {
  return bagKey(key.split('.'));
}

function unusedColumns(
  { uses, joins }: Mapping,
  own: readonly string[],
  columns: readonly string[],
): readonly Property[] {
  const used = new Set([
    ...uses.map(({ column }) => column),
    ...joins.flatMap(({ on }) => on.map(([name]) => name)),
  ]);
  return columns
    .filter((column) => column !== '' && !used.has(column))
    .map((column) => ({
      kind: 'column',
      // A dot in a column's own name is no step; one behind a join's prefix is.
      key: own.includes(column) ? column.replaceAll('.', '\\.') : column,
      column,
      as: 'text',
      names: new Map(),
    }));
}

function bindProperty(
  property: Property,
  mapping: Mapping,
  columns: readonly string[],
): readonly EntryWriter[] {
  if (property.kind === 'sum' || property.kind === 'count') return [];
  const key = encodedText(mapping.properties === null ? property.key : propertyKey(property.key));
  if (property.kind === 'value') {
    const value = encodedText(bagText(property.value));
    return [
      (_, row) => {
        row.raw(key);
        row.raw(value);
        return 'written';
      },
    ];
  }
  const index = columns.indexOf(property.column);
  const write = bindValue(property, mapping, key);
  return [
    (cells, row) => {
      const text = cells[index] ?? '';
      return text === '' ? 'empty' : (write(text, row) ?? 'written');
    },
  ];
}

type ValueWriter = (text: string, row: RowBuffer) => Flaw | null;

function bindValue(
  { column, as, names }: Extract<Property, { kind: 'column' }>,
  mapping: Mapping,
  key: Uint8Array,
): ValueWriter {
  switch (as) {
    case 'text':
      return (text, row) => {
        row.raw(key);
        row.bagText(names.get(text) ?? text);
        return null;
      };
    case 'number':
      return numberWriter(column, mapping, key, decimalParser(mapping.numbers));
    case 'bool':
      return boolWriter(column, key);
    case 'time':
      return timeWriter(column, mapping, key);
  }
}

function numberWriter(
  column: string,
  mapping: Mapping,
  key: Uint8Array,
  parse: DecimalParser,
): ValueWriter {
  return (text, row) => {
    const decimal = parse(text);
    const number = decimal === null ? null : canonicalNumber(decimal);
    if (number === null) return badNumber(column, text, mapping);
    row.raw(key);
    row.text(number);
    return null;
  };
}

const TRUE = new Set(['true', 't', 'yes', 'y', '1']);
const FALSE = new Set(['false', 'f', 'no', 'n', '0']);

function boolWriter(column: string, key: Uint8Array): ValueWriter {
  return (text, row) => {
    const word = text.trim().toLowerCase();
    if (!TRUE.has(word) && !FALSE.has(word))
      return {
        reason: 'bad-bool',
        detail: `${column} is ${shown(text)}; wanted true or false, yes or no, 1 or 0`,
      };
    row.raw(key);
    row.text(TRUE.has(word) ? 'true' : 'false');
    return null;
  };
}

/** A time is kept as a text in ISO 8601, UTC. It is written as that of the event is, or in ISO 8601. */
function timeWriter(column: string, { time }: Mapping, key: Uint8Array): ValueWriter {
  const zone = time.kind === 'column' ? time.zone : 'UTC';
  const parse = timeParser(time.kind === 'column' ? time.format : 'iso', zone);
  const parseIso = timeParser('iso', zone);
  return (text, row) => {
    const first = parse(text);
    const moment = first === 'bad-time' ? parseIso(text) : first;
    if (typeof moment === 'string')
      return {
        reason: moment,
        detail: `${column} is ${shown(text)}; wanted a time from 1970 to 2199`,
      };
    row.raw(key);
    row.bagText(new Date(moment).toISOString());
    return null;
  };
}

function badNumber(column: string, text: string, { numbers }: Mapping): Flaw {
  const wanted = `1234${numbers.decimal}5`;
  return {
    reason: 'bad-number',
    detail: `${column} is ${shown(text)}; wanted a number such as ${wanted}`,
  };
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
