import './start.css';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { DropFile } from '../../parts/drop-file.tsx';
import { Page } from '../../parts/page.tsx';
import { Imported } from './imported.tsx';
import { Looked } from './looked.tsx';

const NameTouchpoints = lazy(() =>
  import('./name-touchpoints.tsx').then(({ NameTouchpoints: page }) => ({ default: page })),
);

/** From a file to a journey: bring it, see what was understood, name the touchpoints. */
export function FilePage() {
  const { t } = useTranslation('start');
  const { file, name, job, step } = useSearch({ from: '/start/file' });
  const navigate = useNavigate({ from: '/start/file' });
  const at = step === 'touchpoints' ? 2 : file === undefined && job === undefined ? 0 : 1;
  return (
    <Page title={t('fileTitle')} beside={<Steps at={at} />}>
      {step === 'touchpoints' ? (
        <Suspense>
          <NameTouchpoints />
        </Suspense>
      ) : job !== undefined ? (
        <Imported job={job} name={name ?? ''} />
      ) : file !== undefined ? (
        <Looked
          key={file}
          file={file}
          name={name ?? ''}
          onImport={(begun) => void navigate({ search: { name: name ?? '', job: begun } })}
        />
      ) : (
        <DropFile
          onSent={({ id, name: called }) => void navigate({ search: { file: id, name: called } })}
        />
      )}
      <p className="start-back">
        <Link to="/start">{t('back')}</Link>
      </p>
    </Page>
  );
}

function Steps({ at }: { readonly at: number }) {
  const { t } = useTranslation('start');
  return (
    <ol className="start-steps" aria-label={t('steps')}>
      {(['stepBring', 'stepCheck', 'stepTouchpoints'] as const).map((each, index) => (
        <li key={each} aria-current={index === at ? 'step' : undefined} data-done={index < at}>
          <span aria-hidden="true">{index + 1}</span>
          {t(each)}
        </li>
      ))}
    </ol>
  );
}
