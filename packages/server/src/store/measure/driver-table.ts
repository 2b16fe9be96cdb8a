import { RULE_SETTINGS } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation } from '../generation.ts';
import { bucketSql, type DriverTable, driverRowsSql } from './driver-columns.ts';
import { ofSegment } from './segment-lens.ts';
import { SINGLE } from './touchpoint-seen.ts';

/** Rows of the table with the same of their scores known. */
export interface DriverPattern {
  /** Bit by bit: the columns, then the outcome. */
  readonly mask: number;
  readonly rows: number;
  /** Of each column over these rows; 0 where it is not known. */
  readonly sums: readonly number[];
  readonly squares: readonly number[];
  /** Of the outcome. */
  readonly outcome: { readonly sum: number; readonly squares: number };
}

/**
 * Sums over a block of rows that have everything: counts, sums and products of the columns chosen and the outcome, which
 * is all that regressions and their bootstrap need.
 *
 * Shape: `products` is the upper triangle, row by row, with the diagonal.
 */
export interface DriverBlock {
  readonly rows: number;
  readonly sums: readonly number[];
  readonly products: readonly number[];
}

/** Rows are dealt to so many blocks by their id, as chance does: resampling blocks is resampling customers. */
export const BLOCKS = 256;
/** So many rows are worked on at once: what the fact store keeps of them stays within a query's memory. */
const ROWS_AT_ONCE = 1_000_000;
const SETTINGS = { ...RULE_SETTINGS, max_execution_time: 120 } as const;

/** What can be scored in a ledger, touchpoint by touchpoint, before any table is made. */
export interface ScoredAt {
  readonly touchpoint: string;
  /** About so many people or forms with a feeling, a duration, or anything. */
  readonly felt: number;
  readonly timed: number;
  readonly met: number;
}

export interface ScoredInAll {
  readonly at: readonly ScoredAt[];
  /** Different people that single encounters name, exactly. */
  readonly people: number;
  /** Events with single encounters that name nobody. */
  readonly forms: number;
}

/** Two passes over the encounters. */
export async function scoredInAll(
  facts: Facts,
  generation: Generation,
  segment: string | undefined,
): Promise<ScoredInAll> {
  const unit = 'if(isNull(person_id), sipHash64(seq), cityHash64(assumeNotNull(person_id)))';
  const where = `seq <= {seq:UInt64} AND ${SINGLE} ${ofSegment(generation, segment)}`;
  const options = { parameters: { seq: generation.seqDone }, settings: SETTINGS };
  const rows = await facts.rows<Record<'touchpoint' | 'felt' | 'timed' | 'met', string>>(
    `SELECT toString(touchpoint) AS touchpoint, toString(uniqCombined64If(${unit}, isNotNull(felt))) AS felt,
       toString(uniqCombined64If(${unit}, isNotNull(duration_s))) AS timed, toString(uniqCombined64(${unit})) AS met
     FROM ${encounterTable(generation)} WHERE ${where} GROUP BY touchpoint ORDER BY touchpoint`,
    options,
  );
  const [all] = await facts.rows<Record<'people' | 'forms', string>>(
    `SELECT toString(uniqExactIf(cityHash64(person_id), isNotNull(person_id))) AS people,
       toString(uniqExactIf(seq, isNull(person_id))) AS forms
     FROM ${encounterTable(generation)} WHERE ${where}`,
    options,
  );
  return {
    at: rows.map(({ touchpoint, felt, timed, met }) => ({
      ...{ touchpoint, felt: Number(felt), timed: Number(timed), met: Number(met) },
    })),
    people: Number(all?.people ?? 0),
    forms: Number(all?.forms ?? 0),
  };
}

/** Which scores are known together, over the whole table; `units` says about how many rows it has. */
export async function driverPatterns(
  facts: Facts,
  table: DriverTable,
  units: number,
): Promise<readonly DriverPattern[]> {
  const names = [...scoreNames(table), 'y'];
  const bits = names.map((name, bit) => `if(isNull(${name}), 0, ${2 ** bit})`);
  const each = (sql: (name: string) => string): string =>
    `[${names.map((name) => `ifNull(sum(${sql(name)}), 0)`).join(', ')}]`;
  const patterns = new Map<number, DriverPattern>();
  for (const sql of tableSqls(table, units)) {
    const rows = await facts.rows<PatternRow>(
      `SELECT toUInt32(${bits.join(' + ')}) AS mask, toString(count()) AS rows, ${each((name) => name)} AS sums,
         ${each((name) => `${name} * ${name}`)} AS squares
       FROM (${sql}) GROUP BY mask ORDER BY mask`,
      asked(table),
    );
    for (const row of rows) {
      const pattern = patternOf(row);
      const known = patterns.get(row.mask);
      patterns.set(row.mask, known === undefined ? pattern : together(known, pattern));
    }
  }
  return [...patterns.values()].toSorted((a, b) => a.mask - b.mask);
}

interface PatternRow {
  readonly mask: number;
  readonly rows: string;
  readonly sums: readonly number[];
  readonly squares: readonly number[];
}

function patternOf({ mask, rows, sums, squares }: PatternRow): DriverPattern {
  return {
    ...{ mask, rows: Number(rows), sums: sums.slice(0, -1), squares: squares.slice(0, -1) },
    outcome: { sum: sums.at(-1) ?? 0, squares: squares.at(-1) ?? 0 },
  };
}

function together(one: DriverPattern, other: DriverPattern): DriverPattern {
  const add = (of: 'sums' | 'squares'): readonly number[] =>
    one[of].map((value, index) => value + (other[of][index] ?? 0));
  return {
    ...{ mask: one.mask, rows: one.rows + other.rows, sums: add('sums'), squares: add('squares') },
    outcome: {
      sum: one.outcome.sum + other.outcome.sum,
      squares: one.outcome.squares + other.outcome.squares,
    },
  };
}

/** The sums of rows that have the outcome and every column chosen, block by block. */
export async function driverBlocks(
  facts: Facts,
  table: DriverTable,
  { units, chosen }: { readonly units: number; readonly chosen: readonly number[] },
): Promise<readonly DriverBlock[]> {
  const names = [...chosen.map((column) => `x${column + 1}`), 'y'];
  const products = names.flatMap((a, index) => names.slice(index).map((b) => `sum(${a} * ${b})`));
  const blocks = new Map<number, DriverBlock>();
  for (const sql of tableSqls(table, units)) {
    const rows = await facts.rows<{
      block: number;
      rows: string;
      sums: number[];
      products: number[];
    }>(
      `SELECT toUInt16(intHash64(unit) % ${BLOCKS}) AS block, toString(count()) AS rows,
         [${names.map((name) => `assumeNotNull(sum(${name}))`).join(', ')}] AS sums,
         [${products.map((product) => `assumeNotNull(${product})`).join(', ')}] AS products
       FROM (${sql}) WHERE ${complete(names)} GROUP BY block ORDER BY block`,
      asked(table),
    );
    for (const { block, ...row } of rows) {
      const known = blocks.get(block);
      const made = { ...row, rows: Number(row.rows) };
      blocks.set(block, known === undefined ? made : plusBlock(known, made));
    }
  }
  return [...blocks].toSorted(([a], [b]) => a - b).map(([, block]) => block);
}

function plusBlock(one: DriverBlock, other: DriverBlock): DriverBlock {
  const add = (of: 'sums' | 'products'): readonly number[] =>
    one[of].map((value, index) => value + (other[of][index] ?? 0));
  return { rows: one.rows + other.rows, sums: add('sums'), products: add('products') };
}

/** Some of the complete rows themselves, at most `most`, the same each time: each a row of the columns chosen, then the outcome. */
export async function driverSample(
  facts: Facts,
  table: DriverTable,
  {
    units,
    chosen,
    most,
  }: { readonly units: number; readonly chosen: readonly number[]; readonly most: number },
): Promise<readonly (readonly number[])[]> {
  const names = [...chosen.map((column) => `x${column + 1}`), 'y'];
  const sqls = tableSqls(table, units);
  const sample: (readonly number[])[] = [];
  for (const sql of sqls) {
    const rows = await facts.rows<{ row: number[] }>(
      `SELECT [${names.map((name) => `assumeNotNull(${name})`).join(', ')}] AS row FROM (${sql})
       WHERE ${complete(names)} ORDER BY intHash64(unit + 2), unit LIMIT ${Math.ceil(most / sqls.length)}`,
      asked(table),
    );
    for (const { row } of rows) sample.push(row);
  }
  return sample;
}

/** Means by row, with the columns `x1`, `x2` ... and `y`; one statement for each part of the units. */
function tableSqls(table: DriverTable, units: number): readonly string[] {
  const of = Math.max(1, Math.ceil(units / ROWS_AT_ONCE));
  return Array.from({ length: of }, (_, bucket) => tableSql(table, bucketSql(bucket, of)));
}

function tableSql(table: DriverTable, bucket: string): string {
  const slots = [...scoreNames(table), 'y'].map((name, index) => ({ name, slot: index + 1 }));
  const sums = slots.map(
    ({ name, slot }) =>
      `sumIf(value, slot = ${slot}) AS sum_${name}, sumIf(weight, slot = ${slot}) AS weight_${name}`,
  );
  const means = slots.map(({ name }) =>
    name === 'y'
      ? `${outcomeSql(table)} AS y`
      : `if(weight_${name} > 0, sum_${name} / weight_${name}, NULL) AS ${name}`,
  );
  return `SELECT unit, ${means.join(', ')} FROM (SELECT unit, ${sums.join(', ')}
    FROM (${driverRowsSql(table, bucket)}) GROUP BY unit)`;
}

/** What people did not do, and what did not move, is known: it is nothing. */
function outcomeSql({ outcome }: DriverTable): string {
  switch (outcome.kind) {
    case 'rating':
      return 'if(weight_y > 0, sum_y / weight_y, NULL)';
    case 'came-back':
    case 'bought-again':
      return 'toNullable(toFloat64(weight_y > 0))';
    case 'net':
      return 'toNullable(sum_y)';
  }
}

function scoreNames({ columns }: DriverTable): readonly string[] {
  return columns.map((_, index) => `x${index + 1}`);
}

function complete(names: readonly string[]): string {
  return names.map((name) => `isNotNull(${name})`).join(' AND ');
}

function asked({ generation }: DriverTable) {
  return { parameters: { seq: generation.seqDone }, settings: SETTINGS };
}
