import {
  amountOf,
  drawsOf,
  type Looks,
  type Model,
  sidesOf,
  type Touchpoint,
  termsOf,
  touchpointsOf,
} from '@bothways/core';
import { segmentsMatter } from '../store/measure/cube.ts';
import {
  type ElsewhereSums,
  elsewhereSums,
  type KnownSums,
} from '../store/measure/finding-elsewhere.ts';
import { type LegSum, legSums } from '../store/measure/finding-legs.ts';
import { customerWeights } from './customer-weights.ts';
import type { Counted, LooksAt } from './finding-counted.ts';
import { expectationsKept } from './finding-expectations.ts';
import { journeyLooks } from './finding-journeys.ts';
import { variedLooks } from './finding-varied.ts';
import { weakestLooks } from './finding-weakest.ts';
import type { Reading } from './reading.ts';

/**
 * What the rules ask of the ledger beside what moved, by touchpoint: a few passes over it, and more only where one of them
 * gives reason to. Through the eyes of one segment what is read from events is not asked, as it is of everybody.
 */
export async function looksOf(reading: Reading, counted: Counted): Promise<LooksAt> {
  const parts = [
    soughtLooks(reading.model),
    await promiseLooks(reading, counted),
    await expectationsKept(reading, counted),
    await journeyLooks(reading),
    await elsewhereLooks(reading, counted),
    await variedLooks(reading, counted),
    await weakestLooks(reading, counted),
  ];
  const looks = new Map<string, Looks>();
  for (const part of parts)
    for (const [touchpoint, some] of part)
      looks.set(touchpoint, { ...looks.get(touchpoint), ...some });
  return looks;
}

function soughtLooks(model: Model): LooksAt {
  const forms = new Map(model.values.map(({ id, form }) => [id, form]));
  return new Map(
    touchpointsOf(model, 'current').flatMap(({ id, seeks, exchange }) => {
      if (seeks === null) return [];
      const kinds = exchange.map(({ kind }) => [kind, forms.get(kind) ?? null] as const);
      return [[id, { sought: { form: seeks, forms: Object.fromEntries(kinds) } }]];
    }),
  );
}

/** What each line that keeps a promise moved, beside what is believed of it. */
async function promiseLooks(
  { stores, generation, model, segment }: Reading,
  { evidence }: Counted,
): Promise<LooksAt> {
  const sideOf = sidesOf(model);
  const places = new Map(touchpointsOf(model, 'current').map((each) => [each.id, each]));
  const kept = model.propositions.flatMap(({ id, promise, keptBy }) =>
    keptBy.flatMap((touchpoint) => {
      const plan = places.get(touchpoint);
      return plan === undefined ? [] : [{ proposition: id, promise, plan }];
    }),
  );
  const sums = await legSums(
    stores.facts,
    generation,
    [...new Set(kept.map(({ plan }) => plan.id))],
    segment,
  );
  const singles = new Map(
    evidence.map((each) => [each.touchpoint, each.encounters - each.encountersInAggregates]),
  );
  const looks = new Map<string, Looks>();
  for (const { proposition, promise, plan } of kept) {
    const n = singles.get(plan.id) ?? 0;
    if (n === 0) continue;
    const held = plan.exchange
      .filter(({ give, to }) => sideOf(to) === 'customer' && sideOf(give) !== 'customer')
      .flatMap((line) => heldLine(line, plan.id, n, { sums, model }))
      .map((each) => ({ proposition, promise, ...each }));
    looks.set(plan.id, { promises: [...(looks.get(plan.id)?.promises ?? []), ...held] });
  }
  return looks;
}

function heldLine(
  { leg, give, to, kind, believed }: Touchpoint['exchange'][number],
  touchpoint: string,
  n: number,
  { sums, model }: { readonly sums: readonly LegSum[]; readonly model: Model },
): readonly Omit<NonNullable<Looks['promises']>[number], 'proposition' | 'promise'>[] {
  if (believed === null) return [];
  const sum = sums.find(
    (each) => each.touchpoint === touchpoint && each.leg === leg && each.giver === give,
  );
  const unit = 10 ** (model.values.find(({ id }) => id === kind)?.scale ?? 0);
  const mean = (sum?.sum ?? 0) / n / unit;
  const spread = Math.max(0, (sum?.squares ?? 0) / n / unit ** 2 - mean ** 2);
  return [
    {
      ...{ kind, giver: give, receiver: to, n, mean, sd: Math.sqrt(spread) },
      believed: { median: believed.median, low: believed.low },
      grade: sum?.grade ?? 'A',
    },
  ];
}

/** Where the business loses and customers gain: what people leave it with elsewhere. */
async function elsewhereLooks(
  { stores, generation, model, segment }: Reading,
  { cube, people }: Counted,
): Promise<LooksAt> {
  const losing = [...Map.groupBy(cube, ({ keys }) => keys['touchpoint'] ?? '')].flatMap(
    ([touchpoint, rows]) => {
      const { terms } = termsOf(rows, model);
      const net = (side: 'customer' | 'business'): number =>
        terms.filter((term) => term.side === side).reduce((sum, term) => sum + amountOf(term), 0);
      return net('business') < 0 && net('customer') > 0 ? [touchpoint] : [];
    },
  );
  const sums = await elsewhereSums(stores.facts, generation, {
    touchpoints: losing,
    segmented: segmentsMatter(model),
    segment,
    weights: customerWeights(cube, model, drawsOf({ iterations: 1 }), 'business'),
    people,
  });
  return new Map(sums.map((each) => [each.touchpoint, { elsewhere: elsewhereOf(each) }]));
}

/**
 * Means over people as if all had been known as long as those who were here: by the rate at which they leave the business
 * with something, so that who joined late is not taken for poor. The spread is that of a ratio.
 */
function elsewhereOf({ net, here, others }: ElsewhereSums): NonNullable<Looks['elsewhere']> {
  const known = here.people === 0 ? 0 : here.days / here.people;
  const meanOf = ({ people, sum, days, squares, products, daysSquares }: KnownSums) => {
    if (people === 0 || days === 0) return { people, mean: 0, sd: 0 };
    const rate = sum / days;
    const rest = (squares - 2 * rate * products + rate ** 2 * daysSquares) / people;
    const scale = known / (days / people);
    return { people, mean: rate * known, sd: Math.sqrt(Math.max(0, rest)) * scale };
  };
  return {
    ...{ here: meanOf(here), others: meanOf(others) },
    net: here.people === 0 ? 0 : net / here.people,
  };
}
