import type { PartId, Swing } from '@bothways/core/revalue';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import { useOpinionLabel } from './kinds.tsx';
import type { Opinion } from './opinions.ts';

const MOST = 8;

/** Which opinions the joint net hangs on: chart and table in one. */
export function Tornado({
  swings,
  opinions,
  joint,
  currency,
}: {
  readonly swings: readonly Swing[];
  readonly opinions: readonly Opinion[];
  /** The joint net at the medians, and as the page shows it: ends are moved along. */
  readonly joint: { readonly closed: number; readonly shown: number };
  readonly currency: string;
}) {
  const { t } = useTranslation('worth');
  const format = useFormat(currency);
  const label = useOpinionLabel();
  const along = joint.shown - joint.closed;
  const some = swings
    .slice(0, MOST)
    .map(({ id, low, high }) => ({ id, low: low + along, high: high + along }));
  if (some.length === 0) return null;
  const known = new Map(opinions.map((opinion) => [opinion.id, opinion]));
  const ends = some.flatMap(({ low, high }) => [low, high]);
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const at = (amount: number): number => 2 + (96 * (amount - from)) / (to - from);
  return (
    <section aria-labelledby="tornado">
      <h2 id="tornado">{t('tornado')}</h2>
      <p className="worth-note">{t('tornadoNote', { joint: format.money(joint.shown) })}</p>
      <table className="tornado">
        <thead>
          <tr>
            <th scope="col">{t('opinion')}</th>
            <th scope="col" className="number">
              {t('atLow')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('swing')}</span>
            </th>
            <th scope="col" className="number">
              {t('atHigh')}
            </th>
          </tr>
        </thead>
        <tbody>
          {some.map(({ id, low, high }) => {
            const opinion = known.get(id);
            return (
              <tr key={id}>
                <th scope="row">
                  <button type="button" onClick={() => goTo(id)}>
                    {opinion === undefined ? id : label(opinion).full}
                  </button>
                </th>
                <td className="number">{format.money(low)}</td>
                <td className="swing">
                  <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
                    <rect {...bar(at(low), at(joint.shown))} className="swing-low" />
                    <rect {...bar(at(high), at(joint.shown))} className="swing-high" />
                    <line
                      x1={at(joint.shown)}
                      x2={at(joint.shown)}
                      y1="0"
                      y2="20"
                      className="swing-now"
                    />
                  </svg>
                </td>
                <td className="number">{format.money(high)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function bar(a: number, b: number) {
  return { x: Math.min(a, b), width: Math.abs(a - b), y: 4, height: 12 };
}

function goTo(id: PartId): void {
  const slider = document.getElementById(`slider-${id}`);
  slider?.scrollIntoView({ block: 'center' });
  slider?.focus({ preventScroll: true });
}
