// Journeys made up for tests of the map.
import type { JourneyMap, MapSpan } from './journey-map.ts';
import type { MapPhase, MapTouchpoint, MapVoice, MapWords } from './map-frame.ts';
import { type Mark, textBox } from './scene.ts';

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

/** Where a mark stands. */
export function boxOf(mark: Mark | undefined): {
  left: number;
  right: number;
  top: number;
  bottom: number;
} {
  switch (mark?.kind) {
    case undefined:
      throw new Error('no mark');
    case 'text':
      return textBox(mark);
    case 'dot': {
      const { x, y, radius } = mark;
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
    }
    case 'line': {
      const [xs, ys] = [mark.points.map(([x]) => x), mark.points.map(([, y]) => y)];
      return {
        left: Math.min(...xs),
        right: Math.max(...xs),
        top: Math.min(...ys),
        bottom: Math.max(...ys),
      };
    }
    case 'rect': {
      // The lit column begins above the map on purpose.
      const top = mark.tone === 'lit' ? 0 : mark.y;
      return { left: mark.x, right: mark.x + mark.width, top, bottom: mark.y + mark.height };
    }
  }
}

/** Marks that stand outside a picture. */
export function outsideIn(marks: readonly Mark[], width: number, height: number): readonly Mark[] {
  return marks.filter((mark) => {
    const { left, right, top, bottom } = boxOf(mark);
    return left < -1 || right > width + 1 || top < -1 || bottom > height + 1;
  });
}

/** Pairs of texts that stand over each other. */
export function overlapsIn(marks: readonly Mark[]): readonly (readonly [string, string])[] {
  const texts = marks.flatMap((mark) =>
    mark.kind === 'text' && mark.text.trim() !== ''
      ? [{ text: mark.text, box: textBox(mark) }]
      : [],
  );
  return texts.flatMap(({ text, box: a }, index) =>
    texts.slice(index + 1).flatMap(({ text: other, box: b }) => {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return across > 1 && down > 3 ? [[text, other] as const] : [];
    }),
  );
}
