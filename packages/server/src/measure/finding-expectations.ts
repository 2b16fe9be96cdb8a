import { type Looks, touchpointsOf } from '@bothways/core';
import type { Counted, LooksAt } from './finding-counted.ts';
import type { Reading } from './reading.ts';
import { expectationsHeld } from './touchpoint-expected.ts';

/** What was expected at each touchpoint, held against what its encounters say. */
export async function expectationsKept(
  { stores, generation, model, segment }: Reading,
  { evidence }: Counted,
): Promise<LooksAt> {
  if (segment !== undefined) return new Map();
  const promises = new Map(
    model.propositions.flatMap(({ promise, keptBy }) =>
      keptBy.map((touchpoint) => [touchpoint, promise ?? ''] as const),
    ),
  );
  const looks = new Map<string, Looks>();
  for (const touchpoint of touchpointsOf(model, 'current')) {
    const seen = evidence.find((each) => each.touchpoint === touchpoint.id);
    if (seen === undefined || touchpoint.expects.length === 0) continue;
    const held = await expectationsHeld(
      { facts: stores.facts, generation, touchpoint: touchpoint.id },
      touchpoint,
      { encounters: seen.encounters, singles: seen.encounters - seen.encountersInAggregates },
    );
    const expectations = held.flatMap(({ metric, atMost, atLeast, source, outcome }) => {
      if (outcome.kind !== 'measured') return [];
      const { n, met, people, peopleMissed, shortfall, grade } = outcome;
      return [
        {
          ...{ metric, atMost, atLeast, source, promise: promises.get(touchpoint.id) ?? null },
          ...{ n, met, people, peopleMissed, missedBy: shortfall?.mean ?? null, grade },
        },
      ];
    });
    looks.set(touchpoint.id, { expectations });
  }
  return looks;
}
