import type { Overview, ReportSums } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '../../words/format.ts';
import { journeysIn } from './journey-chosen.ts';
import { VoiceCells } from './map-table.tsx';
import { changedBy } from './search.ts';

/** The figures of the whole relationship as a table: journeys, and under each its phases. */
export function RelationshipTable({
  overview,
  format,
}: {
  readonly overview: Overview;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t('table')}>
      <table className="figures">
        <caption>{t('wholeCaption', { currency: overview.currency })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('journeyOrPhase')}</th>
            <th scope="col">{t('stage')}</th>
            {(['get', 'give', 'net', 'netBusiness', 'felt'] as const).map((head) => (
              <th key={head} scope="col" className="number">
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        {journeysIn(overview).map(({ id, name, sums, phases }) => (
          <tbody key={id}>
            <Row sums={sums} stage="" isWhole format={format}>
              <Link to="/journey" search={changedBy({ level: undefined, journey: id })}>
                {name}
              </Link>
            </Row>
            {phases.map((phase) => (
              <Row
                key={phase.id}
                sums={phase.sums}
                stage={t(`stages.${phase.stage ?? 'none'}`)}
                format={format}
              >
                {phase.name}
              </Row>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Row({
  sums,
  stage,
  isWhole = false,
  format,
  children,
}: {
  readonly sums: ReportSums;
  readonly stage: string;
  readonly isWhole?: boolean;
  readonly format: Format;
  readonly children: ReactNode;
}) {
  const { felt } = sums;
  return (
    <tr className={isWhole ? 'is-whole' : 'is-part'}>
      <th scope="row">{children}</th>
      <td>{stage}</td>
      <VoiceCells voices={sums} format={format} />
      <td className="number">{felt?.kind === 'estimate' ? format.index(felt.median) : '–'}</td>
    </tr>
  );
}
