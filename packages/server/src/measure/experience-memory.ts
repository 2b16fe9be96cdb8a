import type { Estimate, Touchpoint } from '@bothways/core';
import type { MemoryWeight, Remembered, Unsaid } from '@bothways/core/contract';
import {
  FADING,
  type LaterAnswer,
  LEARNS_FROM,
  learnFading,
  learnMemory,
  type Memory,
  type MemoryTest,
  memorable,
  memorySums,
  memoryTest,
  peakEnd,
  REGRESSORS,
  rememberedFrom,
} from '@bothways/core/experience';
import type { JourneyRead } from '../store/measure/experience-journeys.ts';
import type { Answers } from './experience-answer.ts';
import { unsaidOf } from './experience-unsaid.ts';

/** How journeys are remembered, learned from their own answers where there are enough, and how that is told. */
export interface MemoryLearned {
  /** What is remembered is worked out with. */
  readonly memory: Memory;
  readonly told: Remembered;
}

/** What research alone says. */
function believed(reason: string): Memory {
  return { kind: 'believed', fading: FADING, residual: null, reason };
}

/**
 * Learns from the journeys that have at least two moments of their own, as one moment is peak, end and mean at once. What people
 * did afterwards teaches what it goes with, but is no rating: what is remembered is then worked out as research has it.
 *
 * Shape: `rated` of the planned touchpoints: those that ask how the moment felt, and not about the whole.
 */
export function learnedMemory(
  journeys: readonly JourneyRead[],
  rated: readonly boolean[],
  { answer, of, days, unsaid }: Answers,
  instances: number,
): MemoryLearned {
  const rows = journeys.flatMap((journey) => {
    const overall = of.get(journey.id);
    const moments = momentsOf(journey, rated);
    return overall === undefined || moments.length < 2
      ? []
      : [{ moments, overall, days: days?.get(journey.id) ?? 0 }];
  });
  const sums = memorySums(rows.map(({ moments, overall }) => rememberedFrom(moments, overall)));
  const memory = unsaid === null ? learnMemory(sums) : believed(unsaid.reason);
  const tested = memory.kind === 'learned' ? memoryTest(sums) : null;
  const isAgainst = answer?.kind === 'behaviour' && tested !== null && goesAgainst(tested);
  const test = isAgainst ? null : tested;
  const isUsed = memory.kind === 'learned' && answer?.kind !== 'behaviour';
  const faded = fadingOf(rows);
  const why = isAgainst
    ? unsaidOf('answers-against', rows.length)
    : memory.kind === 'learned'
      ? null
      : whyBelieved(unsaid, rows.length);
  return {
    memory: isUsed ? memory : believed('as research has it'),
    told: {
      answer,
      answers: rows.length,
      answersOf: instances,
      weights: weightsOf(isAgainst ? believed(why?.reason ?? '') : memory, sums.positive),
      explained: memory.kind === 'learned' && !isAgainst ? memory.r2 : null,
      rules: (test?.rules ?? []).map(({ rule, r }) => ({ rule, r })),
      ...verdictOf(test),
      isUsed,
      halfLifeDays: faded,
      unsaid: why,
    },
  };
}

function momentsOf(
  { touchpoints, felt }: JourneyRead,
  rated: readonly boolean[],
): readonly number[] {
  return felt.flatMap((value, at) =>
    value !== null && rated[touchpoints[at] ?? -1] === true ? [value] : [],
  );
}

function weightsOf(memory: Memory, positive: number): readonly MemoryWeight[] {
  if (memory.kind === 'learned')
    return memory.shown.map(({ of, believed: prior, weight }) => ({ of, prior, learned: weight }));
  const { lean } = FADING;
  const priors = [(lean / 2) * positive, (lean / 2) * (1 - positive), lean / 2, 1 - lean, 0];
  const none: Estimate = { kind: 'abstained', reason: memory.reason };
  return REGRESSORS.map((of, at) => ({ of, prior: priors[at] ?? 0, learned: none }));
}

const FACTOR_MAX = 1e9;

function verdictOf(
  test: MemoryTest | null,
): Pick<Remembered, 'bayesFactor' | 'verdict' | 'strength'> {
  if (test === null) return { bayesFactor: null, verdict: 'undecided', strength: 'none' };
  // Peak and end with one weight or with two: the one that the answers like better is asked.
  const better = Math.max(test.bayesFactor, test.bayesFactorHalf);
  const bayesFactor = Math.min(FACTOR_MAX, Math.max(1 / FACTOR_MAX, better));
  const size = Math.max(bayesFactor, 1 / bayesFactor);
  return {
    bayesFactor,
    verdict: test.verdict,
    strength: size >= 100 ? 'decisive' : size >= 10 ? 'strong' : size >= 3 ? 'some' : 'none',
  };
}

/** Neither the mean nor peak and end go the same way as what people did: that was not for how it felt. */
function goesAgainst({ rules }: MemoryTest): boolean {
  return rules.every(({ rule, r }) => (rule !== 'mean' && rule !== 'peak-end') || r <= 0);
}

/** An answer counts where its journey has moments of its own. */
function whyBelieved(unsaid: Unsaid | null, rows: number): Unsaid {
  return unsaid === null || unsaid.code === 'too-few-answers'
    ? unsaidOf('too-few-answers', rows, LEARNS_FROM)
    : unsaid;
}

interface Row {
  readonly moments: readonly number[];
  readonly overall: number;
  readonly days: number;
}

function fadingOf(rows: readonly Row[]): Estimate {
  const later: readonly LaterAnswer[] = rows.map(({ moments, overall, days }) => {
    const seen = memorable(moments);
    return { days, peakEnd: peakEnd(seen), mean: seen.mean, overall };
  });
  return learnFading(later).halfLifeDays;
}

/** Of the planned touchpoints, which ask how the moment itself felt. */
export function ratedOf(
  planned: readonly Touchpoint[],
  asksTheWhole: (touchpoint: Touchpoint) => boolean,
): readonly boolean[] {
  return planned.map((touchpoint) => touchpoint.felt !== null && !asksTheWhole(touchpoint));
}
