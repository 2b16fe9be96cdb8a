// What the picture of the two voices says, before anything has a place on paper.

import type { Estimate } from '@bothways/core';
import {
  type Interval,
  intervalOf,
  type MoneyScale,
  moneyScale,
  outsideOf,
} from '@bothways/core/scene';
import { glued, moneyAYear, short } from './numbers.ts';
import type { ReportData, ReportJourney, ReportTouchpoint, ReportVoices } from './report-data.ts';

/** One direction at one touchpoint, as the customer meets it. */
export interface Voice {
  readonly measured: Interval | null;
  readonly believed: Interval | null;
  /** The number to read: of what was measured, else of what is believed. Empty: no number can be said. */
  readonly label: string;
  /** What is exchanged besides, outside the money: "+ data". Empty: nothing. */
  readonly outside: string;
  /** Both estimates in words. */
  readonly told: string;
}

export interface VoiceColumn {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly get: Voice;
  readonly give: Voice;
  readonly felt: Interval | null;
  readonly note: 'unseen' | 'no evidence' | null;
  readonly isLit: boolean;
  /** Whether any of its numbers were measured. */
  readonly isMeasured: boolean;
}

export interface VoicePhase {
  readonly name: string;
  readonly columns: readonly VoiceColumn[];
}

/** One journey ready to draw; journeys of one report share the scale, so that they compare. */
export interface VoicePicture {
  readonly journey: string;
  readonly currency: string;
  readonly phases: readonly VoicePhase[];
  readonly scale: MoneyScale;
  /** The sentence at the lit touchpoint. */
  readonly sentence: string;
}

/** A picture for each journey that has touchpoints. */
export function voicePictures(data: ReportData): readonly VoicePicture[] {
  const pictures = data.journeys.map((journey) => ({ journey, phases: phasesOf(journey, data) }));
  const voices = pictures
    .flatMap(({ phases }) => phases)
    .flatMap(({ columns }) => columns)
    .flatMap(({ get, give }) => [get, give]);
  const intervals = voices.flatMap(({ measured, believed }) => [measured, believed]);
  const seen = intervals.filter((interval) => interval !== null);
  const scale = moneyScale(
    seen.map(({ median }) => median),
    seen.map(({ high }) => high),
  );
  return pictures
    .filter(({ phases }) => phases.length > 0)
    .map(({ journey, phases }) => ({
      journey: journey.name,
      currency: data.currency,
      phases,
      scale,
      sentence: glued(data.headline?.sentence ?? '', data.currency),
    }));
}

/** Whether any bar of this journey is larger than the scale. */
export function isTornIn({ phases, scale }: VoicePicture): boolean {
  return phases
    .flatMap(({ columns }) => columns)
    .flatMap(({ get, give }) => [get, give])
    .some(({ measured, believed }) => ((measured ?? believed)?.median ?? 0) > scale.cap);
}

/** What a side is drawn at: delivered at its worth to the customer, captured at what it costs the customer. */
export function asCustomerMeets(voices: ReportVoices): { get: Estimate; give: Estimate } {
  return { get: voices.delivered.worth, give: voices.captured.cost };
}

function phasesOf(journey: ReportJourney, data: ReportData): readonly VoicePhase[] {
  return journey.phases
    .map(({ name, steps }) => ({
      name,
      columns: steps.flatMap(({ touchpoints }) => touchpoints.map((each) => columnOf(each, data))),
    }))
    .filter(({ columns }) => columns.length > 0);
}

function columnOf(touchpoint: ReportTouchpoint, data: ReportData): VoiceColumn {
  return {
    id: touchpoint.id,
    name: touchpoint.name,
    channel: touchpoint.channel,
    get: voiceOf(touchpoint, 'get', data.currency),
    give: voiceOf(touchpoint, 'give', data.currency),
    felt: intervalOf(touchpoint.felt),
    note: touchpoint.unseen ? 'unseen' : touchpoint.noEvidence ? 'no evidence' : null,
    isLit: data.headline?.touchpoint.id === touchpoint.id,
    isMeasured: touchpoint.measured !== null,
  };
}

function voiceOf(touchpoint: ReportTouchpoint, way: 'get' | 'give', currency: string): Voice {
  const of = (voices: ReportVoices | null): Estimate | null =>
    voices === null ? null : asCustomerMeets(voices)[way];
  const [measured, believed] = [of(touchpoint.measured), of(touchpoint.believed)];
  const shown =
    intervalOf(measured) ?? (touchpoint.measured === null ? intervalOf(believed) : null);
  const outside = outsideOf(touchpoint.measured ?? touchpoint.believed, way);
  const isKnown = touchpoint.measured !== null || touchpoint.believed !== null;
  const told = [
    measured === null ? '' : `measured ${moneyAYear(measured, currency)}`,
    believed === null ? '' : `believed ${moneyAYear(believed, currency)}`,
  ].filter((text) => text !== '');
  const number = shown === null || shown.median === 0 ? '' : short(shown.median);
  return {
    measured: intervalOf(measured),
    believed: intervalOf(believed),
    label: number !== '' || outside.length > 0 || !isKnown ? number : 'nothing',
    outside: outside.length === 0 ? '' : `${number === '' ? '' : '+ '}${outside.join(', ')}`,
    told: `${touchpoint.name}, they ${way}: ${told.length === 0 ? 'nothing is known' : told.join('; ')}`,
  };
}
