import type { Estimate } from '@bothways/core';
import type { Experience, MemoryWeight, Unsaid } from '@bothways/core/contract';
import {
  believedWeights,
  LEARNS_FROM,
  learnFading,
  learnMemory,
  type Memory,
  type MemoryTest,
  memorySums,
  memorySumsWithin,
  memoryTest,
  peakEnd,
  REGRESSORS,
  rememberedFrom,
} from '@bothways/core/experience';
import type { JourneyAlone } from './felt-journeys.ts';

/** How the journeys of a file are remembered. */
export interface MemoryAlone {
  readonly memory: Memory;
  readonly told: Experience['remembered'];
  /** The same within persons; null where nobody has two journeys. */
  readonly within: WithinPersons | null;
}

/** Whether peak and end or the mean tell more, once each person's own level is taken out. */
export interface WithinPersons {
  readonly persons: number;
  readonly answers: number;
  readonly bayesFactor: number;
  readonly verdict: MemoryTest['verdict'];
}

/** Fewer moments are peak, end and mean at once. */
const MOMENTS_MIN = 2;
const FACTOR_MAX = 1e9;

/** Learns from the journeys with two moments or more and an answer for the whole; at least `moments` where asked. */
export function memoryAlone(
  journeys: readonly JourneyAlone[],
  column: string | null,
  momentsMin: number = MOMENTS_MIN,
): MemoryAlone {
  const rows = journeys.flatMap(({ felt, overall, days, person }) => {
    const said = felt.filter((value) => !Number.isNaN(value));
    return said.length < momentsMin || Number.isNaN(overall)
      ? []
      : [{ ...rememberedFrom(said, overall), days, person }];
  });
  const sums = memorySums(rows);
  const memory = learnMemory(sums);
  const test = memory.kind === 'learned' ? memoryTest(sums) : null;
  const later = rows
    .filter(({ days }) => days >= 0)
    .map(({ moments, overall, days }) => {
      return { days, peakEnd: peakEnd(moments), mean: moments.mean, overall };
    });
  return {
    memory,
    told: {
      answer: column === null ? null : { kind: 'column', name: column },
      answers: rows.length,
      answersOf: journeys.length,
      weights: weightsOf(memory, sums.positive),
      explained: memory.kind === 'learned' ? memory.r2 : null,
      rules: (test?.rules ?? []).map(({ rule, r }) => ({ rule, r })),
      bayesFactor: test === null ? null : factorOf(test),
      verdict: test?.verdict ?? 'undecided',
      strength: strengthOf(test),
      isUsed: memory.kind === 'learned',
      halfLifeDays: learnFading(later).halfLifeDays,
      unsaid: memory.kind === 'learned' ? null : whyNot(column, rows.length, memory.reason),
    },
    within: withinOf(rows),
  };
}

function withinOf(
  rows: readonly (ReturnType<typeof rememberedFrom> & { readonly person: string })[],
): WithinPersons | null {
  const persons = new Set(rows.map(({ person }) => person)).size;
  if (persons < 2 || persons > rows.length / 2) return null;
  const test = memoryTest(memorySumsWithin(rows));
  return test === null
    ? null
    : { persons, answers: rows.length, bayesFactor: factorOf(test), verdict: test.verdict };
}

/** Of peak and end with one weight or with two the one that the answers like better, against the mean. */
function factorOf({ bayesFactor, bayesFactorHalf }: MemoryTest): number {
  return Math.min(FACTOR_MAX, Math.max(1 / FACTOR_MAX, bayesFactor, bayesFactorHalf));
}

function strengthOf(test: MemoryTest | null): Experience['remembered']['strength'] {
  if (test === null) return 'none';
  const size = Math.max(factorOf(test), 1 / factorOf(test));
  return size >= 100 ? 'decisive' : size >= 10 ? 'strong' : size >= 3 ? 'some' : 'none';
}

function weightsOf(memory: Memory, positive: number): readonly MemoryWeight[] {
  if (memory.kind === 'learned')
    return memory.shown.map(({ of, believed, weight }) => ({
      of,
      prior: believed,
      learned: weight,
    }));
  const none: Estimate = { kind: 'abstained', reason: memory.reason };
  const priors = believedWeights(positive, memory.fading);
  return REGRESSORS.map((of, at) => ({ of, prior: priors[at] ?? 0, learned: none }));
}

function whyNot(column: string | null, answers: number, reason: string): Unsaid {
  if (column === null)
    return {
      code: 'no-answer',
      reason: 'no column says how the whole journey was',
      todo: 'name one: --overall COLUMN',
      ...{ seen: null, wanted: null },
    };
  const alike = answers >= LEARNS_FROM;
  return {
    code: alike ? 'answers-alike' : 'too-few-answers',
    reason,
    todo: 'ask more people about the whole',
    ...{ seen: answers, wanted: LEARNS_FROM },
  };
}
