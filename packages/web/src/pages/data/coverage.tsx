import type { BecameOfEvents } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { Section } from './section.tsx';

const GRADES = ['A', 'B', 'C', 'D'] as const;

/** Which part of what happens is seen, and how well the money in it is known: bars with their figures. */
export function Coverage({ became }: { readonly became: BecameOfEvents | undefined }) {
  const { t } = useTranslation('data');
  const format = useFormat(became?.currency ?? 'EUR');
  if (became === undefined)
    return (
      <Section id="coverage" title={t('coverage')} todo={t('coverageTodo')}>
        <div className="coverage-wait" />
      </Section>
    );
  const { events, reaching, touchpoints, seen, money } = became.coverage;
  const whole = GRADES.reduce((sum, grade) => sum + (money[grade] ?? 0), 0);
  return (
    <Section id="coverage" title={t('coverage')} todo={t('coverageTodo')}>
      <div className="coverage">
        <Part
          title={t('coverEvents')}
          part={reaching}
          whole={events}
          note={t('ofAll', { part: format.count(reaching), whole: format.count(events) })}
        />
        <Part
          title={t('coverTouchpoints')}
          part={seen}
          whole={touchpoints}
          note={t('ofAll', { part: format.count(seen), whole: format.count(touchpoints) })}
        />
        <div className="coverage-money">
          <h3>{t('coverMoney')}</h3>
          {whole === 0 ? (
            <p className="data-note">{t('noGrades')}</p>
          ) : (
            <>
              <div className="coverage-bar" aria-hidden="true">
                {GRADES.map((grade) => (
                  <span
                    key={grade}
                    className={`coverage-${grade.toLowerCase()}`}
                    style={{ flexGrow: (money[grade] ?? 0) / whole }}
                  />
                ))}
              </div>
              <table className="figures coverage-table">
                <caption className="unseen-text">{t('coverMoney')}</caption>
                <tbody>
                  {GRADES.map((grade) => (
                    <tr key={grade}>
                      <th scope="row">
                        <Grade grade={grade} />
                      </th>
                      <td className="number">
                        {shareOf(money[grade] ?? 0, whole, format.percent)}
                      </td>
                      <td className="number">{format.money(money[grade] ?? 0)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p className="data-note">{t('coverMoneyNote')}</p>
            </>
          )}
        </div>
      </div>
    </Section>
  );
}

function Part({
  title,
  part,
  whole,
  note,
}: {
  readonly title: string;
  readonly part: number;
  readonly whole: number;
  readonly note: string;
}) {
  const format = useFormat('EUR');
  return (
    <div>
      <h3>{title}</h3>
      <p className="coverage-figure">{shareOf(part, whole, format.percent)}</p>
      <div className="coverage-bar" aria-hidden="true">
        <span className="coverage-a" style={{ flexGrow: whole === 0 ? 0 : part / whole }} />
        <span className="coverage-rest" style={{ flexGrow: whole === 0 ? 1 : 1 - part / whole }} />
      </div>
      <p className="data-note">{note}</p>
    </div>
  );
}

/** What is not all is never called all, nor what is not none. */
function shareOf(part: number, whole: number, percent: (share: number) => string): string {
  const share = whole === 0 ? 0 : part / whole;
  if (share > 0 && share < 0.01) return `< ${percent(0.01)}`;
  if (share < 1 && share > 0.99) return `> ${percent(0.99)}`;
  return percent(share);
}
