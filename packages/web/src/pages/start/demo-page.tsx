import './start.css';
import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useJob } from '../../api/jobs.ts';
import { useMakeDemo } from '../../api/start.ts';
import { JobProgress } from '../../parts/job-progress.tsx';
import { Page } from '../../parts/page.tsx';

/** Larkfield is being made; the journey opens when it is there. */
export function DemoPage() {
  const { t } = useTranslation('start');
  const { job } = useSearch({ from: '/start/demo' });
  const { data } = useJob(job ?? null);
  const make = useMakeDemo();
  const navigate = useNavigate();
  if (job === undefined) return <Navigate to="/start" replace />;
  if (data?.state === 'done') return <Navigate to="/journey" search={{}} replace />;
  const again = (): void =>
    make.mutate(undefined, {
      onSuccess: (begun) =>
        void navigate({ to: '/start/demo', search: { job: begun.job }, replace: true }),
    });
  return (
    <Page title={t('demoMaking')} lead={t('demoMakingLead')}>
      <JobProgress job={job} title={t('demoMaking')} retry={again} />
      <p className="start-back">
        <Link to="/start">{t('back')}</Link>
      </p>
    </Page>
  );
}
