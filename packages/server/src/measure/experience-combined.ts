import type { Touchpoint } from '@bothways/core';
import type { CombinedEffect, Unsaid } from '@bothways/core/contract';
import { combinedEffect, pairsFound, type Spread, spreadOf } from '@bothways/core/experience';
import type { JourneyRead } from '../store/measure/experience-journeys.ts';
import type { Answers } from './experience-answer.ts';
import { unsaidOf } from './experience-unsaid.ts';

/** So many real journeys are wanted with both, and with each alone. */
const TOGETHER_MIN = 20;
const PAIRS_MAX = 60;
/** Only the touchpoints that most journeys pass are paired. */
const PAIRED_MAX = 16;

/**
 * What two touchpoints go with together, against each alone and against neither, and whether their order matters.
 *
 * Shape: what is said of the whole is compared; where nothing is, how the rest of the journey felt stands for it,
 * against what is usual at each of its touchpoints, without both touchpoints' own moments.
 */
export function combinedOf(
  journeys: readonly JourneyRead[],
  planned: readonly Touchpoint[],
  { answer, of, unsaid }: Answers,
): { readonly pairs: readonly CombinedEffect[]; readonly unsaid: Unsaid | null } {
  // What people did afterwards tells more of who they are than of what they met.
  const outcome = unsaid === null && answer?.kind !== 'behaviour' ? of : null;
  const usual = usualFelt(journeys, planned.length);
  const said = (journey: JourneyRead, a: number, b: number): number | null =>
    outcome === null ? restFelt(journey, a, b, usual) : (outcome.get(journey.id) ?? null);
  const passed = passedOf(journeys, planned);
  const pairs = passed.flatMap((a, at) =>
    passed.slice(at + 1).map((b) => groupsOf(journeys, a, b, said)),
  );
  const told = pairs.filter(
    ({ both, onlyA, onlyB, neither }) =>
      Math.min(both.length, onlyA.length, onlyB.length, neither.length) >= TOGETHER_MIN,
  );
  if (told.length === 0)
    return { pairs: [], unsaid: unsaidOf('too-few-together', 0, TOGETHER_MIN) };
  const effects = told.map((groups) => {
    const name = (at: number): string => planned[at]?.id ?? '';
    return combinedEffect({
      ...{ a: name(groups.a), b: name(groups.b) },
      ...{ neither: spreadOf(groups.neither), onlyA: spreadOf(groups.onlyA) },
      ...{
        onlyB: spreadOf(groups.onlyB),
        aFirst: orderOf(groups, true),
        bFirst: orderOf(groups, false),
      },
    });
  });
  const found = pairsFound(effects);
  const shown = effects.map((effect, at): CombinedEffect => {
    const groups = told[at];
    const named = (id: string) => ({
      id,
      name: planned.find((each) => each.id === id)?.name ?? id,
    });
    return {
      ...{ first: named(effect.a), second: named(effect.b), both: effect.both },
      firstAlone: groups?.onlyA.length ?? 0,
      secondAlone: groups?.onlyB.length ?? 0,
      neither: groups?.neither.length ?? 0,
      of: outcome === null ? 'felt' : 'answer',
      alone: { first: effect.aloneA, second: effect.aloneB },
      ...{ together: effect.together, beyond: effect.interaction, order: effect.order },
      verdict: effect.verdict,
      isFound: found[at] ?? false,
    };
  });
  return { pairs: shown.sort(byWeight).slice(0, PAIRS_MAX), unsaid: null };
}

/** Those found first, then by how many journeys have both. */
function byWeight(a: CombinedEffect, b: CombinedEffect): number {
  return Number(b.isFound) - Number(a.isFound) || b.both - a.both;
}

interface Groups {
  readonly a: number;
  readonly b: number;
  readonly neither: number[];
  readonly onlyA: number[];
  readonly onlyB: number[];
  readonly both: { readonly value: number; readonly aFirst: boolean }[];
}

function orderOf({ both }: Groups, aFirst: boolean): Spread {
  return spreadOf(both.filter((each) => each.aFirst === aFirst).map(({ value }) => value));
}

function groupsOf(
  journeys: readonly JourneyRead[],
  a: number,
  b: number,
  said: (journey: JourneyRead, a: number, b: number) => number | null,
): Groups {
  const groups: Groups = { a, b, neither: [], onlyA: [], onlyB: [], both: [] };
  for (const journey of journeys) {
    const value = said(journey, a, b);
    if (value === null) continue;
    const [first, second] = [journey.touchpoints.indexOf(a), journey.touchpoints.indexOf(b)];
    if (first >= 0 && second >= 0) groups.both.push({ value, aFirst: first < second });
    else if (first >= 0) groups.onlyA.push(value);
    else if (second >= 0) groups.onlyB.push(value);
    else groups.neither.push(value);
  }
  return groups;
}

/** How it felt at each touchpoint on average. */
function usualFelt(journeys: readonly JourneyRead[], places: number): readonly number[] {
  const [sums, counts] = [new Float64Array(places), new Float64Array(places)];
  for (const { touchpoints, felt } of journeys)
    for (const [at, value] of felt.entries()) {
      const place = touchpoints[at] ?? -1;
      if (value === null || place < 0) continue;
      sums[place] = (sums[place] ?? 0) + value;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  return [...sums].map((sum, place) => sum / Math.max(1, counts[place] ?? 0));
}

/**
 * How the rest of a journey felt, each moment against what is usual at its touchpoint: else journeys would differ by what they
 * consist of, not by how it went.
 */
function restFelt(
  { touchpoints, felt }: JourneyRead,
  a: number,
  b: number,
  usual: readonly number[],
): number | null {
  let [sum, n] = [0, 0];
  for (const [at, value] of felt.entries()) {
    const place = touchpoints[at] ?? -1;
    if (value === null || place < 0 || place === a || place === b) continue;
    sum += value - (usual[place] ?? 0);
    n += 1;
  }
  return n === 0 ? null : sum / n;
}

function passedOf(
  journeys: readonly JourneyRead[],
  planned: readonly Touchpoint[],
): readonly number[] {
  const counts = planned.map(() => 0);
  for (const { touchpoints } of journeys)
    for (const at of new Set(touchpoints)) if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  return counts
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count >= 2 * TOGETHER_MIN && count <= journeys.length - TOGETHER_MIN)
    .sort((x, y) => y.count - x.count)
    .slice(0, PAIRED_MAX)
    .map(({ at }) => at)
    .sort((x, y) => x - y);
}
