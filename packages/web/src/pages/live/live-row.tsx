import type { LiveEventShown, LiveNames } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../parts/amount.ts';
import { channelName } from '../../parts/known-words.ts';
import { Became } from './became.tsx';
import { LiveDetails } from './live-details.tsx';
import { outcomeOf } from './wanted.ts';

/** One event: what it was, and what it became; opened, when and whose, and what can be done. */
export function LiveRow({
  event,
  names,
  isOpen,
  toggle,
}: {
  readonly event: LiveEventShown;
  readonly names: LiveNames | undefined;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}) {
  const { t, i18n } = useTranslation('live');
  const shell = useTranslation('shell').t;
  const { id, receivedAt, name, type, source, channel, person, became } = event;
  return (
    <li className="live-row" data-outcome={outcomeOf(became)} data-open={isOpen}>
      <time dateTime={receivedAt}>{clockText(receivedAt, i18n.language)}</time>
      <div className="live-what">
        <button
          type="button"
          data-stop
          aria-expanded={isOpen}
          aria-controls={`live-${id}`}
          onClick={toggle}
        >
          {name === '' ? type : name}
        </button>
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
}

/** The time of the reader's own clock, to the second. */
function clockText(at: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'medium' }).format(new Date(at));
}
