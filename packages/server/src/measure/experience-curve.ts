import { type Estimate, type Grade, gradeWorst, type Journey, Z_HIGH } from '@bothways/core';
import { type FeltPlace, type FeltTouchpoint, PLACES_MAX } from '@bothways/core/contract';
import type { FeltRow } from '../store/measure/experience-felt.ts';
import type { PlaceRow } from '../store/measure/experience-journeys.ts';
import type { Followed } from './experience-lenses.ts';
import { abstainedOf } from './experience-unsaid.ts';
import { wilson } from './wilson.ts';

/** Fewer answers have no mean whose range could be trusted. */
const FELT_MIN = 5;

/**
 * How it felt at each planned touchpoint, in planned order; the mean is the one that the journey's map shows. `places` says what real
 * journeys add, by planned order; empty: `none` is why they do not.
 */
export function touchpointsFelt(
  journey: Journey,
  rows: readonly FeltRow[],
  places: Followed['places'],
  none: Estimate,
): FeltTouchpoint[] {
  const by = Map.groupBy(rows, ({ touchpoint }) => touchpoint);
  let at = -1;
  return journey.phases.flatMap((phase) =>
    phase.steps.flatMap((step) =>
      step.touchpoints.map(({ id, name, channel, felt }): FeltTouchpoint => {
        at += 1;
        const place = places[at];
        const missing = felt === null ? abstainedOf('not-asked-here') : none;
        return {
          ...{ id, name, channel, momentOfTruth: step.momentOfTruth },
          phase: { id: phase.id, name: phase.name },
          step: { id: step.id, name: step.name },
          scale: felt?.scale ?? null,
          ...feltOf(by.get(id) ?? [], felt !== null),
          journeys: place?.journeys ?? 0,
          peaks: place?.peaks ?? missing,
          ends: place?.ends ?? missing,
          lasts: place?.lasts ?? none,
          lever: place?.lever ?? missing,
        };
      }),
    ),
  );
}

function feltOf(
  rows: readonly FeltRow[],
  isAsked: boolean,
): Pick<FeltTouchpoint, 'encounters' | 'n' | 'felt' | 'negative'> {
  const sum = (of: (row: FeltRow) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const grade = gradeWorst(rows.filter((row) => row.n > 0).map((row) => row.grade));
  const n = sum((row) => row.n);
  const rated = sum((row) => row.rated);
  const felt = { n, sum: sum((row) => row.sum), squares: sum((row) => row.squares) };
  return {
    encounters: sum(({ encounters }) => encounters),
    n,
    felt: isAsked || n > 0 ? meanFelt(felt, grade) : abstainedOf('not-asked-here'),
    negative:
      rated === 0
        ? abstainedOf(isAsked ? 'too-few-felt' : 'not-asked-here', rated, 1)
        : wilson(
            sum((row) => row.negative),
            rated,
            grade,
          ),
  };
}

/** How it felt by place in real journeys. */
export function placesOf(places: readonly PlaceRow[], grade: Grade): FeltPlace[] {
  return places.map(({ place, encounters, n, sum, squares, negative }) => ({
    place,
    andLater: place === PLACES_MAX,
    ...{ encounters, n },
    felt: meanFelt({ n, sum, squares }, grade),
    negative: n === 0 ? abstainedOf('too-few-felt', 0, 1) : wilson(negative, n, grade),
  }));
}

function meanFelt(
  { n, sum, squares }: { readonly n: number; readonly sum: number; readonly squares: number },
  grade: Grade,
): Estimate {
  if (n < FELT_MIN) return abstainedOf('too-few-felt', n, FELT_MIN);
  const mean = sum / n;
  const half = Z_HIGH * Math.sqrt(Math.max(0, squares / n - mean * mean) / n);
  return {
    ...{ kind: 'estimate', median: mean, low: Math.max(-1, mean - half) },
    ...{ high: Math.min(1, mean + half), level: 0.9, n, method: 'mean of ratings', grade },
  };
}
