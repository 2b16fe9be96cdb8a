import type { ChangedRow } from '@bothways/core/contract';
import { Link } from '@tanstack/react-router';
import { Difference } from './difference.tsx';
import type { Drawn } from './each.tsx';
import { type Figure, type Speaker, writeFigure } from './say.ts';

/** The same as the picture in numbers, with what was kept beside it. */
export function DifferenceTable({
  drawn,
  figure,
  speaker,
}: {
  readonly drawn: readonly Drawn[];
  readonly figure: Figure;
  readonly speaker: Speaker;
}) {
  const { t } = speaker;
  const shell = t('table');
  const write = writeFigure(figure, speaker);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={shell}>
      <table className="figures changed-table">
        <thead>
          <tr>
            <th scope="col">{t('touchpoint')}</th>
            {(['before', 'now', 'difference'] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {t(column)}
              </th>
            ))}
            <th scope="col">{t('beyond')}</th>
            <th scope="col">{t('keptColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map(({ row, figure: each }) => (
            <tr key={row.touchpoint.id} className={each.isChange ? 'is-lit' : undefined}>
              <th scope="row">
                <Link
                  to="/journey/$touchpoint"
                  params={{ touchpoint: row.touchpoint.id }}
                  search={{}}
                >
                  {row.touchpoint.name}
                </Link>
              </th>
              {[each.before, each.now].map((estimate, at) => (
                <td key={at === 0 ? 'before' : 'now'} className="number">
                  {estimate.kind === 'estimate' ? write(estimate.median) : t('notJudged')}
                </td>
              ))}
              <td className="number">
                <Difference figure={each} write={write} />
              </td>
              <td>{each.p === null ? t('notJudged') : t(each.isChange ? 'yes' : 'no')}</td>
              <td>
                <Kept kept={row.kept} speaker={speaker} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Kept({ kept, speaker }: { readonly kept: ChangedRow['kept']; readonly speaker: Speaker }) {
  const write = writeFigure('kept', speaker);
  return kept.map(({ metric, share: { before, now } }) => (
    <span key={metric} className="changed-kept">
      {metric.replaceAll('_', ' ')}:{' '}
      {before.kind === 'estimate' && now.kind === 'estimate'
        ? `${write(before.median)} → ${write(now.median)}`
        : ''}
    </span>
  ));
}
