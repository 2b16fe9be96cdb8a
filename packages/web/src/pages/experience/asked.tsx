import type { AskedScore, Experience } from '@bothways/core/contract';
import { Grade } from '../../parts/grade.tsx';
import { Section } from '../../parts/section.tsx';
import { AskedMonths } from './asked-months.tsx';
import { Scrolled } from './curve-table.tsx';
import { CannotSay, Figure } from './marks.tsx';
import type { Said } from './said.ts';

/** What was asked outright, each on its own terms: score with its range, who is how content, trend, months and segments. */
export function Asked({
  scores: { asked, unsaid },
  said,
}: {
  readonly scores: Experience['scores'];
  readonly said: Said;
}) {
  const { t } = said;
  const some = asked.filter(({ n }) => n > 0);
  return (
    <Section
      id="asked"
      title={t('asked.title')}
      {...(some.length > 0 ? { why: t('asked.why') } : {})}
    >
      {unsaid !== null && <CannotSay unsaid={unsaid} said={said} />}
      <ul className="ex-scores">
        {some.map((each) => (
          <li key={each.touchpoint.id}>
            <Score score={each} said={said} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How a measure writes its figures. */
export type Written = (value: number) => string;

function written(measure: AskedScore['measure'], { t, format }: Said): Written {
  if (measure === 'csat') return format.percent;
  if (measure === 'nps')
    return (value) => t('asked.points', { value: (value > 0 ? '+' : '') + format.count(value) });
  return (value) => format.index(value).replace(/^\+/, '');
}

function Score({ score, said }: { readonly score: AskedScore; readonly said: Said }) {
  const { t, format } = said;
  const { touchpoint, measure, scale, n, encounters, value, unsaid } = score;
  const write = written(measure, said);
  return (
    <>
      <h3>{touchpoint.name}</h3>
      <p className="ex-note">
        {measure === 'mean' ? t('asked.mean', { scale }) : t(`asked.${measure}`)}
      </p>
      {unsaid !== null ? (
        <CannotSay unsaid={unsaid} said={said} />
      ) : (
        value.kind === 'estimate' && (
          <div className="ex-big-row">
            <p className="ex-big">{write(value.median)}</p>
            <p className="ex-big-under">
              {t('range', { low: write(value.low), high: write(value.high) })}
              <Grade grade={value.grade} />
            </p>
          </div>
        )
      )}
      <Parts score={score} said={said} />
      <p className="ex-note">
        {n === encounters
          ? t('asked.answeredAll', { n: format.count(n) })
          : t('asked.answered', {
              ...{ n: format.count(n), encounters: format.count(encounters) },
              part: format.percent(encounters === 0 ? 0 : n / encounters),
            })}{' '}
        {trendText(score, said)}
      </p>
      {score.months.length > 1 && <AskedMonths score={score} write={write} said={said} />}
      {score.segments.length > 1 && <Segments score={score} write={write} said={said} />}
    </>
  );
}

/** Bad, between and good as parts of one bar, with their numbers. */
function Parts({
  score: { good, between, bad, measure, n },
  said,
}: {
  readonly score: AskedScore;
  readonly said: Said;
}) {
  const { t, format } = said;
  const parts = [
    { of: 'bad', count: bad },
    { of: 'between', count: between },
    { of: 'good', count: good },
  ] as const;
  let x = 0;
  return (
    <div className="ex-parts">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ of, count }) => {
          const width = (100 * count) / Math.max(1, n);
          x += width;
          return (
            <rect key={of} className={`ex-${of}`} x={x - width} y={0} width={width} height={8} />
          );
        })}
      </svg>
      <p className="ex-part-names">
        {parts.map(({ of, count }) => (
          <span key={of}>
            <b>{format.percent(count / Math.max(1, n))}</b> {t(`asked.${of}.${measure}`)}
          </span>
        ))}
      </p>
    </div>
  );
}

/** What changes in a year: of a part of people in points, as percents of percents mislead. */
function trendText({ trend, measure }: AskedScore, said: Said): string {
  const { t, format } = said;
  if (trend.kind === 'abstained') return t('asked.noTrend');
  const isPart = measure === 'csat' || measure === 'nps';
  const plain = (value: number): string =>
    format.percentFine(measure === 'csat' ? value : value / 100).replace(/\s?%/, '');
  const step = isPart ? plain : written(measure, said);
  const whole = (value: number): string =>
    isPart ? t('asked.points', { value: plain(value) }) : step(value);
  const { median, low, high } = trend;
  if (low > 0) return t('asked.up', { by: whole(median), low: step(low), high: step(high) });
  if (high < 0) return t('asked.down', { by: whole(-median), low: step(-high), high: step(-low) });
  return t('asked.flat', { low: step(low), high: whole(high) });
}

function Segments({
  score: { segments },
  write,
  said: { t, format },
}: {
  readonly score: AskedScore;
  readonly write: Written;
  readonly said: Said;
}) {
  return (
    <details className="ex-details">
      <summary>{t('asked.segments')}</summary>
      <Scrolled label={t('asked.segments')}>
        <thead>
          <tr>
            <th scope="col">{t('segment')}</th>
            <th scope="col" className="number">
              {t('asked.score')}
            </th>
            <th scope="col" className="number">
              {t('asked.answers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {segments.map(({ id, name, n, value }) => (
            <tr key={id}>
              <th scope="row">{id === 'everyone' ? t('everyoneElse') : name}</th>
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
  );
}
