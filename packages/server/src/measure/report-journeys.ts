import { type Draws, type Journey, type Model, sidesOf, type Touchpoint } from '@bothways/core';
import type { ReportSums } from '@bothways/core/contract';
import {
  believedVoices,
  type Line,
  measuredVoices,
  sumsOf,
  type Unsaid,
} from '@bothways/core/revalue';
import type { ReportJourney, ReportTouchpoint, ReportVoices } from '../deliver/report-data.ts';
import type { RebuildSummary } from '../store/generation.ts';
import type { Measured } from './findings.ts';
import type { Reading } from './reading.ts';

/** The current journeys as planned, with what is believed and what was measured at each touchpoint and summed. */
export function journeysOf(
  { model, generation: { summary }, segment }: Reading,
  measured: Measured,
  draws: Draws,
): readonly ReportJourney[] {
  const cubes = Map.groupBy(measured.yearly, ({ keys }) => keys['touchpoint'] ?? '');
  // What is believed was said of everybody: of one segment alone it cannot be said.
  const believed = segment === undefined ? believedVoices(model, draws) : new Map();
  const unseen = new Set(summary?.unseen ?? []);
  const seen = new Map(measured.evidence.map((each) => [each.touchpoint, each]));
  const touchpointOf = (touchpoint: Touchpoint): ReportTouchpoint => {
    const { id, name, channel, owner, intention, quote, influence, when } = touchpoint;
    const evidence = seen.get(id);
    const voices: ReportVoices | null =
      evidence === undefined
        ? null
        : measuredVoices(touchpoint, cubes.get(id) ?? [], model, {
            draws,
            counted: evidence,
            unsaid: absentAt(touchpoint, summary?.refused ?? [], model),
          });
    const encounters = measured.encountersYearly.get(id);
    return {
      ...{ id, name, channel, intention, quote, influence },
      owner: model.actors.find((each) => each.id === owner)?.name ?? owner,
      people: evidence === undefined || evidence.people === 0 ? null : evidence.people,
      encounters: encounters === undefined ? null : Math.round(encounters),
      believed: believed.get(id) ?? null,
      measured: voices,
      felt: evidence?.felt ?? null,
      unseen:
        measured.totals.days > 0 &&
        (segment === undefined ? when !== null && evidence === undefined : unseen.has(id)),
      noEvidence: when === null || measured.totals.days === 0,
    };
  };
  const sums = (touchpoints: readonly ReportTouchpoint[]): ReportSums =>
    sumsOf(touchpoints, {
      ...{ model, draws },
      rowsAt: (id) => cubes.get(id) ?? [],
      countedAt: (id) => seen.get(id) ?? { encounters: 0 },
    });
  return model.journeys
    .filter(({ state }) => state === 'current')
    .map((journey) => journeyOf(journey, touchpointOf, sums));
}

function journeyOf(
  { id, name, level, state, phases: planned }: Journey,
  touchpointOf: (touchpoint: Touchpoint) => ReportTouchpoint,
  sums: (touchpoints: readonly ReportTouchpoint[]) => ReportSums,
): ReportJourney {
  const phases = planned.map((phase) => {
    const steps = phase.steps.map((step) => ({
      id: step.id,
      name: step.name,
      momentOfTruth: step.momentOfTruth,
      touchpoints: step.touchpoints.map(touchpointOf),
    }));
    const all = steps.flatMap(({ touchpoints }) => touchpoints);
    return { id: phase.id, name: phase.name, stage: phase.stage, sums: sums(all), steps };
  });
  const all = phases.flatMap(({ steps }) => steps).flatMap(({ touchpoints }) => touchpoints);
  return { id, name, level, state, sums: sums(all), phases };
}

/** Kinds whose quantity no encounter at a touchpoint said: unknown is not zero. */
function absentAt(
  { id, exchange }: Touchpoint,
  refused: RebuildSummary['refused'],
  model: Model,
): Unsaid {
  const side = sidesOf(model);
  const absent = refused.filter(
    ({ touchpoint, reason }) => touchpoint === id && reason === 'absent',
  );
  const reason = (holds: (line: Line) => boolean): string | null => {
    const kinds = exchange
      .filter((line) => holds(line) && absent.some(({ kind }) => kind === line.kind))
      .map(({ kind }) => model.values.find((each) => each.id === kind)?.name ?? kind);
    return kinds.length === 0 ? null : `no event says how much ${[...new Set(kinds)].join(', ')}`;
  };
  return {
    delivered: reason(({ to }) => side(to) === 'customer'),
    captured: reason(({ give }) => side(give) === 'customer'),
  };
}
