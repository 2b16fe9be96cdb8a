import './people.css';
import './person.css';
import type { PersonShown } from '@bothways/core/contract';
import { Skeleton } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/get.ts';
import { useLiveNames } from '../../api/live.ts';
import { usePerson } from '../../api/people.ts';
import { Page } from '../../parts/page.tsx';
import { PageNav } from '../../parts/page-nav.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Missions } from './missions.tsx';
import { OwnData } from './own-data.tsx';
import { PersonHead } from './person-head.tsx';
import { Relationship } from './relationship.tsx';
import { Rights } from './rights.tsx';
import { markOf, useSaid } from './said.ts';
import { Statement } from './statement.tsx';
import { Timeline } from './timeline.tsx';
import { Who } from './who.tsx';

/** One person: who they are, what they got and gave, what they are at, what happened, what they allow. */
export function PersonPage() {
  const { t } = useTranslation('people');
  const { id } = useParams({ from: '/people/$id' });
  const { data, error, refetch } = usePerson(id);
  const isGone =
    error instanceof ApiError && error.status === 404 && error.fault.code !== 'no-ledger';
  return (
    <Page
      title={isGone ? t('goneTitle') : t('one', { mark: markOf(data?.person ?? id) })}
      above={
        <p className="person-above">
          <Link to="/people" search={{}}>
            ← {t('back')}
          </Link>
        </p>
      }
    >
      {isGone ? (
        <p className="person-note">{t('foundNoneHint')}</p>
      ) : error !== null ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={420} radius="lg" />
      ) : (
        <Shown person={data} />
      )}
    </Page>
  );
}

const SECTIONS = ['statement', 'relation', 'now', 'timeline', 'rights', 'who', 'own'] as const;

function Shown({ person }: { readonly person: PersonShown }) {
  const said = useSaid(person.currency);
  const { t } = said;
  const names = useLiveNames(null).data;
  return (
    <div className="person">
      <PersonHead person={person} said={said} />
      <PageNav name={t('nav')} matters={SECTIONS.map((id) => ({ id, title: t(`${id}.title`) }))} />
      <Statement statement={person.statement} balances={person.balances} said={said} />
      <Relationship relationship={person.relationship} said={said} />
      <Missions person={person} names={names} said={said} />
      <Timeline person={person} said={said} />
      <Rights person={person} said={said} />
      <Who person={person} said={said} />
      <OwnData person={person.person} said={said} />
    </div>
  );
}
