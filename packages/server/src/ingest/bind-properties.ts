import { bagKey, bagText, FELT_SCALES } from '@bothways/core';
import type { CellsWriter } from './cells-writer.ts';
import type { Condition, Mapping, Property } from './mapping.ts';
import {
  canonicalNumber,
  type DecimalParser,
  decimalParser,
  decimalProduct,
  summand,
} from './parse-number.ts';
import { timeParser } from './parse-time.ts';
import { encodedText, type RowBuffer } from './row-buffer.ts';
import type { ColumnType, SourceFile } from './source-file.ts';
import type { Flaw } from './source-record.ts';

/** Writes one entry of a bag, key and value; an empty cell writes none. */
type EntryWriter = (cells: readonly string[], row: RowBuffer) => Flaw | 'written' | 'empty';

/** Writes the properties of a record as a bag. Sums and counts are made of its group, not here. */
export function bindProperties(
  mapping: Mapping,
  source: SourceFile,
  columns: readonly string[],
): CellsWriter {
  const properties = mapping.properties ?? unusedColumns(mapping, source.columns, columns);
  const entries = [
    ...properties.flatMap((property) => bindProperty(property, mapping, source, columns)),
    ...bindFelt(mapping, columns),
  ];
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
    if (property.kind === 'count' && property.where.length > 0) {
      const counts = bindWhere(property.where, at);
      return [
        (cells: readonly string[], row: RowBuffer) => {
          row.textOrNull(counts(cells) ? '1' : null);
          return null;
        },
      ];
    }
    if (property.kind !== 'sum') return [];
    const { column, where } = property;
    const read = numberReader(property, parse, at);
    const counts = bindWhere(where, at);
    return [
      (cells: readonly string[], row: RowBuffer) => {
        const decimal = counts(cells) ? read(cells) : '';
        const added = decimal === '' || decimal === null ? decimal : summand(decimal);
        if (added === null) return badNumber(column, cells[at(column)] ?? '', mapping);
        row.textOrNull(added === '' ? null : added);
        return null;
      },
    ];
  });
}

/** Whether a line is one of those that a sum or a count is over. */
function bindWhere(
  where: readonly Condition[],
  at: (column: string) => number,
): (cells: readonly string[]) => boolean {
  const tests = where.map(({ column, values }) => ({ index: at(column), values }));
  return (cells) => tests.every(({ index, values }) => values.has(cells[index] ?? ''));
}

interface NumberSource {
  readonly column: string;
  readonly times: string | null;
  readonly none: ReadonlySet<string>;
}

/** A number of a record as an exact decimal: its column, times another one. Empty where either is, null where one is no number. */
function numberReader(
  { column, times, none }: NumberSource,
  parse: DecimalParser,
  at: (column: string) => number,
): (cells: readonly string[]) => string | null {
  const index = at(column);
  const other = times === null ? -1 : at(times);
  const one = (text: string): string | null => (text === '' || none.has(text) ? '' : parse(text));
  return (cells) => {
    const first = one(cells[index] ?? '');
    if (other === -1 || first === '' || first === null) return first;
    const second = one(cells[other] ?? '');
    return second === '' || second === null ? second : decimalProduct(first, second);
  };
}

/** The answer to how it felt, as property `felt`: a number on its scale. */
function bindFelt({ felt, numbers }: Mapping, columns: readonly string[]): readonly EntryWriter[] {
  if (felt === null) return [];
  const { column, scale, none } = felt;
  const [low, high] = FELT_SCALES[scale] ?? [0, 0];
  const index = columns.indexOf(column);
  const parse = decimalParser(numbers);
  const key = encodedText('felt');
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
      row.raw(key);
      row.text(String(value));
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
  const { column, times, none } = property;
  if (times !== null) return [bindProduct(property, mapping, key, columns)];
  const index = columns.indexOf(column);
  const write = bindValue(property, source.types?.[index] ?? 'text', mapping, key);
  return [
    (cells, row) => {
      const text = cells[index] ?? '';
      return text === '' || none.has(text) ? 'empty' : (write(text, row) ?? 'written');
    },
  ];
}

function bindProduct(
  source: NumberSource,
  mapping: Mapping,
  key: Uint8Array,
  columns: readonly string[],
): EntryWriter {
  const at = (column: string): number => columns.indexOf(column);
  const read = numberReader(source, decimalParser(mapping.numbers), at);
  return (cells, row) => {
    const decimal = read(cells);
    if (decimal === '') return 'empty';
    const number = decimal === null ? null : canonicalNumber(decimal);
    if (number === null) return badNumber(source.column, cells[at(source.column)] ?? '', mapping);
    row.raw(key);
    row.text(number);
    return 'written';
  };
}

type ValueWriter = (text: string, row: RowBuffer) => Flaw | null;

function bindValue(
  { column, as, names }: Extract<Property, { kind: 'column' }>,
  type: ColumnType,
  mapping: Mapping,
  key: Uint8Array,
): ValueWriter {
  switch (as) {
    case null:
      return type === 'text' || names.size > 0
        ? textWriter(names, key)
        : typedWriter(type, names, key);
    case 'text':
      return textWriter(names, key);
    case 'number':
      return numberWriter(column, mapping, key, decimalParser(mapping.numbers));
    case 'bool':
      return boolWriter(column, key);
    case 'time':
      return timeWriter(column, mapping, key);
  }
}

function textWriter(names: ReadonlyMap<string, string>, key: Uint8Array): ValueWriter {
  return (text, row) => {
    row.raw(key);
    row.bagText(names.get(text) ?? text);
    return null;
  };
}

/** A value of a column of one type, known from the file itself; what is of another type is kept as text. */
function typedWriter(
  type: Exclude<ColumnType, 'text'>,
  names: ReadonlyMap<string, string>,
  key: Uint8Array,
): ValueWriter {
  const writeText = textWriter(names, key);
  const parse = decimalParser({ decimal: '.', group: '' });
  const bareOf = (text: string): string | null => {
    if (type === 'bool') return text === 'true' || text === 'false' ? text : null;
    const decimal = parse(text);
    return decimal === null ? null : canonicalNumber(decimal);
  };
  return (text, row) => {
    const bare = bareOf(text);
    if (bare === null) return writeText(text, row);
    row.raw(key);
    row.text(bare);
    return null;
  };
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
