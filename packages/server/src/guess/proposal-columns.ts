import type { ColumnFacts } from './column-facts.ts';
import { shortText } from './property-guess.ts';
import type { ColumnReport, ColumnRole } from './proposal.ts';
import type { Reading } from './propose.ts';
import { measureOf } from './quantity-names.ts';

/** What became of each column, in the order of the file. */
export function columnReports(reading: Reading): readonly ColumnReport[] {
  return reading.columns.map((column) => {
    const { name, kind, rows, filled, values, personal } = column;
    const shown = personal === null ? values.slice(0, 3).map(([value]) => shortText(value)) : [];
    return {
      name,
      type: kind,
      filled: rows === 0 ? 0 : Math.round((1000 * filled) / rows) / 1000,
      distinct: values.length,
      examples: shown,
      ...fateOf(column, reading),
    };
  });
}

type Fate = Pick<ColumnReport, 'role' | 'sure' | 'why'>;

function fateOf(column: ColumnFacts, reading: Reading): Fate {
  const { roles, group, felt, properties, columns } = reading;
  if (group?.column === column) return fate('group', group.sure, group.why);
  for (const [role, found] of roles)
    if (found.column === column) return fate(role, found.sure, found.why);
  if (felt?.column === column) return fate('felt', felt.sure, felt.why);
  const property = properties.find((each) => each.column === column);
  if (property === undefined) return fate('left out', 0.9, leftOutWhy(column, columns));
  if ('leftOut' in property) return fate('left out', 0.8, property.leftOut);
  const measure = measureOf(column);
  const role = measure === null ? 'property' : measure === 'quantity' ? 'quantity' : 'amount';
  return fate(role, property.part.sure, property.part.why);
}

function leftOutWhy({ name }: ColumnFacts, columns: readonly ColumnFacts[]): string {
  if (columns.filter((each) => each.name === name).length > 1)
    return name === '' ? 'it has no name' : 'several columns are called so';
  return 'it says what another column says';
}

function fate(role: ColumnRole, sure: number, why: string): Fate {
  return { role, sure: Math.round(100 * sure) / 100, why };
}
