import type { ReportVoices } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelName } from '../../parts/known-words.ts';
import { type Estimate, Money } from '../../parts/money.tsx';
import type { Format } from '../../words/format.ts';
import type { Placed } from './journey-chosen.ts';
import { asCustomerMeets } from './map-input.ts';

/** The map's figures as a table: the same touchpoints in the same order. */
export function MapTable({
  places,
  lit,
  currency,
  format,
}: {
  readonly places: readonly Placed[];
  readonly lit: string | undefined;
  readonly currency: string;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t('table')}>
      <table className="figures">
        <caption>{t('tableCaption', { currency })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('touchpoint')}</th>
            <th scope="col">{t('channel')}</th>
            {(['get', 'give', 'net', 'netBusiness'] as const).map((head) => (
              <th key={head} scope="col" className="number">
                {t(head)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('felt')}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <Row
              key={place.touchpoint.id}
              place={place}
              isLit={place.touchpoint.id === lit}
              format={format}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  place: { touchpoint, phase, step },
  isLit,
  format,
}: {
  readonly place: Placed;
  readonly isLit: boolean;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const { id, name, channel, felt } = touchpoint;
  return (
    <tr className={isLit ? 'is-lit' : undefined}>
      <th scope="row">
        <Link
          to="/journey/$touchpoint"
          params={{ touchpoint: id }}
          search={true}
          resetScroll={false}
        >
          {name}
        </Link>
        <span className="cell-under">{t('phaseStep', { phase, step })}</span>
      </th>
      <td>{channelName(channel, shell)}</td>
      <VoiceCells voices={touchpoint} format={format} />
      <td className="number">{felt?.kind === 'estimate' ? format.index(felt.median) : '–'}</td>
    </tr>
  );
}

const CELLS: readonly ((voices: ReportVoices) => Estimate)[] = [
  (voices) => asCustomerMeets(voices).get,
  (voices) => asCustomerMeets(voices).give,
  ({ customer }) => customer,
  ({ business }) => business,
];

/** They get, they give, and what is left to each side: measured, with what is believed below. */
export function VoiceCells({
  voices: { measured, believed },
  format,
}: {
  readonly voices: {
    readonly measured: ReportVoices | null;
    readonly believed: ReportVoices | null;
  };
  readonly format: Format;
}) {
  return CELLS.map((of, index) => (
    <td key={String(index)} className="number">
      {measured !== null && <Money estimate={of(measured)} format={format} />}
      {believed !== null && <Believed estimate={of(believed)} format={format} />}
      {measured === null && believed === null && '–'}
    </td>
  ));
}

function Believed({ estimate, format }: { readonly estimate: Estimate; readonly format: Format }) {
  const { t } = useTranslation('journey');
  if (estimate.kind === 'abstained') return null;
  return (
    <span className="cell-under">{t('believedOf', { money: format.money(estimate.median) })}</span>
  );
}
