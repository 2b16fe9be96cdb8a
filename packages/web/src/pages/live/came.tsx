import type { LiveCame } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cameOf, type Second } from '../../api/live.ts';
import { useFormat } from '../../parts/use-format.ts';
import { OUTCOMES } from './search.ts';
import { useSecond } from './use-second.ts';

/** More sources than these are told together. */
const SOURCES_MOST = 5;

/** How many events came in the last minute, by source and by what they became; each figure shows those events. */
export function Came({ seconds }: { readonly seconds: readonly Second[] }) {
  const { t } = useTranslation('live');
  const came = cameOf(seconds, useSecond());
  const sources = [...Map.groupBy(came, ({ source }) => source)]
    .map(([source, some]) => ({ source, some, all: sumOf(some) }))
    .toSorted((a, b) => b.all - a.all || (a.source < b.source ? -1 : 1));
  const others = sources.slice(SOURCES_MOST);
  return (
    <section className="live-came" aria-label={t('came')}>
      <h2>{t('came')}</h2>
      {/* It has its place from the beginning, so that nothing moves when something comes. */}
      {came.length === 0 && <p>{t('cameNone')}</p>}
      <ul>
        {sources.slice(0, SOURCES_MOST).map(({ source, some }) => (
          <Line key={source} name={source} source={source} some={some} />
        ))}
        {others.length > 0 && (
          <Line
            name={t('otherSources', { count: others.length })}
            some={others.flatMap(({ some }) => some)}
          />
        )}
      </ul>
    </section>
  );
}

function Line({
  name,
  source,
  some,
}: {
  readonly name: string;
  /** Left out: of several together. */
  readonly source?: string;
  readonly some: readonly LiveCame[];
}) {
  const { t } = useTranslation('live');
  const format = useFormat('EUR');
  const all = sumOf(some);
  const parts = OUTCOMES.map((outcome) => ({
    outcome,
    events: sumOf(some.filter((each) => each.outcome === outcome)),
  })).filter(({ events }) => events > 0);
  const search = (outcome?: LiveCame['outcome']) => ({
    ...(source === undefined ? {} : { source }),
    ...(outcome === undefined ? {} : { outcome }),
  });
  return (
    <li>
      <span className="live-came-name">
        {source === undefined ? (
          name
        ) : (
          <Link from="/live" to="/live" search={search()} resetScroll={false}>
            {name}
          </Link>
        )}{' '}
        <b>{format.count(all)}</b>
      </span>
      <span className="live-came-bar" aria-hidden>
        {parts.map(({ outcome, events }) => (
          <i key={outcome} data-outcome={outcome} style={{ flexGrow: events }} />
        ))}
      </span>
      <span className="live-came-parts">
        {parts.map(({ outcome, events }) => (
          <Link
            key={outcome}
            from="/live"
            to="/live"
            search={search(outcome)}
            resetScroll={false}
            data-outcome={outcome}
          >
            {t(`outcomes.${outcome}`)} <b>{format.count(events)}</b>
          </Link>
        ))}
      </span>
    </li>
  );
}

function sumOf(some: readonly LiveCame[]): number {
  return some.reduce((sum, { events }) => sum + events, 0);
}
