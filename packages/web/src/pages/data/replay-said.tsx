import { Loader } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import type { Replaying } from './use-replay.ts';

/** How sending again goes, and what became of all that was sent. */
export function ReplaySaid({
  replay: { isRunning, said, done, fault },
}: {
  readonly replay: Replaying;
}) {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  if (fault !== null)
    return (
      <p role="alert" className="tie-said is-fault">
        {fault}
      </p>
    );
  if (isRunning)
    return (
      <p role="status" className="tie-said">
        <Loader size="xs" aria-hidden="true" />
        {t('replaying')} <span lang="en">{said}</span>
      </p>
    );
  if (done === null) return null;
  const { tried, accepted, duplicates, refused, unread } = done;
  const met = new Map<string, { readonly name: string; readonly count: number }>();
  for (const { touchpoints } of done.each)
    for (const { id, name } of touchpoints)
      met.set(id, { name, count: (met.get(id)?.count ?? 0) + 1 });
  return (
    <div role="status" className="tie-said replay-said">
      <p>
        {t('replayDone', { count: tried, tried: format.count(tried) })}{' '}
        {[
          ...(accepted > 0 ? [t('replayAccepted', { accepted: format.count(accepted) })] : []),
          ...(duplicates > 0 ? [t('replayThere', { there: format.count(duplicates) })] : []),
          ...(refused > 0 ? [t('replayRefused', { refused: format.count(refused) })] : []),
          ...(unread > 0 ? [t('replayUnread', { unread: format.count(unread) })] : []),
        ].join(', ')}
        .
      </p>
      {met.size > 0 && (
        <p className="replay-met">
          {t('replayMet')}{' '}
          {[...met].map(([id, { name, count }]) => (
            <Link key={id} to="/touchpoint/$id" params={{ id }} search={{}}>
              {name} {count > 1 && format.count(count)}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}
