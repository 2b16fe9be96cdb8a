import { NETS, type NetOf, type PlaceNets, turned } from '@bothways/core/revalue';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import type { Format } from '../../words/format.ts';
import type { Now } from './use-revalued.ts';

/** Both sides' nets at each touchpoint, the joint net's lowest first; what has turned is marked. */
export function TouchpointTable({
  revalued,
  names,
  currency,
}: {
  readonly revalued: Now;
  readonly names: ReadonlyMap<string, string>;
  readonly currency: string;
}) {
  const { t } = useTranslation('worth');
  const format = useFormat(currency);
  const { asStated, asDrawn, now } = revalued;
  const stated = useMemo(() => byTouchpoint(asStated.touchpoints), [asStated]);
  // In the order of what was let go last, so that no row runs away under the eye.
  const order = useMemo(() => {
    const sorted = asDrawn.touchpoints.toSorted((a, b) => (b.joint ?? 0) - (a.joint ?? 0));
    return new Map(sorted.map(({ touchpoint }, at) => [touchpoint, at]));
  }, [asDrawn]);
  const rows = now.touchpoints.toSorted(
    (a, b) => (order.get(a.touchpoint) ?? 0) - (order.get(b.touchpoint) ?? 0),
  );
  return (
    <section aria-labelledby="places">
      <h2 id="places">{t('places')}</h2>
      <p className="worth-note">{t('placesNote')}</p>
      <table className="places">
        <thead>
          <tr>
            <th scope="col">{t('touchpoint')}</th>
            {NETS.map((net) => (
              <th key={net} scope="col" className="number">
                {t(`${net}-short`)}
              </th>
            ))}
            <th scope="col">{t('whoGainsMore')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.touchpoint}
              row={row}
              name={names.get(row.touchpoint) ?? row.touchpoint}
              was={stated.get(row.touchpoint) ?? row}
              drawn={revalued}
              format={format}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  row,
  name,
  was,
  drawn,
  format,
}: {
  readonly row: PlaceNets;
  readonly name: string;
  readonly was: PlaceNets;
  readonly drawn: Now;
  readonly format: Format;
}) {
  const { t } = useTranslation('worth');
  const changed = turned(was, row);
  return (
    <tr data-turned={changed.length > 0}>
      <th scope="row">
        {name}
        {changed.map((net) => (
          <span key={net} className="turned">
            {t(`${net}-${(row[net] ?? 0) < 0 ? 'loses' : 'gains'}`)}
          </span>
        ))}
      </th>
      {NETS.map((net) => (
        <td
          key={net}
          className="number"
          data-label={t(`${net}-short`)}
          data-negative={(row[net] ?? 0) < 0}
        >
          {amountOf(net, row, drawn, format) ?? (
            <abbr title={t('unsaidNet')}>{t('unsaidShort')}</abbr>
          )}
        </td>
      ))}
      <td className="gains">
        <Tilt value={row.tilt} format={format} />
      </td>
    </tr>
  );
}

/** The drawn median, moved by what the closed form has moved since; null: nobody can say. */
function amountOf(
  net: NetOf,
  row: PlaceNets,
  { drawn, asDrawn }: Now,
  format: Format,
): string | null {
  const now = row[net];
  if (now === null) return null;
  const last = drawn?.touchpoints.get(row.touchpoint)?.[net];
  const before = asDrawn.touchpoints.find((each) => each.touchpoint === row.touchpoint)?.[net];
  const isKnown = last?.kind === 'estimate' && before !== null && before !== undefined;
  return format.money(isKnown ? last.median + now - before : now);
}

/** Who gains more, from the customers on the left to us on the right. */
function Tilt({ value, format }: { readonly value: number | null; readonly format: Format }) {
  const { t } = useTranslation('worth');
  if (value === null) return <span className="gains-words">{t('unsaidShort')}</span>;
  const who = Math.abs(value) < 0.05 ? 'even' : value > 0 ? 'business' : 'customer';
  return (
    <>
      <svg viewBox="-50 0 100 14" preserveAspectRatio="none" aria-hidden="true">
        <rect x="-50" y="5" width="100" height="4" rx="2" className="gains-track" />
        <rect
          x={Math.min(0, value * 50)}
          y="3"
          width={Math.abs(value) * 50}
          height="8"
          className={value > 0 ? 'gains-us' : 'gains-them'}
        />
        <line x1="0" x2="0" y1="0" y2="14" className="swing-now" />
      </svg>
      <span className="gains-words">
        {t(`gains-${who}`, { share: format.percent(Math.abs(value)) })}
      </span>
    </>
  );
}

function byTouchpoint(places: readonly PlaceNets[]): ReadonlyMap<string, PlaceNets> {
  return new Map(places.map((place) => [place.touchpoint, place]));
}
