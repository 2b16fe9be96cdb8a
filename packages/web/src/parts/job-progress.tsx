import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/get.ts';
import { useJob } from '../api/jobs.ts';
import { Command } from './command.tsx';

/** How a job goes on, in words; where it failed, why and what to do. Nothing once it is done. */
export function JobProgress({
  job,
  title,
  retry,
}: {
  readonly job: string;
  /** What is being done, for people. */
  readonly title: string;
  /** Begins it anew; without it there is no button. */
  readonly retry?: () => void;
}) {
  const { t } = useTranslation('shell');
  const { data, error } = useJob(job);
  const failed = data?.state === 'failed' ? data.error : faultOf(error);
  if (failed?.code === 'unreachable')
    return (
      <div className="job" role="alert">
        <p className="job-title">{t('jobFailed', { title })}</p>
        <p>{t('troubleNetwork')}</p>
        <p className="job-hint">{t('troubleNetworkHint')}</p>
        <Command lines={['bothways serve']} />
      </div>
    );
  if (failed !== null && failed !== undefined)
    return (
      <div className="job" role="alert">
        <p className="job-title">{t('jobFailed', { title })}</p>
        <p>{failed.message}</p>
        {failed.hint !== undefined && <p className="job-hint">{failed.hint}</p>}
        {retry !== undefined && (
          <Button variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        )}
      </div>
    );
  if (data?.state === 'done') return null;
  return (
    <div className="job" role="status" aria-live="polite">
      <Loader size="sm" aria-hidden="true" />
      <div>
        <p className="job-title">{title}</p>
        <p className="job-said" lang="en">
          {data?.said === undefined || data.said === '' ? '…' : data.said}
        </p>
      </div>
    </div>
  );
}

function faultOf(error: Error | null): ApiError['fault'] | null {
  return error instanceof ApiError ? error.fault : null;
}
