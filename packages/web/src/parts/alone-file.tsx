import './alone.css';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AloneKind, useAlone, useAloneColumns } from '../api/alone.ts';
import { ApiError } from '../api/get.ts';
import { AloneColumnList, AloneRoleFields } from './alone-columns.tsx';
import { bodyOf, guessed, isWhole } from './alone-roles.ts';
import type { AloneSearch } from './alone-search.ts';
import { DropFile } from './drop-file.tsx';
import { JobProgress } from './job-progress.tsx';
import { Page } from './page.tsx';

type Roles = Readonly<Record<string, string>>;

/** The page of each kind of look. */
const PAGES = { journeys: '/paths', experience: '/experience', drivers: '/drivers' } as const;
const LEADS = {
  journeys: 'leadPaths',
  experience: 'leadExperience',
  drivers: 'leadDrivers',
} as const;

/**
 * A file looked at by itself, step by step: it is dropped, its columns are chosen, and then the page draws what comes of it
 * as it draws the ledger. All of it stands in the address.
 */
export function AloneFile<Reply>({
  kind,
  search,
  children,
}: {
  readonly kind: AloneKind;
  readonly search: AloneSearch;
  readonly children: (reply: Reply) => ReactNode;
}) {
  const { t } = useTranslation('alone');
  const { file = 'new', roles } = search;
  const go = useNavigate();
  useFocusAt(`${file} ${roles === undefined}`);
  const to = PAGES[kind];
  const upload = file === 'new' ? null : file;
  const columns = useAloneColumns(upload);
  const name = columns.data?.name ?? '';
  const back = (
    <Link to={to} search={{}} className="link-button">
      {t('back')}
    </Link>
  );
  if (upload === null)
    return (
      <Page title={t('look')} lead={`${t(LEADS[kind])} ${t('lead')}`} beside={back}>
        <DropFile onSent={({ id }) => void go({ to, search: { file: id } })} />
      </Page>
    );
  if (columns.error !== null)
    return (
      <Page title={t('look')} lead={t('lead')} beside={back}>
        <Refused error={columns.error} to={to} />
      </Page>
    );
  if (columns.data === undefined)
    return (
      <Page title={t('look')} lead={t('lead')} beside={back}>
        <div className="job" role="status">
          <p className="job-title">{t('looking', { name: '' })}</p>
        </div>
      </Page>
    );
  if (roles === undefined)
    return (
      <Page title={name} lead={`${t(LEADS[kind])} ${t('lead')}`} beside={back}>
        <Choose
          key={upload}
          first={guessed(kind, columns.data)}
          {...{ kind, columns: columns.data }}
          onChosen={(chosen) => void go({ to, search: { file: upload, roles: chosen } })}
        />
      </Page>
    );
  return <Drawn<Reply> {...{ kind, name, upload, roles, to, back }}>{children}</Drawn>;
}

function Choose({
  kind,
  columns,
  first,
  onChosen,
}: {
  readonly kind: AloneKind;
  readonly columns: Parameters<typeof AloneColumnList>[0]['columns'];
  readonly first: Roles;
  readonly onChosen: (roles: Roles) => void;
}) {
  const { t } = useTranslation('alone');
  const [roles, setRoles] = useState(first);
  const isReady = isWhole(kind, roles);
  return (
    <form
      className="alone-choose"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onChosen(roles);
      }}
    >
      <h2>{t('columnsTitle')}</h2>
      <p className="alone-note">{t('columnsLead')}</p>
      <AloneRoleFields
        {...{ kind, columns, roles }}
        onChange={(id, value) => setRoles({ ...roles, [id]: value })}
      />
      <div className="alone-go">
        <Button type="submit" color="cyan.9" size="md" disabled={!isReady}>
          {t('go')}
        </Button>
        <Link to={PAGES[kind]} search={{ file: 'new' }}>
          {t('another')}
        </Link>
        {!isReady && <p className="alone-note">{t('wanted')}</p>}
      </div>
      <h2>{t('columns')}</h2>
      <AloneColumnList columns={columns} />
    </form>
  );
}

function Drawn<Reply>({
  kind,
  name,
  upload,
  roles,
  to,
  back,
  children,
}: {
  readonly kind: AloneKind;
  readonly name: string;
  readonly upload: string;
  readonly roles: Roles;
  readonly to: (typeof PAGES)[AloneKind];
  readonly back: ReactNode;
  readonly children: (reply: Reply) => ReactNode;
}) {
  const { t } = useTranslation('alone');
  const { data, error, job, refetch } = useAlone<Reply>(kind, bodyOf(kind, upload, roles));
  const isSlow = useSlow(data === undefined && error === null);
  return (
    <Page title={name} lead={t('standsAlone')} beside={back}>
      <p className="alone-ways">
        <Link to={to} search={{ file: upload }}>
          {t('change')}
        </Link>
        <Link to={to} search={{ file: 'new' }}>
          {t('another')}
        </Link>
      </p>
      {error !== null && <Refused error={error} to={to} retry={() => void refetch()} />}
      {error === null && data === undefined && job !== null && isSlow && (
        <JobProgress job={job} title={t('drawing', { name })} />
      )}
      {data !== undefined && children(data)}
    </Page>
  );
}

/** With each step taken what was pressed is gone: reading begins anew at the top of the page. */
function useFocusAt(step: string): void {
  const [first] = useState(step);
  const last = useRef(first);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [step]);
}

/** Whether something has been waited for long enough to say so: what is quick does not flicker. */
function useSlow(isWaiting: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), 400);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSlow;
}

function Refused({
  error,
  to,
  retry,
}: {
  readonly error: Error;
  readonly to: (typeof PAGES)[AloneKind];
  readonly retry?: () => void;
}) {
  const { t } = useTranslation('alone');
  const shell = useTranslation('shell').t;
  const fault = error instanceof ApiError ? error.fault : { code: '', message: error.message };
  return (
    <div className="job" role="alert">
      <p className="job-title">{t('failed')}</p>
      <p>{fault.code === 'unreachable' ? shell('troubleNetwork') : fault.message}</p>
      {fault.hint !== undefined && <p className="job-hint">{fault.hint}</p>}
      <div className="alone-go">
        {fault.code === 'unreachable' && retry !== undefined && (
          <Button variant="default" onClick={retry}>
            {shell('retry')}
          </Button>
        )}
        <Link to={to} search={{ file: 'new' }} className="link-button">
          {t('another')}
        </Link>
      </div>
    </div>
  );
}
