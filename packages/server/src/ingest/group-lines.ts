import type { FactParameter, Facts } from '../store/facts.ts';
import { DECIMAL_SETTINGS, numberTextSql, sumSql } from './decimal-sql.ts';
import { keyRanges, rangeSql } from './key-ranges.ts';
import { MOVED_COLUMNS, type StagingTables, sumColumn } from './staging-tables.ts';

/** What is made of the lines of a group: sums in the order in which they were staged, and counts. */
export interface GroupShape {
  readonly sums: readonly string[];
  readonly counts: readonly string[];
}

/**
 * Makes one row of each group of staged lines: the first line's values, exact sums, counts. Memory is bounded: one range
 * of groups at a time, and what is still too much is sorted out on disk.
 */
export async function groupLines(
  facts: Facts,
  tables: StagingTables,
  lines: number,
  { sums, counts }: GroupShape,
): Promise<void> {
  const parameters: Record<string, FactParameter> = {};
  const made: string[] = [];
  const name = (key: string): string => {
    const parameter = `key_${made.length}`;
    parameters[parameter] = key;
    return `{${parameter}:String}`;
  };
  sums.forEach((key, index) => {
    made.push(`${name(key)}, ifNull(${numberTextSql(`total_${index}`)}, '')`);
  });
  for (const key of counts) made.push(`${name(key)}, toString(lines)`);
  const first = (column: string): string =>
    `tupleElement(first, ${MOVED_COLUMNS.indexOf(column as (typeof MOVED_COLUMNS)[number]) + 1})`;
  const bag = `CAST(${first('properties')}, 'Map(String, String)')`;
  const properties =
    made.length === 0
      ? bag
      : `mapConcat(${bag}, mapFilter((key, value) -> value != '', map(${made.join(', ')})))`;
  const columns = MOVED_COLUMNS.map((column) =>
    column === 'properties' ? properties : first(column),
  );
  const totals = sums.map((_, index) => `, ${sumSql(sumColumn(index))} AS total_${index}`).join('');
  for (const range of keyRanges(lines)) {
    await facts.run(
      `INSERT INTO ${tables.event} (ord, message_id, counted, ${MOVED_COLUMNS.join(', ')}, lines)
       SELECT ord_first, id, 0, ${columns.join(', ')}, lines FROM (
         SELECT min(ord) AS ord_first, any(message_id) AS id, argMin(tuple(${MOVED_COLUMNS.join(', ')}), ord) AS first,
           count() AS lines${totals}
         FROM ${tables.line} WHERE ${rangeSql(range)} GROUP BY key
       )`,
      {
        parameters,
        settings: { ...DECIMAL_SETTINGS, max_bytes_before_external_group_by: 200_000_000 },
      },
    );
  }
}
