import './start.css';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMakeDemo, useStart } from '../../api/start.ts';
import { Page } from '../../parts/page.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { SaidNo } from './said-no.tsx';

const ICONS = {
  demo: 'M12 21v-9M12 12c0-4 2-7 7-8 0 5-2 8-7 8zM12 15c0-3-2-5-6-6 0 4 2 6 6 6zM5 21h14',
  file: 'M14 3H6v18h12V7zM14 3v4h4M12 17v-6M9.5 13.5 12 11l2.5 2.5',
  beliefs: 'M4 5h16v10H9l-5 4zM8 9h8M8 12h5',
} as const;

/** The three doors to a first journey. */
export function StartPage() {
  const { t } = useTranslation('start');
  return (
    <Page title={t('title')} lead={t('lead')} beside={<Here />}>
      <div className="start-doors">
        <DemoDoor />
        <Door name="file" path={ICONS.file}>
          <Link to="/start/file" search={{}} className="start-go">
            {t('fileGo')}
          </Link>
        </Door>
        <Door name="beliefs" path={ICONS.beliefs}>
          <Link to="/start/beliefs" className="start-go">
            {t('beliefsGo')}
          </Link>
        </Door>
      </div>
      <AloneWays />
    </Page>
  );
}

/** Files that are only looked at: nothing begins with them. */
function AloneWays() {
  const { t } = useTranslation('start');
  return (
    <p className="start-alone">
      {t('aloneOnly')}{' '}
      <Link to="/paths" search={{ file: 'new' }}>
        {t('alonePaths')}
      </Link>
      {', '}
      <Link to="/experience" search={{ file: 'new' }}>
        {t('aloneExperience')}
      </Link>
      {', '}
      <Link to="/drivers" search={{ file: 'new' }}>
        {t('aloneDrivers')}
      </Link>
      .
    </p>
  );
}

function DemoDoor() {
  const { t } = useTranslation('start');
  const { data } = useStart();
  const make = useMakeDemo();
  const navigate = useNavigate();
  const isThere = data?.isDemo === true && data.hasLedger;
  const begin = (): void =>
    make.mutate(undefined, {
      onSuccess: ({ job }) => void navigate({ to: '/start/demo', search: { job } }),
    });
  return (
    <Door name="demo" path={ICONS.demo}>
      {isThere ? (
        <Link to="/journey" search={{}} className="start-go">
          {t('demoOpen')}
        </Link>
      ) : (
        <Button color="cyan.9" className="start-button" onClick={begin} loading={make.isPending}>
          {t('demoGo')}
        </Button>
      )}
      {make.error !== null && <SaidNo error={make.error} />}
    </Door>
  );
}

function Door({
  name,
  path,
  children,
}: {
  readonly name: keyof typeof ICONS;
  readonly path: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('start');
  return (
    <section className={`start-door start-door-${name}`}>
      <svg viewBox="0 0 24 24" width="34" height="34" aria-hidden="true" className="line-icon">
        <path d={path} />
      </svg>
      <h2>{t(`${name}Title`)}</h2>
      <p>{t(`${name}Why`)}</p>
      <p className="start-time">{t(`${name}Time`)}</p>
      {children}
    </section>
  );
}

/** What is here already, so that nobody begins twice unawares. */
function Here() {
  const { t } = useTranslation('start');
  const { data } = useStart();
  const format = useFormat('EUR');
  if (data === undefined || (data.events === 0 && data.model === null)) return null;
  const events = t('hereEvents', { count: data.events, shown: format.count(data.events) });
  const model = data.model === null ? null : t('hereModel', { name: data.model });
  const what =
    model === null ? events : data.events === 0 ? model : t('hereAnd', { events, model });
  return (
    <div className="start-here">
      <p>{t('here', { what })}</p>
      {data.hasLedger && (
        <Link to="/journey" search={{}} className="link-button">
          {t('toJourney')}
        </Link>
      )}
      {data.model === null && (
        <Link to="/start/file" search={{ step: 'touchpoints' }} className="link-button">
          {t('toTouchpoints')}
        </Link>
      )}
    </div>
  );
}
