import { BACK_DAYS, type CubeRow, type Looks, sidesOf, touchpointsOf } from '@bothways/core';
import { type VariedRow, variedAt } from '../store/measure/finding-varied.ts';
import type { Counted, LooksAt } from './finding-counted.ts';
import type { Reading } from './reading.ts';

/** So many are looked at, those that come most often first. */
const LOOKED_MOST = 8;
/** In less or more than this part of the encounters there is nobody to compare with. */
const [SELDOM, MOSTLY] = [0.05, 0.95];
const RATED_AT_LEAST = 60;

/** What the business gives at a touchpoint in some encounters and not in others, where they say how they felt. */
export async function variedLooks(
  { stores, generation, model, segment }: Reading,
  { evidence, cube, people }: Counted,
): Promise<LooksAt> {
  if (segment !== undefined) return new Map();
  const sideOf = sidesOf(model);
  const customers = model.actors.map(({ id }) => id).filter((id) => sideOf(id) === 'customer');
  const counts = new Map(evidence.map((each) => [each.touchpoint, each]));
  const gifts = [...Map.groupBy(cube.filter(isGift), ({ keys }) => keys['touchpoint'] ?? '')]
    .flatMap(([touchpoint, rows]) => {
      const seen = counts.get(touchpoint);
      const felt = seen?.felt?.kind === 'estimate' ? seen.felt.n : 0;
      if (seen === undefined || felt < RATED_AT_LEAST) return [];
      return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, some]) => {
        const n = some.reduce((sum, row) => sum + row.n, 0);
        return { touchpoint, kind, n, part: n / seen.encounters };
      });
    })
    .filter(({ part }) => part > SELDOM && part < MOSTLY)
    .toSorted((a, b) => b.n - a.n)
    .slice(0, LOOKED_MOST);

  function isGift({ giver, receiver, quantity }: CubeRow): boolean {
    return sideOf(giver) === 'business' && sideOf(receiver) === 'customer' && quantity > 0n;
  }

  const looks = new Map<string, Looks>();
  for (const { touchpoint, kind } of gifts) {
    const plan = touchpointsOf(model).find(({ id }) => id === touchpoint);
    const duration = plan?.expects.find(({ metric }) => metric === 'duration_s') ?? null;
    const here = { facts: stores.facts, generation, touchpoint };
    const { given, withheld } = await variedAt(here, {
      ...{ kind, customers, backDays: BACK_DAYS, people, duration },
    });
    if (given === null || withheld === null) continue;
    const varied = { kind, given: armOf(given), withheld: armOf(withheld) };
    looks.set(touchpoint, { varied: [...(looks.get(touchpoint)?.varied ?? []), varied] });
  }
  return looks;
}

function armOf({
  people,
  mean,
  sd,
  came,
  kept,
}: VariedRow): NonNullable<Looks['varied']>[number]['given'] {
  return {
    felt: { people, mean, sd },
    back: { people, came },
    kept: kept === null ? null : { people, kept },
  };
}
