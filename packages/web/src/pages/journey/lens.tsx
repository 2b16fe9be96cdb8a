import type { Overview, ReportPersona } from '@bothways/core/contract';
import { NativeSelect } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { changedBy } from './search.ts';

const route = getRouteApi('/journey');

/** Through whose eyes: everybody's, a segment's, or those of a persona that pictures one. */
export function LensChoice({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('journey');
  const go = useNavigate();
  const { segment = '', persona } = route.useSearch();
  const { segments, personas } = overview;
  const look = (value: string): void => {
    const [kind, id] = value.split(/:(.*)/s);
    const pictured = personas.find((each) => kind === 'persona' && each.id === id);
    const only = kind === 'segment' ? id : pictured?.segment?.id;
    void go({ to: '.', search: changedBy({ segment: only, persona: pictured?.id }) });
  };
  return (
    <NativeSelect
      className="lens-choice"
      aria-label={t('lens')}
      value={
        persona !== undefined ? `persona:${persona}` : segment === '' ? '' : `segment:${segment}`
      }
      onChange={({ currentTarget: { value } }) => look(value)}
      data={[
        { value: '', label: t('everybody') },
        {
          group: t('segments'),
          items: segments.map(({ id, name }) => ({
            value: `segment:${id}`,
            label: segmentName({ id, name }, t('everyoneElse')),
          })),
        },
        ...(personas.length === 0
          ? []
          : [
              {
                group: t('personas'),
                items: personas.map(({ id, name }) => ({ value: `persona:${id}`, label: name })),
              },
            ]),
      ]}
    />
  );
}

/** A segment's name; who none matches has none of the model's. */
export function segmentName(
  { id, name }: { readonly id: string; readonly name: string },
  everyoneElse: string,
): string {
  return id === 'everyone' ? everyoneElse : name;
}

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
