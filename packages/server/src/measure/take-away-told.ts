import type { Model } from '@bothways/core';
import type { ChangedMonth, Overview } from '@bothways/core/contract';
import type { PlannedTouchpoint, Told } from '../deliver/take-away/told.ts';
import type { Reading } from './reading.ts';

/** What a file to take away is made from: what is said of the ledger, and what only its model knows. */
export function takeAwayTold(
  { model, generation }: Reading,
  overview: Overview,
  changed: ChangedMonth | null,
): Told {
  return {
    overview,
    changed,
    planned: plannedOf(model),
    modelVersion: generation.modelVersion,
    segment: overview.segment?.name ?? null,
  };
}

function plannedOf(model: Model): Readonly<Record<string, PlannedTouchpoint>> {
  const touchpoints = model.journeys
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap((step) => step.touchpoints);
  return Object.fromEntries(
    touchpoints.map(({ id, initiator, expects }) => [
      id,
      {
        initiator,
        expectation: expects
          .map(({ metric, atMost, atLeast }) =>
            [
              metric,
              atMost === null ? '' : `at most ${atMost}`,
              atLeast === null ? '' : `at least ${atLeast}`,
            ]
              .filter((part) => part !== '')
              .join(' '),
          )
          .join('; '),
      },
    ]),
  );
}
