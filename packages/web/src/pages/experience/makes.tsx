import type { Experience } from '@bothways/core/contract';
import { Section } from '../../parts/section.tsx';
import { Scrolled } from './curve-table.tsx';
import { Figure } from './marks.tsx';
import { middleOf, type Said } from './said.ts';

/** Which moments make the memory: how much the average journey is remembered better where one of them feels better. */
export function Makes({ reply, said }: { readonly reply: Experience; readonly said: Said }) {
  const { t, format } = said;
  const moments = reply.curve.touchpoints
    .filter(({ lever }) => lever.kind === 'estimate')
    .toSorted((a, b) => (middleOf(b.lever) ?? 0) - (middleOf(a.lever) ?? 0));
  if (moments.length === 0) return null;
  const most = Math.max(
    ...moments.map(({ lever }) => (lever.kind === 'estimate' ? lever.high : 0)),
  );
  return (
    <Section id="makes" title={t('makes.title')} why={t('makes.why')}>
      <Scrolled label={t('makes.lever')}>
        <thead>
          <tr>
            <th scope="col">{t('makes.moment')}</th>
            <th scope="col" className="ex-wide">
              <span className="unseen-text">{t('makes.lever')}</span>
            </th>
            <th scope="col" className="number">
              {t('makes.lever')}
            </th>
            <th scope="col" className="number">
              {t('makes.peaks')}
            </th>
            <th scope="col" className="number">
              {t('makes.ends')}
            </th>
            <th scope="col" className="number">
              {t('makes.felt')}
            </th>
          </tr>
        </thead>
        <tbody>
          {moments.map(({ id, name, lever, peaks, ends, felt }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="ex-wide">
                {lever.kind === 'estimate' && <Lever lever={lever} most={most} />}
              </td>
              <td className="number">
                <Figure estimate={lever} write={format.index} />
              </td>
              <td className="number">
                <Figure estimate={peaks} write={format.percent} />
              </td>
              <td className="number">
                <Figure estimate={ends} write={format.percent} />
              </td>
              <td className="number">
                <Figure estimate={felt} write={format.index} />
              </td>
            </tr>
          ))}
        </tbody>
      </Scrolled>
    </Section>
  );
}

function Lever({
  lever: { median, low, high },
  most,
}: {
  readonly lever: { readonly median: number; readonly low: number; readonly high: number };
  readonly most: number;
}) {
  const x = (value: number): number => (100 * Math.max(0, value)) / Math.max(most, 1e-9);
  return (
    <svg className="ex-lever" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect className="ex-part-fill" x={0} y={1} width={x(median)} height={10} />
      <line className="ex-part-range" x1={x(low)} x2={x(high)} y1={6} y2={6} />
    </svg>
  );
}
