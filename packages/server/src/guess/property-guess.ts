import type { ColumnChoice } from './choices.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { GroupGuess } from './group-guess.ts';
import { isKeyName } from './known-names.ts';
import type { Part, Written } from './proposal.ts';
import { measureOf } from './quantity-names.ts';
import { counted, mixedGroups, percent } from './role-odds.ts';
import type { TimeShape } from './time-shape.ts';

/** What properties are made of, beside the columns. */
export interface PropertySetting {
  readonly group: GroupGuess | null;
  /** Of the event; properties that are times are read alike. */
  readonly time: TimeShape | null;
  /** Whether the columns are paths, in which a dot is a step. */
  readonly hasPaths: boolean;
  /** Whether `felt` is given otherwise. */
  readonly hasFelt: boolean;
  /** What a person has said that a column is. */
  readonly chosen: (column: ColumnFacts) => ColumnChoice | undefined;
}

/** A property, or why a column becomes none. */
export type PropertyGuess =
  | { readonly part: Part; readonly column: ColumnFacts | null }
  | { readonly leftOut: string; readonly column: ColumnFacts };

/** The properties that the columns make: what is left when every role has its column. */
export function propertyGuesses(
  columns: readonly ColumnFacts[],
  setting: PropertySetting,
): readonly PropertyGuess[] {
  const taken = new Set<string>(setting.hasFelt ? ['felt'] : []);
  const keyFor = (name: string): string => freeKey(name, setting.hasPaths, taken);
  const made = columns.map((column) => propertyGuess(column, setting, keyFor));
  return setting.group === null ? made : [...made, ...groupExtras(columns, keyFor)];
}

function propertyGuess(
  column: ColumnFacts,
  setting: PropertySetting,
  keyFor: (name: string) => string,
): PropertyGuess {
  const { name, kind, personal } = column;
  const said = setting.chosen(column);
  if (said === 'left out') return { column, leftOut: 'you said so' };
  if (said === 'text' || said === 'number') return saidProperty(column, said, setting, keyFor);
  if (kind === 'empty') return { column, leftOut: 'it is empty' };
  if (name === '') return { column, leftOut: 'it has no name' };
  if (personal !== null)
    return { column, leftOut: `it seems to hold ${personal}, which no rule needs` };
  if (setting.group !== null) return lineProperty(column, setting.group, setting, keyFor);
  const typed = typedValue(column, setting);
  return { column, part: { key: keyFor(name), toFill: false, ...typed } };
}

/** As a person wants it kept: a text as it stands, or a number, added up over the lines of a group. */
function saidProperty(
  column: ColumnFacts,
  said: 'text' | 'number',
  { group }: PropertySetting,
  keyFor: (name: string) => string,
): Extract<PropertyGuess, { part: Part }> {
  const { name, number } = column;
  const others = (number?.others ?? []).filter((text) => NO_VALUE.test(text));
  const none: Readonly<Record<string, Written>> = others.length === 0 ? {} : { none: others };
  const sum: Readonly<Record<string, Written>> = group === null ? {} : { sum: true };
  const value: Written = said === 'text' ? name : { column: name, as: 'number', ...sum, ...none };
  return { column, part: { key: keyFor(name), value, sure: 1, why: 'you said so', toFill: false } };
}

/** Of the lines of a group numbers are added up; what is the same in all lines is a property of the whole. */
function lineProperty(
  column: ColumnFacts,
  group: GroupGuess,
  setting: PropertySetting,
  keyFor: (name: string) => string,
): PropertyGuess {
  const { name, codes } = column;
  const measure = measureOf(column);
  if (measure === 'quantity' || measure === 'amount') {
    const why = `a number, added up over the lines: ${range(column)}`;
    const value: Written = { column: name, as: 'number', sum: true };
    return { column, part: { key: keyFor(name), value, sure: 0.85, why, toFill: false } };
  }
  const { mixed } = mixedGroups(codes, group.column.codes);
  if (mixed > 0.02)
    return { column, leftOut: `it differs between the lines of ${percent(mixed)} of the groups` };
  const typed = typedValue(column, setting);
  return { column, part: { key: keyFor(name), toFill: false, ...typed } };
}

/** What lines give beside their columns: their number, and price times quantity where nothing says the amount. */
function groupExtras(
  columns: readonly ColumnFacts[],
  keyFor: (name: string) => string,
): readonly PropertyGuess[] {
  const first = (measure: string): ColumnFacts | undefined =>
    columns.find((column) => measureOf(column) === measure);
  const [quantity, price, amount] = [first('quantity'), first('unit price'), first('amount')];
  const lines: Part = {
    key: keyFor('lines'),
    value: { count: true },
    sure: 0.95,
    why: 'the number of lines',
    toFill: false,
  };
  const extras = [{ column: null, part: lines }];
  if (quantity === undefined || price === undefined || amount !== undefined) return extras;
  const product: Part = {
    key: keyFor('amount'),
    value: { column: quantity.name, times: price.name, as: 'number', sum: true },
    sure: 0.85,
    why: `${quantity.name} times ${price.name}, added up over the lines`,
    toFill: false,
  };
  return [{ column: null, part: product }, ...extras];
}

function typedValue(
  column: ColumnFacts,
  { time, hasPaths }: PropertySetting,
): Pick<Part, 'value' | 'sure' | 'why'> {
  const { name, kind, number, values, words, looksLikeId, type } = column;
  const many = `${counted(values.length)} different`;
  // Logs write numbers as texts at times; a name that says an amount tells.
  const isTextAmount = type === 'text' && measureOf(column) !== null && number?.share === 1;
  if ((hasPaths || type !== null) && !isTextAmount)
    return { value: name, sure: 0.95, why: `${type ?? 'text'}, as the file says; ${many}` };
  switch (kind) {
    case 'bool':
      return { value: { column: name, as: 'bool' }, sure: 0.95, why: examplesOf(column) };
    case 'time': {
      const own = column.time;
      const alike = own?.share === 1 && (own.format === 'iso' || own.format === time?.format);
      return alike
        ? { value: { column: name, as: 'time' }, sure: 0.9, why: `times as ${own.words}` }
        : { value: name, sure: 0.7, why: `times as ${own?.words ?? ''}, kept as text` };
    }
    case 'whole':
    case 'number': {
      const isKey = isKeyName(words) || (looksLikeId && kind === 'whole') || tooLong(column);
      if (isKey) return { value: name, sure: 0.9, why: `numbers that name something; ${many}` };
      const others = number?.others ?? [];
      if (others.length === 0)
        return { value: { column: name, as: 'number' }, sure: 0.95, why: range(column) };
      if (others.every((text) => NO_VALUE.test(text)))
        return {
          value: { column: name, as: 'number', none: others },
          sure: 0.85,
          why: `${range(column)}; ${others.map((text) => JSON.stringify(text)).join(', ')} taken for no value`,
        };
      return {
        value: name,
        sure: 0.6,
        why: `mostly numbers, but ${JSON.stringify(others[0] ?? '')} is none: kept as text`,
      };
    }
    default:
      return { value: name, sure: 0.95, why: `${many}: ${examplesOf(column)}` };
  }
}

const NO_VALUE = /^\s*(n\/?a|#n\/a|na|nan|null|nil|none|-+|\.|\?|k\.? ?a\.?|unknown|)\s*$/i;

/** Whole numbers beyond what a number keeps exactly. */
function tooLong({ values, kind }: ColumnFacts): boolean {
  return kind === 'whole' && values.some(([value]) => value.replace(/\D/g, '').length > 15);
}

function range({ number, values }: ColumnFacts): string {
  if (number === null) return '';
  return `${counted(values.length)} different from ${number.low} to ${number.high}`;
}

/** The first few values, short, on one line. */
export function examplesOf({ values, personal }: ColumnFacts, most = 3): string {
  if (personal !== null) return '';
  return values
    .slice(0, most)
    .map(([value]) => shortText(value))
    .join(', ');
}

/** A value on one line, cut: comments must not end where a cell has a line break. */
export function shortText(value: string): string {
  const clean = value
    .toWellFormed()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .trim();
  return clean.length > 28 ? `${[...clean].slice(0, 26).join('')}…` : clean;
}

/** A key for a property: the column's name, made fit to be one, and like no other. */
function freeKey(name: string, hasPaths: boolean, taken: Set<string>): string {
  const plain = hasPaths && !/\\|\.\.|^\.|\.$/.test(name) ? name : name.replaceAll(/[.\\]/g, '_');
  const safe = /^(x-|__proto__$|<<$)/.test(plain) || plain === '' ? `_${plain}` : plain;
  let key = safe;
  for (let more = 2; taken.has(key); more += 1) key = `${safe}_${more}`;
  taken.add(key);
  return key;
}
