import { type MapVoice, type Mark, type MoneyScale, voiceBar } from '@bothways/core/scene';
import { useTranslation } from 'react-i18next';
import { Marks } from '../../parts/scene-marks.tsx';

const width = 320;
const middle = width / 2;
const height = 26;

interface Voices {
  readonly get: MapVoice;
  readonly give: MapVoice;
  readonly isMeasured: boolean;
}

/** Both voices lying down: right of the line what they get, left of it what they give, and their numbers below. */
export function VoiceBars({
  voices,
  scale,
}: {
  readonly voices: Voices;
  readonly scale: MoneyScale;
}) {
  const { t } = useTranslation('journey');
  const { get, give, isMeasured } = voices;
  return (
    <>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <Marks marks={barsOf(voices, scale)} />
      </svg>
      <span className={isMeasured ? 'card-voices' : 'card-voices is-believed'}>
        <span className="voice-give">
          <span className="unseen-text">{t('give')}: </span>
          {labelOf(give)}
        </span>
        <span className="voice-get">
          <span className="unseen-text">{t('get')}: </span>
          {labelOf(get)}
        </span>
      </span>
    </>
  );
}

function labelOf({ label, outside }: MapVoice): string {
  return [label, outside].filter((each) => each !== '').join(' ') || '–';
}

function barsOf({ get, give }: Voices, scale: MoneyScale): readonly Mark[] {
  const bar = (voice: MapVoice, sign: -1 | 1): readonly Mark[] =>
    voiceBar(voice, scale, {
      tone: sign > 0 ? 'delivered' : 'captured',
      along: (length, across) => [middle + sign * length, height / 2 + across],
      lengthMax: middle - 14,
      thickness: 12,
    });
  const line: Mark = {
    kind: 'line',
    points: [
      [middle, 0],
      [middle, height],
    ],
    tone: 'ink',
    weight: 1.5,
  };
  return [...bar(give, -1), ...bar(get, 1), line];
}
