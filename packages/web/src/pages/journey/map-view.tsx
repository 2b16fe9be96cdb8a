import type { JourneyMap, MapColumn, MapPhase, MapSpan } from '@bothways/core/scene';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { Marks } from '../../parts/scene-marks.tsx';
import { MapNames } from './map-names.tsx';
import { wasLed } from './use-zoom-keys.ts';

/** Drawn besides what is in view, on both sides, so that nothing pops up while scrolling or tabbing. */
const beside = 900;
/** How far one scrolls before another part is drawn. */
const stride = 300;

/** The map on a wide screen: the axis stands, the journey scrolls under it, and only what is in view is drawn. */
export function MapView({
  map,
  phases,
  open,
  label,
}: {
  readonly map: JourneyMap;
  readonly phases: readonly MapPhase[];
  readonly open: string | undefined;
  readonly label: string;
}) {
  const place = useRef<HTMLElement>(null);
  const { inView, scrolled } = useInView(place, map);
  const told = useMemo(() => toldOf(phases), [phases]);
  // Their texts stand over the map, where they stay in view.
  const rules = useMemo(
    () =>
      map.heads.map((head) => ({
        ...head,
        marks: head.marks.filter(({ kind }) => kind !== 'text'),
      })),
    [map],
  );
  useReveal(place, map, open);
  useEffect(() => {
    if (wasLed('in')) place.current?.querySelector<SVGAElement>('[data-touchpoint]')?.focus();
  }, []);
  return (
    <section className="map" ref={place} aria-label={label} onScroll={scrolled}>
      <svg className="map-axis" width={map.axisWidth} height={map.height} aria-hidden="true">
        <Marks marks={map.axis} />
      </svg>
      <div className="map-body">
        {/* biome-ignore lint/a11y/useSemanticElements: a group of links inside a picture has no element of its own */}
        <svg
          width={map.width}
          height={map.height}
          role="group"
          aria-label={label}
          onKeyDown={(event) => goAlong(event, map, place.current)}
        >
          <g>
            {map.bands.filter(inView).map(({ key, marks }) => (
              <Marks key={key} marks={marks} />
            ))}
            {rules.filter(inView).map(({ key, marks }) => (
              <Marks key={key} marks={marks} />
            ))}
            <Marks marks={map.lines} />
          </g>
          {map.columns.filter(inView).map((column) => (
            <Column
              key={column.key}
              column={column}
              isOpen={column.key === open}
              told={told.get(column.key) ?? column.name}
            />
          ))}
          <g className="map-felt">
            {map.felt.filter(inView).map(({ key, marks }) => (
              <Marks key={key} marks={marks} />
            ))}
          </g>
        </svg>
        <MapNames heads={map.heads.filter(inView)} axisWidth={map.axisWidth} />
      </div>
    </section>
  );
}

const Column = memo(function Column({
  column: { key, x, width, top, height, marks },
  isOpen,
  told,
}: {
  readonly column: MapColumn;
  readonly isOpen: boolean;
  readonly told: string;
}) {
  return (
    <Link
      to="/journey/$touchpoint"
      params={{ touchpoint: key }}
      search={true}
      resetScroll={false}
      className={isOpen ? 'map-column is-open' : 'map-column'}
      aria-label={told}
      data-touchpoint={key}
    >
      <g>
        <Marks marks={marks} />
      </g>
      <rect className="map-hit" x={x + 3} y={top} width={width - 6} height={height} rx={10} />
    </Link>
  );
});

/** Which spans are in view, with some room beside. */
function useInView(place: { readonly current: HTMLElement | null }, { axisWidth }: JourneyMap) {
  const [view, setView] = useState({ from: 0, width: window.innerWidth });
  const scrolled = (): void => {
    const { scrollLeft = 0, clientWidth = 0 } = place.current ?? {};
    const from = Math.floor(scrollLeft / stride) * stride;
    setView((now) =>
      now.from === from && now.width === clientWidth ? now : { from, width: clientWidth },
    );
  };
  const [from, to] = [view.from - beside, view.from + view.width - axisWidth + stride + beside];
  const inView = ({ x, width }: MapSpan): boolean => x + width >= from && x <= to;
  return { inView, scrolled };
}

/** Brings the open touchpoint, or at first the one that matters most, into view. */
function useReveal(
  place: { readonly current: HTMLElement | null },
  map: JourneyMap,
  open: string | undefined,
): void {
  useEffect(() => {
    const column = map.columns.find(({ key }) => key === open);
    const middle = column === undefined ? map.litX : column.x + column.width / 2;
    const { current } = place;
    if (current === null || middle === null) return;
    const left = middle - (current.clientWidth - map.axisWidth) / 2;
    const [from, to] = [current.scrollLeft, current.scrollLeft + current.clientWidth];
    const isSeen = middle - 120 > from && middle + map.axisWidth + 120 < to;
    if (!isSeen) current.scrollTo({ left });
  }, [place, map, open]);
}

/** Arrow keys go from touchpoint to touchpoint, Home and End to the first and the last. */
function goAlong(
  event: KeyboardEvent,
  { columns, axisWidth }: JourneyMap,
  place: HTMLElement | null,
) {
  const here = document.activeElement?.getAttribute('data-touchpoint');
  const at = columns.findIndex(({ key }) => key === here);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: columns.length - 1 }[event.key];
  const next = to === undefined ? undefined : columns[to];
  if (at < 0 || next === undefined || place === null) return;
  event.preventDefault();
  const left = next.x - (place.clientWidth - axisWidth - next.width) / 2;
  if (Math.abs(left - place.scrollLeft) > place.clientWidth / 3) place.scrollLeft = left;
  focusWhenDrawn(place, next.key, FRAMES_MAX);
}

/** Frames to wait for what came into view to be drawn: a second. */
const FRAMES_MAX = 60;

/** What came into view is drawn first, which may take some frames on a busy machine. */
function focusWhenDrawn(place: HTMLElement, key: string, framesLeft: number): void {
  const link = place.querySelector<SVGAElement>(`[data-touchpoint="${CSS.escape(key)}"]`);
  if (link !== null) link.focus();
  else if (framesLeft > 0) requestAnimationFrame(() => focusWhenDrawn(place, key, framesLeft - 1));
}

/** What each link says: the touchpoint, where, and both voices. */
function toldOf(phases: readonly MapPhase[]): ReadonlyMap<string, string> {
  const all = phases.flatMap(({ steps }) => steps).flatMap(({ touchpoints }) => touchpoints);
  return new Map(
    all.map(({ id, name, channel, get, give, felt, note }) => [
      id,
      [`${name}, ${channel}`, get.told, give.told, felt?.told ?? '', note]
        .filter((each) => each !== '')
        .join('. '),
    ]),
  );
}
