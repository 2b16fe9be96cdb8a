import type { MapSpan } from './journey-map.ts';
import { type Frame, feltHeight } from './map-frame.ts';
import type { Mark } from './scene.ts';

type Point = readonly [number, number];

/**
 * How the encounters felt, as a curve through the touchpoints where somebody was asked, with a dot and its number at each.
 * Between two of them it only ever rises or only falls, so that it shows no peak that nobody said.
 */
export function feltMarks(frame: Frame): readonly MapSpan[] {
  const { places, slot, levels } = frame;
  const middle = levels.felt + feltHeight / 2;
  const reach = feltHeight / 2 - 15;
  const asked = places.flatMap(({ touchpoint: { id, felt }, x }) => {
    if (felt === null) return [];
    const at = (value: number): Point => [x + slot / 2, middle - value * reach];
    const { median, low, high } = felt.value;
    return [{ id, felt, at: at(median), low: at(low), high: at(high) }];
  });
  return asked.flatMap(({ id, felt, at, low, high }, index): readonly MapSpan[] => {
    const before = asked[index - 1];
    const from = before?.at ?? at;
    const curve: readonly Mark[] =
      before === undefined
        ? []
        : [
            ...bandMarks(rising(before.high, high), rising(before.low, low)),
            { kind: 'line', points: rising(before.at, at), tone: 'ink', weight: 2 },
          ];
    return [
      {
        key: id,
        x: from[0] - 30,
        width: at[0] - from[0] + 60,
        marks: [...curve, ...dotMarks(at, felt)],
      },
    ];
  });
}

function rising([x1, y1]: Point, [x2, y2]: Point): readonly Point[] {
  return Array.from({ length: 17 }, (_, index) => {
    const part = index / 16;
    return [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part * part * (3 - 2 * part)] as const;
  });
}

/** The range of what was said, between two touchpoints; none where it is thinner than the curve. */
function bandMarks(upper: readonly Point[], lower: readonly Point[]): readonly Mark[] {
  const room = Math.max(...upper.map(([, y], index) => (lower[index]?.[1] ?? y) - y));
  if (room < 2) return [];
  const points = [...upper, ...lower.toReversed()];
  return [{ kind: 'line', points, tone: 'rule', weight: 0.5, filled: true }];
}

function dotMarks(
  [x, y]: Point,
  { value, label, told }: { value: { median: number }; label: string; told: string },
): readonly Mark[] {
  return [
    { kind: 'dot', x, y, radius: 4.5, tone: 'ink', paint: 'fill', title: told },
    {
      kind: 'text',
      x,
      y: value.median < 0 ? y + 18 : y - 10,
      text: label,
      size: 11.5,
      weight: 600,
      anchor: 'middle',
      tone: 'ink',
      title: told,
    },
  ];
}
