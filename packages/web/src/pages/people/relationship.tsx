import type { PersonRelationship } from '@bothways/core/contract';
import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Grade } from '../../parts/grade.tsx';
import { Money } from '../../parts/money.tsx';
import { Section } from '../../parts/section.tsx';
import { RelationshipPicture } from './relationship-picture.tsx';
import {
  gradeOfMost,
  OPACITY,
  type RelationshipScene,
  relationshipScene,
  sizeOf,
} from './relationship-scene.ts';
import { actorName, wayText } from './relationship-words.ts';
import type { Said } from './said.ts';

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
      why={isNone ? t('relation.none') : t('relation.note')}
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
              <>
                <RelationshipPicture scene={scene} relationship={relationship} said={said} />
                <Legend scene={scene} said={said} />
              </>
            )
          )}
        </div>
      )}
    </Section>
  );
}

const GRADES = ['A', 'B', 'C', 'D'] as const;
const WAYS = [
  { tone: 'delivered', name: 'statement.get' },
  { tone: 'captured', name: 'statement.give' },
  { tone: 'ink', name: 'statement.aside' },
] as const;

/** What colours and strengths in the picture mean: those that are in it. */
function Legend({
  scene: { ribbons },
  said: { t },
}: {
  readonly scene: RelationshipScene;
  readonly said: Said;
}) {
  const shell = useTranslation('shell').t;
  return (
    <ul className="relation-legend" aria-label={t('relation.legend')}>
      {WAYS.filter(({ tone }) => ribbons.some((each) => each.tone === tone)).map((way) => (
        <li key={way.tone} className={`t-${way.tone}`}>
          <i /> {t(way.name)}
        </li>
      ))}
      {GRADES.filter((grade) => ribbons.some((each) => each.grade === grade)).map((grade) => (
        <li key={grade} className="relation-strength">
          <i style={{ opacity: OPACITY[grade] }} /> {grade} {shell(`grade${grade}`)}
        </li>
      ))}
    </ul>
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
            <th scope="col" className="number">
              {t('relation.cost')}
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
              <td className="number">
                <Money estimate={way.cost} format={format} />
              </td>
              <td>
                <Grade grade={gradeOfMost(way)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
