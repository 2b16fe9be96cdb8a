import type { Journey } from '@bothways/core';
import {
  type DropOff,
  LEFT_MAX,
  SURVIVAL_STEPS_MAX,
  type SurvivalStep,
} from '@bothways/core/contract';
import { aalenJohansen, kaplanMeier, type Stay } from '@bothways/core/journey';
import type { ExitStep } from '../store/measure/journey-ends.ts';
import type { GraphNode } from '../store/measure/journey-graph.ts';
import { shareOfJourneys } from './journeys-words.ts';

/** Of fewer journeys no curve is drawn. */
const ENOUGH = 10;
const [COMPLETED, ABANDONED, OPEN] = [1, 2, 0];
const LEVEL = 0.9;

/** How long journeys take, and how many are given up: the exits forestall each other, so each has its own curve. */
export function dropOffOf(
  { mission }: Journey,
  exits: readonly ExitStep[],
  nodes: readonly GraphNode[],
): DropOff {
  const sum = (of: (step: ExitStep) => number): number =>
    exits.reduce((total, step) => total + of(step), 0);
  const [completed, abandoned, open] = [
    sum((step) => step.completed),
    sum((step) => step.abandoned),
    sum((step) => step.open),
  ];
  const rule = mission?.endsWhen?.text ?? null;
  if (completed + abandoned + open < ENOUGH)
    return {
      kind: 'abstained',
      reason: `${completed + abandoned + open} journeys; a curve wants ${ENOUGH}`,
    };
  if (completed === 0)
    return {
      kind: 'abstained',
      reason:
        rule === null
          ? 'no journey has reached the last step of the plan'
          : `no encounter of this journey meets its ends_when (${rule}): nothing says when it is completed`,
    };
  const steps = stepsOf(exits.flatMap(staysOf));
  return {
    kind: 'seen',
    completedWhen: rule === null ? 'last-step' : 'rule',
    level: LEVEL,
    steps: thinned(steps),
    medianToComplete: steps.find((step) => step.completed >= 0.5)?.seconds ?? null,
    left: nodes
      .filter(({ left }) => left > 0)
      .sort((a, b) => b.left - a.left)
      .slice(0, LEFT_MAX)
      .map(({ touchpoint, cases, left }) => ({
        ...{ activity: touchpoint, reached: cases, count: left },
        share: shareOfJourneys(left, cases),
      })),
  };
}

function staysOf({ seconds, completed, abandoned, open }: ExitStep): readonly Stay[] {
  return [
    { until: seconds, exit: COMPLETED, weight: completed },
    { until: seconds, exit: ABANDONED, weight: abandoned },
    { until: seconds, exit: OPEN, weight: open },
  ].filter(({ weight }) => weight > 0);
}

function stepsOf(stays: readonly Stay[]): readonly SurvivalStep[] {
  const done = aalenJohansen(stays, COMPLETED, LEVEL);
  const given = aalenJohansen(stays, ABANDONED, LEVEL);
  return kaplanMeier(stays, LEVEL).map(({ at, atRisk, survival, low, high }, index) => {
    const [mine, theirs] = [done[index] ?? NONE, given[index] ?? NONE];
    return {
      ...{ seconds: at, atRisk },
      ...{ underWay: within(survival), underWayLow: within(low), underWayHigh: within(high) },
      completed: within(mine.incidence),
      ...{ completedLow: within(mine.low), completedHigh: within(mine.high) },
      abandoned: within(theirs.incidence),
      ...{ abandonedLow: within(theirs.low), abandonedHigh: within(theirs.high) },
    };
  });
}

const NONE = { incidence: 0, low: 0, high: 0 } as const;

/** A sum of many parts may pass 1 by a rounding. */
function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** Leaves out steps that change least to see, so that the curve is the same to the eye. */
function thinned(steps: readonly SurvivalStep[]): readonly SurvivalStep[] {
  if (steps.length <= SURVIVAL_STEPS_MAX) return steps;
  const fall = 1 - (steps.at(-1)?.underWay ?? 0);
  const kept: SurvivalStep[] = [];
  for (const [index, step] of steps.entries()) {
    const before = kept.at(-1)?.underWay ?? 1;
    const isLast = index === steps.length - 1;
    if (isLast || before - step.underWay >= fall / (SURVIVAL_STEPS_MAX - 2)) kept.push(step);
  }
  return kept;
}
