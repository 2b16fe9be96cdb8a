import { type Estimate, type Grade, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, transferTable } from '../generation.ts';
import { ofSegment } from './segment-lens.ts';

/** What is known of a touchpoint beside its cube: how often, by how many, how it felt, and what its data cost people. */
export interface TouchpointEvidence {
  readonly touchpoint: string;
  readonly people: number;
  /** Aggregates with their n. */
  readonly encounters: number;
  /** Those of them that aggregates count. */
  readonly encountersInAggregates: number;
  /** Mean of how its encounters felt, -1..+1, with the range of that mean; null: nobody was asked. */
  readonly felt: Estimate | null;
  /** Encounters in which a person gave data, and those of them in which nothing at all came back. */
  readonly encountersGivingData: number;
  readonly encountersGivingDataGettingNothing: number;
  /** People who gave data there at least once. */
  readonly peopleGivingData: number;
}

/**
 * The mean square of the ratings behind an encounter. Of an aggregate only their mean f is known: nothing spreads them wider
 * than if all were -1 or +1, with the variance (1 - f)(1 + f), so that their mean square is 1.
 */
const SQUARE = 'if(n > 1 AND isNotNull(felt), 1, felt * felt)';

/**
 * One row a touchpoint that has encounters, by id. `customers`: the actor ids on the customer's side. `segment`: only its own. What needs each person
 * or encounter by itself is counted in buckets of people, one after the other, so that its memory does not grow with them.
 */
export async function touchpointEvidence(
  facts: Facts,
  generation: Generation,
  customers: readonly string[],
  buckets?: number,
  segment?: string,
): Promise<readonly TouchpointEvidence[]> {
  const encounters = await facts.rows<EncountersRow>(
    `SELECT touchpoint, sum(sign * toInt64(n)) AS encounters, sumIf(sign * toInt64(n), isNotNull(until)) AS aggregated,
       sumIf(sign * toInt64(n), isNotNull(felt)) AS felt_count, maxIf(grade, isNotNull(felt)) AS felt_grade,
       if(felt_count = 0, NULL, sum(felt * sign * toInt64(n)) / felt_count) AS felt_mean,
       if(felt_count = 0, NULL, sqrt(greatest(0, sum(${SQUARE} * sign * toInt64(n)) / felt_count - felt_mean * felt_mean))) AS felt_spread
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} ${ofSegment(generation, segment)}
     GROUP BY touchpoint ORDER BY touchpoint`,
    { parameters: { seq: generation.seqDone } },
  );
  const counts = new Map<string, Counts>();
  const add = (row: CountsRow): void => {
    counts.set(row.touchpoint, plus(counts.get(row.touchpoint), row));
  };
  const counting: Counting = { facts, generation, customers, segment };
  for (const row of await peopleAt(counting, buckets)) add(row);
  for (const row of await givingAt(counting, buckets)) add(row);
  return encounters.map((row) => {
    const { people = 0, giving = 0, nothing = 0, givers = 0 } = counts.get(row.touchpoint) ?? {};
    const { touchpoint, felt_mean: mean, felt_spread: spread } = row;
    return {
      ...{ touchpoint, people },
      encounters: Number(row.encounters),
      encountersInAggregates: Number(row.aggregated),
      felt:
        mean === null ? null : meanOf(mean, spread ?? 0, Number(row.felt_count), row.felt_grade),
      encountersGivingData: giving,
      encountersGivingDataGettingNothing: nothing,
      peopleGivingData: givers,
    };
  });
}

interface EncountersRow {
  readonly touchpoint: string;
  readonly encounters: string;
  readonly aggregated: string;
  readonly felt_mean: number | null;
  readonly felt_spread: number | null;
  readonly felt_count: string;
  readonly felt_grade: Grade;
}

/** Counts of a touchpoint that add up over buckets of people. */
type Counts = Readonly<Partial<Record<'people' | 'giving' | 'nothing' | 'givers', number>>>;
type CountsRow = { readonly touchpoint: string } & Readonly<Record<keyof Counts, string>>;

function plus(sum: Counts = {}, row: CountsRow): Counts {
  const added = (key: keyof Counts): number => (sum[key] ?? 0) + Number(row[key] ?? 0);
  return {
    people: added('people'),
    giving: added('giving'),
    nothing: added('nothing'),
    givers: added('givers'),
  };
}

interface Counting {
  readonly facts: Facts;
  readonly generation: Generation;
  readonly customers: readonly string[];
  readonly segment: string | undefined;
}

/** So many distinct numbers are held at once: half a gigabyte at most. */
const COUNTED_TOGETHER = 16_000_000;
const DATA_COUNTED_TOGETHER = 3_000_000;
/**
 * People are told apart by 64 bits of their id, three times as fast as by its 128: two of ten million fall together in one
 * of 370,000 such ledgers.
 */
const PERSON = 'cityHash64(person_id)';
/** A person is in one bucket with all they did; who is nobody is spread by event. */
const IN_BUCKET = `if(isNull(person_id), seq, ${PERSON}) % {buckets:UInt64} = {bucket:UInt64}`;

/** People by touchpoint, in one pass or in as many as their memory needs. */
async function peopleAt(
  { facts, generation, segment }: Counting,
  buckets: number | undefined,
): Promise<readonly CountsRow[]> {
  return inBuckets(buckets ?? generation.seqDone / COUNTED_TOGETHER, (bucket, isOne) =>
    facts.rows<CountsRow>(
      `SELECT touchpoint, uniqExactIf(${PERSON}, isNotNull(person_id)) AS people FROM ${encounterTable(generation)}
       WHERE seq <= {seq:UInt64} ${isOne ? '' : `AND ${IN_BUCKET}`} ${ofSegment(generation, segment)} GROUP BY touchpoint`,
      { parameters: { seq: generation.seqDone, ...bucket } },
    ),
  );
}

/** Data given by touchpoint: where something may have come back encounter by encounter, elsewhere each row is one. */
async function givingAt(
  counting: Counting,
  buckets: number | undefined,
): Promise<readonly CountsRow[]> {
  const { facts, generation, customers, segment } = counting;
  const own = ofSegment(generation, segment);
  const rows = await facts.rows<Taking>(
    `SELECT toString(touchpoint) AS touchpoint, countIf(${GIVES_DATA}) AS given, uniqExactIf(leg, ${GIVES_DATA}) AS legs,
       countIf(receiver IN ({customers:Array(String)})) AS reached
     FROM ${transferTable(generation)} WHERE seq <= {seq:UInt64} AND touchpoint IN (
       SELECT DISTINCT touchpoint FROM ${transferTable(generation)} WHERE startsWith(kind, 'data:') AND seq <= {seq:UInt64}) ${own}
     GROUP BY touchpoint HAVING given > 0`,
    { parameters: { seq: generation.seqDone, customers } },
  );
  const isPlain = ({ legs, reached }: Taking): boolean => legs === '1' && reached === '0';
  return [
    ...(await plainlyGiving(counting, rows.filter(isPlain), buckets)),
    ...(await givingByEncounter(
      counting,
      rows.filter((row) => !isPlain(row)),
      buckets,
    )),
  ];
}

/** A touchpoint that took data, with its rows that did, the lines of its exchange that they are, and rows that reached customers. */
type Taking = Readonly<Record<'touchpoint' | 'given' | 'legs' | 'reached', string>>;

function namesOf(taking: readonly Taking[]): string {
  return taking.map(({ touchpoint }) => textSql(touchpoint)).join(', ');
}

function givenIn(taking: readonly Taking[]): number {
  return taking.reduce((sum, { given }) => sum + Number(given), 0);
}

/** One line of one exchange gives data once an encounter, and where nothing ever came back nothing did. */
async function plainlyGiving(
  { facts, generation, customers, segment }: Counting,
  taking: readonly Taking[],
  buckets: number | undefined,
): Promise<readonly CountsRow[]> {
  if (taking.length === 0) return [];
  return inBuckets(buckets ?? givenIn(taking) / COUNTED_TOGETHER, (bucket, isOne) =>
    facts.rows<CountsRow>(
      `SELECT toString(touchpoint) AS touchpoint, sum(sign * toInt64(n)) AS giving, giving AS nothing, uniqExactIf(${PERSON}, isNotNull(person_id)) AS givers
       FROM ${transferTable(generation)} WHERE seq <= {seq:UInt64} AND touchpoint IN (${namesOf(taking)}) AND ${GIVES_DATA}
         ${isOne ? '' : `AND ${IN_BUCKET}`} ${ofSegment(generation, segment)} GROUP BY touchpoint`,
      { parameters: { seq: generation.seqDone, customers, ...bucket } },
    ),
  );
}

/** An event makes one encounter at a touchpoint at most, so its seq stands for it there. */
async function givingByEncounter(
  { facts, generation, customers, segment }: Counting,
  taking: readonly Taking[],
  buckets: number | undefined,
): Promise<readonly CountsRow[]> {
  if (taking.length === 0) return [];
  const names = namesOf(taking);
  const spots = taking.map((_, index) => `toUInt32(${index})`).join(', ');
  const found = await inBuckets(
    buckets ?? givenIn(taking) / DATA_COUNTED_TOGETHER,
    (bucket, isOne) =>
      facts.rows<CountsRow>(
        `SELECT toString(spot) AS touchpoint, sum(n) AS giving, sumIf(n, back <= 0) AS nothing, uniqExactIf(person, is_named) AS givers FROM (
         SELECT any(t.n) AS n, any(isNotNull(person_id)) AS is_named, any(if(isNull(person_id), 0, ${PERSON})) AS person,
           sumIf(sign, ${GIVES_DATA}) AS given, sumIf(sign, receiver IN ({customers:Array(String)})) AS back,
           transform(touchpoint, [${names}], [${spots}], toUInt32(0)) AS spot
         FROM ${transferTable(generation)} AS t
         WHERE seq <= {seq:UInt64} AND touchpoint IN (${names}) AND (receiver IN ({customers:Array(String)}) OR ${GIVES_DATA})
           ${isOne ? '' : `AND ${IN_BUCKET}`} ${ofSegment(generation, segment)}
         GROUP BY seq, spot HAVING given > 0
       ) GROUP BY spot`,
        { parameters: { seq: generation.seqDone, customers, ...bucket } },
      ),
  );
  return found.map((row) => ({
    ...row,
    touchpoint: taking[Number(row.touchpoint)]?.touchpoint ?? '',
  }));
}

const GIVES_DATA = "startsWith(kind, 'data:') AND giver IN ({customers:Array(String)})";

/** One after the other, so that the memory is that of one. */
async function inBuckets(
  wanted: number,
  ask: (
    bucket: Readonly<Record<'buckets' | 'bucket', number>>,
    isOne: boolean,
  ) => Promise<readonly CountsRow[]>,
): Promise<readonly CountsRow[]> {
  const buckets = Math.max(1, Math.ceil(wanted));
  const rows: CountsRow[] = [];
  for (let bucket = 0; bucket < buckets; bucket += 1)
    rows.push(...(await ask({ buckets, bucket }, buckets === 1)));
  return rows;
}

/** The mean of n ratings with its 90 % range by the normal approximation, kept within -1..+1. */
function meanOf(mean: number, spread: number, n: number, grade: Grade): Estimate {
  const half = (1.6448536269514722 * spread) / Math.sqrt(n);
  return {
    kind: 'estimate',
    median: mean,
    low: Math.max(-1, mean - half),
    high: Math.min(1, mean + half),
    level: 0.9,
    n,
    method: 'mean of ratings',
    grade,
  };
}
