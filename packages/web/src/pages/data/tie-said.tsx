import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/get.ts';
import { JobProgress } from '../../parts/job-progress.tsx';
import type { Tying } from './use-tie.ts';

/** How tying goes, what was tied with a way back, or why it was not. */
export function TieSaid({ tying }: { readonly tying: Tying }) {
  const { t } = useTranslation('data');
  const { asked, isTying, isUndoing, isUndone, error, job, done, undo } = tying;
  if (isTying || isUndoing) {
    const title = isUndoing
      ? t('undoing')
      : t('tying', { event: asked?.loose.name ?? '', touchpoint: asked?.called ?? '' });
    return (
      <div className="tie-said" role="status">
        {job === null ? <p>{title}</p> : <JobProgress job={job} title={title} />}
      </div>
    );
  }
  if (error !== null) {
    const hint = error instanceof ApiError ? error.fault.hint : undefined;
    return (
      <div className="tie-said is-fault" role="alert">
        <p>
          <strong>{t('tieFailed')}</strong> <span lang="en">{error.message}</span>
        </p>
        {hint !== undefined && <p lang="en">{hint}</p>}
      </div>
    );
  }
  if (done !== null)
    return (
      <div className="tie-said" role="status">
        <p>{t('tied', { event: done.event, touchpoint: done.touchpoint })}</p>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => undo(t('noteUndo', { event: done.event }))}
        >
          {t('undo')}
        </Button>
      </div>
    );
  return isUndone ? (
    <div className="tie-said" role="status">
      <p>{t('undone')}</p>
    </div>
  ) : null;
}
