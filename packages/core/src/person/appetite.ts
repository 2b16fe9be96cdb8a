import type { Estimate } from '../ledger/estimate.ts';
import { type Beta, betaQuantile, logBetaBinomial } from '../statistics/beta.ts';
import { partsOf, type RightKinds, spokenOf } from './right-kinds.ts';
import { type LinkTimes, type RightWord, rightsOf, spoken } from './rights.ts';

/** What somebody answered when a right was asked for, or at any time after. */
export interface Answer {
  readonly category: string;
  readonly is: 'grant' | 'refusal' | 'withdrawal';
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
}

/** Of people alike: so many answered so often, and said yes so often. */
export interface Answered {
  readonly people: number;
  readonly answers: number;
  readonly grants: number;
}

/** Where nobody was asked: as if one had said yes and one no. */
export const NO_PRIOR: Beta = { alpha: 1, beta: 1 };
/** Half of what was said a year ago still counts. */
const FORGETTING_A_DAY = 0.5 ** (1 / 365);
const DAY_MS = 86_400_000;
/** To take back what was given says more than not to give it. */
const WITHDRAWAL_WEIGHT = 2;
const LEVEL = 0.9;
/** Of fewer people nothing is learnt about the next. */
const PEOPLE_LEAST = 10;
const STRENGTHS = [1, 2, 4, 8, 16, 32];
/** However alike all answered, half an answer the other way is thought of: nobody is certain of the next (Jeffreys). */
const SIDE_LEAST = 0.5;

/**
 * How gladly somebody shares, from their answers in any order: a share between 0 and 1 that forgets. It never is a
 * permission, and decides nothing: what is allowed is `rightsOf`'s to say.
 *
 * Source: methods.md 9: alpha = 1 + g^days (alpha - 1) + grant, beta likewise; a withdrawal counts twice.
 */
export function appetiteAfter(prior: Beta, answers: readonly Answer[], now: number): Beta {
  let [{ alpha, beta }, last] = [prior, answers.length === 0 ? now : Number.POSITIVE_INFINITY];
  for (const { at } of answers) last = Math.min(last, at);
  const fade = (to: number): void => {
    const left = FORGETTING_A_DAY ** (Math.max(0, to - last) / DAY_MS);
    alpha = 1 + left * (alpha - 1);
    beta = 1 + left * (beta - 1);
    last = Math.max(last, to);
  };
  for (const { is, at } of answers.toSorted((a, b) => a.at - b.at)) {
    fade(at);
    if (is === 'grant') alpha += 1;
    else beta += is === 'withdrawal' ? WITHDRAWAL_WEIGHT : 1;
  }
  if (answers.length > 0) fade(now);
  return { alpha, beta };
}

/** It as it is shown: never without its doubt, and without any answer of anybody not at all. */
export function appetiteShown(appetite: Beta, answers: number, isLearnt: boolean): Estimate {
  if (answers === 0 && !isLearnt)
    return { kind: 'abstained', reason: 'neither this person nor enough others were asked' };
  const [low = 0, median = 0, high = 0] = [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2].map((p) =>
    betaQuantile(p, appetite),
  );
  return {
    ...{ kind: 'estimate', median, low, high, level: LEVEL, n: answers },
    ...{ method: 'beta-binomial with forgetting', grade: answers === 0 ? 'D' : 'B' },
  };
}

/**
 * What is to be expected of somebody before they answer, from what people alike did: how many say yes, and how much they
 * differ. Of a few people it stays near `above`, what is expected of all.
 *
 * Source: empirical Bayes: the mean as seen, drawn towards the one above; of some strengths the likeliest, by the
 * beta-binomial; neither side under a half.
 */
export function priorOf(groups: readonly Answered[], above: Beta): Beta {
  const people = groups.reduce((sum, each) => sum + each.people, 0);
  if (people < PEOPLE_LEAST) return above;
  const yes = groups.reduce((sum, each) => sum + each.people * each.grants, 0);
  const all = groups.reduce((sum, each) => sum + each.people * each.answers, 0);
  const mean = (yes + above.alpha) / (all + above.alpha + above.beta);
  const betas = STRENGTHS.map((strength) => ({
    alpha: Math.max(SIDE_LEAST, mean * strength),
    beta: Math.max(SIDE_LEAST, (1 - mean) * strength),
  }));
  const likely = (beta: Beta): number =>
    groups.reduce(
      (sum, each) => sum + each.people * logBetaBinomial(each.grants, each.answers, beta),
      0,
    );
  return betas.reduce((best, each) => (likely(each) > likely(best) ? each : best));
}

/** What somebody answered, by category of the rights that they spoke of: a signal of a browser is no answer. */
export function answersOf(
  words: readonly RightWord[],
  links: LinkTimes,
  kinds: RightKinds,
): readonly Answer[] {
  const rights = rightsOf(words, links, kinds);
  return spoken(words).flatMap((word): readonly Answer[] => {
    if (word.by === 'gpc') return [];
    const of = spokenOf(word.kind, kinds);
    return [...new Set(of.map(({ kind }) => partsOf(kind)[1]))].map((category) => {
      const wasHeld = of.some(
        ({ kind, category: own }) =>
          own === category && rights.isHeld(kind, word.identity, word.at - 1),
      );
      const is = word.granted ? 'grant' : wasHeld ? 'withdrawal' : 'refusal';
      return { category, is, at: word.at };
    });
  });
}
