import { textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, threadTable } from '../generation.ts';
import { ofSegment } from './segment-lens.ts';

/** One journey as one reader sees it: the threads of a generation, of everybody or of one segment. */
export interface JourneyHere {
  readonly facts: Facts;
  readonly generation: Generation;
  readonly journey: string;
  readonly segment?: string | undefined;
}

/** The rows of a journey, as SQL to follow a FROM. Threads are made whole for their generation, so no watermark is asked for. */
export function fromThreads({ generation, journey, segment }: JourneyHere): string {
  return `${threadTable(generation)} WHERE journey = ${textSql(journey)} ${ofSegment(generation, segment)}`;
}

/** How many journeys of people there are, by journey; those that nobody has taken are not there. */
export interface JourneyCount {
  readonly journey: string;
  readonly cases: number;
  readonly encounters: number;
  readonly people: number;
}

export async function journeyCounts(
  facts: Facts,
  generation: Generation,
  segment: string | undefined,
): Promise<readonly JourneyCount[]> {
  const rows = await facts.rows<Record<keyof JourneyCount, string>>(
    `SELECT toString(journey) AS journey, countIf(place = 1) AS cases, count() AS encounters, uniqExact(person_id) AS people
     FROM ${threadTable(generation)} WHERE true ${ofSegment(generation, segment)} GROUP BY journey ORDER BY encounters DESC, journey`,
  );
  return rows.map(({ journey, cases, encounters, people }) => ({
    journey,
    cases: Number(cases),
    encounters: Number(encounters),
    people: Number(people),
  }));
}

/** How many single encounters there are of each touchpoint, whether they name a person or not. */
export async function singlesByTouchpoint(
  facts: Facts,
  generation: Generation,
  segment: string | undefined,
): Promise<ReadonlyMap<string, number>> {
  const rows = await facts.rows<{ touchpoint: string; count: string }>(
    `SELECT toString(touchpoint) AS touchpoint, sum(sign) AS count FROM ${encounterTable(generation)}
     WHERE seq <= {seq:UInt64} AND isNull(until) ${ofSegment(generation, segment)} GROUP BY touchpoint`,
    { parameters: { seq: generation.seqDone } },
  );
  return new Map(rows.map(({ touchpoint, count }) => [touchpoint, Number(count)]));
}

/** What of a journey's encounters cannot be in journeys of people, and how they are told apart. */
export interface JourneyShape {
  /** Single encounters that name no person, and encounters that aggregates count. */
  readonly nameless: number;
  readonly counted: number;
  readonly withCase: number;
  /** Encounters at the very moment of the one before them. */
  readonly atOnce: number;
}

export async function journeyShape(here: JourneyHere): Promise<JourneyShape> {
  const { facts, generation, journey, segment } = here;
  const [[encounters], [threads]] = await Promise.all([
    facts.rows<{ nameless: string; counted: string; withCase: string }>(
      `SELECT sumIf(sign, isNull(person_id) AND isNull(until)) AS nameless, sumIf(sign * toInt64(n), isNotNull(until)) AS counted,
         countIf(isNotNull(case_id)) AS withCase
       FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND journey = ${textSql(journey)} ${ofSegment(generation, segment)}`,
      { parameters: { seq: generation.seqDone } },
    ),
    facts.rows<{ atOnce: string }>(
      `SELECT countIf(place > 1 AND wait_s = 0) AS atOnce FROM ${fromThreads(here)}`,
    ),
  ]);
  return {
    nameless: Number(encounters?.nameless ?? 0),
    counted: Number(encounters?.counted ?? 0),
    withCase: Number(encounters?.withCase ?? 0),
    atOnce: Number(threads?.atOnce ?? 0),
  };
}
