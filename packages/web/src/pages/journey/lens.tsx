import type { Overview } from '@bothways/core/contract';
import { NativeSelect } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
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
