import type { SourceMade, SourceShown } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSources } from '../../api/sources.ts';
import { NewSource } from '../../parts/new-source.tsx';
import { SourceKey } from '../../parts/source-key.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { Section } from './section.tsx';
import { RevokeSource, RotateSource } from './source-acts.tsx';

type Act = { readonly act: 'rotate' | 'revoke'; readonly source: string };

/** Where live events come from: what came of each, its key, and how to make, change and close one. */
export function Sources() {
  const { t } = useTranslation('sources');
  const { data } = useSources();
  const [made, setMade] = useState<(SourceMade & { readonly isRotated: boolean }) | null>(null);
  const [act, setAct] = useState<Act | null>(null);
  const sources = data?.sources ?? [];
  return (
    <Section id="sources" title={t('title')} todo={sources.length === 0 ? t('none') : t('todo')}>
      <div className="sources">
        {sources.length > 0 && (
          <table className="rows sources-table">
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('lastEvent')}</th>
                {(['accepted', 'duplicates', 'rejected'] as const).map((each) => (
                  <th key={each} scope="col" className="number">
                    {t(each)}
                  </th>
                ))}
                <th scope="col">{t('key')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {sources.map((source) => (
                <SourceRow
                  key={source.name}
                  source={source}
                  act={act}
                  setAct={setAct}
                  made={setMade}
                />
              ))}
            </tbody>
          </table>
        )}
        {made !== null && (
          <SourceKey made={made} isRotated={made.isRotated} done={() => setMade(null)} />
        )}
        <NewSource made={(source) => setMade({ ...source, isRotated: false })} />
        {sources.length > 0 && (
          <p className="data-note">
            <Link to="/live" search={{}}>
              {t('toLive')}
            </Link>
          </p>
        )}
      </div>
    </Section>
  );
}

function SourceRow({
  source,
  act,
  setAct,
  made,
}: {
  readonly source: SourceShown;
  readonly act: Act | null;
  readonly setAct: (act: Act | null) => void;
  readonly made: (source: SourceMade & { readonly isRotated: boolean }) => void;
}) {
  const { t } = useTranslation('sources');
  const format = useFormat('EUR');
  const { name, lastAt } = source;
  const done = (): void => setAct(null);
  const isOf = act?.source === name;
  return (
    <>
      <tr data-source={name}>
        <th scope="row" className="source-name">
          {name}
        </th>
        <td data-label={t('lastEvent')}>
          {lastAt === null ? (
            <span className="source-never">{t('never')}</span>
          ) : (
            <When at={lastAt} />
          )}
        </td>
        {(['accepted', 'duplicates', 'rejected'] as const).map((each) => (
          <td key={each} className="number" data-label={t(each)} data-zero={source[each] === 0}>
            {format.count(source[each])}
          </td>
        ))}
        <td data-label={t('key')}>
          <Keys source={source} />
        </td>
        <td className="source-acts">
          <button
            type="button"
            aria-label={t('rotateOf', { source: name })}
            aria-expanded={isOf && act.act === 'rotate'}
            onClick={() => setAct({ act: 'rotate', source: name })}
          >
            {t('rotate')}
          </button>
          <button
            type="button"
            aria-label={t('revokeOf', { source: name })}
            aria-expanded={isOf && act.act === 'revoke'}
            onClick={() => setAct({ act: 'revoke', source: name })}
          >
            {t('revoke')}
          </button>
        </td>
      </tr>
      {isOf && (
        <tr className="source-ask">
          <td colSpan={7}>
            {act.act === 'rotate' ? (
              <RotateSource
                source={name}
                made={(key) => made({ ...key, isRotated: true })}
                done={done}
              />
            ) : (
              <RevokeSource source={name} done={done} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}

/** The keys that open it now: by their last letters, as nobody knows more of them. */
function Keys({ source: { keys } }: { readonly source: SourceShown }) {
  const { t, i18n } = useTranslation('sources');
  const now = new Date().toISOString();
  const open = keys.filter(
    ({ expiresAt, revokedAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
  );
  if (open.length === 0) return <span className="source-never">{t('noKey')}</span>;
  return open.map(({ id, hint, expiresAt }) => (
    <span key={id} className="source-hint">
      {expiresAt === null
        ? t('keyEnds', { hint })
        : t('until', { hint, day: whenText(expiresAt, i18n.language) })}
    </span>
  ));
}

function When({ at }: { readonly at: string }) {
  const { i18n } = useTranslation('sources');
  return <time dateTime={at}>{whenText(at, i18n.language)}</time>;
}

function whenText(at: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ dateStyle: 'medium', timeStyle: 'short' },
  }).format(new Date(at));
}
