import type { Estimate } from '@bothways/core';
import { type Mark, type Scene, type Tone, textWidth } from '@bothways/core/scene';
import { indexWithRange, money, moneyAYear, range, short } from './numbers.ts';
import type { ReportNet } from './report-data.ts';

/** One line of an interval chart. */
export interface IntervalRow {
  readonly name: string;
  readonly tone: Tone;
  readonly measured: Estimate | null;
  readonly believed: Estimate | null;
}

const rowHeight = 66;
const pad = 8;

/** Net for each side and for both together, measured beside believed. */
export function netScene(
  measured: ReportNet | null,
  believed: ReportNet | null,
  currency: string,
  width: number,
): Scene {
  const row = (name: string, tone: Tone, side: 'customer' | 'business' | 'joint'): IntervalRow => ({
    name,
    tone,
    measured: measured?.[side] ?? null,
    believed: believed?.[side] ?? null,
  });
  const rows = [
    row('Customers', 'delivered', 'customer'),
    row('The business', 'captured', 'business'),
    row('Together', 'ink', 'joint'),
  ];
  return intervalScene(rows, currency, width, 'Net for each side');
}

/** Dots with their ranges on one money axis with its zero: filled measured, hollow believed. */
export function intervalScene(
  rows: readonly IntervalRow[],
  currency: string,
  width: number,
  title: string,
): Scene {
  const values = rows
    .flatMap(({ measured, believed }) => [measured, believed])
    .flatMap((each) => (each?.kind === 'estimate' ? [each.low, each.high] : []));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const at = (value: number): number =>
    pad + ((value - low) / (high - low || 1)) * (width - 2 * pad);
  const bottom = rows.length * rowHeight;
  const zeroAnchor = at(0) < width * 0.15 ? 'start' : at(0) > width * 0.85 ? 'end' : 'middle';
  const zero: readonly Mark[] = [
    ...rows.map(
      (_, index): Mark => ({
        kind: 'line',
        points: [
          [at(0), index * rowHeight + 26],
          [at(0), index * rowHeight + 62],
        ],
        tone: 'muted',
        weight: 1,
      }),
    ),
    {
      kind: 'text',
      x: at(0),
      y: bottom + 13,
      text: '0',
      size: 11,
      weight: 400,
      anchor: zeroAnchor,
      tone: 'muted',
    },
  ];
  const ends: readonly Mark[] = (
    [
      [low, 'start', pad],
      [high, 'end', width - pad],
    ] as const
  )
    .filter(([value, anchor]) => Math.abs(at(value) - at(0)) > 80 && anchor !== zeroAnchor)
    .map(([value, anchor, x]) => ({
      kind: 'text',
      x,
      y: bottom + 13,
      text: `${currency}\u00a0${short(value)}`,
      size: 11,
      weight: 400,
      anchor,
      tone: 'muted',
    }));
  return {
    width,
    height: bottom + 20,
    title,
    description: rows
      .map(({ name, measured, believed }) => `${name}: ${said(measured, believed, currency)}`)
      .join('. '),
    marks: [
      ...zero,
      ...ends,
      ...rows.flatMap((row, index) =>
        rowMarks(row, { top: index * rowHeight, currency, width, at }),
      ),
    ],
  };
}

function said(measured: Estimate | null, believed: Estimate | null, currency: string): string {
  const parts = [
    measured === null ? '' : `measured ${moneyAYear(measured, currency)}`,
    believed === null ? '' : `believed ${moneyAYear(believed, currency)}`,
  ];
  return parts.filter((part) => part !== '').join(', ') || 'nothing is known';
}

function rowMarks(
  { name, tone, measured, believed }: IntervalRow,
  {
    top,
    currency,
    width,
    at,
  }: { top: number; currency: string; width: number; at: (value: number) => number },
): readonly Mark[] {
  const shown = measured ?? believed;
  const number =
    shown === null ? '' : fitting(shown, currency, width - 2 * pad - 16 - textWidth(name, 13, 600));
  const text = { kind: 'text', y: top + 18, size: 13, weight: 600 } as const;
  return [
    { ...text, x: pad, anchor: 'start', tone: 'ink', text: name },
    {
      ...text,
      x: width - pad,
      anchor: 'end',
      tone: shown === believed ? 'muted' : tone,
      text: number,
    },
    ...interval(believed, 'outline', top + 52, tone, at),
    ...interval(measured, 'fill', top + 37, tone, at),
  ];
}

/** As much of an estimate as fits: with its range, without "a year", the number alone. */
function fitting(estimate: Estimate, currency: string, width: number): string {
  if (estimate.kind === 'abstained') return 'not said';
  const number = money(estimate.median, currency);
  const wordings = [moneyAYear(estimate, currency), `${number} (${range(estimate)})`, number];
  return wordings.find((each) => textWidth(each, 13, 600) <= width) ?? short(estimate.median);
}

function interval(
  estimate: Estimate | null,
  paint: 'fill' | 'outline',
  y: number,
  tone: Tone,
  at: (value: number) => number,
): readonly Mark[] {
  if (estimate?.kind !== 'estimate') return [];
  const { low, high, median } = estimate;
  return [
    {
      kind: 'line',
      points: [
        [at(low), y],
        [at(high), y],
      ],
      tone,
      weight: paint === 'fill' ? 3 : 1.2,
      dashed: paint === 'outline',
    },
    { kind: 'dot', x: at(median), y, radius: paint === 'fill' ? 6 : 4.5, tone, paint },
  ];
}

/** Who gains more: -1 all to the customers, +1 all to the business, with the range. */
export function tiltScene(
  measured: Estimate | null,
  believed: Estimate | null,
  width: number,
): Scene {
  const at = (value: number): number => pad + ((value + 1) / 2) * (width - 2 * pad);
  const text = { kind: 'text', size: 12, weight: 400, tone: 'muted', y: 64 } as const;
  const y = 34;
  return {
    width,
    height: 70,
    title: 'Who gains more',
    description: `From -1, all to the customers, to +1, all to the business: ${indexWithRange(measured ?? believed ?? { kind: 'abstained', reason: 'nothing is known' })}.`,
    marks: [
      {
        kind: 'rect',
        x: at(-1),
        y: y - 5,
        width: at(0) - at(-1),
        height: 10,
        tone: 'delivered',
        paint: 'soft',
        radius: 5,
      },
      {
        kind: 'rect',
        x: at(0),
        y: y - 5,
        width: at(1) - at(0),
        height: 10,
        tone: 'captured',
        paint: 'soft',
        radius: 5,
      },
      {
        kind: 'line',
        points: [
          [at(0), y - 14],
          [at(0), y + 14],
        ],
        tone: 'muted',
        weight: 1,
      },
      ...interval(believed, 'outline', y, 'ink', at),
      ...interval(measured, 'fill', y, 'ink', at),
      { ...text, x: at(-1), anchor: 'start', text: 'customers' },
      { ...text, x: at(0), anchor: 'middle', text: 'even' },
      { ...text, x: at(1), anchor: 'end', text: 'the business' },
    ],
  };
}
