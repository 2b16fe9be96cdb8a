import {
  believedMoves,
  type CubeRow,
  type Draws,
  isKept,
  type Journey,
  type Model,
  type Moves,
  measuredMoves,
  sumOfMoves,
  type Told,
  type Touchpoint,
  tellDifference,
  tellMoves,
  touchpointsOf,
} from '@bothways/core';
import type { ReportFuture, ReportFuturePair, ReportFutureSide } from '@bothways/core/contract';
import type { Measured } from './findings.ts';
import { type Paired, pairsOf } from './future-pairs.ts';
import type { Reading } from './reading.ts';

/**
 * Each future journey beside the current one that it would take the place of: what is believed of it against what was
 * measured, or is believed where nothing was. Worked out in shared draws, so that what both have in common is in no range.
 */
export function futuresOf(
  { model, segment }: Reading,
  measured: Pick<Measured, 'yearly' | 'evidence'>,
  draws: Draws,
): readonly ReportFuture[] {
  const look = lookOf(model, measured, draws, segment !== undefined);
  return model.journeys.flatMap((journey) => {
    const now = model.journeys.find(({ id }) => id === journey.insteadOf);
    if (journey.state !== 'future' || now?.state !== 'current') return [];
    return [futureOf(journey, now, look)];
  });
}

/** What the figures of touchpoints are looked up in. */
interface Look {
  readonly model: Model;
  readonly draws: Draws;
  /** What moves at a current touchpoint, and how that is known; null: nobody can say. */
  readonly now: (touchpoint: Touchpoint) => Known | null;
  /** What would move at a future touchpoint. */
  readonly next: (touchpoint: Touchpoint) => Known | null;
  /** Whether the figures are of one segment alone, of which nothing believed can be said. */
  readonly isLens: boolean;
}
interface Known {
  readonly moves: Moves;
  readonly isMeasured: boolean;
}

function lookOf(
  model: Model,
  { yearly, evidence }: Pick<Measured, 'yearly' | 'evidence'>,
  draws: Draws,
  isLens: boolean,
): Look {
  const rows = Map.groupBy(yearly, ({ keys }: CubeRow) => keys['touchpoint'] ?? '');
  const seen = new Map(evidence.map((each) => [each.touchpoint, each]));
  const believed = (touchpoint: Touchpoint): Known | null =>
    isLens || touchpoint.believed === null
      ? null
      : { moves: believedMoves(touchpoint, model), isMeasured: false };
  const now = (touchpoint: Touchpoint): Known | null => {
    const counted = seen.get(touchpoint.id);
    if (counted === undefined) return believed(touchpoint);
    const { encounters, spreads } = counted;
    const place = { place: touchpoint.id, encounters, spreads };
    return { moves: measuredMoves(rows.get(touchpoint.id) ?? [], model, place), isMeasured: true };
  };
  const current = new Map(touchpointsOf(model, 'current').map((each) => [each.id, each]));
  const next = (touchpoint: Touchpoint): Known | null => {
    if (!isKept(touchpoint)) return believed(touchpoint);
    const kept = touchpoint.insteadOf.flatMap((id) => current.get(id) ?? []).map(now);
    return together(kept);
  };
  return { model, draws, now, next, isLens };
}

/** Several as one; null where one of them cannot be said. */
function together(all: readonly (Known | null)[]): Known | null {
  const known = all.flatMap((each) => each ?? []);
  return known.length < all.length
    ? null
    : {
        moves: sumOfMoves(known.map(({ moves }) => moves)),
        isMeasured: known.every(({ isMeasured }) => isMeasured),
      };
}

function futureOf(journey: Journey, now: Journey, look: Look): ReportFuture {
  const looked = pairsOf(journey, now, look.model).map((pair) => ({
    pair,
    ...sidesOf(pair, look),
  }));
  const said = looked.filter(({ before, after }) => before !== null && after !== null);
  const total = (of: 'before' | 'after'): Known | null =>
    look.isLens ? null : together(said.map((each) => each[of]));
  const all = (of: 'now' | 'next'): readonly Touchpoint[] => said.flatMap(({ pair }) => pair[of]);
  const [before, after] = [total('before'), total('after')];
  return {
    id: journey.id,
    name: journey.name,
    insteadOf: { id: now.id, name: now.name },
    pairs: looked.map(({ pair, ...sides }) => pairOf(pair, sides, look)),
    total: {
      now: sideOf(all('now'), before, look),
      next: sideOf(all('next'), after, look),
      difference: differenceOf(before, after, look),
    },
    unsaid: looked
      .filter(({ pair, before: known, after: later }) => {
        return pair.change !== 'kept' && (known === null || later === null);
      })
      .flatMap(({ pair }) => [...pair.now, ...pair.next])
      .map(({ name }) => name),
  };
}

interface Sides {
  readonly before: Known | null;
  readonly after: Known | null;
}

function sidesOf({ now, next }: Paired, look: Look): Sides {
  return { before: together(now.map(look.now)), after: together(next.map(look.next)) };
}

function pairOf(pair: Paired, { before, after }: Sides, look: Look): ReportFuturePair {
  const { change, now, next } = pair;
  const nothing: Known = { moves: sumOfMoves([]), isMeasured: true };
  return {
    change,
    now: now.length === 0 ? null : sideOf(now, before, look),
    next: next.length === 0 ? null : sideOf(next, after, look),
    // What is kept differs by nothing, whether or not anybody can say what it is.
    difference:
      change === 'kept' ? differenceOf(nothing, nothing, look) : differenceOf(before, after, look),
  };
}

function sideOf(
  touchpoints: readonly Touchpoint[],
  known: Known | null,
  look: Look,
): ReportFutureSide {
  const measured = touchpoints.filter((each) => sourceOf(each, look));
  return {
    touchpoints: touchpoints.map(({ id, name, channel }) => ({ id, name, channel })),
    evidence:
      measured.length === touchpoints.length
        ? 'measured'
        : measured.length === 0
          ? 'believed'
          : 'both',
    ...(known === null ? unsaid(look) : tellMoves(known.moves, look.draws)),
  };
}

/** Whether a touchpoint's figures were measured, also where it is kept. */
function sourceOf(touchpoint: Touchpoint, { now, next }: Look): boolean {
  const known = touchpoint.insteadOf.length > 0 ? next(touchpoint) : now(touchpoint);
  return known?.isMeasured === true;
}

function differenceOf(before: Known | null, after: Known | null, look: Look): Told {
  return before === null || after === null
    ? unsaid(look)
    : tellDifference(after.moves, before.moves, look.draws);
}

function unsaid({ isLens }: Look): Told {
  const reason = isLens
    ? 'what is believed was said of everybody, not of one segment'
    : 'nobody has said how often this happens';
  const none = { kind: 'abstained', reason } as const;
  return { get: none, give: none, customer: none, business: none, hours: none, waiting: none };
}
