import type { LiveNames, PersonMission, PersonShown } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelName } from '../../parts/known-words.ts';
import { Section } from '../../parts/section.tsx';
import { dayText, type Said } from './said.ts';

type Phase = LiveNames['journeys'][number]['phases'][number];

/** What they are at, each as a way along its phases; how often they were at each; and how often we meet. */
export function Missions({
  person: { missions, journeys, contacts },
  names,
  said,
}: {
  readonly person: PersonShown;
  readonly names: LiveNames | undefined;
  readonly said: Said;
}) {
  const { t } = said;
  return (
    <Section
      id="now"
      title={t('now.title')}
      why={missions.length === 0 ? t('now.none') : t('now.note')}
    >
      <ul className="missions">
        {missions.map((mission) => {
          const instance = journeys
            .find(({ id }) => id === mission.journey.id)
            ?.instances.find(({ since }) => since === mission.since);
          return (
            <Mission
              key={`${mission.journey.id} ${mission.since}`}
              mission={mission}
              phases={names?.journeys.find(({ id }) => id === mission.journey.id)?.phases ?? []}
              touched={(instance?.encounters ?? []).map(({ touchpoint }) => touchpoint.id)}
              said={said}
            />
          );
        })}
      </ul>
      <div className="person-pair">
        {journeys.length > 0 && <Journeys journeys={journeys} said={said} />}
        <Contacts contacts={contacts} said={said} />
      </div>
    </Section>
  );
}

function Mission({
  mission: { journey, name, since, encounters, phase, touchpoint },
  phases,
  touched,
  said,
}: {
  readonly mission: PersonMission;
  readonly phases: readonly Phase[];
  /** Ids of touchpoints where they were. */
  readonly touched: readonly string[];
  readonly said: Said;
}) {
  const { t, format } = said;
  const begun = phases.filter(
    (each) => each.id === phase.id || each.touchpoints.some((id) => touched.includes(id)),
  );
  return (
    <li className="mission">
      <h3>
        <Link to="/journey" search={{ journey: journey.id }}>
          {name ?? journey.name}
        </Link>
      </h3>
      <p>
        {t('now.place', { touchpoint: touchpoint.name, phase: phase.name })},{' '}
        {t('now.since', {
          ...{ count: encounters, day: dayText(since, said), often: format.count(encounters) },
        })}
      </p>
      {phases.length > 0 && (
        <ol
          className="mission-way"
          aria-label={t('now.phases', {
            ...{ journey: journey.name, done: begun.length, all: phases.length },
          })}
        >
          {phases.map((each) => (
            <li
              key={each.id}
              data-begun={begun.includes(each)}
              aria-current={each.id === phase.id ? 'step' : undefined}
            >
              <span>{each.name}</span>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function Journeys({
  journeys,
  said: { t, format },
}: {
  readonly journeys: PersonShown['journeys'];
  readonly said: Said;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={t('now.before')} tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('now.before')}</th>
            <th scope="col" className="number">
              {t('encounters')}
            </th>
            <th scope="col" className="number">
              {t('now.open')}
            </th>
            <th scope="col" className="number">
              {t('now.completed')}
            </th>
            <th scope="col" className="number">
              {t('now.abandoned')}
            </th>
          </tr>
        </thead>
        <tbody>
          {journeys.map(({ id, name, encounters, open, completed, abandoned, isCut }) => (
            <tr key={id}>
              <th scope="row">
                {name}
                {isCut && <span className="cell-under">{t('now.cut')}</span>}
              </th>
              {[encounters, open, completed, abandoned].map((count, at) => (
                <td key={['encounters', 'open', 'completed', 'abandoned'][at]} className="number">
                  {format.count(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Contacts({
  contacts,
  said: { t, format },
}: {
  readonly contacts: PersonShown['contacts'];
  readonly said: Said;
}) {
  const shell = useTranslation('shell').t;
  if (contacts.length === 0)
    return (
      <section aria-label={t('contacts.title')}>
        <h3>{t('contacts.title')}</h3>
        <p className="person-note">{t('contacts.none')}</p>
      </section>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={t('contacts.title')} tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">
              {t('contacts.title')}
              <span className="cell-under">{t('contacts.note')}</span>
            </th>
            {(['day', 'week', 'month'] as const).map((each) => (
              <th key={each} scope="col" className="number">
                {t(`contacts.${each}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {contacts.map(({ channel, all, ours }) => (
            <tr key={channel}>
              <th scope="row">
                {channel === '*' ? t('contacts.others') : channelName(channel, shell)}
              </th>
              {(['day', 'week', 'month'] as const).map((each) => (
                <td key={each} className="number">
                  {format.count(all[each])}{' '}
                  {ours[each] > 0 && (
                    <span className="person-ours">
                      {t('contacts.ours', { count: format.count(ours[each]) as never })}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
