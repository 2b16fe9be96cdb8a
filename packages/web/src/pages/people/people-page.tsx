import './people.css';
import type { PersonFound } from '@bothways/core/contract';
import { Skeleton } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../api/people.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { FindPerson } from './find-person.tsx';
import { dayText, markOf, momentText, type Said, useSaid } from './said.ts';

/** People: one found by an id, and those last seen. */
export function PeoplePage() {
  const said = useSaid('EUR');
  const { t } = said;
  const { after } = useSearch({ from: '/people' });
  const { data, error, refetch, isPlaceholderData } = usePeople(after);
  const isEmpty = data?.people.length === 0 && after === undefined;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="people">
        {error !== null && <Trouble error={error} retry={() => void refetch()} />}
        {!isEmpty && error === null && <FindPerson said={said} />}
        {data === undefined && error === null && <Skeleton height={320} radius="lg" />}
        {isEmpty && <Empty />}
        {data !== undefined && !isEmpty && (
          <section aria-labelledby="last-seen" aria-busy={isPlaceholderData}>
            <h2 id="last-seen">{t('last')}</h2>
            <PeopleTable people={data.people} said={said} />
            <p className="people-pages">
              {after !== undefined && (
                <Link to="/people" search={{}} className="link-button">
                  {t('first')}
                </Link>
              )}
              {data.next !== null && (
                <Link to="/people" search={{ after: data.next }} className="link-button">
                  {t('more')}
                </Link>
              )}
            </p>
          </section>
        )}
      </div>
    </Page>
  );
}

function PeopleTable({
  people,
  said,
}: {
  readonly people: readonly PersonFound[];
  readonly said: Said;
}) {
  const { t, format } = said;
  return (
    <table className="figures people-table">
      <thead>
        <tr>
          <th scope="col">{t('person')}</th>
          <th scope="col" className="number">
            {t('encounters')}
          </th>
          <th scope="col">{t('since')}</th>
          <th scope="col">{t('until')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ person, since, until, encounters }) => (
          <tr key={person}>
            <th scope="row">
              <Link
                to="/people/$id"
                params={{ id: person }}
                search={{}}
                aria-label={t('openOf', { mark: markOf(person) })}
              >
                <code>{markOf(person)}</code>
              </Link>
            </th>
            <td className="number">{format.count(encounters)}</td>
            <td>{since === null ? '' : dayText(since, said)}</td>
            <td>{until === null ? '' : momentText(until, said)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Empty() {
  const { t } = useTranslation('people');
  return (
    <div className="state">
      <h2>{t('none')}</h2>
      <p>{t('noneLead')}</p>
      <p className="people-pages">
        <Link to="/live" search={{}} className="link-button">
          {t('toLive')}
        </Link>
        <Link to="/start/file" search={{}} className="link-button">
          {t('toFile')}
        </Link>
      </p>
    </div>
  );
}
