// A future beside today, as figures and words that can be drawn.
import type { ReportFuturePair, ReportFutureSide, ReportVoices } from '../contract/index.ts';
import type { BesideEnd, BesidePair } from './beside-map.ts';
import type { MapVoice } from './map-frame.ts';
import type { MapSpeaker } from './map-input.ts';
import { type MoneyScale, moneyScale } from './money-scale.ts';
import { intervalOf } from './voices-drawn.ts';

type Estimate = ReportVoices['customer'];

/** `signed`: how a difference of money is written short, with its sign. */
export function besidePairs(
  pairs: readonly ReportFuturePair[],
  { say, format }: Pick<MapSpeaker, 'say' | 'format'>,
  signed: (value: number) => string,
): readonly BesidePair[] {
  const voice = (side: ReportFutureSide, way: 'get' | 'give'): MapVoice => {
    const shown = intervalOf(side[way]);
    const isMeasured = side.evidence !== 'believed';
    const money = shown === null ? '' : format.money(shown.median);
    const what = say(isMeasured ? 'measuredOf' : 'believedOf', { money });
    return {
      measured: isMeasured ? shown : null,
      believed: isMeasured ? null : shown,
      label: shown === null ? '' : shown.median === 0 ? say('nothing') : format.short(shown.median),
      outside: '',
      told: say('told', { way: say(way), what: shown === null ? say('unknown') : what }),
    };
  };
  const end = (side: ReportFutureSide | null): BesideEnd | null =>
    side === null
      ? null
      : {
          names: side.touchpoints.map(({ name }) => name),
          get: voice(side, 'get'),
          give: voice(side, 'give'),
          isMeasured: side.evidence !== 'believed',
        };
  const difference = (estimate: Estimate): string =>
    estimate.kind === 'estimate' ? signed(estimate.median) : '';
  return pairs.map((pair) => ({
    key: [...(pair.now?.touchpoints ?? []), ...(pair.next?.touchpoints ?? [])]
      .map(({ id }) => id)
      .join('+'),
    change: pair.change,
    now: end(pair.now),
    next: end(pair.next),
    customer: difference(pair.difference.customer),
    business: difference(pair.difference.business),
    told: [pair.now, pair.next]
      .flatMap((side) => side?.touchpoints.map(({ name }) => name) ?? [])
      .join(', '),
  }));
}

/** One scale for both maps. */
export function besideScale(pairs: readonly BesidePair[]): MoneyScale {
  const seen = pairs
    .flatMap(({ now, next }) => [now, next])
    .flatMap((end) => (end === null ? [] : [end.get, end.give]))
    .flatMap((voice) => voice.measured ?? voice.believed ?? []);
  return moneyScale(
    seen.map(({ median }) => median),
    seen.map(({ high }) => high),
  );
}
