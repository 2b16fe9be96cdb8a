import type { Overview, ReportJourney } from '@bothways/core/contract';
import { journeyMap } from '@bothways/core/scene';
import { useElementSize, useMediaQuery, useViewportSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '../../words/format.ts';
import type { Placed } from './journey-chosen.ts';
import { Legend } from './legend.tsx';
import { mapPhases, mapScale } from './map-input.ts';
import { MapList } from './map-list.tsx';
import { MapTable } from './map-table.tsx';
import { MapView } from './map-view.tsx';

/** The journeys chosen, as the screen and the reader like it: a map, a list on a phone, or a table. */
export function JourneyMapOrTable({
  overview,
  shown,
  places,
  open,
  isTable,
  format,
}: {
  readonly overview: Overview;
  readonly shown: readonly ReportJourney[];
  readonly places: readonly Placed[];
  readonly open: string | undefined;
  readonly isTable: boolean;
  readonly format: Format;
}) {
  const { t } = useTranslation('journey');
  const shell = useTranslation('shell').t;
  const { ref, width } = useElementSize();
  const screen = useViewportSize();
  // The whole picture in one look where the screen is high enough.
  const voicesHeight = Math.min(520, Math.max(264, screen.height - 650));
  const isNarrow = useMediaQuery('(max-width: 767px)', false, { getInitialValueInEffect: false });
  const { currency, headline } = overview;
  const lit = headline?.touchpoint.id;
  const ids = shown.map(({ id }) => id).join(' ');
  // `shown` is a new list each time; its ids say whether it is another.
  const phases = useMemo(
    () => mapPhases(shown, lit, { t, shell, format }),
    [overview, ids, lit, t, shell, format],
  );
  const scale = useMemo(() => mapScale(phases), [phases]);
  const map = useMemo(
    () =>
      journeyMap(phases, {
        width: width === 0 ? 1100 : width,
        voicesHeight,
        scale,
        words: {
          get: t('get'),
          give: t('give'),
          felt: t('felt'),
          moment: t('moment'),
          unit: currency,
          tick: format.short,
        },
      }),
    [phases, width, voicesHeight, scale, t, currency, format],
  );
  const name = shown.map((each) => each.name).join(', ');
  return (
    <div ref={ref} className="zoomed is-in" key={ids}>
      {isTable ? (
        <MapTable places={places} lit={lit} currency={currency} format={format} />
      ) : (
        <>
          {isNarrow ? (
            <MapList phases={phases} scale={scale} />
          ) : (
            width > 0 && (
              <MapView
                map={map}
                phases={phases}
                open={open}
                label={t('map', { name, count: places.length })}
              />
            )
          )}
          {(isNarrow || width > 0) && <Legend isTorn={scale.isTorn} />}
        </>
      )}
    </div>
  );
}
