import {
  type Estimate,
  EVENT_ENVIRONMENT,
  type Grade,
  readRule,
  type Touchpoint,
  Z_HIGH,
} from '@bothways/core';
import type { ExpectationTied, SetBy, Setter } from '@bothways/core/contract';
import {
  type BoundFelt,
  type BoundMeasure,
  type BoundTied,
  boundTied,
} from '../store/measure/experience-expected.ts';
import { setterOf } from './experience-setter.ts';
import { abstainedOf, unsaidOf } from './experience-unsaid.ts';
import type { Reading } from './reading.ts';
import { measureUnit } from './touchpoint-words.ts';
import { wilson } from './wilson.ts';

/** So many encounters on each side are wanted, to say what keeping does to how it feels. */
export const TIE_MIN = 10;

/** An expectation with what was counted of it: null where nothing could be. */
interface Held {
  readonly shown: ExpectationTied;
  readonly tied: BoundTied | null;
}

/**
 * What was expected of the touchpoints of a journey: how often it was kept, who had set it, and how much better it felt where
 * it was. Kept against missed is compared, not the gap: difference scores are unreliable, and a miss weighs more than a gain.
 *
 * Source: methods.md 3.1.
 */
export async function expectationsOf(
  { stores, generation, segment }: Reading,
  touchpoints: readonly Touchpoint[],
  singles: (touchpoint: string) => number,
  encounters: (touchpoint: string) => number,
): Promise<{ readonly held: readonly ExpectationTied[]; readonly setters: readonly SetBy[] }> {
  const held: Held[] = [];
  for (const touchpoint of touchpoints)
    for (const expected of touchpoint.expects) {
      const measure = measureOf(touchpoint, expected.metric);
      const here = { facts: stores.facts, generation, touchpoint: touchpoint.id };
      const tied =
        measure === null || singles(touchpoint.id) === 0
          ? null
          : await boundTied(here, measure, expected, segment);
      const why =
        measure === null
          ? ('not-measured' as const)
          : encounters(touchpoint.id) > 0 && singles(touchpoint.id) === 0
            ? ('only-totals' as const)
            : ('too-few-felt' as const);
      held.push({ shown: heldOf(touchpoint, expected, tied, why), tied });
    }
  return { held: held.map(({ shown }) => shown), setters: settersOf(held) };
}

function heldOf(
  { id, name }: Touchpoint,
  { metric, atMost, atLeast, source }: Touchpoint['expects'][number],
  tied: BoundTied | null,
  why: 'not-measured' | 'only-totals' | 'too-few-felt',
): ExpectationTied {
  const plain = {
    touchpoint: { id, name },
    ...{ metric, unit: measureUnit(metric), atMost, atLeast, source },
    setter: setterOf(source),
  };
  const n = tied === null ? 0 : tied.kept.n + tied.missed.n;
  if (tied === null || n === 0) {
    const unsaid = unsaidOf(n === 0 && tied !== null ? 'not-measured' : why, 0, 1);
    const none: Estimate = { kind: 'abstained', reason: unsaid.reason };
    return {
      ...plain,
      ...{ n: 0, kept: none, missedBy: null, feltKept: none, feltMissed: none, tie: none, unsaid },
    };
  }
  const [kept, missed] = [tied.kept.felt, tied.missed.felt];
  const isFelt = metric === 'felt';
  return {
    ...plain,
    n,
    kept: wilson(tied.kept.n, n, tied.grade),
    missedBy: tied.missedBy,
    feltKept: meanOf(kept, tied.grade),
    feltMissed: meanOf(missed, tied.grade),
    tie: isFelt ? abstainedOf('not-measured') : tieOf([tied], tied.grade),
    unsaid: null,
  };
}

function measureOf({ measures, felt }: Touchpoint, metric: string): BoundMeasure | null {
  if (metric === 'felt') return felt === null ? null : 'felt';
  const text = measures[metric];
  if (text === undefined) return null;
  if (metric === 'duration_s') return 'duration_s';
  const read = readRule(text.text, EVENT_ENVIRONMENT, 'number');
  return 'error' in read ? null : read.rule;
}

type Sums = BoundFelt['felt'];

function meanOf({ n, sum, squares }: Sums, grade: Grade): Estimate {
  if (n < 5) return abstainedOf('too-few-felt', n, 5);
  const mean = sum / n;
  const half = Z_HIGH * Math.sqrt(varianceOf({ n, sum, squares }) / n);
  return {
    ...{ kind: 'estimate', median: mean, low: Math.max(-1, mean - half) },
    ...{ high: Math.min(1, mean + half), level: 0.9, n, method: 'mean of ratings', grade },
  };
}

function varianceOf({ n, sum, squares }: Sums): number {
  return Math.max(0, (squares - (sum * sum) / n) / Math.max(1, n - 1));
}

/**
 * How much better it felt where it was kept: within each expectation, then over them, each by how surely it is known, so that
 * touchpoints that feel worse anyway do not stand for a miss.
 */
function tieOf(all: readonly BoundTied[], grade: Grade): Estimate {
  const n = (of: (tied: BoundTied) => Sums): number => Math.min(...all.map((each) => of(each).n));
  const told = all.filter(({ kept, missed }) => kept.felt.n >= TIE_MIN && missed.felt.n >= TIE_MIN);
  if (told.length === 0) {
    const [kept, missed] = [n((each) => each.kept.felt), n((each) => each.missed.felt)];
    const least = Math.min(kept, missed);
    return least === 0 && Math.max(kept, missed) >= TIE_MIN
      ? abstainedOf('never-both-ways')
      : abstainedOf('no-bound-and-felt', least, TIE_MIN);
  }
  const parts = told.map(({ kept, missed }) => ({
    difference: kept.felt.sum / kept.felt.n - missed.felt.sum / missed.felt.n,
    variance: Math.max(
      1e-9,
      varianceOf(kept.felt) / kept.felt.n + varianceOf(missed.felt) / missed.felt.n,
    ),
    n: kept.felt.n + missed.felt.n,
  }));
  const precision = parts.reduce((sum, { variance }) => sum + 1 / variance, 0);
  const middle =
    parts.reduce((sum, { difference, variance }) => sum + difference / variance, 0) / precision;
  const half = Z_HIGH / Math.sqrt(precision);
  return {
    ...{ kind: 'estimate', median: middle, low: middle - half, high: middle + half, level: 0.9 },
    n: parts.reduce((sum, part) => sum + part.n, 0),
    ...{ method: 'difference of means, kept less missed', grade },
  };
}

/** Expectations by who set them, those with most encounters first. */
function settersOf(held: readonly Held[]): readonly SetBy[] {
  return [...Map.groupBy(held, ({ shown }) => shown.setter)]
    .map(([setter, of]) => setByOf(setter, of))
    .sort((a, b) => b.n - a.n);
}

function setByOf(setter: Setter, held: readonly Held[]): SetBy {
  const tied = held.flatMap((each) => (each.tied === null ? [] : [each.tied]));
  const [kept, n] = tied.reduce(
    ([met, all], each) => [met + each.kept.n, all + each.kept.n + each.missed.n],
    [0, 0],
  );
  const grade = tied.reduce<Grade>((worst, each) => (each.grade > worst ? each.grade : worst), 'A');
  const byFigure = held.flatMap(({ shown, tied: of }) =>
    of === null || shown.metric === 'felt' ? [] : [of],
  );
  return {
    setter,
    sources: [...new Set(held.flatMap(({ shown }) => shown.source ?? []))].slice(0, 50),
    expectations: held.length,
    n,
    kept: n === 0 ? abstainedOf('not-measured') : wilson(kept, n, grade),
    tie:
      byFigure.length === 0 ? abstainedOf('no-bound-and-felt', 0, TIE_MIN) : tieOf(byFigure, grade),
  };
}
