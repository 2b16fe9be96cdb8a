import './findings.css';
import type { Overview, ReportFinding, ReportTouchpoint } from '@bothways/core/contract';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOverview } from '../../api/overview.ts';
import { Command } from '../../parts/command.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useFormat } from '../../parts/use-format.ts';
import type { Format } from '../../words/format.ts';
import { FindingCard } from './finding-card.tsx';

/** What goes wrong, what it is worth to both sides, and what to look at next. */
export function FindingsPage() {
  const { t } = useTranslation('findings');
  const { data, error, refetch } = useOverview();
  if (data !== undefined) return <Findings overview={data} />;
  return (
    <Page title={t('title')} lead={error === null ? '\u00a0' : undefined}>
      {error === null ? <Waiting /> : <Trouble error={error} retry={() => void refetch()} />}
    </Page>
  );
}

function Findings({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('findings');
  const { findings, period, currency } = overview;
  const format = useFormat(currency);
  if (findings.length === 0 && period === null)
    return (
      <Page title={t('title')}>
        <div className="state">
          <h2>{t('noneYet')}</h2>
          <p>{t('noneYetWhy')}</p>
          <Command lines={['bothways import events.csv', 'bothways rebuild shop.bothways.yaml']} />
        </div>
      </Page>
    );
  const touchpoints = new Map(touchpointsOf(overview).map((each) => [each.id, each]));
  return (
    <Page title={t('title')} lead={findings.length === 0 ? undefined : t('lead')}>
      {findings.length === 0 && (
        <div className="state">
          <h2>{t('none')}</h2>
          <p>{t('noneWhy')}</p>
        </div>
      )}
      <ol className="findings">
        {findings.map((finding) => (
          <li key={idOf(finding)} id={idOf(finding)}>
            <FindingCard
              finding={finding}
              at={touchpoints.get(finding.touchpoint.id)}
              format={format}
            />
          </li>
        ))}
      </ol>
      <Abstained overview={overview} format={format} />
    </Page>
  );
}

function Abstained({
  overview: { abstained },
  format,
}: {
  readonly overview: Overview;
  readonly format: Format;
}) {
  const { t, i18n } = useTranslation('findings');
  if (abstained.length === 0) return null;
  return (
    <section className="abstained">
      <h2>{t('abstained')}</h2>
      <p>{t('abstainedWhy')}</p>
      <ul>
        {abstained.map(({ kindName, touchpoint, reason }) => (
          <li key={`${kindName} ${touchpoint.id}`}>
            <strong>{touchpoint.name}</strong>
            <span lang={i18n.language === 'en' ? undefined : 'en'}>
              {kindName}: {format.glued(reason)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function idOf({ kind, touchpoint }: ReportFinding): string {
  return `${kind}-${touchpoint.id}`;
}

function touchpointsOf({ journeys }: Overview): readonly ReportTouchpoint[] {
  return journeys
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints);
}

function Waiting() {
  const { t } = useTranslation('shell');
  return (
    <div role="status" aria-label={t('loading')} className="findings">
      <Skeleton height={260} radius="lg" />
      <Skeleton height={260} radius="lg" />
    </div>
  );
}
