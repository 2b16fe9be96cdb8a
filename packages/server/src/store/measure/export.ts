import { encounterTable, type Generation, transferTable } from '../generation.ts';

export const EXPORT_TABLES = ['encounter', 'transfer', 'event'] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

/** The formats a table can leave in, with the engine's name for each. */
export const EXPORT_FORMATS = [
  { name: 'parquet', engine: 'Parquet' },
  { name: 'csv', engine: 'CSVWithNames' },
  { name: 'jsonl', engine: 'JSONEachRow' },
] as const;

/** The statement that reads a whole table as it is seen now, in the order it is kept; ids as hexadecimal text. */
export function exportSql(table: ExportTable, generation: Generation): string {
  switch (table) {
    case 'encounter':
      return `SELECT ${hex('encounter_id')}, sign, ${hexOrNull('person_id')}, ${hexOrNull('account_id')}, at, ${texts('journey', 'phase', 'step', 'touchpoint', 'channel')},
        duration_s, felt, ${texts('felt_scale')}, felt_raw, n, ${texts('grade')}
      FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64}`;
    case 'transfer':
      return `SELECT ${hex('encounter_id')}, leg, sign, ${hexOrNull('person_id')}, exchange_id, at, ${texts('journey', 'touchpoint', 'channel', 'giver', 'receiver', 'kind')},
        quantity, n, ${texts('grade')}
      FROM ${transferTable(generation)} WHERE seq <= {seq:UInt64}`;
    case 'event':
      return `SELECT ${texts('source')}, message_id, seq, ${hexOrNull('identity_id')}, ${hexOrNull('account_id')}, case_id, at, original_at, sent_at, received_at,
        ${texts('type', 'name', 'channel')}, ${json('properties')}, ${json('context')}, n, ${texts('grade')}
      FROM event WHERE seq <= {seq:UInt64}`;
  }
}

function hex(column: string): string {
  return `lower(hex(${column})) AS ${column}`;
}
function hexOrNull(column: string): string {
  return `if(isNull(${column}), NULL, lower(hex(assumeNotNull(${column})))) AS ${column}`;
}
function texts(...columns: readonly string[]): string {
  return columns.map((column) => `toString(${column}) AS ${column}`).join(', ');
}
/** A bag as one JSON object with dotted names: strings stand behind a leading quote there (see core's Bag). */
function json(column: string): string {
  const value = `if(startsWith(v, '"'), toJSONString(substring(v, 2)), v)`;
  return `concat('{', arrayStringConcat(arrayMap((k, v) -> concat(toJSONString(k), ':', ${value}), arrayMap(k -> toString(k), mapKeys(${column})), mapValues(${column})), ','), '}') AS ${column}`;
}
