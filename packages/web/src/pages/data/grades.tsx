import type { Overview } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { useOverview } from '../../api/overview.ts';
import { Grade } from '../../parts/grade.tsx';
import { useFormat } from '../../parts/use-format.ts';
import { Bar } from './reject-reasons.tsx';
import { Section } from './section.tsx';

const GRADES = ['A', 'B', 'C', 'D'] as const;

/** How well what was counted is known. */
export function Grades() {
  const { t } = useTranslation('data');
  const format = useFormat('EUR');
  const { data } = useOverview();
  if (data === undefined) return null;
  const counts = gradesOf(data);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return <Section id="grades" title={t('grades')} todo={t('noGrades')} />;
  return (
    <Section id="grades" title={t('grades')} todo={t('gradesTodo')}>
      <ul className="bars">
        {counts.map(({ grade, count }) => (
          <li key={grade}>
            <Bar share={count / all} />
            <span className="bar-name">
              <Grade grade={grade} />
            </span>
            <span className="bar-count">
              {count > 0 && count / all < 0.01
                ? `< ${format.percent(0.01)}`
                : format.percent(count / all)}
            </span>
            <span className="bar-todo">
              {t('transfers', { count, transfers: format.count(count) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function gradesOf({ values }: Overview) {
  const measured = values.filter(({ evidence }) => evidence === 'measured');
  return GRADES.map((grade) => ({
    grade,
    count: measured.reduce((sum, { grades }) => sum + (grades[grade] ?? 0), 0),
  }));
}
