import type { Estimate } from '@bothways/core';
import {
  lineHeight,
  type Mark,
  type MoneyScale,
  moneyBar,
  moneyScale,
  type Scene,
  type Tone,
  textLines,
  wrap,
} from '@bothways/core/scene';
import { moneyAYear, short } from './numbers.ts';
import type { ReportValue } from './report-data.ts';

const nameSize = 13;
const labelSize = 12;
const pad = 8;
/** From this width on, names stand left of the bars instead of above them. */
const besideFrom = 600;

/** A kind with what goes each way. */
interface KindRow {
  readonly name: string;
  readonly give: ReportValue | undefined;
  readonly get: ReportValue | undefined;
}

interface Frame {
  readonly scale: MoneyScale;
  readonly currency: string;
  readonly width: number;
  /** Width of the column of names; 0: names stand above. */
  readonly names: number;
  /** x of the line between the two directions. */
  readonly middle: number;
}

/** Whether anything of a row can be said in money. */
export function isValued({ worth, cost }: ReportValue): boolean {
  return worth.kind === 'estimate' || cost.kind === 'estimate';
}

/** Whether a customer gives or gets it. */
export function isCustomers({ giver, receiver }: ReportValue): boolean {
  return giver === 'customer' || receiver === 'customer';
}

/** The kind's name, with whom it is exchanged where that is not the business. */
export function nameOfValue({ name, giver, receiver }: ReportValue): string {
  return giver === 'other' || receiver === 'other' ? `${name}, with others` : name;
}

/** The rows to show: measured where any is, else believed. */
export function valuesShown(values: readonly ReportValue[]): readonly ReportValue[] {
  const isMeasured = values.some(({ evidence }) => evidence === 'measured');
  return values.filter(({ evidence }) => evidence === (isMeasured ? 'measured' : 'believed'));
}

/**
 * Value by kind, the largest first: left what they give, right what they get. The thick bar is what it is worth to
 * whoever receives it, the thin one what it costs whoever gives it. Kinds that nobody has put a value on are not in it.
 */
export function kindsScene(values: readonly ReportValue[], currency: string, width: number): Scene {
  const rows = rowsOf(valuesShown(values).filter((value) => isValued(value) && isCustomers(value)));
  const names = width >= besideFrom ? Math.round(width * 0.22) : 0;
  const middle = names + (width - names) / 2;
  const frame: Frame = { scale: moneyScale(rows.flatMap(sizes)), currency, width, names, middle };
  const head = { kind: 'text', y: 14, size: 13, weight: 600 } as const;
  const marks: Mark[] = [
    { ...head, x: middle - 10, text: '← They give', anchor: 'end', tone: 'captured' },
    { ...head, x: middle + 10, text: 'They get →', anchor: 'start', tone: 'delivered' },
  ];
  let bottom = 26;
  for (const row of rows) {
    const block = rowBlock(row, bottom, frame);
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
  const key = (value: ReportValue): string => JSON.stringify([value.kind, nameOfValue(value)]);
  const rows = [...Map.groupBy(values, key).values()].map(
    (both): KindRow => ({
      name: both[0] === undefined ? '' : nameOfValue(both[0]),
      give: both.find(({ giver }) => giver === 'customer'),
      get: both.find(({ receiver }) => receiver === 'customer'),
    }),
  );
  return rows.sort((a, b) => Math.max(...sizes(b)) - Math.max(...sizes(a)));
}

function sizes({ give, get }: KindRow): readonly number[] {
  return [give?.worth, give?.cost, get?.worth, get?.cost].map((each) => medianOf(each));
}

function rowBlock(
  row: KindRow,
  top: number,
  frame: Frame,
): { marks: readonly Mark[]; bottom: number } {
  const { width, names, middle } = frame;
  const nameWidth = names === 0 ? width - 2 * pad : names - pad;
  const lines = wrap(row.name, { width: nameWidth, size: nameSize, weight: 600, linesMax: 2 });
  const nameHeight = lines.length * lineHeight(nameSize);
  const barsTop = top + (names === 0 ? 12 + nameHeight : 14);
  const give = sideMarks(row.name, row.give, barsTop, -1, frame);
  const get = sideMarks(row.name, row.get, barsTop, 1, frame);
  const barsBottom = barsTop + 24 + Math.max(1, give.lines, get.lines) * lineHeight(labelSize);
  const bottom = Math.max(barsBottom, top + 12 + nameHeight) + 8;
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
        x: names === 0 ? pad : 0,
        y: top + 22,
        size: nameSize,
        weight: 600,
        anchor: 'start',
        tone: 'ink',
        title: row.name,
      }),
      ...give.marks,
      ...get.marks,
      {
        kind: 'line',
        points: [
          [middle, barsTop - 3],
          [middle, barsBottom],
        ],
        tone: 'ink',
        weight: 1.5,
      },
    ],
    bottom,
  };
}

function sideMarks(
  name: string,
  value: ReportValue | undefined,
  top: number,
  sign: -1 | 1,
  { scale, currency, width, middle }: Frame,
): { marks: readonly Mark[]; lines: number } {
  if (value === undefined) return { marks: [], lines: 0 };
  const { worth, cost } = value;
  const lengthMax = width - middle - pad;
  const place = (y: number, thickness: number, tone: Tone) => ({
    tone,
    lengthMax,
    thickness,
    along: (length: number, across: number) => [middle + sign * length, y + across] as const,
  });
  const told = `${name}: worth ${moneyAYear(worth, currency)}; cost ${moneyAYear(cost, currency)}`;
  const lines = labelLines(value, lengthMax - 8);
  return {
    lines: lines.length,
    marks: [
      ...moneyBar(
        { median: medianOf(worth) },
        scale,
        place(top + 6, 12, sign < 0 ? 'captured' : 'delivered'),
        'fill',
        told,
      ),
      ...moneyBar({ median: medianOf(cost) }, scale, place(top + 16, 4, 'muted'), 'fill', told),
      ...textLines(lines, {
        x: middle + sign * 8,
        y: top + 33,
        size: labelSize,
        weight: 400,
        anchor: sign < 0 ? 'end' : 'start',
        tone: 'ink',
        title: told,
      }),
    ],
  };
}

/** One line where it fits, else one for the worth and one for the cost. */
function labelLines({ worth, cost }: ReportValue, width: number): readonly string[] {
  const parts = [howMuch('worth', worth), howMuch('costs', cost)];
  const fit = { width, size: labelSize, weight: 400 } as const;
  const joined = wrap(parts.join(' · '), { ...fit, linesMax: 9 });
  return joined.length === 1
    ? joined
    : parts.flatMap((part) => wrap(part, { ...fit, linesMax: 1 }));
}

function howMuch(word: string, estimate: Estimate): string {
  return estimate.kind === 'estimate' ? `${word} ${short(estimate.median)}` : `${word} not said`;
}

function medianOf(estimate: Estimate | undefined): number {
  return estimate?.kind === 'estimate' ? estimate.median : 0;
}
