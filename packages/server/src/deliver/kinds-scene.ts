import type { Estimate } from '@bothways/core';
import { type MoneyScale, moneyScale } from './money-scale.ts';
import { moneyAYear, short } from './numbers.ts';
import type { ReportValue } from './report-data.ts';
import { lineHeight, type Mark, type Scene, textLines } from './scene.ts';
import { wrap } from './text-width.ts';
import { moneyBar } from './voice-bar.ts';

const nameSize = 13;
const labelSize = 12;
const pad = 8;

/** A kind with what goes each way. */
interface KindRow {
  readonly name: string;
  readonly give: ReportValue | undefined;
  readonly get: ReportValue | undefined;
}

/** Whether anything of a row can be said in money. */
export function isValued({ worth, cost }: ReportValue): boolean {
  return worth.kind === 'estimate' || cost.kind === 'estimate';
}

/** The rows to draw: measured where any is, else believed; without what moves between others. */
export function valuesShown(values: readonly ReportValue[]): readonly ReportValue[] {
  const evidence = values.some((value) => value.evidence === 'measured') ? 'measured' : 'believed';
  return values.filter((value) => value.evidence === evidence);
}

/**
 * Value by kind: left what they give, right what they get; the thick bar is what it is worth to whoever receives it,
 * the thin one what it costs whoever gives it. Kinds that nobody has put a value on are not in it.
 */
export function kindsScene(values: readonly ReportValue[], currency: string, width: number): Scene {
  const rows = rowsOf(
    valuesShown(values).filter((value) => isValued(value) && value.giver !== 'other'),
  );
  const sizes = rows
    .flatMap(({ give, get }) => [give?.worth, give?.cost, get?.worth, get?.cost])
    .map((each) => median(each) ?? 0);
  const scale = moneyScale(sizes);
  const middle = width / 2;
  let bottom = 30;
  const marks: Mark[] = [
    {
      kind: 'text',
      x: middle - 10,
      y: 14,
      text: '← They give',
      size: 13,
      weight: 600,
      anchor: 'end',
      tone: 'captured',
    },
    {
      kind: 'text',
      x: middle + 10,
      y: 14,
      text: 'They get →',
      size: 13,
      weight: 600,
      anchor: 'start',
      tone: 'delivered',
    },
  ];
  for (const row of rows) {
    const block = rowMarks(row, scale, currency, { width, top: bottom });
    marks.push(...block.marks);
    bottom = block.bottom;
  }
  return {
    width,
    height: bottom,
    title: 'Value by kind',
    description: `What each kind of value is worth to whoever receives it and costs whoever gives it, in ${currency} a year: left what they give, right what they get.`,
    marks,
  };
}

function rowsOf(values: readonly ReportValue[]): readonly KindRow[] {
  return [...new Set(values.map(({ kind }) => kind))].map((kind) => {
    const both = values.filter((value) => value.kind === kind);
    return {
      name: both[0]?.name ?? kind,
      give: both.find(({ giver }) => giver === 'customer'),
      get: both.find(({ giver }) => giver === 'business'),
    };
  });
}

function rowMarks(
  row: KindRow,
  scale: MoneyScale,
  currency: string,
  { width, top }: { width: number; top: number },
): { marks: readonly Mark[]; bottom: number } {
  const lines = wrap(row.name, {
    width: width - 2 * pad,
    size: nameSize,
    weight: 600,
    linesMax: 2,
  });
  const barsTop = top + 10 + lines.length * lineHeight(nameSize) + 4;
  const middle = width / 2;
  const labels = ([row.give, row.get] as const).map((value) => labelLines(value, middle - pad - 8));
  const sides = (
    [
      [row.give, -1, 'captured'],
      [row.get, 1, 'delivered'],
    ] as const
  ).flatMap(([value, sign, tone], index) => {
    const place = (y: number, thickness: number, of: typeof tone | 'muted') => ({
      tone: of,
      lengthMax: middle - pad,
      thickness,
      along: (length: number, across: number) => [middle + sign * length, y + across] as const,
    });
    const told =
      value === undefined
        ? ''
        : `${row.name}: worth ${moneyAYear(value.worth, currency)}; cost ${moneyAYear(value.cost, currency)}`;
    return [
      ...moneyBar(
        { median: median(value?.worth) ?? 0 },
        scale,
        place(barsTop + 6, 12, tone),
        'fill',
        told,
      ),
      ...moneyBar(
        { median: median(value?.cost) ?? 0 },
        scale,
        place(barsTop + 16, 4, 'muted'),
        'fill',
        told,
      ),
      ...textLines(labels[index] ?? [], {
        x: middle + sign * 8,
        y: barsTop + 33,
        size: labelSize,
        weight: 400,
        anchor: sign < 0 ? 'end' : 'start',
        tone: 'ink',
        title: told,
      }),
    ];
  });
  const bottom =
    barsTop + 24 + Math.max(1, ...labels.map((each) => each.length)) * lineHeight(labelSize) + 8;
  return {
    marks: [
      {
        kind: 'line',
        points: [
          [0, top],
          [width, top],
        ],
        tone: 'rule',
        weight: 1,
      },
      ...textLines(lines, {
        x: pad,
        y: top + 20,
        size: nameSize,
        weight: 600,
        anchor: 'start',
        tone: 'ink',
        title: row.name,
      }),
      ...sides,
      {
        kind: 'line',
        points: [
          [middle, barsTop - 3],
          [middle, bottom - 6],
        ],
        tone: 'ink',
        weight: 1.5,
      },
    ],
    bottom,
  };
}

function labelLines(value: ReportValue | undefined, width: number): readonly string[] {
  if (value === undefined) return [];
  const parts = [sayHow('worth', value.worth), sayHow('costs', value.cost)];
  const joined = parts.join(' · ');
  const fit = { width, size: labelSize, weight: 400 } as const;
  return wrap(joined, { ...fit, linesMax: 9 }).length === 1
    ? [joined]
    : parts.flatMap((part) => wrap(part, { ...fit, linesMax: 1 }));
}

function sayHow(word: string, estimate: Estimate): string {
  return estimate.kind === 'estimate' ? `${word} ${short(estimate.median)}` : `${word} not said`;
}

function median(estimate: Estimate | undefined): number | null {
  return estimate?.kind === 'estimate' ? estimate.median : null;
}
