import type { RelationshipMap, RelationshipRow } from '@bothways/core/scene';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Marks } from '../../parts/scene-marks.tsx';
import { changedBy } from './search.ts';
import { leadIn, wasLed } from './use-zoom-keys.ts';

/** The whole relationship on a wide screen: each journey a band that leads into it. */
export function RelationshipView({
  map,
  rows,
  from,
}: {
  readonly map: RelationshipMap;
  readonly rows: readonly RelationshipRow[];
  readonly from: string | undefined;
}) {
  const { t } = useTranslation('journey');
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (from === undefined || !wasLed('out')) return;
    place.current?.querySelector<HTMLElement>(`[data-journey="${CSS.escape(from)}"]`)?.focus();
  }, [from]);
  const { axisWidth, width } = map;
  const headHeight = map.bands[0]?.y ?? 30;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="map whole" ref={place} tabIndex={0} aria-label={t('wholeMap')}>
      <div style={{ width: axisWidth + width }}>
        <div className="band-head" aria-hidden="true">
          <div className="map-axis" style={{ width: axisWidth }} />
          <svg width={width} height={headHeight} aria-hidden="true">
            <Marks marks={map.heads} />
          </svg>
        </div>
        <ul onKeyDown={goAlong}>
          {map.bands.map((band) => (
            <li key={band.key}>
              <Link
                to="/journey"
                search={changedBy({ level: undefined, journey: band.key })}
                className="band"
                data-journey={band.key}
                aria-label={toldOf(rows.find(({ id }) => id === band.key))}
                onKeyDown={({ key }) => key === 'Enter' && leadIn()}
              >
                <svg
                  className="map-axis"
                  width={axisWidth}
                  height={band.height}
                  viewBox={`0 ${band.y} ${axisWidth} ${band.height}`}
                  aria-hidden="true"
                >
                  <Marks marks={band.axis} />
                </svg>
                <svg
                  width={width}
                  height={band.height}
                  viewBox={`0 ${band.y} ${width} ${band.height}`}
                  aria-hidden="true"
                >
                  <Marks marks={band.marks} />
                </svg>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Arrow keys go from journey to journey. */
function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-journey]')];
  const here = document.activeElement;
  const at = here instanceof HTMLElement ? all.indexOf(here) : -1;
  const next = at < 0 ? undefined : all[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** What a band says: the journey and both its voices. */
export function toldOf(row: RelationshipRow | undefined): string {
  if (row === undefined) return '';
  return [row.name, row.get.told, row.give.told, row.felt?.told ?? '']
    .filter((each) => each !== '')
    .join('. ');
}
