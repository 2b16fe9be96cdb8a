import {
  type DrawnNets,
  type Estimate,
  NETS,
  type PlaceNets,
  turned,
} from '@bothways/core/revalue';
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
  const before = useMemo(() => byTouchpoint(asDrawn.touchpoints), [asDrawn]);
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
              before={before.get(row.touchpoint) ?? row}
              drawn={revalued.drawn?.touchpoints.get(row.touchpoint) ?? null}
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
  before,
  drawn,
  format,
}: {
  readonly row: PlaceNets;
  readonly name: string;
  readonly was: PlaceNets;
  /** In closed form, what `drawn` was drawn for. */
  readonly before: PlaceNets;
  readonly drawn: DrawnNets | null;
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
          <Amount
            now={row[net]}
            before={before[net]}
            drawn={drawn?.[net] ?? null}
            format={format}
          />
        </td>
      ))}
      <td className="gains">
        <Tilt row={row} format={format} />
      </td>
    </tr>
  );
}

/** The drawn median with its range, moved by what the closed form has moved since. */
function Amount({
  now,
  before,
  drawn,
  format,
}: {
  readonly now: number | null;
  readonly before: number | null;
  readonly drawn: Estimate | null;
  readonly format: Format;
}) {
  const { t } = useTranslation('worth');
  if (now === null) return <abbr title={t('unsaidNet')}>{t('unsaidShort')}</abbr>;
  if (drawn?.kind !== 'estimate' || before === null) return <>{format.money(now)}</>;
  const since = now - before;
  return (
    <>
      {format.money(drawn.median + since)}
      {drawn.low !== drawn.high && (
        <span className="place-range">
          {t('fromTo', {
            low: format.short(drawn.low + since),
            high: format.short(drawn.high + since),
          })}
        </span>
      )}
    </>
  );
}

/** Who gains more, from the customers on the left to the business on the right. */
function Tilt({ row, format }: { readonly row: PlaceNets; readonly format: Format }) {
  const { t } = useTranslation('worth');
  const { tilt: value } = row;
  if (value === null) return <span className="gains-words">{t('unsaidShort')}</span>;
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
        {t(`gains-${whoGains(row, value)}`, { share: format.percent(Math.abs(value)) })}
      </span>
    </>
  );
}

/** Below this there is nothing to tell the sides apart by. */
const EVEN = 0.05;

function whoGains({ customer, business }: PlaceNets, tilt: number) {
  const [them, us] = [customer ?? 0, business ?? 0];
  if (them <= 0 && us <= 0 && them + us < 0) return 'lose';
  if (Math.abs(tilt) < EVEN) return 'even';
  if (us <= 0 || them <= 0) return us <= 0 ? 'onlyCustomer' : 'onlyBusiness';
  return tilt > 0 ? 'business' : 'customer';
}

function byTouchpoint(places: readonly PlaceNets[]): ReadonlyMap<string, PlaceNets> {
  return new Map(places.map((place) => [place.touchpoint, place]));
}
