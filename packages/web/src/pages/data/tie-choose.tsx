import type { Overview, ReportTouchpoint } from '@bothways/core/contract';
import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channelName } from '../../parts/known-words.ts';
import { LIKELY_FROM, likeliest } from './likely.ts';
import type { Taker } from './make-tie.ts';
import { NewTouchpoint } from './new-touchpoint.tsx';

const SHOWN = 7;

/** Which touchpoint takes events of a name: the likely ones first, any other by a few letters, or a new one. */
export function TieChoose({
  event,
  overview,
  choose,
}: {
  readonly event: string;
  readonly overview: Overview;
  readonly choose: (taker: Taker, called: string) => void;
}) {
  const { t } = useTranslation('data');
  const { t: shell } = useTranslation('shell');
  const [asked, setAsked] = useState('');
  const [isNew, setNew] = useState(false);
  const ranked = useMemo(() => likelyTouchpoints(event, overview), [event, overview]);
  if (isNew)
    return (
      <NewTouchpoint
        event={event}
        overview={overview}
        back={() => setNew(false)}
        make={(taker) => choose(taker, taker.name)}
      />
    );
  const wanted = asked.trim().toLowerCase();
  const some = ranked
    .filter(({ item }) => `${item.name} ${item.id}`.toLowerCase().includes(wanted))
    .slice(0, SHOWN);
  return (
    <div className="tie-choose">
      <TextInput
        data-autofocus
        aria-label={t('searchTouchpoint')}
        placeholder={t('searchTouchpoint')}
        value={asked}
        onChange={({ currentTarget: { value } }) => setAsked(value)}
      />
      <ul>
        {some.map(({ item, alike }) => (
          <li key={item.id}>
            <button
              type="button"
              data-touchpoint={item.id}
              onClick={() => choose({ touchpoint: item.id }, item.name)}
            >
              <span>{item.name}</span>
              <span className="tie-channel">
                {alike >= LIKELY_FROM && wanted === '' ? `${t('likely')} · ` : ''}
                {channelName(item.channel, shell)}
              </span>
            </button>
          </li>
        ))}
        {some.length === 0 && <li className="data-note">{t('noTouchpoint')}</li>}
      </ul>
      <button type="button" className="tie-new" onClick={() => setNew(true)}>
        {t('newTouchpoint')}
      </button>
    </div>
  );
}

/** Touchpoints of journeys as they are now, those whose names are likest to an event's first. */
export function likelyTouchpoints(event: string, { journeys }: Overview) {
  const touchpoints = journeys
    .filter(({ state }) => state === 'current')
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap((step) => step.touchpoints);
  return likeliest<ReportTouchpoint>(event, touchpoints, ({ id, name }) => [name, id]);
}
