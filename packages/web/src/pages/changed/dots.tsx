import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Drawn } from './each.tsx';
import { type Figure, type Speaker, writeFigure } from './say.ts';

/** A dot and its line for each touchpoint on one scale about nothing; the table says the same. */
export function Dots({
  drawn,
  figure,
  speaker,
}: {
  readonly drawn: readonly Drawn[];
  readonly figure: Figure;
  readonly speaker: Speaker;
}) {
  const { t } = speaker;
  const shell = useTranslation('shell').t;
  const write = writeFigure(figure, speaker);
  const most = Math.max(
    1e-9,
    ...drawn.flatMap(({ figure: { difference } }) =>
      difference.kind === 'estimate' ? [Math.abs(difference.low), Math.abs(difference.high)] : [],
    ),
  );
  const place = (value: number): number => 50 + (value / most) * 48;
  return (
    <div className="dots">
      <p className="changed-how">{t('eachWhy')}</p>
      <div className="dots-row dots-scale" aria-hidden="true">
        <span />
        <span className="dots-line">
          <span style={{ left: '2%' }}>{write(-most, true)}</span>
          <span style={{ left: '50%' }}>0</span>
          <span style={{ left: '98%' }}>{write(most, true)}</span>
        </span>
        <span />
      </div>
      <ul>
        {drawn.map(({ row, figure: { difference, isChange } }) => {
          if (difference.kind === 'abstained') return null;
          const { median, low, high } = difference;
          return (
            <li key={row.touchpoint.id} className={`dots-row${isChange ? ' is-change' : ''}`}>
              <Link
                to="/journey/$touchpoint"
                params={{ touchpoint: row.touchpoint.id }}
                search={{}}
              >
                {row.touchpoint.name}
              </Link>
              <span className="dots-line" aria-hidden="true">
                <span className="dots-zero" />
                <span
                  className="dots-range"
                  style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }}
                />
                <span className="dots-dot" style={{ left: `${place(median)}%` }} />
              </span>
              <span className="dots-said">
                <strong>{write(median, true)}</strong>
                <small>{shell('range', { low: write(low, true), high: write(high, true) })}</small>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
