import { isKept, type Journey, type Model, type Touchpoint, touchpointsOf } from '@bothways/core';

/** Touchpoints of today with those that would take their place; one of both may be empty. */
export interface Paired {
  readonly change: 'kept' | 'changed' | 'new' | 'gone';
  readonly now: readonly Touchpoint[];
  readonly next: readonly Touchpoint[];
}

/**
 * A future journey's touchpoints with what they take the place of. What is named together, also by a detour, is one pair: of
 * a call that becomes a message and a shorter call, neither alone can be compared with it. Each touchpoint is in one pair.
 *
 * Shape: in the order of the future journey; what is gone stands behind what it stood behind.
 */
export function pairsOf(journey: Journey, now: Journey, model: Model): readonly Paired[] {
  const current = new Map(touchpointsOf(model, 'current').map((each) => [each.id, each]));
  const pairs: { now: Touchpoint[]; next: Touchpoint[] }[] = [];
  for (const touchpoint of touchpointsIn(journey)) {
    const named = touchpoint.insteadOf.flatMap((id) => current.get(id) ?? []);
    const [first, ...others] = pairs.filter((pair) =>
      named.some((each) => pair.now.includes(each)),
    );
    const pair = first ?? { now: [], next: [] };
    if (first === undefined) pairs.push(pair);
    for (const other of others) {
      pair.now.push(...other.now);
      pair.next.push(...other.next);
      pairs.splice(pairs.indexOf(other), 1);
    }
    pair.now.push(...named.filter((each) => !pair.now.includes(each)));
    pair.next.push(touchpoint);
  }
  let at = 0;
  for (const touchpoint of touchpointsIn(now)) {
    const found = pairs.findIndex((pair) => pair.now.includes(touchpoint));
    if (found < 0) pairs.splice(at, 0, { now: [touchpoint], next: [] });
    at = (found < 0 ? at : found) + 1;
  }
  return pairs.map((pair) => ({ ...pair, change: changeOf(pair) }));
}

function changeOf({ now, next }: Omit<Paired, 'change'>): Paired['change'] {
  if (now.length === 0) return 'new';
  if (next.length === 0) return 'gone';
  return next.every(isKept) ? 'kept' : 'changed';
}

function touchpointsIn({ phases }: Journey): readonly Touchpoint[] {
  return phases.flatMap(({ steps }) => steps).flatMap(({ touchpoints }) => touchpoints);
}
