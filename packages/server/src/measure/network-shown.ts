import {
  ALL_PLACES,
  type Counted,
  type CubeRow,
  drawsOf,
  type Model,
  sidesOf,
  touchpointsOf,
  volumeOf,
} from '@bothways/core';
import type { NetworkShown } from '@bothways/core/contract';
import { believedFlows, type Flow, measuredFlows, networkOf } from '@bothways/core/network';
import { type Measured, measuredRows } from './findings.ts';
import type { Reading } from './reading.ts';

export interface NetworkAsked {
  /** Null: of all journeys. */
  readonly journey: string | null;
  /** Null: measured, where anything was. */
  readonly evidence: NetworkShown['evidence'] | null;
}

/** Who gives what to whom in a year; null: there is no such journey. */
export async function networkShown(
  reading: Reading,
  { journey, evidence }: NetworkAsked,
): Promise<NetworkShown | null> {
  const { generation, model } = reading;
  const current = model.journeys.filter(({ state }) => state === 'current');
  if (journey !== null && !current.some(({ id }) => id === journey)) return null;
  const measured = await measuredRows(reading);
  const hasMeasured = measured.totals.days > 0;
  const shown = evidence ?? (hasMeasured ? 'measured' : 'believed');
  const touchpoints = touchpointsOf(model, 'current').filter(
    (each) => journey === null || each.journey === journey,
  );
  const known = new Set(touchpoints.map(({ id }) => id));
  const isOf = (touchpoint: string): boolean => journey === null || known.has(touchpoint);
  const seen = countedOf(measured, journey, isOf);
  const flows = flowsOf(shown, model, measured.yearly).filter(({ touchpoint }) => isOf(touchpoint));
  return {
    ...{
      generation: generation.id,
      currency: model.currency,
      evidence: shown,
      hasMeasured,
      journey,
    },
    journeys: current.map(({ id, name }) => ({ id, name })),
    ...about(model, flows),
    touchpoints: touchpoints.map(({ id, name, channel, journey: of }) => ({
      ...{ id, name, channel, journey: of },
    })),
    encounters: shown === 'measured' ? seen.all.encounters : 0,
    figures: networkOf(flows, {
      partyOf: partyOf(model),
      // A year is an extrapolation: as in the overview, each sum carries the spread of the encounters that were counted.
      volume: (place) =>
        shown === 'believed'
          ? null
          : place === ''
            ? volumeOf(ALL_PLACES, seen.all)
            : volumeOf(place, seen.at.get(place) ?? { encounters: 0 }),
      draws: drawsOf(),
    }),
  };
}

function flowsOf(
  evidence: NetworkShown['evidence'],
  model: Model,
  yearly: readonly CubeRow[],
): readonly Flow[] {
  return evidence === 'measured' ? measuredFlows(yearly, model) : believedFlows(model);
}

function countedOf(
  { evidence, spreads }: Pick<Measured, 'evidence' | 'spreads'>,
  journey: string | null,
  isOf: (touchpoint: string) => boolean,
): { readonly all: Counted; readonly at: ReadonlyMap<string, Counted> } {
  const at = evidence.filter(({ touchpoint }) => isOf(touchpoint));
  const encounters = at.reduce((sum, each) => sum + each.encounters, 0);
  const all = journey === null ? spreads.all : spreads.journeys.get(journey);
  return {
    all: { encounters, spreads: all },
    at: new Map(at.map((each) => [each.touchpoint, each])),
  };
}

/** A team gives and gets for the business. */
function partyOf(model: Model): (actor: string) => string {
  const sideOf = sidesOf(model);
  return (actor) => (sideOf(actor) === 'business' ? 'business' : actor);
}

function about(model: Model, flows: readonly Flow[]): Pick<NetworkShown, 'actors' | 'kinds'> {
  const sideOf = sidesOf(model);
  const party = partyOf(model);
  const known = new Map(model.actors.map((each) => [each.id, each]));
  const ids = new Set([
    ...model.actors.map(({ id }) => id),
    ...flows.flatMap(({ giver, receiver }) => [giver, receiver]),
  ]);
  return {
    actors: [...ids].map((id) => ({
      ...{ id, name: known.get(id)?.name ?? id, kind: known.get(id)?.kind ?? 'partner' },
      ...{ side: sideOf(id), party: party(id) },
    })),
    kinds: model.values.map(({ id, name, family, unit, scale }) => ({
      ...{ id, name, family, unit, scale },
    })),
  };
}
