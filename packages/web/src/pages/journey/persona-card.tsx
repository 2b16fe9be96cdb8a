import type { ReportPersona } from '@bothways/core/contract';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';

/** Whom one looks through: what they want, what stands in their way, what they say, and how well that is known. */
export function PersonaCard({ persona }: { readonly persona: ReportPersona }) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const { name, segment, bio, quote, grade } = persona;
  return (
    <section className="persona" aria-labelledby="persona">
      <div className="persona-who">
        <h2 id="persona">{name}</h2>
        <p className="persona-of">
          {segment === null ? t('personaOfNobody') : t('personaOf', { segment: segment.name })}
        </p>
        {bio !== null && <p>{bio}</p>}
        {quote !== null && <blockquote>{quote}</blockquote>}
      </div>
      {(['goals', 'pains', 'gains'] as const).map((key) => (
        <div key={key} className="persona-list">
          <h3>{t(`personaHas.${key}`)}</h3>
          {persona[key].length === 0 ? (
            <p className="persona-of">{shell('notSaid')}</p>
          ) : (
            <ul>
              {persona[key].map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      <dl className="persona-known">
        <dt>{shell('howWell')}</dt>
        <dd>{grade === null ? shell('notSaid') : <Grade grade={grade} />}</dd>
      </dl>
    </section>
  );
}
