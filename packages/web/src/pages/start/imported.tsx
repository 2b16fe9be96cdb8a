import type { ImportDone } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useJob } from '../../api/jobs.ts';
import { JobProgress } from '../../parts/job-progress.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { data as dataWords } from '../../words/en/data.ts';

/** How taking a file in goes on, and what came of it. */
export function Imported({ job, name }: { readonly job: string; readonly name: string }) {
  const { t } = useTranslation('start');
  const { data } = useJob(job);
  if (data?.state !== 'done')
    return (
      <>
        <JobProgress job={job} title={t('takingIn', { name })} />
        {data?.state === 'failed' && (
          <p className="start-back">
            <Link to="/start/file" search={{}} className="link-button">
              {t('anotherFile')}
            </Link>
          </p>
        )}
      </>
    );
  return <Done done={data.result as ImportDone} />;
}

function Done({ done }: { readonly done: ImportDone }) {
  const { t } = useTranslation('start');
  const format = useFormat('EUR');
  const { events, duplicates, isInLedger } = done;
  return (
    <div className="start-looked">
      <h2>
        {events === 0
          ? t('importedNone')
          : t('importedTitle', { count: events, shown: format.count(events) })}
      </h2>
      {duplicates > 0 && events > 0 && (
        <p className="start-note">{t('importedAgain', { duplicates: format.count(duplicates) })}</p>
      )}
      {isInLedger && <p className="start-note">{t('inLedger')}</p>}
      <Refused done={done} />
      <div className="start-bar">
        {isInLedger ? (
          <>
            <Link to="/journey" search={{}} className="start-go">
              {t('toJourney')}
            </Link>
            <Link to="/data" className="link-button">
              {t('toData')}
            </Link>
          </>
        ) : (
          <Link to="/start/file" search={{ step: 'touchpoints' }} className="start-go">
            {t('toTouchpoints')}
          </Link>
        )}
        <Link to="/start/file" search={{}}>
          {t('anotherFile')}
        </Link>
      </div>
    </div>
  );
}

function Refused({ done }: { readonly done: ImportDone }) {
  const { t } = useTranslation('start');
  const { t: words } = useTranslation('data');
  const { rejected, reasons } = done;
  if (rejected === 0) return null;
  const known = dataWords.reason;
  const named = (reason: string): string =>
    reason in known ? words(`reason.${reason as keyof typeof known}`) : reason;
  return (
    <section>
      <h3>{t('refusedTitle', { count: rejected })}</h3>
      <p className="start-note">{t('refusedLead')}</p>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('reason')}</th>
            <th scope="col" className="number">
              {t('howMany')}
            </th>
            <th scope="col">{t('first')}</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ reason, count, first }) => (
            <tr key={reason}>
              <th scope="row">{named(reason)}</th>
              <td className="number">{count}</td>
              <td lang="en">
                {t('line', { line: first.line })}: {first.detail}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
