// Journeys made up for tests of the map.
import type { JourneyMap, MapSpan } from './journey-map.ts';
import type { MapPhase, MapTouchpoint, MapVoice, MapWords } from './map-frame.ts';
import type { Mark } from './scene.ts';

export const words: MapWords = {
  get: 'They get',
  give: 'They give',
  felt: 'Felt',
  unit: 'EUR',
  moment: 'Moment of truth',
  tick: String,
};

export function voice(measured: number | null, believed: number | null): MapVoice {
  const ranged = (median: number | null) =>
    median === null ? null : { median, low: median * 0.8, high: median * 1.3 };
  return {
    measured: ranged(measured),
    believed: ranged(believed),
    label: String(measured ?? believed ?? ''),
    outside: measured === null ? '' : '+ data',
    told: 'told',
  };
}

export function touchpoint(id: string, change: Partial<MapTouchpoint> = {}): MapTouchpoint {
  return {
    id,
    name: `Touchpoint ${id}`,
    channel: 'web',
    get: voice(100, 120),
    give: voice(60, null),
    felt: null,
    note: '',
    isLit: false,
    isMeasured: true,
    ...change,
  };
}

/** One step a touchpoint, three steps a phase. */
export function phasesOf(touchpoints: readonly MapTouchpoint[]): readonly MapPhase[] {
  return Array.from({ length: Math.ceil(touchpoints.length / 3) }, (_, index) => ({
    id: `phase-${index}`,
    name: `Phase ${index}`,
    steps: touchpoints.slice(index * 3, index * 3 + 3).map((each) => ({
      id: `step-${each.id}`,
      name: `Step of ${each.name}`,
      isMoment: index === 0,
      touchpoints: [each],
    })),
  }));
}

/** All that moves. */
export function marksOf({ bands, heads, columns, felt, lines }: JourneyMap): readonly Mark[] {
  const spans: readonly MapSpan[] = [...bands, ...heads, ...columns, ...felt];
  return [...spans.flatMap(({ marks }) => marks), ...lines];
}
