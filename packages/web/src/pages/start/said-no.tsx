import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/get.ts';

/** What was asked for was not done: what was seen, and what to do. */
export function SaidNo({
  error,
  title,
  retry,
}: {
  readonly error: Error;
  readonly title?: string;
  /** Asks again; without it there is no button. */
  readonly retry?: () => void;
}) {
  const { t } = useTranslation('shell');
  const fault = error instanceof ApiError ? error.fault : { code: '', message: error.message };
  const isSilent = fault.code === 'unreachable';
  return (
    <div className="job" role="alert">
      {title !== undefined && <p className="job-title">{title}</p>}
      <p>{isSilent ? t('troubleNetwork') : fault.message}</p>
      {fault.hint !== undefined && <p className="job-hint">{fault.hint}</p>}
      {retry !== undefined && (
        <Button variant="default" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
