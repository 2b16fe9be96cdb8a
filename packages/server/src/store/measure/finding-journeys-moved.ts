import { textSql } from '@bothways/core';
import { transferTable } from '../generation.ts';
import { fromThreads, type JourneyHere } from './journey-here.ts';

/** What moved in a journey that was done and in one that was left at some touchpoint, smallest units on average. */
export interface JourneysMoved {
  readonly done: number;
  readonly left: number;
  readonly moved: readonly {
    readonly giver: string;
    readonly receiver: string;
    readonly kind: string;
    readonly done: number;
    readonly left: number;
  }[];
}

/** Of more journeys than this, those of every so-manieth person by id stand for all. */
const JOURNEYS_MOST = 20_000;

/** Reads both means over the same people, `journeys` of whom there are. */
export async function journeysMoved(
  here: JourneyHere,
  touchpoint: string,
  journeys: number,
): Promise<JourneysMoved> {
  const everyNth = Math.max(1, Math.ceil(journeys / JOURNEYS_MOST));
  const sampled = 'cityHash64(person_id) % {everyNth:UInt64} = 0';
  const parameters = { seq: here.generation.seqDone, everyNth };
  const isLeft = `end = 'abandoned' AND place = places AND touchpoint = ${textSql(touchpoint)}`;
  const [counted] = await here.facts.rows<{ done: string; left: string }>(
    `SELECT countIf(place = 1 AND end = 'completed') AS done, countIf(${isLeft}) AS left FROM ${fromThreads(here)} AND ${sampled}`,
    { parameters },
  );
  const [done, left] = [Number(counted?.done ?? 0), Number(counted?.left ?? 0)];
  if (done === 0 || left === 0) return { done, left, moved: [] };
  const rows = await here.facts.rows<{
    giver: string;
    receiver: string;
    kind: string;
    whole: number;
    part: number;
  }>(
    `SELECT toString(giver) AS giver, toString(receiver) AS receiver, toString(kind) AS kind,
       sumIf(toFloat64(sign * quantity), e.done) AS whole, sumIf(toFloat64(sign * quantity), NOT e.done) AS part
     FROM ${transferTable(here.generation)} AS t
     INNER JOIN (SELECT seq, touchpoint, end = 'completed' AS done FROM ${fromThreads(here)} AND ${sampled}
       AND (end = 'completed' OR instance IN (SELECT instance FROM ${fromThreads(here)} AND ${sampled} AND ${isLeft}))) AS e
       ON e.seq = t.seq AND e.touchpoint = t.touchpoint
     WHERE t.seq <= {seq:UInt64} AND ${sampled} GROUP BY giver, receiver, kind ORDER BY kind, giver, receiver`,
    { parameters },
  );
  return {
    ...{ done, left },
    moved: rows.map(({ whole, part, ...way }) => ({
      ...way,
      done: whole / done,
      left: part / left,
    })),
  };
}
