import type { ImportShown } from '@bothways/core/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Command } from '../../parts/command.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { Section } from './section.tsx';

const COUNTS = ['read', 'accepted', 'duplicates', 'rejected', 'events'] as const;
const FIRST = 20;

/** What was imported, the latest first. */
export function Imports({ imports }: { readonly imports: readonly ImportShown[] }) {
  const { t } = useTranslation('data');
  const [isAll, setAll] = useState(false);
  if (imports.length === 0)
    return (
      <Section id="imports" title={t('imports')} todo={t('noImports')}>
        <Command lines={['bothways import events.csv']} />
      </Section>
    );
  const some = isAll ? imports : imports.slice(0, FIRST);
  return (
    <Section id="imports" title={t('imports')} todo={t('importsTodo')}>
      <table className="rows imports">
        <thead>
          <tr>
            <th scope="col">{t('source')}</th>
            <th scope="col">{t('when')}</th>
            {COUNTS.map((name) => (
              <th key={name} scope="col" className="number">
                {t(name === 'events' ? 'eventsMade' : name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {some.map((each) => (
            <ImportRow key={each.id} done={each} />
          ))}
        </tbody>
      </table>
      {some.length < imports.length && (
        <button type="button" className="more" onClick={() => setAll(true)}>
          {t('showAll', { count: imports.length })}
        </button>
      )}
    </Section>
  );
}

function ImportRow({ done }: { readonly done: ImportShown }) {
  const { t, i18n } = useTranslation('data');
  const format = useFormat('EUR');
  const { source, files, at, state } = done;
  const when = new Intl.DateTimeFormat(i18n.language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(at));
  return (
    <tr>
      <th scope="row">
        <span className="import-source">{source}</span>
        {state !== 'done' && (
          <span className="import-state" data-state={state}>
            {t(state)}
          </span>
        )}
        <span className="import-files">
          {files.length === 0 ? t('generated') : files.join(', ')}
        </span>
      </th>
      <td data-label={t('when')}>
        <time dateTime={at}>{when}</time>
      </td>
      {COUNTS.map((name) => (
        <td
          key={name}
          className="number"
          data-label={t(name === 'events' ? 'eventsMade' : name)}
          data-zero={done[name] === 0}
        >
          {format.count(done[name])}
        </td>
      ))}
    </tr>
  );
}
