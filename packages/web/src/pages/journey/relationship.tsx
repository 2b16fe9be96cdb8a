import type { Overview } from '@bothways/core/contract';
import { relationshipMap, relationshipRows, STAGES, voicesScale } from '@bothways/core/scene';
import { useElementSize, useMediaQuery, useViewportSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '../../words/format.ts';
import { journeysIn } from './journey-chosen.ts';
import { Legend } from './legend.tsx';
import { spoken } from './map-input.ts';
import { RelationshipList } from './relationship-list.tsx';
import { RelationshipTable } from './relationship-table.tsx';
import { RelationshipView } from './relationship-view.tsx';

/** The whole relationship: every journey under the lifecycle stages, as a picture, a list on a phone, or a table. */
export function Relationship({
  overview,
  from,
  isTable,
  format,
}: {
  readonly overview: Overview;
  /** The journey that one comes from. */
  readonly from: string | undefined;
  readonly isTable: boolean;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const { ref, width } = useElementSize();
  const screen = useViewportSize();
  const isNarrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  const lit = overview.headline?.touchpoint.id;
  const rows = useMemo(
    () => relationshipRows(journeysIn(overview), STAGES, lit, spoken({ t, shell, format })),
    [overview, lit, t, shell, format],
  );
  const scale = useMemo(
    () => voicesScale(rows.flatMap(({ cells }) => cells).flatMap(({ get, give }) => [get, give])),
    [rows],
  );
  const stages = useMemo(() => {
    const isElsewhere = rows.some(({ cells }) =>
      cells.some((each) => each.stage === STAGES.length),
    );
    const names = STAGES.map((stage) => t(`stages.${stage}`));
    return isElsewhere ? [...names, t('stages.none')] : names;
  }, [rows, t]);
  const map = useMemo(
    () =>
      relationshipMap(rows, {
        width: width === 0 ? 1100 : width,
        height: Math.max(440, screen.height - 420),
        scale,
        words: { get: t('get'), give: t('give'), felt: t('felt'), stages },
      }),
    [rows, width, screen.height, scale, stages, t],
  );
  return (
    <div ref={ref} className="zoomed is-out">
      {isTable ? (
        <RelationshipTable overview={overview} format={format} />
      ) : (
        <>
          {isNarrow ? (
            <RelationshipList rows={rows} stages={stages} />
          ) : (
            width > 0 && <RelationshipView map={map} rows={rows} from={from} />
          )}
          {(isNarrow || width > 0) && <Legend isTorn={scale.isTorn} without={['moment']} />}
        </>
      )}
    </div>
  );
}
