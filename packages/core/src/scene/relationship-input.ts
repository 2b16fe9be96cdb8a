// The sums of journeys and phases as the whole relationship draws them.
import type { ReportJourney, ReportPhase, ReportSums } from '../contract/index.ts';
import { type MapSpeaker, mapFelt, mapVoice } from './map-input.ts';
import type { RelationshipCell, RelationshipRow } from './relationship-map.ts';

/** The eight stages of a relationship, from left to right. */
export const STAGES = [
  ...(['awareness', 'discovery', 'attraction', 'interaction'] as const),
  ...(['purchase', 'use', 'cultivation', 'advocacy'] as const),
] satisfies readonly ReportPhase['stage'][];

/**
 * The journeys as bands. `stages`: ids of the stages from left to right; what is of none of them stands behind the last.
 * `lit`: the touchpoint that matters most.
 */
export function relationshipRows(
  journeys: readonly ReportJourney[],
  stages: readonly string[],
  lit: string | undefined,
  speaker: MapSpeaker,
): readonly RelationshipRow[] {
  return journeys.map(({ id, name, sums, phases }) => ({
    ...{ id, name },
    ...said(sums, speaker),
    cells: phases
      .filter(({ steps }) => steps.some(({ touchpoints }) => touchpoints.length > 0))
      .map((phase): RelationshipCell => {
        const at = stages.indexOf(phase.stage ?? '');
        return {
          key: `${id}/${phase.id}`,
          name: phase.name,
          stage: at < 0 ? stages.length : at,
          ...said(phase.sums, speaker),
          isLit: phase.steps.some(({ touchpoints }) => touchpoints.some((each) => each.id === lit)),
        };
      }),
  }));
}

function said(sums: ReportSums, speaker: MapSpeaker) {
  return {
    get: mapVoice(sums, 'get', speaker),
    give: mapVoice(sums, 'give', speaker),
    felt: mapFelt(sums.felt, speaker),
    isMeasured: sums.measured !== null,
  };
}
