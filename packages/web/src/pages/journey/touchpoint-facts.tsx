import type { ReportTouchpoint } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import type { Format } from '../../words/format.ts';

const influences = ['brand', 'communications', 'purchase', 'product', 'service'] as const;

/** People, encounters, how it felt, how well all that is known, and whose it is. */
export function TouchpointFacts({
  touchpoint: { people, encounters, felt, owner, influence, measured },
  format,
}: {
  readonly touchpoint: ReportTouchpoint;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const shapes = influences.find((each) => each === influence);
  const grade = worstGrade(measured);
  const facts = [
    [shell('people'), people === null ? shell('notSaid') : format.count(people)],
    [t('encounters'), encounters === null ? shell('notSaid') : format.count(encounters)],
    [t('felt'), felt?.kind === 'estimate' ? feltText(felt, format, shell) : shell('notSaid')],
    [shell('howWell'), grade === null ? shell('notSaid') : <Grade key="grade" grade={grade} />],
    [shell('owner'), owner ?? shell('notSaid')],
    [
      t('influence'),
      shapes === undefined ? (influence ?? shell('notSaid')) : t(`influences.${shapes}`),
    ],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function feltText(
  { median, low, high }: { median: number; low: number; high: number },
  format: Format,
  t: ReturnType<typeof useTranslation<'shell'>>['t'],
): string {
  return `${format.index(median)} (${t('range', { low: format.index(low), high: format.index(high) })})`;
}

/** Of the sums of both sides. */
function worstGrade(voices: ReportTouchpoint['measured']): 'A' | 'B' | 'C' | 'D' | null {
  const grades = [voices?.customer, voices?.business].flatMap((each) =>
    each?.kind === 'estimate' ? [each.grade] : [],
  );
  return grades.toSorted().at(-1) ?? null;
}
