import type { PersonShown, TimelineEntry } from '@bothways/core/contract';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTimeline } from '../../api/people.ts';
import { exchangedText, timeText } from '../../parts/amount.ts';
import { Exchanged } from '../../parts/exchanged.tsx';
import { channelName } from '../../parts/known-words.ts';
import { Section } from '../../parts/section.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { clockText, dayText, legReason, type Said } from './said.ts';

/** What happened, the newest first, day by day: where, how it felt, what went each way, what was held back. */
export function Timeline({ person, said }: { readonly person: PersonShown; readonly said: Said }) {
  const { t } = said;
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useTimeline(person);
  const entries = data.pages.flatMap((page) => page.entries);
  const days = [...Map.groupBy(entries, ({ at }) => at.slice(0, 10))];
  return (
    <Section
      id="timeline"
      title={t('timeline.title')}
      why={entries.length === 0 ? t('timeline.none') : t('timeline.note')}
    >
      {days.map(([day, some]) => (
        <div key={day} className="timeline-day">
          <h3>
            <time dateTime={day}>{dayText(day, said)}</time>
          </h3>
          <ol>
            {some.map((entry) => (
              <Entry key={entry.id} entry={entry} said={said} />
            ))}
          </ol>
        </div>
      ))}
      {error !== null && <Trouble error={error} retry={() => void fetchNextPage()} />}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      )}
    </Section>
  );
}

function Entry({ entry, said }: { readonly entry: TimelineEntry; readonly said: Said }) {
  const { t, format } = said;
  const shell = useTranslation('shell').t;
  const { id, at, journey, touchpoint, channel, durationSeconds, felt, legs, refused, customer } =
    entry;
  const told = (way: 'delivered' | 'captured' | 'aside') =>
    legs
      .filter((leg) => leg.way === way)
      .map(({ kind, name, quantity, unit, giver, receiver }) => ({
        ...{ key: `${kind} ${giver.id} ${receiver.id}`, name },
        amount: exchangedText(Number(quantity), unit, said),
      }));
  const held = refused.filter(({ reason }) => reason !== 'absent');
  const beside = [
    ...(channel === '' ? [] : [channelName(channel, shell)]),
    journey.name,
    ...(durationSeconds === null
      ? []
      : [t('timeline.lasted', { time: timeText(durationSeconds, said) })]),
  ];
  return (
    <li className="timeline-entry" data-encounter={id}>
      <time dateTime={at}>{clockText(at, said)}</time>
      <div className="timeline-where">
        <Link to="/touchpoint/$id" params={{ id: touchpoint.id }} search={{}}>
          {touchpoint.name}
        </Link>
        <span className="timeline-under">{beside.join(' · ')}</span>
        {felt !== null && <Felt felt={felt} said={said} />}
      </div>
      <div className="timeline-what">
        {legs.length + held.length === 0 && (
          <span className="timeline-under">{t('timeline.nothing')}</span>
        )}
        <Exchanged
          ways={[
            { name: t('timeline.get'), tone: 'delivered', legs: told('delivered') },
            { name: t('timeline.give'), tone: 'captured', legs: told('captured') },
            { name: t('timeline.aside'), tone: 'ink', legs: told('aside') },
          ]}
          held={held.map(({ kind, name, reason }) => ({
            ...{ key: `${kind} ${reason}`, name, reason: legReason(reason, said) },
          }))}
          heldName={t('timeline.held')}
        />
        {customer.kind === 'estimate' && (
          <span className="timeline-under">
            {t('timeline.left', { money: format.moneySigned(customer.median) })}
          </span>
        )}
      </div>
    </li>
  );
}

function Felt({
  felt: { value, raw, scale },
  said: { t, format },
}: {
  readonly felt: NonNullable<TimelineEntry['felt']>;
  readonly said: Said;
}) {
  const shown = format.index(value);
  return (
    <span className="timeline-felt" data-felt={value < 0 ? 'bad' : 'good'}>
      <svg viewBox="-1.15 -0.2 2.3 0.4" width="46" height="8" aria-hidden="true">
        <path d="M-1 0H1M0 -0.16V0.16" />
        <circle cx={value} cy="0" r="0.19" />
      </svg>
      {raw === null
        ? t('timeline.felt', { value: shown })
        : t('timeline.feltRaw', { value: shown, raw: format.short(raw), scale })}
    </span>
  );
}
