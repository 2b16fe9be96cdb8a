import type { DriverShown, DriversFound } from '@bothways/core/contract';
import type { Mark, Scene } from '@bothways/core/scene';
import { percent, signed } from './numbers.ts';

type Known = Extract<DriverShown['share'], { kind: 'estimate' }>;

/** A driver as it is drawn, under the name that it is called by. */
export interface DriverDrawn {
  readonly name: string;
  readonly driver: DriverShown;
  readonly share: Known;
  readonly performance: Known;
}

const ROW = 34;

/** Each driver's part of what all go with together, as a bar with its range. */
export function driverBars(drawn: readonly DriverDrawn[], width: number): Scene {
  const isNarrow = width < 500;
  const [left, right] = isNarrow ? [0, 126] : [230, 150];
  const row = isNarrow ? ROW + 22 : ROW;
  const most = Math.max(...drawn.map(({ share }) => share.high));
  const place = (value: number): number =>
    left + ((width - left - right) * Math.max(0, value)) / most;
  const marks = drawn.flatMap(({ name, driver, share }, at): readonly Mark[] => {
    const middle = at * row + (isNarrow ? 38 : 17);
    const text = { kind: 'text', size: 14, tone: 'ink' } as const;
    return [
      {
        ...{ ...text, text: `${driver.rank}. ${name}`, weight: 600, anchor: 'start' },
        ...{ x: 0, y: isNarrow ? middle - 16 : middle + 5 },
      },
      {
        ...{ kind: 'rect', tone: 'rule', paint: 'fill', radius: 3 },
        ...{ x: left, y: middle - 9, width: place(share.median) - left, height: 18 },
      },
      line([
        [place(share.low), middle],
        [place(share.high), middle],
      ]),
      ...[share.low, share.high].map((end) =>
        line([
          [place(end), middle - 5],
          [place(end), middle + 5],
        ]),
      ),
      {
        ...{ ...text, weight: 600, anchor: 'end', text: percent(share.median) },
        ...{ x: width - 76, y: middle + 5 },
      },
      {
        ...{ ...text, size: 11.5, tone: 'muted', weight: 400, anchor: 'end' },
        ...{ x: width, y: middle + 5, text: `${percent(share.low)}–${percent(share.high)}` },
      },
    ];
  });
  return {
    ...{ width, height: drawn.length * row + 4, marks },
    title: 'How much each driver goes with the outcome',
    description: `${drawn.map(({ name, share }) => `${name} ${percent(share.median)}`).join(', ')}. Thin lines are the ranges.`,
  };
}

function line(points: readonly (readonly [number, number])[]): Mark {
  return { kind: 'line', points, tone: 'ink', weight: 1.6 };
}

/** Importance against performance; what is undecided is an open, dashed ellipse. */
export function importancePicture(
  drawn: readonly DriverDrawn[],
  lines: DriversFound['lines'],
  width: number,
): Scene {
  const height = Math.min(430, Math.round(width * 0.72));
  const parts = drawn.map(({ driver: { scale }, performance }) => {
    const part = (value: number): number => (value - scale.low) / (scale.high - scale.low);
    return {
      low: part(performance.low),
      middle: part(performance.median),
      high: part(performance.high),
    };
  });
  const ends = parts.flatMap(({ low, high }) => [low, high]);
  const room = Math.max(0.04, 0.24 * (Math.max(...ends) - Math.min(...ends)));
  const [bottom, top] = [Math.min(...ends) - room, Math.max(...ends) + room];
  const most = 1.06 * Math.max(...drawn.map(({ share }) => share.high));
  const x = (value: number): number => (width * Math.max(0, value)) / most;
  const y = (value: number): number => height - (height * (value - bottom)) / (top - bottom);
  const corner = (text: string, isRight: boolean, isLow: boolean): Mark => ({
    ...{ kind: 'text', text, size: 12.5, weight: 400, tone: 'muted' },
    ...{
      anchor: isRight ? 'end' : 'start',
      x: isRight ? width - 6 : 6,
      y: isLow ? height - 8 : 18,
    },
  });
  const rule = (points: readonly (readonly [number, number])[]): Mark => ({
    ...{ kind: 'line', points, tone: 'rule', weight: 1 },
  });
  const marks: readonly Mark[] = [
    rule([
      [0.5, 0],
      [0.5, height],
      [width, height],
    ]),
    rule([
      [x(lines.share), 0],
      [x(lines.share), height],
    ]),
    rule([
      [0, y(lines.performance)],
      [width, y(lines.performance)],
    ]),
    corner('Does well, matters less', false, false),
    corner('Keep it up', true, false),
    corner('Less urgent', false, true),
    corner('Work here', true, true),
    ...drawn.flatMap(({ name, driver, share, performance }, at): readonly Mark[] => {
      const { low, middle, high } = parts[at] ?? { low: 0, middle: 0, high: 0 };
      const isOpen = driver.quadrant === 'undecided';
      const ring = ellipse([x(share.low), x(share.high)], [y(high), y(low)]);
      return [
        {
          ...{ kind: 'line', points: ring, tone: isOpen ? 'muted' : 'rule', weight: 1.3 },
          ...(isOpen ? { dashed: true } : { filled: true }),
        },
        {
          ...{ kind: 'dot', x: x(share.median), y: y(middle), radius: 11, tone: 'ink' },
          paint: isOpen ? 'outline' : 'fill',
          title: `${name}: ${percent(share.median)}, ${signed(Math.round(100 * performance.median) / 100)}`,
        },
        {
          ...{ kind: 'text', text: String(driver.rank), size: 12, weight: 600, anchor: 'middle' },
          ...{ x: x(share.median), y: y(middle) + 4, tone: isOpen ? 'ink' : 'paper' },
        },
      ];
    }),
  ];
  return {
    ...{ width, height: height + 4, marks },
    title: 'Importance and performance',
    description:
      'Right is more important, up is better; numbers are the order of importance, as in the table.',
  };
}

function ellipse(
  [left, right]: readonly [number, number],
  [above, below]: readonly [number, number],
): readonly (readonly [number, number])[] {
  const [across, down] = [(right - left) / 2, (below - above) / 2];
  return Array.from({ length: 41 }, (_, at) => {
    const angle = (Math.PI * at) / 20;
    return [
      left + across + across * Math.cos(angle),
      above + down + down * Math.sin(angle),
    ] as const;
  });
}
