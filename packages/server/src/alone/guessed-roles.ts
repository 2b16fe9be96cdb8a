import type { AloneColumns } from '@bothways/core/contract';
import { ImportRefused } from '../read/import-refused.ts';
import { guessColumn, NAMED } from './column-guess.ts';
import { logColumns } from './log-columns.ts';

/** What is known of a column before a role is chosen for it. */
export interface KnownColumn {
  readonly name: string;
  readonly holds: 'number' | 'time' | 'text';
  readonly distinct: number;
  readonly range: { readonly least: number; readonly most: number } | null;
}

const DRIVERS_MAX = 14;
/** An answer on a scale has so many values at most. */
const ANSWERS_MAX = 11;
const WHOLE = [
  /overall|total|gesamt/i,
  /^nps|recommend/i,
  /satisf|zufried/i,
  /loyal|intent|return/i,
];

/** Which column is what, as names and first records suggest; null where none does. */
export function guessedRoles(columns: readonly KnownColumn[]): AloneColumns['guess'] {
  const names = columns.map(({ name }) => name);
  const log = logRoles(names);
  const answers = columns.filter(
    ({ holds, distinct, name }) =>
      holds === 'number' && distinct >= 2 && distinct <= ANSWERS_MAX && name !== log.case,
  );
  const numbers = columns.filter(({ holds }) => holds === 'number').map(({ name }) => name);
  const felt = guessColumn(numbers, NAMED.felt);
  // Two words are an answer as well: satisfied or not, stays or leaves.
  const either = columns.filter(({ holds, distinct }) => holds === 'text' && distinct === 2);
  const whole = guessColumn(
    [...answers, ...either].map(({ name }) => name),
    WHOLE,
  );
  const outcome = whole ?? answers.at(-1)?.name ?? null;
  const drivers = answers.map(({ name }) => name).filter((name) => name !== outcome);
  return {
    ...log,
    ...{ felt, scale: scaleOf(columns.find(({ name }) => name === felt)) },
    overall: guessColumn(
      numbers.filter((name) => name !== felt),
      [/overall|whole|remember/i],
    ),
    outcome,
    drivers: drivers.slice(0, DRIVERS_MAX),
  };
}

function logRoles(
  names: readonly string[],
): Pick<AloneColumns['guess'], 'case' | 'activity' | 'at'> {
  const nothing = { case: null, activity: null, at: null };
  try {
    return logColumns('', names, nothing).columns;
  } catch (fault) {
    if (!(fault instanceof ImportRefused)) throw fault;
    const [caseColumn, activity, at] = [NAMED.case, NAMED.activity, NAMED.at].map((patterns) =>
      guessColumn(names, patterns),
    );
    return { case: caseColumn ?? null, activity: activity ?? null, at: at ?? null };
  }
}

/** The scale that the answers seen fit: the smallest of the usual ones. */
function scaleOf(column: KnownColumn | undefined): string | null {
  const range = column?.range ?? null;
  if (range === null) return null;
  const { least, most } = range;
  const usual = [
    [-2, 2],
    [1, 5],
    [1, 7],
    [0, 10],
    [0, 100],
  ].find(([from = 0, to = 0]) => least >= from && most <= to);
  return usual === undefined ? `${least}..${most}` : usual.join('..');
}
