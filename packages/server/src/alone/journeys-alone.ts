import {
  aalenJohansen,
  aligner,
  type Conformance,
  conformanceOf,
  cutByGap,
  directlyFollows,
  type FlowGraph,
  type GapLearned,
  type IncidencePoint,
  kaplanMeier,
  learnGap,
  type Plan,
  planNet,
  type Stay,
  type SurvivalPoint,
  silenceHistogram,
  silencesOf,
  type Traces,
  touchpointsOfPlan,
  tracesOf,
  type Variants,
  variantsOf,
} from '@bothways/core/journey';
import { refusedFile } from '../read/import-refused.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { type LogAsked, type LogRead, readLog } from './log-file.ts';
import type { ReadSoFar } from './read-columns.ts';

/** How a file is to be looked at. */
export interface JourneysAsked extends LogAsked {
  /** Where journeys of one case are cut: nowhere, behind a silence of so many seconds, or of what the data teach. */
  readonly gap: null | 'learned' | number;
}

/** A file of events as journeys: what follows on what, and by which ways. */
export interface JourneysAlone {
  readonly read: LogRead;
  readonly traces: Traces;
  readonly graph: FlowGraph;
  readonly variants: Variants;
  /** Where the data would cut; null where nobody asked. */
  readonly gapLearned: GapLearned | null;
}

/**
 * Looks at a file of events by itself: no workspace, no model, nothing written.
 *
 * Errors: `ImportRefused` as `readLog`, and where a gap is wanted of a file without times or that teaches none.
 */
export async function journeysAlone(
  file: string | FilePlace,
  { gap, ...asked }: JourneysAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<JourneysAlone> {
  const read = await readLog(file, asked, progress);
  const whole = tracesOf(read.log);
  const gapLearned = gap === 'learned' ? learnGap(silenceHistogram(silencesOf(whole))) : null;
  const name = typeof file === 'string' ? file : file.file;
  const seconds = gapSeconds(name, gap, gapLearned, whole);
  const traces = seconds === null ? whole : cutByGap(whole, seconds * 1000);
  return {
    read,
    traces,
    graph: directlyFollows(traces),
    variants: variantsOf(traces),
    gapLearned,
  };
}

function gapSeconds(
  file: string,
  gap: JourneysAsked['gap'],
  learned: GapLearned | null,
  { at }: Traces,
): number | null {
  if (gap === null) return null;
  if (at === null)
    throw refusedFile(file, {
      code: 'no-times',
      message: 'none of its columns says when something happened, so no silence can be seen',
      hint: 'name the column: --at COLUMN; or leave --gap out',
    });
  if (typeof gap === 'number') return gap;
  if (learned?.kind === 'learned') return learned.seconds;
  throw refusedFile(file, {
    code: 'gap-not-learned',
    message: `no gap is learned: ${learned?.reason ?? 'there are no silences'}`,
    hint: 'say one: --gap 30d; or leave --gap out',
  });
}

/** Journeys with at least one event. */
export function journeyCount({ variants }: Variants): number {
  return variants.reduce((sum, { count }) => sum + count, 0);
}

/** The journeys of a file held against a plan. */
export interface PlanHeld {
  readonly conformance: Conformance;
  /** Of the plan, and never there. */
  readonly unknown: readonly string[];
}

/** Holds the journeys of a file against a plan; null where what runs in parallel in it is too much to be searched. */
export function heldAgainst(
  { traces, variants }: Pick<JourneysAlone, 'traces' | 'variants'>,
  plan: Plan,
): PlanHeld | null {
  const net = planNet(plan);
  if (net === null) return null;
  const { activities } = traces;
  const walked = variants.variants.map(({ activities: way, count }) => ({
    touchpoints: Array.from(way, (each) => activities[each] ?? ''),
    count,
  }));
  const conformance = conformanceOf(walked, aligner(net));
  const known = new Set(activities);
  const unknown = touchpointsOfPlan(plan).filter((name) => !known.has(name));
  return conformance === null ? null : { conformance, unknown };
}

/** One way in which journeys end, and the part of them that ended so by each moment. */
export interface ExitSeen {
  readonly activity: string;
  readonly journeys: number;
  readonly points: readonly IncidencePoint[];
}

/** How long journeys go on, in seconds since they began, and how they end. */
export interface DropOffSeen {
  readonly journeys: number;
  /** Journeys that had not ended when the file did. */
  readonly open: number;
  readonly points: readonly SurvivalPoint[];
  readonly exits: readonly ExitSeen[];
}

/**
 * How long journeys go on until one of the activities that end them, each in competition with the others. A journey that met
 * none is under way until the newest moment of the file.
 *
 * Shape: null of a file without times.
 */
export function dropOffSeen(traces: Traces, ends: readonly string[]): DropOffSeen | null {
  const { at, starts, activityOf, activities } = traces;
  if (at === null) return null;
  const exitOf = new Map(ends.map((name, index) => [activities.indexOf(name), index + 1]));
  const until = at.reduce((newest, each) => Math.max(newest, each), Number.NEGATIVE_INFINITY);
  const stays: Stay[] = [];
  for (let j = 0; j + 1 < starts.length; j += 1) {
    const [from = 0, behind = 0] = [starts[j], starts[j + 1]];
    if (from === behind) continue;
    let place = from;
    while (place < behind && !exitOf.has(activityOf[place] ?? -1)) place += 1;
    const exit = place < behind ? (exitOf.get(activityOf[place] ?? -1) ?? 0) : 0;
    const last = exit === 0 ? until : (at[place] ?? until);
    stays.push({ until: (last - (at[from] ?? 0)) / 1000, exit });
  }
  return {
    journeys: stays.length,
    open: stays.filter(({ exit }) => exit === 0).length,
    points: kaplanMeier(stays),
    exits: ends.map((activity, index) => ({
      activity,
      journeys: stays.filter(({ exit }) => exit === index + 1).length,
      points: aalenJohansen(stays, index + 1),
    })),
  };
}
