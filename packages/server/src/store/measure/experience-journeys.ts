import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, threadTable } from '../generation.ts';
import { ofSegment } from './segment-lens.ts';

/** Whose real journeys are read: of one journey, and of one segment where it is named. */
export interface JourneyAsked {
  readonly facts: Facts;
  readonly generation: Generation;
  readonly journey: string;
  readonly segment?: string;
}

/** The encounters at one place of real journeys; the last place takes what comes later. */
export interface PlaceRow {
  readonly place: number;
  readonly encounters: number;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
  readonly negative: number;
}

/** Real journeys counted, and how they felt by place. */
export interface JourneysCounted {
  readonly instances: number;
  /** Of them, those that may go on. */
  readonly open: number;
  readonly encounters: number;
  readonly people: number;
  readonly places: readonly PlaceRow[];
}

function ofJourney({ generation, segment }: JourneyAsked): string {
  return `journey = {journey:String} ${ofSegment(generation, segment)}`;
}

/** One pass over a journey's threads. People are told apart by 64 bits of their id. */
export async function journeysCounted(
  asked: JourneyAsked,
  placesMost: number,
): Promise<JourneysCounted> {
  const rows = await asked.facts.rows<Record<string, string> & PlaceSums>(
    `SELECT least(place, {most:UInt32}) AS at_place, toString(count()) AS encounters, toString(countIf(isNotNull(felt))) AS felt_count,
       sumIf(felt, isNotNull(felt)) AS felt_sum, sumIf(felt * felt, isNotNull(felt)) AS squares, toString(countIf(felt < 0)) AS negative,
       toString(countIf(place = 1 AND end = 'open')) AS open, toString(uniqExactIf(cityHash64(person_id), place = 1)) AS people
     FROM ${threadTable(asked.generation)} WHERE ${ofJourney(asked)} GROUP BY at_place ORDER BY at_place`,
    { parameters: { journey: asked.journey, most: placesMost } },
  );
  const [first] = rows;
  return {
    instances: Number(first?.['encounters'] ?? 0),
    open: Number(first?.['open'] ?? 0),
    people: Number(first?.['people'] ?? 0),
    encounters: rows.reduce((sum, row) => sum + Number(row['encounters']), 0),
    places: rows.map((row) => ({
      place: row.at_place,
      encounters: Number(row['encounters']),
      n: Number(row['felt_count']),
      sum: row.felt_sum ?? 0,
      squares: row.squares ?? 0,
      negative: Number(row['negative']),
    })),
  };
}

interface PlaceSums {
  readonly at_place: number;
  readonly felt_sum: number | null;
  readonly squares: number | null;
}

/** One real journey, read moment by moment, in its order. */
export interface JourneyRead {
  readonly id: string;
  readonly end: 'completed' | 'abandoned' | 'open';
  /** Milliseconds since 1970, UTC. */
  readonly ended: number;
  /** Of each encounter: the place of its touchpoint among those asked for, -1: another. */
  readonly touchpoints: readonly number[];
  /** How it felt, -1..+1; null: not said. */
  readonly felt: readonly (number | null)[];
  /** Seconds; null: not said. */
  readonly seconds: readonly (number | null)[];
}

/**
 * Real journeys taken by chance: each `everyNth` by a hash of its id, so that the same are taken each time.
 *
 * Shape: as many as there are; the caller chooses `everyNth` by what it can hold.
 */
export async function journeysRead(
  asked: JourneyAsked,
  touchpoints: readonly string[],
  everyNth: number,
): Promise<readonly JourneyRead[]> {
  const rows = await asked.facts.rows<ReadRow>(
    `SELECT toString(instance) AS id, toString(any(end)) AS finish, toString(toUnixTimestamp64Milli(max(at))) AS last,
       arraySort(groupArray((place, indexOf({touchpoints:Array(String)}, toString(touchpoint)), felt, duration_s))) AS moments
     FROM ${threadTable(asked.generation)} WHERE ${ofJourney(asked)} AND ${SAMPLED} GROUP BY instance ORDER BY instance`,
    { parameters: { journey: asked.journey, touchpoints, everyNth } },
  );
  return rows.map(({ id, finish, last, moments }) => ({
    id,
    end: finish,
    ended: Number(last),
    touchpoints: moments.map(([, touchpoint]) => Number(touchpoint) - 1),
    felt: moments.map(([, , felt]) => felt),
    seconds: moments.map(([, , , seconds]) => seconds),
  }));
}

const SAMPLED = 'cityHash64(instance) % {everyNth:UInt64} = 0';

interface ReadRow {
  readonly id: string;
  readonly finish: JourneyRead['end'];
  readonly last: string;
  readonly moments: readonly (readonly [number, string | number, number | null, number | null])[];
}

/** The journeys of the same sample with their end. */
function sampledEnds(asked: JourneyAsked): string {
  return `SELECT instance, person_id, max(at) AS ended FROM ${threadTable(asked.generation)}
    WHERE ${ofJourney(asked)} AND ${SAMPLED} GROUP BY instance, person_id`;
}

/** What the people of the same sample did elsewhere: encounters at some touchpoints, in the ledger whole. */
function elsewhere(asked: JourneyAsked, more: string): string {
  return `SELECT person_id, at, felt FROM ${encounterTable(asked.generation)}
    WHERE touchpoint IN {elsewhere:Array(String)} AND seq <= {seq:UInt64} AND isNull(until) ${more}
      AND person_id IN (SELECT person_id FROM ${threadTable(asked.generation)} WHERE ${ofJourney(asked)} AND ${SAMPLED})`;
}

export interface ElsewhereAsked {
  readonly touchpoints: readonly string[];
  readonly days: number;
  readonly everyNth: number;
}

/** What was answered elsewhere after each journey of the sample, first of all, within so many days; -1..+1. */
export async function answersAfter(
  asked: JourneyAsked,
  { touchpoints, days, everyNth }: ElsewhereAsked,
): Promise<ReadonlyMap<string, { readonly felt: number; readonly days: number }>> {
  const rows = await asked.facts.rows<{ id: string; answer: number; days: number }>(
    `SELECT toString(j.instance) AS id, argMin(assumeNotNull(e.felt), e.at) AS answer,
       min(dateDiff('second', j.ended, e.at)) / 86400 AS days
     FROM (${elsewhere(asked, 'AND isNotNull(felt)')}) AS e INNER JOIN (${sampledEnds(asked)}) AS j ON j.person_id = e.person_id
     WHERE e.at >= j.ended AND e.at <= j.ended + toIntervalDay({days:UInt32}) GROUP BY id`,
    { parameters: afterParameters(asked, touchpoints, days, everyNth) },
  );
  return new Map(rows.map(({ id, answer, days }) => [id, { felt: answer, days }]));
}

/** The journeys of the sample after whose end their person was met at some touchpoints within so many days. */
export async function metAfter(
  asked: JourneyAsked,
  { touchpoints, days, everyNth }: ElsewhereAsked,
): Promise<ReadonlySet<string>> {
  const rows = await asked.facts.rows<{ id: string }>(
    `SELECT DISTINCT toString(j.instance) AS id
     FROM (${elsewhere(asked, '')}) AS e INNER JOIN (${sampledEnds(asked)}) AS j ON j.person_id = e.person_id
     WHERE e.at > j.ended AND e.at <= j.ended + toIntervalDay({days:UInt32})`,
    { parameters: afterParameters(asked, touchpoints, days, everyNth) },
  );
  return new Set(rows.map(({ id }) => id));
}

function afterParameters(
  { generation, journey }: JourneyAsked,
  touchpoints: readonly string[],
  days: number,
  everyNth: number,
) {
  return { seq: generation.seqDone, journey, elsewhere: touchpoints, days, everyNth };
}

/** The last moment that the ledger knows of, in milliseconds since 1970, UTC. */
export async function lastSeen({ facts, generation }: JourneyAsked): Promise<number> {
  const [row] = await facts.rows<{ last: string }>(
    `SELECT toString(toUnixTimestamp64Milli(max(at))) AS last FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND isNull(until)`,
    { parameters: { seq: generation.seqDone } },
  );
  return Number(row?.last ?? 0);
}
