import { FELT_SCALES } from '@bothways/core';
import type { Assignment } from './assign-roles.ts';
import type { ColumnFacts } from './column-facts.ts';
import { type FeltGuess, feltGuesses } from './felt-column.ts';
import type { GroupGuess } from './group-guess.ts';
import type { NumbersGuess } from './number-shape.ts';
import type { Part, Written } from './proposal.ts';
import { ROLES, type Role } from './role-odds.ts';

/** What a person may say that a column is. */
export const COLUMN_CHOICES = [
  ...ROLES,
  'group',
  'felt',
  'number',
  'text',
  'left out',
] as const satisfies readonly (Role | string)[];
export type ColumnChoice = (typeof COLUMN_CHOICES)[number];

/** What a person has put right in a proposal; the rest stays as it was guessed. */
export interface Choices {
  /** What the source is called. */
  readonly source?: string | undefined;
  /** What happened, where no column says it. */
  readonly event?: string | undefined;
  /** When it was, for all records, as ISO 8601. */
  readonly timeAll?: string | undefined;
  /** How times are written: as a mapping has it. */
  readonly timeFormat?: string | undefined;
  readonly zone?: string | undefined;
  readonly decimal?: '.' | ',' | undefined;
  /** The scale of the answers to how it felt. */
  readonly scale?: string | undefined;
  /** By the names of columns. */
  readonly columns: Readonly<Record<string, ColumnChoice>>;
}

export const NO_CHOICES: Choices = { columns: {} };

const CHOSEN = 'you said so';

export function choiceOf({ columns }: Choices, { name }: ColumnFacts): ColumnChoice | undefined {
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}

/** The roles with those that were chosen: a column has one, and a role has one column. */
export function rolesChosen(
  guessed: Assignment,
  columns: readonly ColumnFacts[],
  choices: Choices,
): Assignment {
  const free = [...guessed].filter(([, { column }]) => choiceOf(choices, column) === undefined);
  const chosen = columns.flatMap((column) => {
    const choice = choiceOf(choices, column);
    const role = choice === 'group' ? 'case' : ROLES.find((each) => each === choice);
    return role === undefined
      ? []
      : [[role, { column, sure: 1, why: CHOSEN, rival: null }] as const];
  });
  return new Map([...free, ...chosen]);
}

export function groupChosen(
  guessed: GroupGuess | null,
  columns: readonly ColumnFacts[],
  choices: Choices,
): GroupGuess | null {
  const column = columns.find((each) => choiceOf(choices, each) === 'group');
  if (column !== undefined) return { column, sure: 1, why: CHOSEN, mixedTimes: 0 };
  if (guessed === null || choiceOf(choices, guessed.column) !== undefined) return null;
  return guessed;
}

export function feltChosen(
  guessed: FeltGuess | null,
  columns: readonly ColumnFacts[],
  choices: Choices,
): FeltGuess | null {
  const column = columns.find((each) => choiceOf(choices, each) === 'felt');
  const free = guessed === null || choiceOf(choices, guessed.column) !== undefined ? null : guessed;
  if (column === undefined) return withScale(free, choices.scale);
  const [fits] = feltGuesses([column]);
  const named: FeltGuess = fits ?? { column, scale: 'csat-5', none: [], sure: 1, why: CHOSEN };
  return withScale({ ...named, sure: 1, why: CHOSEN }, choices.scale);
}

function withScale(felt: FeltGuess | null, scale: string | undefined): FeltGuess | null {
  if (felt === null || scale === undefined || scale === felt.scale) return felt;
  const [low, high] = FELT_SCALES[scale] ?? [0, 0];
  // Answers off the scale that was chosen are no answers.
  const none = felt.column.values
    .map(([value]) => value)
    .filter((value) => !(Number(value.trim()) >= low && Number(value.trim()) <= high))
    .slice(0, 50);
  return { ...felt, scale, none, sure: 1, why: CHOSEN };
}

export function numbersChosen(guessed: NumbersGuess, { decimal }: Choices): NumbersGuess {
  if (decimal === undefined) return guessed;
  const group =
    guessed.format.decimal === decimal ? guessed.format.group : decimal === ',' ? '.' : ',';
  return { ...guessed, format: { decimal, group }, sure: 1, why: CHOSEN };
}

/** The keys of a mapping with what was said of them in place of what was guessed. */
export function partsChosen(
  parts: readonly Part[],
  { source, event, timeAll, timeFormat, zone, columns }: Choices,
): readonly Part[] {
  const said = (part: Part, value: Written): Part => ({
    ...{ key: part.key, value, sure: 1, why: CHOSEN, toFill: false },
  });
  const [timeColumn] = Object.entries(columns).find(([, choice]) => choice === 'time') ?? [];
  return parts.map((part) => {
    if (part.key === 'source' && source !== undefined) return said(part, source);
    if (part.key === 'event' && event !== undefined && typeof part.value === 'string')
      return said(part, event);
    if (part.key !== 'time') return part;
    if (timeAll !== undefined) return said(part, { constant: timeAll });
    if (!isColumn(part.value) && timeColumn === undefined) return part;
    // A column in which no times were seen is read as they are written most.
    const time: Record<string, Written> = isColumn(part.value)
      ? { ...part.value }
      : { column: timeColumn ?? '', format: 'iso' };
    if (timeFormat !== undefined) time['format'] = timeFormat;
    if (zone !== undefined) time['zone'] = zone;
    const isSaid = timeFormat !== undefined || !isColumn(part.value);
    return isSaid ? said(part, time) : { ...part, value: time };
  });
}

function isColumn(value: Written): value is Readonly<Record<string, Written>> {
  return typeof value === 'object' && 'column' in value;
}
