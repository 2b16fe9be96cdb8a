import type { FindingEventShown, FindingShown } from '@bothways/core/contract';
import type { Speaker } from './say.ts';

/** All that was done, said and noticed, the latest first. */
export function Thread({
  finding: { history },
  speaker,
}: {
  readonly finding: FindingShown;
  readonly speaker: Speaker;
}) {
  const { t, language } = speaker;
  const when = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ dateStyle: 'medium', timeStyle: 'short' },
  });
  return (
    <section aria-label={t('thread')}>
      <h3>{t('thread')}</h3>
      <ol className="thread">
        {history.toReversed().map((event) => (
          <li key={`${event.id} ${event.at}`} className={`thread-${classOf(event)}`}>
            <p className="thread-did">
              <span>{t(`did.${event.did}`, { who: event.by?.name ?? '' })}</span>
              <time dateTime={event.at}>{when.format(new Date(event.at))}</time>
            </p>
            {event.text !== '' && <p className="thread-text">{event.text}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function classOf({ by, text }: FindingEventShown): 'ledger' | 'said' | 'done' {
  if (by === null) return 'ledger';
  return text === '' ? 'done' : 'said';
}
