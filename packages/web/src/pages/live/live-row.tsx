import type { LiveEventShown, LiveNames } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { rowKey } from '../../api/live.ts';
import { localeOf } from '../../parts/amount.ts';
import { channelName } from '../../parts/known-words.ts';
import { useFormat } from '../../parts/use-format.ts';
import { Became } from './became.tsx';
import { LiveDetails } from './live-details.tsx';

/**
 * One event: what it was, and what it became; opened, when and whose, and what can be done. Those that are refused alike are
 * one with a count. As long as nothing of it changes it is not drawn anew.
 */
export const LiveRow = memo(function LiveRow({
  event,
  names,
  isOpen,
  setOpen,
}: {
  readonly event: LiveEventShown;
  readonly names: LiveNames | undefined;
  readonly isOpen: boolean;
  /** By the key of the row; null: none is open. */
  readonly setOpen: (key: string | null) => void;
}) {
  const { t, i18n } = useTranslation('live');
  const shell = useTranslation('shell').t;
  const format = useFormat('EUR');
  const { id, times, receivedAt, name, type, source, channel, person, outcome, became } = event;
  return (
    <li className="live-row" data-outcome={outcome} data-open={isOpen}>
      <time dateTime={receivedAt}>{clockText(receivedAt, i18n.language)}</time>
      <div className="live-what">
        <button
          type="button"
          data-stop
          aria-expanded={isOpen}
          aria-controls={`live-${id}`}
          onClick={() => setOpen(isOpen ? null : rowKey(event))}
        >
          {name === '' ? type : name}
        </button>
        {times > 1 && (
          <span className="live-times">{t('times', { events: format.count(times) })}</span>
        )}
        <span className="live-under">
          {[source, ...(channel === '' ? [] : [channelName(channel, shell)])].join(' · ')}
          {person !== null && (
            <>
              {' · '}
              <Link to="/people/$id" params={{ id: person }} search={{}}>
                {t('person', { mark: person.slice(0, 6) })}
              </Link>
            </>
          )}
        </span>
      </div>
      <Became became={became} names={names} />
      <div id={`live-${id}`} className="live-details" hidden={!isOpen}>
        {isOpen && <LiveDetails event={event} names={names} />}
      </div>
    </li>
  );
});

/** The time of the reader's own clock, to the second. */
function clockText(at: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'medium' }).format(new Date(at));
}
