import type { AskedScore } from '@bothways/core/contract';
import type { Written } from './asked.tsx';
import { Scrolled } from './curve-table.tsx';
import { Figure } from './marks.tsx';
import type { Said } from './said.ts';

/** A score by month: a line with its range as a band, and a table of the same. */
export function AskedMonths({
  score: { months, measure, least, most, touchpoint },
  write,
  said: { t, format },
}: {
  readonly score: AskedScore;
  readonly write: Written;
  readonly said: Said;
}) {
  const [low, high]: readonly [number, number] =
    measure === 'nps' ? [-100, 100] : measure === 'csat' ? [0, 1] : [least, most];
  const x = (at: number): number => (100 * at) / Math.max(1, months.length - 1);
  const y = (value: number): number => 34 - (32 * (value - low)) / (high - low);
  const told = months.flatMap(({ value }, at) =>
    value.kind === 'estimate' ? [{ at, ...value }] : [],
  );
  const band = [
    ...told.map((each) => `${x(each.at)},${y(each.high)}`),
    ...told.toReversed().map((each) => `${x(each.at)},${y(each.low)}`),
  ];
  return (
    <>
      {told.length > 2 && (
        <svg
          className="ex-months"
          viewBox="0 0 100 36"
          preserveAspectRatio="none"
          role="img"
          aria-label={`${touchpoint.name}: ${t('asked.months')}`}
        >
          <polygon className="ex-months-band" points={band.join(' ')} />
          <polyline
            className="ex-months-line"
            points={told.map((each) => `${x(each.at)},${y(each.median)}`).join(' ')}
          />
        </svg>
      )}
      {told.length > 2 && (
        <p className="ex-months-ends" aria-hidden="true">
          <span>{months[0]?.month}</span>
          <span>{t('asked.from', { low: write(low), high: write(high) })}</span>
          <span>{months.at(-1)?.month}</span>
        </p>
      )}
      <details className="ex-details">
        <summary>{t('asked.months')}</summary>
        <Scrolled label={t('asked.months')}>
          <thead>
            <tr>
              <th scope="col">{t('asked.month')}</th>
              <th scope="col" className="number">
                {t('asked.score')}
              </th>
              <th scope="col" className="number">
                {t('asked.answers')}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, n, value }) => (
              <tr key={month}>
                <th scope="row">{month}</th>
                <td className="number">
                  {value.kind === 'estimate' ? (
                    <Figure estimate={value} write={write} />
                  ) : (
                    t('asked.tooFew')
                  )}
                </td>
                <td className="number">{format.count(n)}</td>
              </tr>
            ))}
          </tbody>
        </Scrolled>
      </details>
    </>
  );
}
