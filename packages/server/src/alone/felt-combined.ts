import type { CombinedEffect, Unsaid } from '@bothways/core/contract';
import {
  combinedEffect,
  pairsFound,
  type Spread,
  spreadOf,
  together,
} from '@bothways/core/experience';
import type { JourneysAlone } from './felt-journeys.ts';

const TOGETHER_MIN = 20;
const PAIRED_MAX = 16;
const PAIRS_MAX = 60;

/** What two places go with together, where enough journeys that answered for the whole pass both, each and neither. */
export function combinedAlone(
  { journeys, places }: JourneysAlone,
  hasAnswer: boolean,
): { readonly pairs: readonly CombinedEffect[]; readonly unsaid: Unsaid | null } {
  const answered = hasAnswer ? journeys.filter(({ overall }) => !Number.isNaN(overall)) : [];
  const counts = places.map((_, at) => answered.filter((each) => each.places.includes(at)).length);
  const paired = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count >= 2 * TOGETHER_MIN && count <= answered.length - TOGETHER_MIN)
    .sort((x, y) => y.count - x.count)
    .slice(0, PAIRED_MAX)
    .map(({ at }) => at)
    .sort((x, y) => x - y);
  const effects = paired.flatMap((a, at) =>
    paired.slice(at + 1).flatMap((b) => {
      const groups = groupsOf(answered, a, b);
      const both = together(groups.aFirst, groups.bFirst);
      const least = Math.min(both.n, groups.onlyA.n, groups.onlyB.n, groups.neither.n);
      if (least < TOGETHER_MIN) return [];
      const effect = combinedEffect({ a: places[a] ?? '', b: places[b] ?? '', ...groups });
      return [{ effect, groups }];
    }),
  );
  if (effects.length === 0)
    return {
      pairs: [],
      unsaid: {
        code: 'too-few-together',
        reason:
          'no two places are each met often enough both with and without the other, in journeys that answer for the whole',
        todo: `a pair wants ${TOGETHER_MIN} journeys with both, each alone and neither`,
        ...{ seen: null, wanted: TOGETHER_MIN },
      },
    };
  const found = pairsFound(effects.map(({ effect }) => effect));
  const pairs = effects.map(({ effect, groups }, at): CombinedEffect => {
    const { a, b, both, aloneA, aloneB, interaction, order, verdict } = effect;
    return {
      ...{ first: { id: a, name: a }, second: { id: b, name: b }, both },
      ...{ firstAlone: groups.onlyA.n, secondAlone: groups.onlyB.n, neither: groups.neither.n },
      of: 'answer',
      alone: { first: aloneA, second: aloneB },
      ...{ together: effect.together, beyond: interaction, order, verdict },
      isFound: found[at] ?? false,
    };
  });
  return {
    pairs: pairs
      .sort((x, y) => Number(y.isFound) - Number(x.isFound) || y.both - x.both)
      .slice(0, PAIRS_MAX),
    unsaid: null,
  };
}

function groupsOf(
  answered: JourneysAlone['journeys'],
  a: number,
  b: number,
): Readonly<Record<'aFirst' | 'bFirst' | 'onlyA' | 'onlyB' | 'neither', Spread>> {
  const values: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  for (const { places, overall } of answered) {
    const [first, second] = [places.indexOf(a), places.indexOf(b)];
    if (first >= 0 && second >= 0) values[first < second ? 0 : 1].push(overall);
    else if (first >= 0) values[2].push(overall);
    else values[second >= 0 ? 3 : 4].push(overall);
  }
  const [aFirst, bFirst, onlyA, onlyB, neither] = values;
  return {
    aFirst: spreadOf(aFirst),
    bFirst: spreadOf(bFirst),
    onlyA: spreadOf(onlyA),
    onlyB: spreadOf(onlyB),
    neither: spreadOf(neither),
  };
}
