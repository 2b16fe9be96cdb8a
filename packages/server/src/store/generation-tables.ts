import { textSql } from '@bothways/core';
import { CONSENT_EVENT } from '@bothways/core/person';
import type { FactTables } from './fact-tables.ts';
import { CORRECTION_COLUMNS } from './standing.ts';

export const SINKS = ['encounter', 'transfer', 'transfer_held', 'leg_refused', 'unmapped'] as const;
/** Those whose rows are corrected by others that come later. */
export const CORRECTED_SINKS: readonly (typeof SINKS)[number][] = [
  'encounter',
  'transfer',
  'transfer_held',
];

/** Kinds whose legs wait for what is known of rights, and of those that are rights what one of them is in smallest units. */
export interface HeldKinds {
  readonly kinds: readonly string[];
  readonly ones: readonly (readonly [kind: string, one: number])[];
}

export const MERGE_BYTES_MAX = 'max_bytes_to_merge_at_max_space_in_pool';

/** Statements that make the empty tables of a generation. */
export function sinkTables(
  id: number,
  { cluster, engine, settings: usual }: FactTables,
  merging: boolean,
): readonly string[] {
  // A block of live rows that is sent again, as its answer was lost, is known by its token.
  const settings = `${usual}, non_replicated_deduplication_window = 1000`;
  const heavy = merging ? settings : `${settings}, ${MERGE_BYTES_MAX} = 1`;
  const person = `person_id Nullable(FixedString(16))`;
  const place = `journey LowCardinality(String), touchpoint LowCardinality(String), channel LowCardinality(String)`;
  const transfer = `encounter_id FixedString(16), leg UInt8, sign Int8, seq UInt64 CODEC(Delta, LZ4), ${person}, exchange_id Nullable(String),
      at DateTime64(3, 'UTC') CODEC(Delta, ZSTD), ${place}, giver LowCardinality(String), receiver LowCardinality(String),
      kind LowCardinality(String), quantity Int64, n UInt64, grade LowCardinality(String),
      ${CORRECTION_COLUMNS}`;
  return [
    `CREATE TABLE encounter_g${id} ${cluster} (
      encounter_id FixedString(16), sign Int8, seq UInt64 CODEC(Delta, LZ4), ${person}, account_id Nullable(FixedString(16)),
      at DateTime64(3, 'UTC') CODEC(Delta, ZSTD), until Nullable(DateTime64(3, 'UTC')), ${place}, phase LowCardinality(String), step LowCardinality(String),
      duration_s Nullable(Float64), felt Nullable(Float64), felt_scale LowCardinality(String), felt_raw Nullable(Float64),
      n UInt64, grade LowCardinality(String), case_id Nullable(String), starts UInt8, ends UInt8,
      ${CORRECTION_COLUMNS},
      -- One person's encounters lie among all others: without it they are looked for in every row.
      INDEX by_person person_id TYPE bloom_filter(0.01) GRANULARITY 1
    ) ENGINE = ${engine} ORDER BY (touchpoint, seq) ${heavy}`,
    `CREATE TABLE transfer_g${id} ${cluster} (${transfer}) ENGINE = ${engine} ORDER BY (touchpoint, kind, seq) ${heavy}`,
    `CREATE TABLE transfer_held_g${id} ${cluster} (${transfer}) ENGINE = ${engine} ORDER BY (touchpoint, kind, seq) ${settings}`,
    `CREATE TABLE leg_refused_g${id} ${cluster} (
      encounter_id FixedString(16), leg UInt8, seq UInt64, touchpoint LowCardinality(String), kind LowCardinality(String),
      reason LowCardinality(String), n UInt64
    ) ENGINE = ${engine} ORDER BY (touchpoint, kind, reason) ${settings}`,
    `CREATE TABLE unmapped_g${id} ${cluster} (
      name String, seq UInt64, n UInt64
    ) ENGINE = ${engine} ORDER BY name ${settings}`,
  ];
}

/** Statements that make the views which fill them from one pass of recognition. */
export function sinkViews(
  id: number,
  { cluster }: FactTables,
  refusedSql: string,
  held: HeldKinds | null,
): readonly string[] {
  const waits = held === null ? '' : `l.kind IN (${held.kinds.map(textSql).join(', ')})`;
  const view = (sink: (typeof SINKS)[number], select: string): string =>
    `CREATE MATERIALIZED VIEW ${sink}_g${id}_view ${cluster} TO ${sink}_g${id} AS ${select}`;
  return [
    view(
      'encounter',
      `SELECT encounter_id, 1 AS sign, seq, person_id, identity_id, account_id, at, until, journey, touchpoint, channel, phase, step,
        duration_s, felt, felt_scale, felt_raw, n, grade, case_id, starts, ends FROM recognised_g${id} WHERE hit > 0`,
    ),
    view('transfer', transferSql(id, refusedSql, waits === '' ? '' : `AND NOT (${waits})`)),
    // Made only where a kind waits for a right: other models do not pay for it.
    ...(waits === ''
      ? []
      : [view('transfer_held', transferSql(id, refusedSql, `AND ${waits}`, held))]),
    view(
      'leg_refused',
      `SELECT encounter_id, l.leg AS leg, seq, touchpoint, l.kind AS kind, ${refusedSql} AS reason, n
      FROM recognised_g${id} ARRAY JOIN arrayFilter(l -> ${refusedSql} != '', legs) AS l WHERE hit > 0`,
    ),
    // Events that only carry traits feed segments, and what somebody chose feeds rights: they are not meant for a touchpoint.
    view(
      'unmapped',
      `SELECT if(name = '', type, name) AS name, min(seq) AS seq, sum(n) AS n FROM recognised_g${id}
      WHERE hit = 0 AND type NOT IN ('identify', 'group', 'alias') AND NOT (type = 'track' AND name = ${textSql(CONSENT_EVENT)}) GROUP BY name`,
    ),
  ];
}

/** A right is one, however many a leg names; only of nobody it is as it is counted. */
function transferSql(
  id: number,
  refusedSql: string,
  which: string,
  held?: HeldKinds | null,
): string {
  const moved = 'toInt64(abs(assumeNotNull(l.amount)))';
  const ones = held?.ones ?? [];
  const list = (of: readonly (string | number)[]): string => `[${of.join(', ')}]`;
  const right = `transform(l.kind, ${list(ones.map(([kind]) => textSql(kind)))}, ${list(ones.map(([, one]) => `toInt64(${one})`))}, ${moved})`;
  return `SELECT encounter_id, l.leg AS leg, 1 AS sign, seq, person_id, identity_id, exchange_id, at, journey, touchpoint, channel,
        if(l.amount < 0, l.receiver, l.giver) AS giver, if(l.amount < 0, l.giver, l.receiver) AS receiver,
        l.kind AS kind, ${ones.length === 0 ? moved : `if(isNull(person_id), ${moved}, ${right})`} AS quantity, n, l.grade AS grade
      FROM recognised_g${id} ARRAY JOIN legs AS l
      WHERE hit > 0 AND ${refusedSql} = '' AND l.amount != 0 ${which}`;
}
