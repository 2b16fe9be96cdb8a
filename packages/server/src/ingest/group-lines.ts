import type { FactParameter, Facts } from '../store/facts.ts';
import { chosenSumSql, DECIMAL_SETTINGS, numberTextSql, sumSql } from './decimal-sql.ts';
import { keyRanges, rangeSql } from './key-ranges.ts';
import { BLOCKS, MOVED_COLUMNS, type StagingTables, sumColumn } from './staging-tables.ts';

/** What is made of the lines of a group: sums in the order in which they were staged, and counts. */
export interface GroupShape {
  readonly sums: readonly string[];
  /** Those among the sums that are over chosen lines. */
  readonly chosen: readonly string[];
  readonly counts: readonly string[];
}

/**
 * Makes one row of each group of staged lines: the first line's values, exact sums, counts, and whether its lines have more than one time. Memory is bounded: one range
 * of groups at a time. The first line is joined back by its number, as carrying its columns through the sums is slow.
 */
export async function groupLines(
  facts: Facts,
  tables: StagingTables,
  lines: number,
  { sums, chosen, counts }: GroupShape,
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
  const properties =
    made.length === 0
      ? 'properties'
      : `mapConcat(properties, mapFilter((key, value) -> value != '', map(${made.join(', ')})))`;
  const columns = MOVED_COLUMNS.map((column) => (column === 'properties' ? properties : column));
  const totals = sums
    .map((key, index) => {
      const total = chosen.includes(key) ? chosenSumSql : sumSql;
      return `, ${total(sumColumn(index))} AS total_${index}`;
    })
    .join('');
  for (const range of keyRanges(lines)) {
    const where = rangeSql(range);
    await facts.run(
      `INSERT INTO ${tables.door} (seq, message_id, counted, anonymous_ids, ${MOVED_COLUMNS.join(', ')}, lines, mixed)
       SELECT seq, message_id, 0, anonymous_ids, ${columns.join(', ')}, made.lines, made.mixed
       FROM ${tables.line} AS first
       INNER JOIN (
         SELECT min(seq) AS seq, count() AS lines, min(at) != max(at) AS mixed${totals} FROM ${tables.line} WHERE ${where} GROUP BY key
       ) AS made USING (seq)
       WHERE ${where}`,
      {
        parameters,
        settings: {
          ...DECIMAL_SETTINGS,
          ...BLOCKS,
          max_bytes_before_external_group_by: 200_000_000,
        },
      },
    );
  }
}
