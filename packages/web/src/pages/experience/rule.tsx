import type { OverallAnswer, Remembered } from '@bothways/core/contract';
import { Section } from '../../parts/section.tsx';
import { Scrolled } from './curve-table.tsx';
import { CannotSay, Figure } from './marks.tsx';
import type { Said } from './said.ts';

/** What people remember by: learned here where answers allow it, else what research says and what to ask. */
export function Rule({
  remembered,
  said,
}: {
  readonly remembered: Remembered;
  readonly said: Said;
}) {
  const { t, format } = said;
  const { answer, unsaid, answers, verdict, bayesFactor, strength, explained } = remembered;
  if (unsaid?.code === 'no-felt' || unsaid?.code === 'nobody-named') return null;
  const { halfLifeDays } = remembered;
  return (
    <Section id="rule" title={t('rule.title')}>
      {answer !== null && <p className="ex-told">{answerText(answer, said)}</p>}
      {unsaid !== null ? (
        <>
          <CannotSay unsaid={unsaid} said={said} />
          <p className="ex-told">{t('rule.research')}</p>
        </>
      ) : (
        <>
          <p className="ex-told">
            {t('rule.answers', { n: format.count(answers) })} {t(`rule.verdict.${verdict}`)}{' '}
            {bayesFactor !== null &&
              t(bayesFactor >= 1 ? 'rule.factorEnd' : 'rule.factorMean', {
                strength: t(`rule.strength.${strength}`),
                times: timesText(Math.max(bayesFactor, 1 / bayesFactor), said),
              })}{' '}
            {explained !== null && t('rule.explained', { part: format.percent(explained) })}{' '}
            {halfLifeDays.kind === 'estimate' &&
              t('rule.halfLife', {
                days: format.count(halfLifeDays.median),
                ...{ low: format.count(halfLifeDays.low), high: format.count(halfLifeDays.high) },
              })}
          </p>
          <div className="ex-narrow">
            <Weights remembered={remembered} said={said} />
          </div>
          {!remembered.isUsed && <p className="ex-note ex-under">{t('rule.notRating')}</p>}
        </>
      )}
    </Section>
  );
}

function answerText(answer: OverallAnswer, { t, format }: Said): string {
  if (answer.kind === 'column') return t('rule.column', { name: answer.name });
  if (answer.kind === 'behaviour')
    return t(`rule.${answer.of}`, { days: format.count(answer.days) });
  const { touchpoint, scale, days } = answer;
  return days === null
    ? t('rule.asked', { name: touchpoint.name, scale })
    : t('rule.askedLater', { name: touchpoint.name, scale, days: format.count(days) });
}

/** How many times: more than a million are not counted. */
function timesText(times: number, { format }: Said): string {
  return times >= 1e6 ? `> ${format.count(1e6)}` : format.short(times);
}

function Weights({ remembered, said }: { readonly remembered: Remembered; readonly said: Said }) {
  const { t, format } = said;
  return (
    <Scrolled label={t('rule.weights')}>
      <thead>
        <tr>
          <th scope="col">{t('rule.weight')}</th>
          <th scope="col" className="number">
            {t('rule.learned')}
          </th>
          <th scope="col" className="number">
            {t('rule.prior')}
          </th>
        </tr>
      </thead>
      <tbody>
        {remembered.weights.map(({ of, prior, learned }) => (
          <tr key={of}>
            <th scope="row">{t(`rule.of.${of}`)}</th>
            <td className="number">
              <Figure estimate={learned} write={format.index} />
            </td>
            <td className="number">{format.index(prior)}</td>
          </tr>
        ))}
      </tbody>
    </Scrolled>
  );
}
