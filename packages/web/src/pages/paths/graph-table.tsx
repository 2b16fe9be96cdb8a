import type { JourneyFlow } from '@bothways/core/contract';
import type { Said } from './said.ts';

/** So many ways are listed. */
const ROWS_MAX = 60;

/** What the picture says, as tables: every touchpoint, and the most frequent ways between them. */
export function GraphTable({ flow, said }: { readonly flow: JourneyFlow; readonly said: Said }) {
  const { t, format, span, name } = said;
  const edges = flow.edges.slice(0, ROWS_MAX);
  const more = flow.edgesInAll - edges.length;
  return (
    <div className="paths-tables">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={t('encounters')}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('touchpoint')}</th>
              <th scope="col" className="number">
                {t('howOften')}
              </th>
              <th scope="col" className="number">
                {t('inJourneys')}
              </th>
              <th scope="col" className="number">
                {t('beginHere')}
              </th>
              <th scope="col" className="number">
                {t('endHere')}
              </th>
            </tr>
          </thead>
          <tbody>
            {flow.activities.map(({ id, name: called, planned, ...each }) => (
              <tr key={id}>
                <th scope="row">
                  {called}
                  {!planned && <span className="cell-under">{t('markUnplanned')}</span>}
                </th>
                <td className="number">{format.count(each.encounters)}</td>
                <td className="number">{format.count(each.cases)}</td>
                <td className="number">{format.count(each.starts)}</td>
                <td className="number">{format.count(each.ends)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {flow.activitiesInAll > flow.activities.length && (
          <p className="paths-note">
            {t('moreNodes', {
              all: format.count(flow.activitiesInAll),
              shown: format.count(flow.activities.length),
            })}
          </p>
        )}
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={t('graphLabel')}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('from')}</th>
              <th scope="col">{t('to')}</th>
              <th scope="col" className="number">
                {t('howOften')}
              </th>
              <th scope="col" className="number">
                {t('wait')}
              </th>
            </tr>
          </thead>
          <tbody>
            {edges.map(({ from, to, count, waits }) => (
              <tr key={JSON.stringify([from, to])}>
                <th scope="row">{name(from)}</th>
                <td>{name(to)}</td>
                <td className="number">{format.count(count)}</td>
                <td className="number">
                  {waits === null ? (
                    '–'
                  ) : (
                    <>
                      {span(waits.median)}
                      <span className="cell-under">
                        {t('waitHalf', { low: span(waits.low), high: span(waits.high) })}
                      </span>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {more > 0 && <p className="paths-note">{t('moreEdges', { many: format.count(more) })}</p>}
      </section>
    </div>
  );
}
