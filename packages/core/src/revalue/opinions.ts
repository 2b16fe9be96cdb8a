import type { ValuationShown, Valuations, WorthShown } from '../contract/valuations.ts';
import type { Part } from '../ledger/valuation.ts';
import { type PartId, partOf } from './plan.ts';
import type { Factors } from './revalue.ts';

/** One opinion: what whom's unit of a kind is worth, or costs. The same whatever else stands in the model. */
export type OpinionKey = string;

/** What is said in place of what the model says; null: nothing any more. */
export type Opinions = ReadonlyMap<OpinionKey, WorthShown | null>;

/** What an opinion speaks of. */
export interface About {
  readonly kind: string;
  readonly segment: string | null;
  readonly give: 'customer' | 'business' | null;
  readonly part: Part;
}

export function opinionKey({ kind, segment, give, part }: About): OpinionKey {
  return JSON.stringify([kind, segment, give, part]);
}

/** What a key speaks of; null: it is none. */
export function aboutOf(key: OpinionKey): About | null {
  const [kind, segment, give, part] = JSON.parse(key) as readonly (string | null)[];
  if (typeof kind !== 'string' || (part !== 'worth' && part !== 'cost')) return null;
  return {
    ...{ kind, part },
    segment: segment ?? null,
    give: give === 'customer' || give === 'business' ? give : null,
  };
}

/**
 * The valuations as they are now said: replaced where the model has them, filled in or added at the end where it has not. What
 * is said no more leaves its place empty, so that the others keep theirs.
 */
export function valuationsSaid(
  base: Valuations['valuations'],
  said: Opinions,
): Valuations['valuations'] {
  const now = [...base];
  for (const [key, worth] of said) {
    const about = aboutOf(key);
    if (about === null) continue;
    const at = placeOf(now, about);
    const there = now[at];
    const { part, ...whom } = about;
    if (there !== undefined) now[at] = { ...there, [part]: worth };
    else if (worth !== null) now.push({ ...whom, worth: null, cost: null, [part]: worth });
  }
  return now;
}

/** What is said of something; null: nothing. */
export function saidOf(valuations: Valuations['valuations'], about: About): WorthShown | null {
  return valuations[placeOf(valuations, about)]?.[about.part] ?? null;
}

/** Which valuation speaks of it: the first that says it, else the first that could; -1: none. */
function placeOf(valuations: readonly ValuationShown[], { part, ...whom }: About): number {
  const isIt = ({ kind, segment, give }: ValuationShown): boolean =>
    kind === whom.kind && segment === whom.segment && give === whom.give;
  const saying = valuations.findIndex((each) => isIt(each) && each[part] !== null);
  return saying === -1 ? valuations.findIndex(isIt) : saying;
}

/** By how much each median is another one, place by place; null: more than medians changed, so that it has to be planned anew. */
export function factorsBetween(
  was: Valuations['valuations'],
  is: Valuations['valuations'],
): Factors | null {
  if (was.length !== is.length) return null;
  const factors = new Map<PartId, number>();
  for (const [at, before] of was.entries())
    for (const part of ['worth', 'cost'] as const) {
      const [from, to] = [before[part], is[at]?.[part] ?? null];
      if (from === to) continue;
      if (from === null || to === null || !isInProportion(from, to)) return null;
      if (to.median !== from.median) factors.set(`${at}.${part}`, to.median / from.median);
    }
  return factors;
}

/** How much an opinion is worth at another middle: as unsure as it was, and an assumption until somebody agrees. */
export function movedTo(worth: WorthShown, median: number): WorthShown {
  const by = median / worth.median;
  return {
    ...worth,
    ...{ median, low: worth.low * by, high: worth.high * by },
    ...{ basis: 'assumed', agreedBy: null, agreedOn: null },
  };
}

/** Whether two opinions count for the same, whoever said them: what is moved away and back is not moved. */
export function isSameWorth(a: WorthShown | null, b: WorthShown | null): boolean {
  if (a === null || b === null) return a === b;
  return isClose(a.median, b.median) && isClose(a.low, b.low) && isClose(a.high, b.high);
}

/** Whether two opinions are alike in all that stands in the model. */
export function isSameOpinion(a: WorthShown | null, b: WorthShown | null): boolean {
  if (a === null || b === null) return a === b;
  const { basis, source, agreedBy, agreedOn } = a;
  return (
    isSameWorth(a, b) &&
    basis === b.basis &&
    source === b.source &&
    agreedBy === b.agreedBy &&
    agreedOn === b.agreedOn
  );
}

/** The valuation and part that an id names. */
export function aboutPart(valuations: Valuations['valuations'], id: PartId): About | null {
  const { at, part } = partOf(id);
  const valuation = valuations[at];
  if (valuation === undefined) return null;
  const { kind, segment, give } = valuation;
  return { kind, segment, give, part };
}

function isInProportion(from: WorthShown, to: WorthShown): boolean {
  if (!(from.median > 0) || !(to.median > 0)) return false;
  const by = to.median / from.median;
  return isClose(from.low * by, to.low) && isClose(from.high * by, to.high);
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
