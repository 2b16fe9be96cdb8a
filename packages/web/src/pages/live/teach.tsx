import type { SourceMade } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSources } from '../../api/sources.ts';
import { localeOf } from '../../parts/amount.ts';
import { NewSource } from '../../parts/new-source.tsx';
import { KEY_BLANK } from '../../parts/snippets.ts';
import { Snippets, SourceKey } from '../../parts/source-key.tsx';

/** Nothing has come yet: how to make a source, send a first event, and watch it appear. */
export function Teach({ isListening }: { readonly isListening: boolean }) {
  const { t, i18n } = useTranslation('live');
  const [made, setMade] = useState<SourceMade | null>(null);
  const known = useSources().data?.sources ?? [];
  const isQuiet = made === null && known.some(({ lastAt }) => lastAt !== null);
  const names = new Intl.ListFormat(localeOf(i18n.language)).format(known.map(({ name }) => name));
  return (
    <div className="live-teach">
      <h2>{isQuiet ? t('listening') : t('teachTitle')}</h2>
      <p>
        {isQuiet ? t('quiet') : t('teachLead')}{' '}
        {isQuiet && (
          <Link to="/data" search={{}} hash="sources">
            {t('quietSources')}
          </Link>
        )}
      </p>
      <ol>
        <li data-done={made !== null}>
          <h3>{t('step1')}</h3>
          <p>{t('step1Note')}</p>
          {made === null && <NewSource made={setMade} />}
        </li>
        <li>
          <h3>{t('step2')}</h3>
          <p>{t('step2Note')}</p>
          {made !== null && <SourceKey made={made} />}
          {made === null && known.length === 0 && <p className="live-wait">{t('step2Wait')}</p>}
          {made === null && known.length > 0 && (
            <>
              <p className="live-wait">{t('step2Known', { names, blank: KEY_BLANK })}</p>
              <Snippets writeKey={KEY_BLANK} />
            </>
          )}
        </li>
        <li>
          <h3>{t('step3')}</h3>
          <p>{t('step3Note')}</p>
          {isListening && <p className="live-listening">{t('listening')}</p>}
        </li>
      </ol>
    </div>
  );
}
