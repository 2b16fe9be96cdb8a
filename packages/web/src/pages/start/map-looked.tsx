import type { MapSeen } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSaveModel } from '../../api/model.ts';
import { useStart } from '../../api/start.ts';
import { channelName } from '../../parts/known-words.ts';
import { keepDraft } from './form-kept.ts';
import { ModelThere } from './model-there.tsx';
import { SaidNo } from './said-no.tsx';

/** A journey map that becomes a model: what was read of it, and what only people know. */
export function MapLooked({ seen, name }: { readonly seen: MapSeen; readonly name: string }) {
  const { t } = useTranslation('start');
  const { t: shell } = useTranslation('shell');
  const { counts, touchpoints, toFill, notTaken } = seen;
  return (
    <div className="start-looked">
      <h2>{t('mapTitle', { name })}</h2>
      <p className="start-note">
        {t('mapLead', {
          ...{ count: counts.touchpoints, phases: counts.phases, steps: counts.steps },
        })}
      </p>
      <MapGo seen={seen} />
      <section>
        <h3>{t('mapTouchpoints')}</h3>
        <ul className="start-chips">
          {touchpoints.map((each, index) => (
            <li key={index}>
              {each.name}
              {each.channel !== 'unknown' && (
                <span className="cell-under">{channelName(each.channel, shell)}</span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('mapToFill')}</h3>
        <p className="start-note">{t('mapToFillLead')}</p>
        <ul className="start-list">
          {toFill.map(({ what, times }) => (
            <li key={what}>
              <ToFill what={what} />{' '}
              <span className="start-quiet">({t('mapTimes', { count: times })})</span>
            </li>
          ))}
        </ul>
      </section>
      {notTaken.length > 0 && (
        <details className="start-notes">
          <summary>
            {t('mapNotTaken')} ({notTaken.length})
          </summary>
          <p className="start-note">{t('mapNotTakenLead')}</p>
          <ul lang="en">
            {notTaken.map(({ row, column, text, why }) => (
              <li key={`${row} ${column}`}>
                {t('mapRow', { row, column })}: “{text}”: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** What a draft's mark says, by how it begins. */
const MARKS = [
  ['your currency', 'currency'],
  ['what else moves', 'kinds'],
  ['what one unit is worth', 'worth'],
  ['why customers set out', 'mission'],
  ['web, app, store', 'channel'],
  ['which events show', 'events'],
  ['what moves each time', 'moves'],
  ['how many of these', 'volume'],
  ['the lifecycle stage', 'stage'],
  ['who belongs to it', 'segment'],
  ['where customer and business', 'touchpoint'],
  ['how good or bad', 'felt'],
] as const;

function ToFill({ what }: { readonly what: string }) {
  const { t } = useTranslation('start');
  const known = MARKS.find(([start]) => what.startsWith(start))?.[1];
  return known === undefined ? <span lang="en">{what}</span> : t(`toFill.${known}`);
}

function MapGo({ seen }: { readonly seen: MapSeen }) {
  const { t } = useTranslation('start');
  const { data } = useStart();
  const save = useSaveModel();
  const navigate = useNavigate();
  if (data?.model != null) return <ModelThere name={data.model} />;
  const files = [{ file: 'model.bothways.yaml', text: seen.text }];
  const asItIs = (): void =>
    save.mutate(
      { base: null, files, note: t('noteMap') },
      { onSuccess: () => void navigate({ to: '/journey', search: {} }) },
    );
  return (
    <div className="start-bar">
      <Link to="/start/beliefs" className="start-go" onClick={() => keepDraft(seen)}>
        {t('mapGo')}
      </Link>
      <Button variant="default" size="md" onClick={asItIs} loading={save.isPending}>
        {t('mapOnly')}
      </Button>
      {save.error !== null && <SaidNo error={save.error} retry={asItIs} />}
    </div>
  );
}
