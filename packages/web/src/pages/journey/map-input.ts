import type { ReportJourney, ReportTouchpoint } from '@bothways/core/contract';
import {
  type MapPhase,
  type MapSpeaker,
  type MapTouchpoint,
  mapPhases as phasesOf,
  mapTouchpoint as touchpointOf,
} from '@bothways/core/scene';
import type { TFunction } from 'i18next';
import { channelName, familyName } from '../../parts/known-words.ts';
import type { Format } from '../../words/format.ts';

export { asCustomerMeets, mapScale } from '@bothways/core/scene';

/** What turns figures into words. */
export interface Speaker {
  readonly t: TFunction<'journey'>;
  readonly shell: TFunction<'shell'>;
  readonly format: Format;
}

/** Journeys as the map draws them, one behind the other. `lit`: the touchpoint that matters most. */
export function mapPhases(
  journeys: readonly ReportJourney[],
  lit: string | undefined,
  speaker: Speaker,
): readonly MapPhase[] {
  return phasesOf(journeys, lit, spoken(speaker));
}

/** One touchpoint as the map draws it. */
export function mapTouchpoint(
  touchpoint: ReportTouchpoint,
  lit: string | undefined,
  speaker: Speaker,
): MapTouchpoint {
  return touchpointOf(touchpoint, lit, spoken(speaker));
}

/** The words of the page, as whatever draws the map asks for them. */
export function spoken({ t, shell, format }: Speaker): MapSpeaker {
  return {
    say: (word, blanks) => t(word, { replace: { ...blanks } }),
    channel: (id) => channelName(id, shell),
    family: (id) => familyName(id, shell),
    format,
  };
}
