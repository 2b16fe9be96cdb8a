import type { Model, Touchpoint } from '../model/model.ts';
import { believedLegs, type Leg, together, valuing } from './believed-legs.ts';
import type { Draws } from './draws.ts';
import type { CubeRow } from './entries.ts';
import type { Estimate } from './estimate.ts';
import { silenceOf, termsOn } from './nets.ts';
import { sidesOf } from './sides.ts';
import { estimateSum } from './sum.ts';
import { doubtTerms, evidenceGrade, type Term, termsOf, type Valued, wholeUnits } from './terms.ts';
import { type Counted, doubtOf, volumeOf } from './volume.ts';

/**
 * What moves in a year at one place or at several: valued both ways, and the time that customers give, each with its doubt.
 * Sums and differences of places are made of these, so that whatever they share moves them together.
 */
export interface Moves {
  readonly whole: Valued;
  /** Received by the customer. */
  readonly delivered: Valued;
  /** Given by the customer. */
  readonly captured: Valued;
  /** Hours that customers give, of any time; and those of them that are waiting. */
  readonly hours: readonly Term[];
  readonly waiting: readonly Term[];
  /** Encounters seen behind it. */
  readonly n: number;
}

const WAITING = 'time:waiting';

/** What was measured at a place: the rows of a year, uncertain by how few people were seen and how unlike they are. */
export function measuredMoves(
  yearly: readonly CubeRow[],
  model: Model,
  { place, ...counted }: { readonly place: string } & Counted,
): Moves {
  const side = sidesOf(model);
  const volume = volumeOf(place, counted);
  const valued = (rows: readonly CubeRow[]): Valued => {
    const { terms, unvalued } = termsOf(rows, model);
    return { terms: doubtTerms(terms, volume), unvalued };
  };
  const captured = yearly.filter(({ giver }) => side(giver) === 'customer');
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const hours = captured
    .filter(({ kind }) => isTime(kind))
    .map(
      ({ kind, quantity, grades }): Term => ({
        ...hoursOf(kind, wholeUnits(quantity, scales.get(kind) ?? 0)),
        factors: [doubtOf(volume, kind)],
        grade: evidenceGrade(grades),
      }),
    );
  return {
    whole: valued(yearly),
    delivered: valued(yearly.filter(({ receiver }) => side(receiver) === 'customer')),
    captured: valued(captured),
    hours,
    waiting: hours.filter(({ kind }) => kind === WAITING),
    n: counted.encounters,
  };
}

/** What a touchpoint is believed to move; nothing where nobody has said how often it happens. */
export function believedMoves(touchpoint: Touchpoint, model: Model): Moves {
  const side = sidesOf(model);
  const value = valuing(model);
  const legs = believedLegs(touchpoint);
  const valued = (some: readonly Leg[]): Valued => together(some.map(value));
  const captured = legs.filter(({ line }) => side(line.give) === 'customer');
  const hours = captured
    .filter(({ line }) => isTime(line.kind))
    .map(
      ({ line, median, factors }): Term => ({
        ...hoursOf(line.kind, median),
        factors,
        grade: 'C',
      }),
    );
  return {
    whole: valued(legs),
    delivered: valued(legs.filter(({ line }) => side(line.to) === 'customer')),
    captured: valued(captured),
    hours,
    waiting: hours.filter(({ kind }) => kind === WAITING),
    n: 0,
  };
}

function isTime(kind: string): boolean {
  return kind.split(':')[0] === 'time';
}

/** Seconds as hours that count one each. */
function hoursOf(
  kind: string,
  seconds: number,
): Pick<Term, 'side' | 'part' | 'kind' | 'quantity' | 'median' | 'isStated'> {
  const counted = { side: 'customer', part: 'worth', median: 1, isStated: false } as const;
  return { ...counted, kind, quantity: seconds / 3600 };
}

/** Several places together; none moves nothing. */
export function sumOfMoves(all: readonly Moves[]): Moves {
  const sum = (of: (moves: Moves) => Valued): Valued => together(all.map(of));
  return {
    whole: sum(({ whole }) => whole),
    delivered: sum(({ delivered }) => delivered),
    captured: sum(({ captured }) => captured),
    hours: all.flatMap(({ hours }) => hours),
    waiting: all.flatMap(({ waiting }) => waiting),
    n: all.reduce((total, { n }) => total + n, 0),
  };
}

/** What both sides have of some moves, a year. `get` and `give` as the customer meets them: at their worth, at their cost. */
export interface Told {
  readonly get: Estimate;
  readonly give: Estimate;
  readonly customer: Estimate;
  readonly business: Estimate;
  /** Hours that customers give, and those of them that are waiting. */
  readonly hours: Estimate;
  readonly waiting: Estimate;
}

/** Moves as estimates, with the shared draws. Where nothing moves, that is zero for certain. */
export function tellMoves(moves: Moves, draws: Draws): Told {
  return tellDifference(moves, sumOfMoves([]), draws);
}

/**
 * What would become different from `now` to `next`: each figure of next less that of now, in every draw. What both share (a
 * valuation, a place that stays as it is) moves both alike and so is in no range. Abstains where either cannot be said.
 *
 * Units: workspace currency and hours, a year.
 * Source: semantics.md 22.
 */
export function tellDifference(next: Moves, now: Moves, draws: Draws): Told {
  const n = next.n + now.n;
  const net = (of: (moves: Moves) => Valued, side: 'customer' | 'business'): Estimate => {
    const [later, today] = [of(next), of(now)];
    const silent = silence(side, later) ?? silence(side, today);
    if (silent !== null) return { kind: 'abstained', reason: silent };
    const terms = less(termsOn(later.terms, side), termsOn(today.terms, side));
    return estimateSum(terms, draws, n);
  };
  const time = (of: (moves: Moves) => readonly Term[]): Estimate =>
    estimateSum(less(of(next), of(now)), draws, n);
  return {
    get: net(({ delivered }) => delivered, 'customer'),
    give: turned(net(({ captured }) => captured, 'customer')),
    customer: net(({ whole }) => whole, 'customer'),
    business: net(({ whole }) => whole, 'business'),
    hours: time(({ hours }) => hours),
    waiting: time(({ waiting }) => waiting),
  };
}

function silence(side: 'customer' | 'business', valued: Valued): string | null {
  return silenceOf(side, termsOn(valued.terms, side), valued.unvalued);
}

/** Terms less others. What is in both goes out first, so that of a place that is kept not even a rounding is left. */
function less(terms: readonly Term[], others: readonly Term[]): readonly Term[] {
  const counts = new Map<string, number>();
  for (const term of others) {
    const key = JSON.stringify(term);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rest = terms.filter((term) => !taken(counts, JSON.stringify(term)));
  const left = others.filter((term) => taken(counts, JSON.stringify(term)));
  return [...rest, ...left.map((term) => ({ ...term, quantity: 0 - term.quantity }))];
}

/** Takes one of a key out of its count, where there is one. */
function taken(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  counts.set(key, Math.max(0, count - 1));
  return count > 0;
}

/** A cost, which counts against its side, as the amount it is by itself. */
function turned(estimate: Estimate): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const { median, low, high } = estimate;
  return { ...estimate, median: 0 - median, low: 0 - high, high: 0 - low };
}
