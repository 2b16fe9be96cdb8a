import type { LiveEventShown, LiveNames, Rejects } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/get.ts';
import { localeOf } from '../../parts/amount.ts';
import { channelName } from '../../parts/known-words.ts';

/** More of one event: when, whose, what to do about it, and of a refused one the record as it came. */
export function LiveDetails({
  event,
  names,
}: {
  readonly event: LiveEventShown;
  readonly names: LiveNames | undefined;
}) {
  const { t, i18n } = useTranslation('live');
  const shell = useTranslation('shell').t;
  const { at, receivedAt, type, channel, person, became } = event;
  const facts = [
    [t('happened'), momentText(at, i18n.language)],
    [t('received'), momentText(receivedAt, i18n.language)],
    [t('type'), type],
    [t('channel'), channel === '' ? shell('notSaid') : channelName(channel, shell)],
  ] as const;
  return (
    <>
      <dl className="live-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('who')}</dt>
          <dd>
            {person === null ? (
              t('nobody')
            ) : (
              <Link to="/people/$id" params={{ id: person }} search={{}}>
                <code>{person}</code>
              </Link>
            )}
          </dd>
        </div>
      </dl>
      {became.kind !== 'encounters' && <p className="live-hint">{t(`hint.${became.kind}`)}</p>}
      {became.kind === 'unmapped' && (
        <Link to="/data" search={{}} hash="unmapped" className="link-button">
          {t('toModel')}
        </Link>
      )}
      {became.kind === 'stored' && names?.hasLedger === false && (
        <Link to="/start" className="link-button">
          {t('toStart')}
        </Link>
      )}
      {became.kind === 'rejected' && <Rejected event={event} detail={became.detail} />}
    </>
  );
}

function Rejected({ event, detail }: { readonly event: LiveEventShown; readonly detail: string }) {
  const { t } = useTranslation('live');
  const { source, became, receivedAt } = event;
  const reason = became.kind === 'rejected' ? became.reason : '';
  const { data } = useQuery({
    queryKey: ['rejects', { source, reason }, receivedAt, detail],
    queryFn: ({ signal }) =>
      get<Rejects>(`/api/rejects?${new URLSearchParams({ source, reason, limit: '200' })}`, signal),
    // It arrives in the list a moment after it was told.
    refetchInterval: ({ state }) =>
      state.data !== undefined && found(state.data, detail) === null && state.dataUpdateCount < 8
        ? 1000
        : false,
  });
  const record = data === undefined ? null : found(data, detail);
  return (
    <>
      <p className="live-detail" lang="en">
        {detail}
      </p>
      {record === null ? (
        data !== undefined && <p className="live-hint">{t('rawGone')}</p>
      ) : (
        <figure className="live-raw">
          <figcaption>{t('raw')}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>
            {record.raw}
            {record.isCut && ' …'}
          </pre>
        </figure>
      )}
      <Link to="/data" search={{ source, reason }} hash="rejects" className="link-button">
        {t('toRejects')}
      </Link>
    </>
  );
}

function found({ rejects }: Rejects, detail: string): Rejects['rejects'][number] | null {
  return rejects.find((each) => each.detail === detail) ?? null;
}

function momentText(at: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    ...{ dateStyle: 'medium', timeStyle: 'medium' },
  }).format(new Date(at));
}
