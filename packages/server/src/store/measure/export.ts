import { type Model, textSql } from '@bothways/core';
import type { Pool } from 'pg';
import type { FactParameter } from '../facts.ts';
import { encounterTable, type Generation, transferTable } from '../generation.ts';

export const EXPORT_TABLES = ['encounter', 'transfer', 'event'] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

/** The formats a table can leave in, with the engine's name for each. */
export const EXPORT_FORMATS = [
  { name: 'parquet', engine: 'Parquet' },
  { name: 'csv', engine: 'CSVWithNames' },
  { name: 'jsonl', engine: 'JSONEachRow' },
] as const;

/**
 * What every export asks of the engine: in texts, times as 2026-05-04T08:00:00.000Z and nothing as nothing; numbers stay
 * numbers; a table of any size may take its time.
 */
export const EXPORT_SETTINGS = {
  date_time_output_format: 'iso',
  format_csv_null_representation: '',
  output_format_json_quote_64bit_integers: 0,
  max_execution_time: 0,
} as const;

/**
 * The statement that reads a whole table as it is seen now, in the order it is kept; ids as hexadecimal text.
 * A transfer's quantity is in smallest units, and beside it, as an exact decimal text, in whole units.
 */
export function exportSql(table: ExportTable, generation: Generation, model: Model): string {
  switch (table) {
    case 'encounter':
      return `SELECT ${hex('encounter_id')}, sign, ${hexOrNull('person_id')}, ${hexOrNull('account_id')}, at, until, ${texts('journey', 'phase', 'step', 'touchpoint', 'channel')},
        duration_s, felt, ${texts('felt_scale')}, felt_raw, n, ${texts('grade')}
      FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64}`;
    case 'transfer':
      return `SELECT ${hex('encounter_id')}, leg, sign, ${hexOrNull('person_id')}, exchange_id, at, ${texts('journey', 'touchpoint', 'channel', 'giver', 'receiver', 'kind')},
        quantity, ${wholeUnits(model)}, n, ${texts('grade')}
      FROM ${transferTable(generation)} WHERE seq <= {seq:UInt64}`;
    case 'event':
      return `SELECT ${texts('source')}, message_id, seq, ${hexOrNull('identity_id')}, ${hexOrNull('account_id')}, case_id, at, until, original_at, sent_at, received_at,
        ${texts('type', 'name', 'channel')}, ${json('properties')}, ${json('context')}, n, ${texts('grade')}
      FROM event WHERE seq <= {seq:UInt64}`;
  }
}

/** A statement with what is bound to it. */
export interface ExportStatement {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, FactParameter>>;
}

/** Reads every reject, of live events (import 0) and of imports that ended, in their order; `raw` is the record as it came. */
export async function rejectsStatement(state: Pool): Promise<ExportStatement> {
  const { rows } = await state.query<{ id: string }>("SELECT id FROM import WHERE state = 'done'");
  return {
    sql: `SELECT ${texts('source')}, import_id, file, line, ${texts('reason')}, detail, raw, at
      FROM reject WHERE import_id = 0 OR import_id IN {imports:Array(UInt64)} ORDER BY import_id, seq, file, line`,
    parameters: { imports: rows.map(({ id }) => Number(id)) },
  };
}

/** A quantity is never below zero, so its whole units and the rest are cut apart as they stand. */
function wholeUnits({ values }: Model): string {
  const ofKind = (each: (kind: Model['values'][number]) => string, otherwise: string): string =>
    `transform(toString(kind), [${values.map(({ id }) => textSql(id))}], [${values.map(each)}], ${otherwise})`;
  const scale = ofKind(({ scale }) => `toUInt8(${scale})`, 'toUInt8(0)');
  const one = `toInt64(intExp10(${scale}))`;
  const rest = `concat('.', leftPad(toString(quantity % ${one}), ${scale}, '0'))`;
  return `concat(toString(intDiv(quantity, ${one})), if(${scale} = 0, '', ${rest})) AS whole, ${ofKind(({ unit }) => textSql(unit), "''")} AS unit`;
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
