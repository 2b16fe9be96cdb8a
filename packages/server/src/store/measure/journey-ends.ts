import { threadTable } from '../generation.ts';
import { fromThreads, type JourneyHere } from './journey-here.ts';

/** A journey in figures: how many, how long, and how they ended. */
export interface JourneySums {
  readonly cases: number;
  readonly encounters: number;
  readonly people: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly medianLength: number;
  /** From first to last encounter. */
  readonly medianSeconds: number;
  readonly completed: number;
  readonly abandoned: number;
  readonly open: number;
}

export async function journeySums(here: JourneyHere): Promise<JourneySums> {
  const [row] = await here.facts.rows<Record<keyof JourneySums, string>>(
    `SELECT count() AS cases, sum(length) AS encounters, uniqExact(person) AS people, toString(toDate(min(first))) AS from, toString(toDate(max(last))) AS to,
       quantileExactInclusive(0.5)(length) AS medianLength, quantileExactInclusive(0.5)(seconds) AS medianSeconds,
       countIf(ended = 'completed') AS completed, countIf(ended = 'abandoned') AS abandoned, countIf(ended = 'open') AS open
     FROM (
       SELECT instance, any(person_id) AS person, any(places) AS length, sum(wait_s) AS seconds, min(at) AS first, max(at) AS last, any(end) AS ended
       FROM ${fromThreads(here)} GROUP BY instance
     )`,
  );
  const number = (key: keyof JourneySums): number => Number(row?.[key] ?? 0);
  const cases = number('cases');
  const some = <Value>(value: Value): Value | null => (cases === 0 ? null : value);
  return {
    cases,
    encounters: number('encounters'),
    people: number('people'),
    from: some(row?.from ?? null),
    to: some(row?.to ?? null),
    medianLength: cases === 0 ? 0 : number('medianLength'),
    medianSeconds: cases === 0 ? 0 : number('medianSeconds'),
    completed: number('completed'),
    abandoned: number('abandoned'),
    open: number('open'),
  };
}

/** At so many seconds since the first encounter so many journeys were completed, given up, or seen no further. */
export interface ExitStep {
  readonly seconds: number;
  readonly completed: number;
  readonly abandoned: number;
  readonly open: number;
}

/**
 * When journeys ended, of those that ended at all, in the order of time. A journey is completed with the first encounter that
 * completes it. One is known to be given up when the gap has passed since its last encounter, and counts from then: so at every
 * moment it is known what it is, and those still open can be left out from the newest event on without leaning to either side.
 *
 * Shape: times beyond a thousand seconds are rounded up to three digits, so that there are some thousand steps at most.
 */
export async function journeyExits(
  here: JourneyHere,
  gapSeconds: number,
): Promise<readonly ExitStep[]> {
  const rows = await here.facts.rows<Record<keyof ExitStep, string>>(
    `SELECT if(exact <= 1000, ceil(exact), ceil(exact / step) * step) AS seconds, countIf(ended = 'completed') AS completed,
       countIf(ended = 'abandoned') AS abandoned, countIf(ended = 'open') AS open
     FROM (
       SELECT any(end) AS ended, min(at) AS first, max(at) AS last, minIf(at, completes) AS done,
         dateDiff('millisecond', first, multiIf(ended = 'completed', done, ended = 'abandoned', last + toIntervalSecond({gap:UInt64}), newest)) / 1000 AS exact,
         pow(10, floor(log10(greatest(exact, 1))) - 2) AS step
       FROM (SELECT *, (SELECT max(at) FROM ${threadTable(here.generation)}) AS newest FROM ${fromThreads(here)})
       GROUP BY instance, newest
     ) GROUP BY seconds ORDER BY seconds`,
    { parameters: { gap: Math.round(gapSeconds) } },
  );
  return rows.map((row) => ({
    seconds: Number(row.seconds),
    completed: Number(row.completed),
    abandoned: Number(row.abandoned),
    open: Number(row.open),
  }));
}

/**
 * Silences between successive encounters of the same person in this journey, whichever of their journeys they are of, by
 * length: counts over eighths of an octave of seconds, from a second on. Of very many people every so-manieth is asked.
 */
export async function journeySilences(
  here: JourneyHere,
  encounters: number,
): Promise<{ readonly counts: Float64Array; readonly from: number; readonly perOctave: number }> {
  const parts = Math.max(1, Math.floor(encounters / SILENCES_MAX));
  const rows = await here.facts.rows<{ step: number; count: string }>(
    `SELECT toUInt16(least(floor(log2(seconds) * ${PER_OCTAVE}), ${OCTAVES * PER_OCTAVE - 1})) AS step, count() AS count
     FROM (
       SELECT arrayJoin(arrayPopFront(arrayDifference(arraySort(groupArray(toUnixTimestamp64Milli(at)))))) / 1000 AS seconds
       FROM ${fromThreads(here)} AND cityHash64(person_id) % {parts:UInt64} = 0 GROUP BY person_id
     ) WHERE seconds >= 1 GROUP BY step`,
    { parameters: { parts } },
  );
  const counts = new Float64Array(OCTAVES * PER_OCTAVE);
  for (const { step, count } of rows) counts[step] = Number(count);
  return { counts, from: 0, perOctave: PER_OCTAVE };
}

const SILENCES_MAX = 1_000_000;
const PER_OCTAVE = 8;
const OCTAVES = 30;
