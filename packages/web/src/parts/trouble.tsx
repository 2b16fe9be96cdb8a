import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/get.ts';
import { Begin } from './begin.tsx';
import { Command } from './command.tsx';
import { Page } from './page.tsx';

/** Says why something could not be read and what to do; where there is no ledger yet, how to begin. */
export function Trouble({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const { t } = useTranslation('shell');
  if (error instanceof ApiError && error.fault.code === 'no-ledger') return <Begin />;
  const isSilent = error instanceof ApiError && error.fault.code === 'unreachable';
  const hint = error instanceof ApiError ? error.fault.hint : undefined;
  return (
    <div className="state" role="alert">
      <h2>{t('troubleTitle')}</h2>
      <p>{isSilent ? t('troubleNetwork') : error.message}</p>
      {hint !== undefined && <p>{hint}</p>}
      {isSilent && <p>{t('troubleNetworkHint')}</p>}
      {isSilent && <Command lines={['bothways serve']} />}
      <Button variant="default" onClick={retry}>
        {t('retry')}
      </Button>
    </div>
  );
}

/** A page that broke, or whose code could not be fetched. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  return (
    <Page title={t('crashTitle')} lead={t('crashHint')}>
      <div className="state" role="alert">
        <p>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </p>
        <Button variant="default" onClick={reset}>
          {t('retry')}
        </Button>
      </div>
    </Page>
  );
}
