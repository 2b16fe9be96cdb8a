import { type Estimate, type Grade, gradeWorst } from '@bothways/core';
import {
  type Belief,
  type FeltJourney,
  leversOf,
  type Memory,
  meanOf,
  type RememberedJourneys,
  rememberedJourneys,
  spreadOf,
} from '@bothways/core/experience';
import type { JourneyRead } from '../store/measure/experience-journeys.ts';
import { abstainedOf } from './experience-unsaid.ts';
import { wilson } from './wilson.ts';

/** So many real journeys are followed moment by moment; more would say the same. */
const FOLLOWED_MAX = 4000;
/** Fewer tell nothing of where memory is made. */
export const JOURNEYS_MIN = 20;
const LATER_DAYS = [0, 7, 35, 70] as const;

/** What real journeys say: as they went, as they are remembered, and which moment does it. */
export interface Followed {
  readonly journeys: number;
  readonly imagined: number;
  readonly experienced: Estimate;
  readonly byTime: boolean;
  readonly remembered: Estimate;
  readonly spread: Estimate;
  readonly later: readonly { readonly days: number; readonly remembered: Estimate }[];
  readonly places: readonly {
    readonly journeys: number;
    readonly peaks: Estimate;
    readonly ends: Estimate;
    readonly lasts: Estimate;
    readonly lever: Estimate;
  }[];
}

/**
 * Follows real journeys that have ended. A moment of which nobody said how it felt is taken from what another said of the same
 * touchpoint, by chance but the same each time; touchpoints that do not ask are no moments.
 *
 * Shape: `rated` and `grade` of each planned touchpoint.
 * Source: methods.md 2 (per customer, then aggregate; missing moments; winner's curse).
 */
export function followed(
  journeys: readonly JourneyRead[],
  rated: readonly boolean[],
  memory: Memory,
  grade: Grade,
): Followed {
  const told = journeys.filter((journey) => saidOf(journey, rated) > 0);
  const some = told.slice(0, FOLLOWED_MAX);
  const pools = poolsOf(told, rated);
  const whole = some.map((journey, at) => completed(journey, rated, pools, at));
  const moments = whole.reduce((sum, { felt }) => sum + felt.length, 0);
  const said = some.reduce((sum, journey) => sum + saidOf(journey, rated), 0);
  const timed = some.map((journey, at) => overTime(journey, whole[at], rated));
  const byTime = timed.filter(({ isTimed }) => isTimed).length > some.length / 2;
  // Every moment has a value by now, so that nothing is left to be drawn from these.
  const beliefs: readonly Belief[] = rated.map(() => ({ mean: 0, sd: 0 }));
  const all = rememberedJourneys(whole, beliefs, memory);
  const imagined = moments === 0 ? 0 : 1 - said / moments;
  const grades: Grades = {
    // What another customer said stands for what this one did not.
    seen: imagined > 0 ? gradeWorst([grade, 'B']) : grade,
    // Research knows people in general; nobody has asked these.
    kept: memory.kind === 'learned' ? gradeWorst([grade, 'B']) : 'D',
  };
  const kept = (estimate: Estimate | null): Estimate =>
    estimate === null
      ? abstainedOf('too-few-journeys', some.length, JOURNEYS_MIN)
      : within(graded(estimate, grades.kept));
  const means = timed.map(({ byTime: time, plain }) => (byTime ? time : plain));
  const method = byTime ? 'mean over journeys, each moment by its time' : 'mean over journeys';
  return {
    ...{ journeys: some.length, imagined, byTime },
    experienced: within(graded(meanOf(spreadOf(means), method), grades.seen)),
    remembered: kept(all.remembered),
    spread: kept(all.band),
    later: LATER_DAYS.map((days) => ({
      days,
      remembered: kept(
        days === 0
          ? all.remembered
          : rememberedJourneys(whole, beliefs, memory, { days }).remembered,
      ),
    })),
    places: placesOf(
      { journeys, some, whole, all, levers: leversOf(whole, beliefs, memory) },
      grades,
    ),
  };
}

/** How what was seen is known, and how what is remembered. */
interface Grades {
  readonly seen: Grade;
  readonly kept: Grade;
}

function graded(estimate: Estimate, grade: Grade): Estimate {
  return estimate.kind === 'estimate' ? { ...estimate, grade } : estimate;
}

function placesOf(
  {
    journeys,
    some,
    whole,
    all,
    levers,
  }: {
    readonly journeys: readonly JourneyRead[];
    readonly some: readonly JourneyRead[];
    readonly whole: readonly FeltJourney[];
    readonly all: RememberedJourneys;
    readonly levers: readonly Estimate[];
  },
  grades: Grades,
): Followed['places'] {
  const none = abstainedOf('not-asked-here');
  return all.places.map(({ peakChance, endShare }, at) => {
    const here = whole.filter(({ places }) => places.includes(at)).length;
    const last = journeys.filter(({ touchpoints }) => touchpoints.at(-1) === at).length;
    return {
      journeys: some.filter((journey) => saysAt(journey, at)).length,
      ...shares(peakChance, endShare, whole.length, here, grades.seen),
      lasts: wilson(last, Math.max(1, journeys.length), 'A'),
      lever: here === 0 ? none : graded(levers[at] ?? none, grades.kept),
    };
  });
}

function shares(peak: number, end: number, n: number, here: number, grade: Grade) {
  const none = abstainedOf('not-asked-here');
  if (here === 0 || n === 0) return { peaks: none, ends: none };
  return { peaks: wilson(peak * n, n, grade), ends: wilson(end * n, n, grade) };
}

function within(estimate: Estimate): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const bound = (value: number): number => Math.max(-1, Math.min(1, value));
  const { median, low, high } = estimate;
  return { ...estimate, median: bound(median), low: bound(low), high: bound(high) };
}

function saidOf({ touchpoints, felt }: JourneyRead, rated: readonly boolean[]): number {
  return felt.filter((value, at) => value !== null && rated[touchpoints[at] ?? -1] === true).length;
}

function saysAt({ touchpoints, felt }: JourneyRead, place: number): boolean {
  return felt.some((value, at) => value !== null && touchpoints[at] === place);
}

/** What was said at each touchpoint, in the order it was read. */
function poolsOf(
  journeys: readonly JourneyRead[],
  rated: readonly boolean[],
): readonly (readonly number[])[] {
  const pools: number[][] = rated.map(() => []);
  for (const { touchpoints, felt } of journeys)
    for (const [at, value] of felt.entries())
      if (value !== null) pools[touchpoints[at] ?? -1]?.push(value);
  return pools;
}

/** Steps through a pool that meet each of its answers before one comes again: so the same journey gets the same each time. */
const STEP = 0.6180339887498949;

function completed(
  { touchpoints, felt }: JourneyRead,
  rated: readonly boolean[],
  pools: readonly (readonly number[])[],
  index: number,
): FeltJourney {
  const places: number[] = [];
  const whole: number[] = [];
  for (const [at, place] of touchpoints.entries()) {
    const pool = pools[place] ?? [];
    if (rated[place] !== true || pool.length === 0) continue;
    const chance = ((index + 1) * STEP + at * Math.SQRT2) % 1;
    places.push(place);
    whole.push(felt[at] ?? pool[Math.floor(chance * pool.length)] ?? 0);
  }
  return { places, felt: whole };
}

/** How a journey felt by its time, and with each moment alike. A moment that does not say how long counts as the others do on average. */
function overTime(
  { touchpoints, seconds }: JourneyRead,
  whole: FeltJourney | undefined,
  rated: readonly boolean[],
): { readonly byTime: number; readonly plain: number; readonly isTimed: boolean } {
  const felt = whole?.felt ?? [];
  const lengths = seconds.filter((_, at) => rated[touchpoints[at] ?? -1] === true);
  const known = lengths.filter((each): each is number => each !== null && each > 0);
  const usual = known.length === 0 ? 1 : known.reduce((sum, each) => sum + each, 0) / known.length;
  let [sum, time, plain] = [0, 0, 0];
  for (const [at, value] of felt.entries()) {
    const weight = lengths[at] ?? usual;
    sum += value * weight;
    time += weight;
    plain += value / felt.length;
  }
  return { byTime: time > 0 ? sum / time : plain, plain, isTimed: 2 * known.length > felt.length };
}
