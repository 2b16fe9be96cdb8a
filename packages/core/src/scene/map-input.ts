// A journey's figures as the map draws them: one function for the screen and for every export.
import type { ReportJourney, ReportTouchpoint, ReportVoices } from '../contract/index.ts';
import type { MapPhase, MapTouchpoint, MapVoice, MapWords } from './map-frame.ts';
import { type MoneyScale, moneyScale } from './money-scale.ts';
import type { BarVoice } from './voice-bar.ts';
import { intervalOf, outsideOf } from './voices-drawn.ts';

type Estimate = ReportVoices['customer'];

/** The words that stand on a map, by their names in a catalogue. */
export type MapWord =
  | 'get'
  | 'give'
  | 'felt'
  | 'moment'
  | 'unseen'
  | 'noEvidence'
  | 'nothing'
  | 'unknown'
  | 'measuredOf'
  | 'believedOf'
  | 'told'
  | 'feltTold';

/** What turns figures into the words of one language. */
export interface MapSpeaker {
  readonly say: (word: MapWord, blanks?: Readonly<Record<string, string>>) => string;
  readonly channel: (id: string) => string;
  readonly family: (id: string) => string;
  readonly format: {
    readonly money: (value: number) => string;
    readonly short: (value: number) => string;
    readonly index: (value: number) => string;
  };
}

/** Journeys as the map draws them, one behind the other. `lit`: the touchpoint that matters most. */
export function mapPhases(
  journeys: readonly ReportJourney[],
  lit: string | undefined,
  speaker: MapSpeaker,
): readonly MapPhase[] {
  return journeys.flatMap((journey) =>
    journey.phases.map((phase) => ({
      id: `${journey.id}/${phase.id}`,
      name: journeys.length > 1 ? `${journey.name}: ${phase.name}` : phase.name,
      steps: phase.steps.map((step) => ({
        id: step.id,
        name: step.name,
        isMoment: step.momentOfTruth,
        touchpoints: step.touchpoints.map((each) => mapTouchpoint(each, lit, speaker)),
      })),
    })),
  );
}

/**
 * One scale for all that is shown. What was measured sets it; beliefs that are larger are drawn open. Where nothing was
 * measured, the beliefs set it.
 */
export function mapScale(phases: readonly MapPhase[]): MoneyScale {
  return voicesScale(
    phases
      .flatMap(({ steps }) => steps)
      .flatMap(({ touchpoints }) => touchpoints)
      .flatMap(({ get, give }) => [get, give]),
  );
}

/** The same for any voices. */
export function voicesScale(voices: readonly BarVoice[]): MoneyScale {
  const measured = voices.flatMap((voice) => voice.measured ?? []);
  const seen = measured.length > 0 ? measured : voices.flatMap((voice) => voice.believed ?? []);
  return moneyScale(
    seen.map(({ median }) => median),
    seen.map(({ high }) => high),
  );
}

/** The map's own words. `unit`: the currency. */
export function mapWords({ say, format }: MapSpeaker, unit: string): MapWords {
  return {
    get: say('get'),
    give: say('give'),
    felt: say('felt'),
    moment: say('moment'),
    unit,
    tick: format.short,
  };
}

/** One touchpoint as the map draws it. */
export function mapTouchpoint(
  touchpoint: ReportTouchpoint,
  lit: string | undefined,
  speaker: MapSpeaker,
): MapTouchpoint {
  const { say, channel } = speaker;
  const { id, name, felt, unseen, noEvidence, measured } = touchpoint;
  return {
    id,
    name,
    channel: channel(touchpoint.channel),
    get: mapVoice(touchpoint, 'get', speaker),
    give: mapVoice(touchpoint, 'give', speaker),
    felt: mapFelt(felt, speaker),
    note: unseen ? say('unseen') : noEvidence ? say('noEvidence') : '',
    isLit: id === lit,
    isMeasured: measured !== null,
  };
}

/** How something felt, with its words; null: nobody was asked. */
export function mapFelt(felt: Estimate | null, { say, format }: MapSpeaker): MapTouchpoint['felt'] {
  const value = intervalOf(felt);
  if (value === null) return null;
  const label = format.index(value.median);
  return { value, label, told: say('feltTold', { value: label }) };
}

/** As the customer meets it: what they get at its worth to them, what they give at what it costs them. */
export function asCustomerMeets(voices: ReportVoices): { get: Estimate; give: Estimate } {
  return { get: voices.delivered.worth, give: voices.captured.cost };
}

/** One direction of what was measured and believed somewhere, with its words. */
export function mapVoice(
  { measured, believed }: Pick<ReportTouchpoint, 'measured' | 'believed'>,
  way: 'get' | 'give',
  { say, family, format }: MapSpeaker,
): MapVoice {
  const seen = measured === null ? null : asCustomerMeets(measured)[way];
  const held = believed === null ? null : asCustomerMeets(believed)[way];
  const shown = intervalOf(seen ?? held);
  const outside = outsideOf(measured ?? believed, way).map((each) => family(each));
  const number = shown === null || shown.median === 0 ? '' : format.short(shown.median);
  const isKnown = measured !== null || believed !== null;
  const said = (estimate: Estimate | null, word: 'measuredOf' | 'believedOf'): readonly string[] =>
    estimate?.kind === 'estimate' ? [say(word, { money: format.money(estimate.median) })] : [];
  const what = [
    ...said(seen, 'measuredOf'),
    ...said(held, 'believedOf'),
    ...outside.map((each) => `+ ${each}`),
  ];
  return {
    measured: intervalOf(seen),
    believed: intervalOf(held),
    label: number !== '' || outside.length > 0 || !isKnown ? number : say('nothing'),
    outside: outside.length === 0 ? '' : `${number === '' ? '' : '+ '}${outside.join(', ')}`,
    told: say('told', {
      way: say(way),
      what: what.length === 0 ? say(isKnown ? 'nothing' : 'unknown') : what.join(', '),
    }),
  };
}
