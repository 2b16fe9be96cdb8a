import type { PersonRelationship } from '@bothways/core/contract';
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Grade } from '../../parts/grade.tsx';
import { Money } from '../../parts/money.tsx';
import { RelationshipPicture } from './relationship-picture.tsx';
import { relationshipScene, sizeOf } from './relationship-scene.ts';
import { actorName, wayText } from './relationship-words.ts';
import type { Said } from './said.ts';
import { Section } from './section.tsx';

/** Who gives what to whom, as a picture and as a table. */
export function Relationship({
  relationship,
  said,
}: {
  readonly relationship: PersonRelationship;
  readonly said: Said;
}) {
  const { t } = said;
  const { as } = useSearch({ from: '/people/$id' });
  const go = useNavigate({ from: '/people/$id' });
  const { ref, width } = useElementSize();
  const scene = useMemo(
    () => (width === 0 ? null : relationshipScene(relationship, width)),
    [relationship, width],
  );
  const isNone = relationship.figures.ways.length === 0;
  return (
    <Section
      id="relation"
      title={t('relation.title')}
      note={isNone ? t('relation.none') : t('relation.note')}
      beside={
        !isNone && (
          <SegmentedControl
            aria-label={t('relation.view')}
            value={as ?? 'picture'}
            onChange={(value) =>
              void go({ search: value === 'table' ? { as: 'table' } : {}, resetScroll: false })
            }
            data={[
              { value: 'picture', label: t('relation.picture') },
              { value: 'table', label: t('relation.table') },
            ]}
          />
        )
      }
    >
      {!isNone && (
        <div ref={ref}>
          {as === 'table' ? (
            <WayTable relationship={relationship} said={said} />
          ) : (
            scene !== null && (
              <RelationshipPicture scene={scene} relationship={relationship} said={said} />
            )
          )}
        </div>
      )}
    </Section>
  );
}

function WayTable({
  relationship,
  said,
}: {
  readonly relationship: PersonRelationship;
  readonly said: Said;
}) {
  const { t, format } = said;
  const { ways } = relationship.figures;
  const sorted = ways.toSorted((a, b) => (sizeOf(b) ?? 0) - (sizeOf(a) ?? 0));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={t('relation.table')} tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('relation.giver')}</th>
            <th scope="col">{t('relation.receiver')}</th>
            <th scope="col">{t('relation.what')}</th>
            <th scope="col" className="number">
              {t('relation.worth')}
            </th>
            <th scope="col">{t('relation.howWell')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((way) => (
            <tr key={`${way.giver} ${way.receiver}`}>
              <th scope="row">{actorName(way.giver, relationship, said)}</th>
              <td>{actorName(way.receiver, relationship, said)}</td>
              <td className="relation-what">{wayText(way, relationship, said)}</td>
              <td className="number">
                <Money estimate={way.worth} format={format} />
              </td>
              <td>
                <Grade grade={way.grade} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
