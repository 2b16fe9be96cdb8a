import { normalQuantile } from '../statistics/normal.ts';
import { wilsonRange } from '../statistics/wilson.ts';
import type { Alignment } from './align.ts';
import { type Compliance, complianceOf } from './compliance.ts';

/** Journeys that took the same way, and how many they are. */
export interface Walked {
  readonly touchpoints: readonly string[];
  readonly count: number;
}

/** One way in which journeys part from the plan. */
export interface Deviation {
  readonly kind: 'missing' | 'adhoc';
  readonly name: string;
  /** What it comes after, or would have; null: the journey begins there. */
  readonly after: string | null;
  readonly count: number;
  /** In how many journeys. */
  readonly journeys: number;
}

/** A mean with the range that encloses it at a level. */
export interface MeanRange {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

export interface Conformance {
  readonly journeys: number;
  /** Mean over journeys, 0..1. */
  readonly fitness: MeanRange;
  /** The part of them without any deviation. */
  readonly asPlanned: MeanRange;
  /** The most frequent first. */
  readonly deviations: readonly Deviation[];
  /** How often each word was said of an encounter, or of what is missing; out of order counts as that alone. */
  readonly words: Readonly<Record<Compliance['word'] | 'out-of-order', number>>;
}

/**
 * What journeys made of their plan, all together. Each way is aligned once, however many journeys took it.
 *
 * Shape: null of no journeys. Ranges are for the mean of journeys like these: of the fitness by the normal about a few
 * made-up ones, of the part as planned by Wilson (1927), JASA 22.
 */
export function conformanceOf(
  walked: readonly Walked[],
  align: (touchpoints: readonly string[]) => Alignment,
  level = 0.9,
): Conformance | null {
  const journeys = walked.reduce((sum, { count }) => sum + count, 0);
  if (journeys === 0) return null;
  const sums = { fitness: 0, squares: 0, asPlanned: 0 };
  const words = { completed: 0, failing: 0, adhoc: 0, missing: 0, 'out-of-order': 0 };
  const deviations = new Map<string, { -readonly [Key in keyof Deviation]: Deviation[Key] }>();
  for (const { touchpoints, count } of walked) {
    const { fitness, moves } = align(touchpoints);
    sums.fitness += fitness * count;
    sums.squares += fitness * fitness * count;
    if (moves.every(({ kind }) => kind === 'completed')) sums.asPlanned += count;
    for (const each of complianceOf(moves)) {
      const isMoved = 'outOfOrder' in each && each.outOfOrder;
      if (!isMoved) words[each.word] += count;
      else if (each.word === 'adhoc') words['out-of-order'] += count;
    }
    const here = new Set<string>();
    for (const move of moves) {
      if (move.kind === 'completed') continue;
      const place = move.kind === 'adhoc' ? move.at : move.before;
      const after = touchpoints[place - 1] ?? null;
      const key = JSON.stringify([move.kind, move.name, after]);
      const found = deviations.get(key) ?? {
        ...{ kind: move.kind, name: move.name, after },
        ...{ count: 0, journeys: 0 },
      };
      found.count += count;
      if (!here.has(key)) found.journeys += count;
      here.add(key);
      deviations.set(key, found);
    }
  }
  return {
    journeys,
    fitness: meanRange(sums.fitness / journeys, sums.squares / journeys, journeys, level),
    asPlanned: wilson(sums.asPlanned, journeys, level),
    deviations: [...deviations.values()].sort(
      (a, b) => b.journeys - a.journeys || b.count - a.count,
    ),
    words,
  };
}

/**
 * The mean of shares with its range, drawn about it with z^2 made-up journeys, half of them wholly as planned and half not at
 * all: a few that went alike say little of the next.
 *
 * Source: Agresti & Coull (1998), Approximate is better than "exact", Am. Stat. 52(2), for means within 0..1.
 */
function meanRange(mean: number, meanSquare: number, n: number, level: number): MeanRange {
  const z = normalQuantile(0.5 + level / 2);
  const all = n + z * z;
  const centre = (mean * n + (z * z) / 2) / all;
  const variance = Math.max(0, (meanSquare * n + (z * z) / 2) / all - centre * centre);
  const reach = z * Math.sqrt(variance / all);
  return {
    mean,
    low: Math.max(0, Math.min(mean, centre - reach)),
    high: Math.min(1, Math.max(mean, centre + reach)),
    level,
  };
}

function wilson(count: number, n: number, level: number): MeanRange {
  const share = count / n;
  return { mean: share, ...wilsonRange(share, n, normalQuantile(0.5 + level / 2)), level };
}
