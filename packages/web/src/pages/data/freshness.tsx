import type { Data, JobBegun } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useJob } from '../../api/jobs.ts';
import { send } from '../../api/send.ts';
import { Command } from '../../parts/command.tsx';
import { JobProgress } from '../../parts/job-progress.tsx';
import { useFormat } from '../../parts/use-format.ts';

/** Where the ledger is behind what was imported: a button that brings it up to date, with how that goes. */
export function Freshness({ ledger, events }: Pick<Data, 'ledger' | 'events'>) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  const rebuild = useMutation({
    mutationFn: () => send<JobBegun>('/api/rebuild', {}),
  });
  const job = rebuild.data?.job ?? null;
  const { data: now } = useJob(job);
  if (ledger === null)
    return events === 0 ? null : (
      <div className="data-todo">
        <p>{t('buildFirst')}</p>
        <Command lines={['bothways rebuild --model MODEL']} />
      </div>
    );
  const isRunning = job !== null && now?.state !== 'done';
  if (ledger.behind === 0 && !isRunning) return null;
  return (
    <div className="data-fresh">
      <p>{t('rebuild', { count: ledger.behind, events: format.count(ledger.behind) })}</p>
      {isRunning ? (
        <JobProgress job={job} title={t('rebuilding')} retry={() => rebuild.mutate()} />
      ) : (
        <Button onClick={() => rebuild.mutate()} loading={rebuild.isPending}>
          {t('bringUpToDate')}
        </Button>
      )}
      {rebuild.error !== null && <p role="alert">{rebuild.error.message}</p>}
    </div>
  );
}
