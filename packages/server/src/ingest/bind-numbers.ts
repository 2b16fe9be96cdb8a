import type { Flaw } from '../read/source-record.ts';
import type { CellsWriter } from './cells-writer.ts';
import { NOT_CHOSEN } from './decimal-sql.ts';
import type { Condition, Mapping, Property } from './mapping.ts';
import {
  canonicalNumber,
  type DecimalParser,
  decimalParser,
  decimalProduct,
  summand,
} from './parse-number.ts';
import type { StagedRows } from './staged-rows.ts';

type At = (column: string) => number;

/**
 * Writes what is added up over the lines of a group, in the order of the mapping: exact decimals, null for a line that has
 * none, a mark for one that is not chosen; 1 or 0 for a line that is counted or not.
 */
export function bindSums(mapping: Mapping, at: At): readonly CellsWriter[] {
  const parse = decimalParser(mapping.numbers);
  const summed = (mapping.properties ?? []).filter(
    (property) =>
      property.kind === 'sum' || (property.kind === 'count' && property.where.length > 0),
  );
  return summed.flatMap((property, sum) => {
    if (property.kind === 'count') return [countWriter(sum, bindWhere(property.where, at))];
    return property.kind === 'sum' ? [sumWriter(sum, property, mapping, parse, at)] : [];
  });
}

function countWriter(sum: number, chosen: (cells: readonly string[]) => boolean): CellsWriter {
  return (cells, row) => {
    row.sums[sum]?.add(chosen(cells) ? '1' : '0');
    return null;
  };
}

function sumWriter(
  sum: number,
  property: Extract<Property, { kind: 'sum' }>,
  mapping: Mapping,
  parse: DecimalParser,
  at: At,
): CellsWriter {
  const read = numberReader(property, mapping, parse, at);
  const chosen = bindWhere(property.where, at);
  return (cells, row) => {
    const decimal = chosen(cells) ? read(cells) : NOT_CHOSEN;
    if (typeof decimal !== 'string') return decimal;
    const added = decimal === '' || decimal === NOT_CHOSEN ? decimal : summand(decimal);
    if (added === null)
      return badNumber(property.column, cells[at(property.column)] ?? '', mapping);
    row.sums[sum]?.add(added === '' ? null : added);
    return null;
  };
}

/** Whether a line is one of those that a sum or a count is over. */
function bindWhere(where: readonly Condition[], at: At): (cells: readonly string[]) => boolean {
  const tests = where.map(({ column, values }) => ({ index: at(column), values }));
  return (cells) => tests.every(({ index, values }) => values.has(cells[index] ?? ''));
}

interface NumberSource {
  readonly column: string;
  readonly times: string | null;
  readonly none: ReadonlySet<string>;
}

/** A number of a record as an exact decimal: its column, times another one. Empty where either is. */
function numberReader(
  { column, times, none }: NumberSource,
  mapping: Mapping,
  parse: DecimalParser,
  at: At,
): (cells: readonly string[]) => string | Flaw {
  const one = (name: string): ((cells: readonly string[]) => string | Flaw) => {
    const index = at(name);
    return (cells) => {
      const text = cells[index] ?? '';
      if (text === '' || none.has(text)) return '';
      const decimal = parse(text) ?? badNumber(name, text, mapping);
      return decimal === NOT_CHOSEN ? '0' : decimal;
    };
  };
  const first = one(column);
  if (times === null) return first;
  const second = one(times);
  return (cells) => {
    const [a, b] = [first(cells), second(cells)];
    if (typeof a !== 'string') return a;
    if (typeof b !== 'string') return b;
    return a === '' || b === '' ? '' : decimalProduct(a, b);
  };
}

/** Writes a property that is the product of two columns of a record; where either is empty there is none. */
export function bindProduct(
  source: NumberSource,
  mapping: Mapping,
  key: string,
  at: At,
): (cells: readonly string[], row: StagedRows) => Flaw | 'written' | 'empty' {
  const read = numberReader(source, mapping, decimalParser(mapping.numbers), at);
  return (cells, row) => {
    const decimal = read(cells);
    if (typeof decimal !== 'string') return decimal;
    if (decimal === '') return 'empty';
    const number = canonicalNumber(decimal);
    if (number === null) return badNumber(source.column, cells[at(source.column)] ?? '', mapping);
    row.properties.bare(key, number);
    return 'written';
  };
}

export function badNumber(column: string, text: string, { numbers }: Mapping): Flaw {
  const wanted = `1234${numbers.decimal}5`;
  return {
    reason: 'bad-number',
    detail: `${column} is ${shown(text)}; wanted a number such as ${wanted}`,
  };
}

/** A cell as a message shows it. */
export function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
