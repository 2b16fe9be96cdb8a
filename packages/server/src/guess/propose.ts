import { type Assigned, type Assignment, assignRoles } from './assign-roles.ts';
import {
  type Choices,
  choiceOf,
  feltChosen,
  groupChosen,
  NO_CHOICES,
  numbersChosen,
  partsChosen,
  rolesChosen,
} from './choices.ts';
import { type ColumnFacts, columnFacts, columnValues, sameTexts } from './column-facts.ts';
import { baseName } from './event-name.ts';
import { type FeltGuess, feltGuesses, looksLikeSurvey } from './felt-column.ts';
import { type GroupGuess, groupGuess } from './group-guess.ts';
import type { Head } from './head.ts';
import { type NumbersGuess, numbersOf } from './number-shape.ts';
import { type PropertyGuess, propertyGuesses } from './property-guess.ts';
import type { ColumnReport, Part, Proposal } from './proposal.ts';
import { columnReports } from './proposal-columns.ts';
import { proposalNotes } from './proposal-notes.ts';
import { eventParts, fileParts, keyParts, timePart } from './proposal-parts.ts';
import type { Role } from './role-odds.ts';

/** Everything that was made out of a head, for those who write it down. */
export interface Reading {
  readonly head: Head;
  /** The file's name without folder and ending. */
  readonly name: string;
  readonly columns: readonly ColumnFacts[];
  readonly numbers: NumbersGuess;
  readonly roles: Assignment;
  readonly group: GroupGuess | null;
  readonly felt: FeltGuess | null;
  /** Columns that may say how it felt as well. */
  readonly feltOthers: readonly FeltGuess[];
  readonly isSurvey: boolean;
  /** Whether each record says who somebody is, not what happened. */
  readonly isTraits: boolean;
  readonly properties: readonly PropertyGuess[];
}

/** How sure a role must be to be proposed at all. */
const SURE_MIN: Readonly<Record<Role, number>> = {
  time: 0.3,
  event: 0.5,
  person: 0.4,
  account: 0.5,
  case: 0.5,
  id: 0.6,
  channel: 0.5,
};

/**
 * The mapping that a head of records suggests: which columns say when, what, who and where it belongs, how numbers and times
 * are written, and what the rest is; with how sure each is and why. Nothing enters but the head, the file's name, and what a
 * person has put right.
 *
 * Errors: none; what cannot be told is marked to be filled in.
 */
export function propose(
  head: Head,
  file: string,
  notes: readonly string[] = [],
  choices: Choices = NO_CHOICES,
): Proposal {
  const reading = readingOf(head, baseName(file), choices);
  const parts: Part[] = [
    ...fileParts(reading),
    timePart(reading),
    ...eventParts(reading),
    ...keyParts(reading),
  ];
  const properties = reading.properties.flatMap((each) => ('part' in each ? [each.part] : []));
  const columns: readonly ColumnReport[] = columnReports(reading);
  return {
    parts: partsChosen(parts, choices),
    properties,
    columns,
    notes: [...notes, ...proposalNotes(reading)],
  };
}

function readingOf(head: Head, name: string, choices: Choices): Reading {
  const counted = columnValues(head);
  const texts = head.types === null ? counted.map(({ values }) => values) : [];
  const numbers = numbersChosen(numbersOf(texts, head.delimiter === ';'), choices);
  const columns = columnFacts(head, counted, numbers.format);
  const usable = columns.filter(
    (column) => columns.filter(({ name: other }) => other === column.name).length === 1,
  );
  const roles = rolesChosen(adopted(assignRoles(usable)), usable, choices);
  const group = groupChosen(groupGuess(usable, roles), usable, choices);
  const [felt = null, ...others] = feltOf(usable, roles);
  const isSurvey = looksLikeSurvey(usable);
  const chosen = feltChosen(felt !== null && felt.sure >= 0.5 ? felt : null, usable, choices);
  const isTraits = !roles.has('time') && !roles.has('event') && isTable(roles, chosen, isSurvey);
  const used = new Set([...roles.values()].map(({ column }) => column));
  const isCopy = (column: ColumnFacts): boolean =>
    [...used].some((each) => each !== column && sameTexts(each, column));
  const rest = usable.filter(
    (column) => !used.has(column) && column !== chosen?.column && !isCopy(column),
  );
  const properties = propertyGuesses(rest, {
    group,
    time: roles.get('time')?.column.time ?? null,
    hasPaths: head.types !== null,
    hasFelt: chosen !== null,
    chosen: (column) => choiceOf(choices, column),
  });
  const feltOthers = felt === null || chosen !== null ? others : [felt, ...others];
  return {
    head,
    name,
    columns,
    numbers,
    roles,
    group,
    felt: chosen,
    feltOthers,
    isSurvey,
    isTraits,
    properties,
  };
}

function adopted(roles: Assignment): Assignment {
  return new Map([...roles].filter(([role, { sure }]) => sure >= SURE_MIN[role]));
}

function feltOf(columns: readonly ColumnFacts[], roles: Assignment): readonly FeltGuess[] {
  const used = new Set([...roles.values()].map(({ column }) => column));
  return feltGuesses(columns.filter((column) => !used.has(column)));
}

/** One record for each person, and nothing that happened: traits. */
function isTable(roles: Assignment, felt: FeltGuess | null, isSurvey: boolean): boolean {
  const person: Assigned | undefined = roles.get('person') ?? roles.get('account');
  if (person === undefined || felt !== null || isSurvey) return false;
  return person.column.values.length === person.column.rows;
}
