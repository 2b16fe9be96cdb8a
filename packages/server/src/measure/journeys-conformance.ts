import { type Estimate, type Journey, type Model, touchpointsOf } from '@bothways/core';
import {
  type ComplianceWord,
  type Conformance,
  DEVIATIONS_MAX,
  type JourneyDeviation,
  type PlannedStep,
} from '@bothways/core/contract';
import {
  aligner,
  conformanceOf,
  type Deviation,
  type MeanRange,
  type Conformance as OfJourneys,
  planNet,
  planOf,
} from '@bothways/core/journey';
import { SEQUENCE_READ_MAX, type VariantsSeen } from '../store/measure/journey-variants.ts';
import { type Exchanges, timesOf } from './journeys-exchange.ts';
import { shareOfJourneys } from './journeys-words.ts';

/** What journeys are held against, and what a touchpoint that is missed would have exchanged. */
export interface ConformanceAsked {
  readonly model: Model;
  readonly journey: Journey;
  readonly seen: VariantsSeen;
  readonly exchanges: Exchanges;
  readonly nameOf: (touchpoint: string) => string;
}

/**
 * Journeys as they were against their plan: each sequence is aligned once and counts as often as it was taken. By value, a
 * touchpoint that is missed costs what both sides receive there on average, and what came on top costs nothing.
 *
 * Shape: the most frequent sequences; which part of all journeys they are is said.
 * Source: methods.md 7; van der Aalst, Adriansyah & van Dongen (2012).
 */
export function conformanceShown(asked: ConformanceAsked): Conformance {
  const { journey, seen } = asked;
  if (seen.cases === 0) return abstained('nobody has taken this journey yet');
  const plan = planOf(journey);
  if (plan === null)
    return abstained(
      'no touchpoint of the plan takes events; write a when at those that events reach',
    );
  const net = planNet(plan);
  if (net === null)
    return abstained(
      'what the plan allows in any order is more than can be searched; make some of it a sequence',
    );
  const walked = seen.variants.filter(({ length }) => length <= SEQUENCE_READ_MAX);
  const found = conformanceOf(walked, aligner(net));
  if (found === null)
    return abstained(`every journey has more than ${SEQUENCE_READ_MAX} encounters`);
  const worth = new Map(
    touchpointsOf({ ...asked.model, journeys: [journey] }).map(({ id }) => [
      id,
      asked.exchanges.received(id),
    ]),
  );
  const valued = [...worth.values()].some((each) => each > 0)
    ? conformanceOf(
        walked,
        aligner(net, { missing: (name) => worth.get(name) ?? 0, adhoc: () => 0 }),
      )
    : null;
  return {
    kind: 'checked',
    plan: planShown(journey),
    cases: found.journeys,
    variants: walked.length,
    covered: found.journeys / seen.cases,
    fitness: estimateOf(found.fitness, found, 'mean of alignments, normal approximation'),
    valueFitness:
      valued === null
        ? abstained('nothing that moves at the planned touchpoints has a value')
        : estimateOf(
            valued.fitness,
            valued,
            'mean of alignments by value at the medians, normal approximation',
          ),
    asPlanned: estimateOf(found.asPlanned, found, 'share of journeys, Wilson interval'),
    deviations: found.deviations
      .slice(0, DEVIATIONS_MAX)
      .map((each) => deviationShown(each, found.journeys, asked)),
    deviationsInAll: found.deviations.length,
    compliance: complianceShown(found),
  };
}

function abstained(reason: string): { readonly kind: 'abstained'; readonly reason: string } {
  return { kind: 'abstained', reason };
}

function estimateOf(
  { mean, low, high, level }: MeanRange,
  { journeys }: OfJourneys,
  method: string,
): Estimate {
  return { kind: 'estimate', median: mean, low, high, level, n: journeys, method, grade: 'A' };
}

function deviationShown(
  { kind, name, after, count, journeys: cases }: Deviation,
  all: number,
  { exchanges, nameOf, journey }: ConformanceAsked,
): JourneyDeviation {
  const isMissed = kind === 'missing';
  const sign = isMissed ? -1 : 1;
  const each = exchanges.at(name);
  return {
    kind: isMissed ? 'missed' : 'unplanned',
    ...{ activity: name, name: nameOf(name), after, count, cases },
    step: isMissed ? stepOfSeveral(journey, name) : null,
    share: shareOfJourneys(cases, all),
    customer: timesOf(each.customer, sign),
    business: timesOf(each.business, sign),
    joint: timesOf(each.joint, sign),
    jointInAll: timesOf(each.joint, sign * count),
  };
}

/** The name of a touchpoint's step where another of it would have done as well: then only the step is missed. */
function stepOfSeveral({ phases }: Journey, touchpoint: string): string | null {
  const step = phases
    .flatMap(({ steps }) => steps)
    .find(({ touchpoints }) => touchpoints.some(({ id }) => id === touchpoint));
  if (step === undefined || step.flow === 'sequence' || step.flow === 'parallel') return null;
  return step.touchpoints.filter(({ when }) => when !== null).length > 1 ? step.name : null;
}

function complianceShown({ words }: OfJourneys): readonly ComplianceWord[] {
  const all = Object.values(words).reduce((sum, count) => sum + count, 0);
  const said: readonly ComplianceWord['word'][] = [
    ...(['completed', 'failing', 'out-of-order', 'adhoc', 'missing'] as const),
  ];
  return said
    .map((word) => ({ word, count: words[word], share: all === 0 ? 0 : words[word] / all }))
    .filter(({ count }) => count > 0);
}

function planShown({ phases }: Journey): readonly PlannedStep[] {
  return phases.flatMap((phase) =>
    phase.steps.flatMap(({ id, name, flow, optional, repeats, touchpoints }) => {
      const seen = touchpoints.filter(({ when }) => when !== null).map((each) => each.id);
      if (seen.length === 0) return [];
      return [{ id, name, phase: phase.name, touchpoints: seen, flow, optional, repeats }];
    }),
  );
}
