import { timeParser } from '../read/parse-time.ts';
import type { ColumnType } from '../read/source-file.ts';
import type { Flaw } from '../read/source-record.ts';
import { badNumber, shown } from './bind-numbers.ts';
import type { Mapping, Property } from './mapping.ts';
import {
  canonicalNumber,
  type DecimalParser,
  decimalParser,
  isPlainNumber,
} from './parse-number.ts';
import type { StagedRows } from './staged-rows.ts';

/** Writes the entry of a cell that is not empty. */
export type ValueWriter = (text: string, row: StagedRows) => Flaw | null;

/** Writes the value of a property as what the mapping calls it, or else as what the file knows its column to be. */
export function bindValue(
  { column, as, names }: Extract<Property, { kind: 'column' }>,
  type: ColumnType,
  mapping: Mapping,
  key: string,
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

function textWriter(names: ReadonlyMap<string, string>, key: string): ValueWriter {
  return (text, row) => {
    row.properties.text(key, names.get(text) ?? text);
    return null;
  };
}

/** A number as JSON has it: with an idle zero or blanks it is a text, that came behind where the file was looked at. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A value of a column of one type, known from the file itself; what is of another type is kept as text, and so is a whole
 * number of which JavaScript would change digits.
 */
function typedWriter(
  type: Exclude<ColumnType, 'text'>,
  names: ReadonlyMap<string, string>,
  key: string,
): ValueWriter {
  const writeText = textWriter(names, key);
  const parse = decimalParser({ decimal: '.', group: '' });
  const bareOf = (text: string): string | null => {
    if (type === 'bool') return text === 'true' || text === 'false' ? text : null;
    if (!NUMBER.test(text)) return null;
    if (text.length > 15 && /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text)))
      return null;
    const decimal = parse(text);
    return decimal === null ? null : canonicalNumber(decimal);
  };
  return (text, row) => {
    const bare = bareOf(text);
    if (bare === null) return writeText(text, row);
    row.properties.bare(key, bare);
    return null;
  };
}

function numberWriter(
  column: string,
  mapping: Mapping,
  key: string,
  parse: DecimalParser,
): ValueWriter {
  const { numbers } = mapping;
  return (text, row) => {
    if (isPlainNumber(text, numbers)) {
      row.properties.bare(key, text);
      return null;
    }
    const decimal = parse(text);
    const number = decimal === null ? null : canonicalNumber(decimal);
    if (number === null) return badNumber(column, text, mapping);
    row.properties.bare(key, number);
    return null;
  };
}

const TRUE = new Set(['true', 't', 'yes', 'y', '1']);
const FALSE = new Set(['false', 'f', 'no', 'n', '0']);

function boolWriter(column: string, key: string): ValueWriter {
  return (text, row) => {
    const word = text.trim().toLowerCase();
    if (!TRUE.has(word) && !FALSE.has(word))
      return {
        reason: 'bad-bool',
        detail: `${column} is ${shown(text)}; wanted true or false, yes or no, 1 or 0`,
      };
    row.properties.bare(key, TRUE.has(word) ? 'true' : 'false');
    return null;
  };
}

/** A time is kept as a text in ISO 8601, UTC. It is written as that of the event is, or in ISO 8601. */
function timeWriter(column: string, { time }: Mapping, key: string): ValueWriter {
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
    row.properties.text(key, new Date(moment).toISOString());
    return null;
  };
}
