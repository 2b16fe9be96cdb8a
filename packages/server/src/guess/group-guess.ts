import type { Assigned, Assignment } from './assign-roles.ts';
import type { ColumnFacts } from './column-facts.ts';
import { isItemName } from './known-names.ts';
import { measureOf } from './quantity-names.ts';
import { mixedGroups, percent } from './role-odds.ts';

/** Lines that are one event: the column they are equal in. */
export interface GroupGuess {
  readonly column: ColumnFacts;
  readonly sure: number;
  readonly why: string;
  /** The share of groups whose lines have more than one time. */
  readonly mixedTimes: number;
}

/**
 * Whether records are lines of something larger, such as the items of an invoice: a case whose lines have one time, each
 * with an article or a quantity, and no column that says what happened.
 */
export function groupGuess(columns: readonly ColumnFacts[], roles: Assignment): GroupGuess | null {
  const time = roles.get('time')?.column;
  const found: Assigned | undefined = roles.get('case');
  if (found === undefined || found.sure < 0.5 || time === undefined || roles.has('event'))
    return null;
  const { codes, values, filled } = found.column;
  const items = columns.some(({ words }) => isItemName(words));
  const quantities = columns.some((column) => measureOf(column) === 'quantity');
  const { groups, mixed } = mixedGroups(time.codes, codes);
  const perGroup = filled / Math.max(1, values.length);
  if (groups < 2 || mixed > 0.25 || (!items && !quantities)) return null;
  const lines = items && quantities ? 0.97 : 0.85;
  const many = perGroup >= 1.5 ? 0.97 : 0.75;
  return {
    column: found.column,
    sure: found.sure * (1 - mixed) * lines * many,
    mixedTimes: mixed,
    why: [
      `lines of one ${JSON.stringify(found.column.name)} have ${mixed === 0 ? 'one time' : `one time in ${percent(1 - mixed)} of the cases`}`,
      `${perGroup.toFixed(1)} lines each`,
      items ? 'each with an article' : 'each with a quantity',
    ].join('; '),
  };
}
