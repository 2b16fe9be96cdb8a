import type { Overview, ReportJourney, ReportTouchpoint } from '@bothways/core/contract';

/** A touchpoint with where it stands. */
export interface Placed {
  readonly touchpoint: ReportTouchpoint;
  readonly journey: ReportJourney;
  readonly phase: string;
  readonly step: string;
}

/** Every touchpoint in the order of the model. */
export function placedIn(journeys: readonly ReportJourney[]): readonly Placed[] {
  return journeys.flatMap((journey) =>
    journey.phases.flatMap((phase) =>
      phase.steps.flatMap((step) =>
        step.touchpoints.map((touchpoint) => ({
          touchpoint,
          journey,
          phase: phase.name,
          step: step.name,
        })),
      ),
    ),
  );
}

/** Journeys that have something to show. */
export function journeysIn({ journeys }: Overview): readonly ReportJourney[] {
  return journeys.filter((journey) => placedIn([journey]).length > 0);
}

/**
 * The journeys to show: those asked for (an id, or `all`), else the one with the touchpoint that is open, else the one where
 * the step that matters most is, else the first.
 */
export function chosenJourneys(
  overview: Overview,
  asked: string | undefined,
  open: string | undefined,
): readonly ReportJourney[] {
  const journeys = journeysIn(overview);
  if (asked === 'all') return journeys;
  const byId = journeys.find(({ id }) => id === asked);
  const at = (touchpoint: string | undefined): ReportJourney | undefined =>
    placedIn(journeys).find((each) => each.touchpoint.id === touchpoint)?.journey;
  const chosen = byId ?? at(open) ?? at(overview.headline?.touchpoint.id) ?? journeys[0];
  return chosen === undefined ? [] : [chosen];
}
