import type { Overview, ReportFuture } from '@bothways/core/contract';
import { besideMap, besidePairs, besideScale } from '@bothways/core/scene';
import { useElementSize, useMediaQuery, useViewportSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '../../words/format.ts';
import { BesideList } from './beside-list.tsx';
import { BesideSaid } from './beside-said.tsx';
import { BesideTable } from './beside-table.tsx';
import { BesideView } from './beside-view.tsx';
import { Legend } from './legend.tsx';
import { spoken } from './map-input.ts';

/** A journey beside the future that would take its place: first a sentence, then both maps on one scale, or a table. */
export function Beside({
  overview,
  future,
  isTable,
  format,
}: {
  readonly overview: Overview;
  readonly future: ReportFuture;
  readonly isTable: boolean;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const { ref, width } = useElementSize();
  const screen = useViewportSize();
  const isNarrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  const pairs = useMemo(() => {
    const signed = (value: number): string =>
      `${value > 0 ? '+' : value < 0 ? '\u2212' : ''}${format.short(Math.abs(value))}`;
    return besidePairs(future.pairs, spoken({ t, shell, format }), signed);
  }, [future, t, shell, format]);
  const scale = useMemo(() => besideScale(pairs), [pairs]);
  const map = useMemo(
    () =>
      besideMap(pairs, {
        width: width === 0 ? 1100 : width,
        height: Math.max(560, screen.height - 400),
        scale,
        words: {
          now: t('besideNow'),
          next: t('besideFuture'),
          get: t('get'),
          give: t('give'),
          customer: shell('customers'),
          business: shell('business'),
          unit: overview.currency,
          changes: {
            kept: t('changes.kept'),
            changed: t('changes.changed'),
            new: t('changes.new'),
            gone: t('changes.gone'),
          },
        },
      }),
    [pairs, width, screen.height, scale, t, shell, overview.currency],
  );
  return (
    <div className="zoomed is-beside">
      <BesideSaid future={future} isLens={overview.segment !== null} format={format} />
      <div ref={ref}>
        {isTable ? (
          <BesideTable future={future} currency={overview.currency} format={format} />
        ) : (
          <>
            {isNarrow ? (
              <BesideList pairs={pairs} scale={scale} />
            ) : (
              width > 0 && (
                <BesideView map={map} label={t('besideMap', { name: future.insteadOf.name })} />
              )
            )}
            {(isNarrow || width > 0) && (
              <Legend isTorn={scale.isTorn} without={['moment', 'lit']} />
            )}
          </>
        )}
      </div>
    </div>
  );
}
