import type { Estimate } from '@bothways/core';
import { type Experience, PLACES_MAX } from '@bothways/core/contract';
import {
  feltCurve,
  meanOf,
  type RememberedJourneys,
  type Spread,
  spreadOf,
  wilson,
} from '@bothways/core/experience';
import type { JourneysAlone } from './felt-journeys.ts';

/** How it felt by place and by number, with what journeys make of it. */
export function curveAlone(
  { journeys, places }: JourneysAlone,
  inside: readonly Spread[],
  all: RememberedJourneys,
  levers: readonly Estimate[],
  { scale, named }: { readonly scale: string; readonly named: boolean },
): Experience['curve'] {
  const drawn = feltCurve(
    inside.map((spread, at) => ({ ...spread, place: places[at] ?? '' })),
  ).points;
  const met = places.map(() => ({ encounters: 0, journeys: 0, negative: 0, lasts: 0 }));
  for (const { places: mine, felt } of journeys) {
    for (const [at, place] of mine.entries()) {
      const here = met[place];
      if (here === undefined) continue;
      here.encounters += 1;
      if ((felt[at] ?? Number.NaN) < 0) here.negative += 1;
    }
    for (const place of new Set(mine)) {
      const here = met[place];
      if (here !== undefined) here.journeys += 1;
    }
    const last = met[mine.at(-1) ?? -1];
    if (last !== undefined) last.lasts += 1;
  }
  const touchpoints = places.map((name, at) => {
    const here = met[at] ?? { encounters: 0, journeys: 0, negative: 0, lasts: 0 };
    const n = inside[at]?.n ?? 0;
    const { peakChance = 0, endShare = 0 } = all.places[at] ?? {};
    const part = (share: number): Estimate => shareOf(share, all.n);
    return {
      ...{ id: name, name, phase: null, step: null, channel: '', momentOfTruth: false, scale },
      ...{ encounters: here.encounters, n, journeys: here.journeys },
      felt: bounded(drawn[at]?.felt ?? NOTHING),
      negative: shareOf(n === 0 ? 0 : here.negative / n, n),
      ...{ peaks: part(peakChance), ends: part(endShare) },
      lasts: shareOf(here.lasts / Math.max(1, journeys.length), journeys.length),
      lever: levers[at] ?? NOTHING,
    };
  });
  return {
    touchpoints: named ? touchpoints : [],
    places: placesOf(journeys),
    unsaid: null,
  };
}

export const NOTHING: Estimate = { kind: 'abstained', reason: 'nobody said how it felt' };

function shareOf(share: number, n: number): Estimate {
  return n === 0 ? NOTHING : wilson(share, n, n);
}

function placesOf(journeys: JourneysAlone['journeys']): Experience['curve']['places'] {
  const wide = Math.min(
    PLACES_MAX,
    Math.max(0, ...journeys.slice(0, 1e5).map(({ felt }) => felt.length)),
  );
  const counts = Array.from({ length: wide }, () => ({ encounters: 0, negative: 0 }));
  const inside = spreadsOf(wide, (add) => {
    for (const { felt } of journeys)
      for (const [at, value] of felt.entries()) {
        const place = Math.min(at, wide - 1);
        const here = counts[place];
        if (here !== undefined) here.encounters += 1;
        if (here !== undefined && value < 0) here.negative += 1;
        add(place, value);
      }
  });
  return inside.map((spread, at) => ({
    place: at + 1,
    andLater: at + 1 === PLACES_MAX,
    encounters: counts[at]?.encounters ?? 0,
    n: spread.n,
    felt: bounded(meanOf(spread)),
    negative: shareOf((counts[at]?.negative ?? 0) / Math.max(1, spread.n), spread.n),
  }));
}

/** The spread of the values at each of so many places. */
export function spreadsOf(
  count: number,
  each: (add: (place: number, value: number) => void) => void,
): readonly Spread[] {
  const values: number[][] = Array.from({ length: count }, () => []);
  each((place, value) => {
    if (!Number.isNaN(value)) values[place]?.push(value);
  });
  return values.map((mine) => spreadOf(mine));
}

/** On -1..+1. */
export function bounded(estimate: Estimate): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const within = (value: number): number => Math.max(-1, Math.min(1, value));
  const { median, low, high } = estimate;
  return { ...estimate, median: within(median), low: within(low), high: within(high) };
}
