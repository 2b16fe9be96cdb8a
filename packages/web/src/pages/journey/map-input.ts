import type { ReportJourney, ReportTouchpoint, ReportVoices } from '@bothways/core/contract';
import {
  intervalOf,
  type MapPhase,
  type MapTouchpoint,
  type MapVoice,
  type MoneyScale,
  moneyScale,
  outsideOf,
} from '@bothways/core/scene';
import type { TFunction } from 'i18next';
import { channelName, familyName } from '../../parts/known-words.ts';
import type { Estimate } from '../../parts/money.tsx';
import type { Format } from '../../words/format.ts';

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
  const voices = phases
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints)
    .flatMap(({ get, give }) => [get, give]);
  const measured = voices.flatMap((voice) => voice.measured ?? []);
  const seen = measured.length > 0 ? measured : voices.flatMap((voice) => voice.believed ?? []);
  return moneyScale(
    seen.map(({ median }) => median),
    seen.map(({ high }) => high),
  );
}

/** One touchpoint as the map draws it. */
export function mapTouchpoint(
  touchpoint: ReportTouchpoint,
  lit: string | undefined,
  speaker: Speaker,
): MapTouchpoint {
  const { t, shell, format } = speaker;
  const { id, name, channel, felt, unseen, noEvidence, measured } = touchpoint;
  const feltValue = intervalOf(felt);
  return {
    id,
    name,
    channel: channelName(channel, shell),
    get: voiceOf(touchpoint, 'get', speaker),
    give: voiceOf(touchpoint, 'give', speaker),
    felt:
      feltValue === null
        ? null
        : {
            value: feltValue,
            label: format.index(feltValue.median),
            told: t('feltTold', { value: format.index(feltValue.median) }),
          },
    note: unseen ? t('unseen') : noEvidence ? t('noEvidence') : '',
    isLit: id === lit,
    isMeasured: measured !== null,
  };
}

/** As the customer meets it: what they get at its worth to them, what they give at what it costs them. */
export function asCustomerMeets(voices: ReportVoices): { get: Estimate; give: Estimate } {
  return { get: voices.delivered.worth, give: voices.captured.cost };
}

function voiceOf(
  { measured, believed }: ReportTouchpoint,
  way: 'get' | 'give',
  { t, shell, format }: Speaker,
): MapVoice {
  const seen = measured === null ? null : asCustomerMeets(measured)[way];
  const held = believed === null ? null : asCustomerMeets(believed)[way];
  const shown = intervalOf(seen ?? held);
  const outside = outsideOf(measured ?? believed, way).map((family) => familyName(family, shell));
  const number = shown === null || shown.median === 0 ? '' : format.short(shown.median);
  const isKnown = measured !== null || believed !== null;
  const said = (estimate: Estimate | null, key: 'measuredOf' | 'believedOf'): readonly string[] =>
    estimate?.kind === 'estimate' ? [t(key, { money: format.money(estimate.median) })] : [];
  const what = [
    ...said(seen, 'measuredOf'),
    ...said(held, 'believedOf'),
    ...outside.map((family) => `+ ${family}`),
  ];
  return {
    measured: intervalOf(seen),
    believed: intervalOf(held),
    label: number !== '' || outside.length > 0 || !isKnown ? number : t('nothing'),
    outside: outside.length === 0 ? '' : `${number === '' ? '' : '+ '}${outside.join(', ')}`,
    told: t('told', {
      way: t(way),
      what: what.length === 0 ? t(isKnown ? 'nothing' : 'unknown') : what.join(', '),
    }),
  };
}
