// Every touchpoint in numbers, as pages behind the map: the table beside the chart.
import { asCustomerMeets, type Mark, moved } from '@bothways/core/scene';
import { fill } from '@bothways/core/words';
import { type Block, beside, nothing, rule, stack, text } from './blocks.ts';
import { BOTTOM, framed, MARGIN, papers, TOP } from './frame.ts';
import type { Sheet } from './sheet.ts';
import {
  type Estimate,
  moneyText,
  type Placed,
  placedIn,
  rangeText,
  type Telling,
} from './told.ts';

const size = papers.a4Wide;
const width = size.width - 2 * MARGIN;
const nameWidth = 184;
const columnGap = 12;

/** Pages with a row for each touchpoint: both voices, what is left to each side, how it felt, how often. */
export function tablePages(telling: Telling): readonly Sheet[] {
  const { own, currency } = telling.speech;
  const head = stack(
    [
      text(own.every, width, { size: 18, weight: 600 }),
      text(fill(own.everyLead, { currency }), width, { size: 9, tone: 'muted' }),
    ],
    3,
  );
  const heads = headRow(telling);
  const room = size.height - TOP - BOTTOM - head.height - heads.height - 20;
  const pages = paged(rowsOf(telling), room);
  return framed(
    telling,
    size,
    pages.map((rows) => ({
      title: own.every,
      description: fill(own.everyLead, { currency }),
      parts: [
        { name: '', marks: at(stack([head, heads, rule(width, 'ink', 1)], 6)) },
        ...placedRows(rows, TOP + head.height + heads.height + 20),
      ],
    })),
  );
}

interface Row {
  readonly name: string;
  readonly block: Block;
}

function at({ marks }: Block, y = TOP): readonly Mark[] {
  return moved(marks, MARGIN, y);
}

function paged(rows: readonly Row[], room: number): readonly (readonly Row[])[] {
  const pages: Row[][] = [];
  let left = 0;
  for (const row of rows) {
    const last = pages.at(-1);
    if (last === undefined || row.block.height > left) {
      pages.push([row]);
      left = room - row.block.height;
    } else {
      last.push(row);
      left -= row.block.height;
    }
  }
  return pages;
}

function placedRows(
  rows: readonly Row[],
  top: number,
): readonly { name: string; marks: readonly Mark[] }[] {
  let y = top;
  return rows.map(({ name, block }) => {
    const here = y;
    y += block.height;
    return { name, marks: at(block, here) };
  });
}

const columns = 6;
const columnWidth = (width - nameWidth) / columns;

function headRow({ speech }: Telling): Block {
  const { own, map } = speech;
  const names = [own.get, own.give, own.netCustomers, own.netBusiness, map.felt, own.encounters];
  const head = (said: string, room: number, anchor: 'start' | 'end'): Block =>
    text(said, room, { size: 8, weight: 600, tone: 'muted', anchor });
  return beside([
    { x: 0, block: head(own.touchpoint, nameWidth, 'start') },
    ...names.map((name, index) => ({
      x: nameWidth + index * columnWidth + columnGap,
      block: head(name, columnWidth - columnGap, 'end'),
    })),
  ]);
}

function rowsOf(telling: Telling): readonly Row[] {
  return placedIn(telling.journeys).map((placed) => ({
    name: placed.touchpoint.name,
    block: rowOf(telling, placed),
  }));
}

function rowOf(telling: Telling, placed: Placed): Block {
  const { format, figures, mapSpeaker, own } = telling.speech;
  const { touchpoint, phase, step } = placed;
  const voices = touchpoint.measured ?? touchpoint.believed;
  const tone = touchpoint.measured === null ? 'muted' : 'ink';
  const room = columnWidth - columnGap;
  const number = (said: string, below: string): Block =>
    stack(
      [
        text(said, room, { size: 9, anchor: 'end', tone, weight: 600 }),
        below === ''
          ? nothing
          : text(below, room, { size: 7.5, anchor: 'end', tone: 'muted', linesMax: 2 }),
      ],
      0,
    );
  const money = (estimate: Estimate): Block =>
    number(
      moneyText(estimate, telling.speech),
      estimate.kind === 'abstained' ? '' : rangeText(estimate, telling.speech),
    );
  const met = voices === null ? null : asCustomerMeets(voices);
  const felt = touchpoint.felt;
  const cells = [
    ...(met === null || voices === null
      ? Array.from({ length: 4 }, () => number('–', ''))
      : [money(met.get), money(met.give), money(voices.customer), money(voices.business)]),
    felt?.kind === 'estimate'
      ? number(
          format.index(felt.median),
          fill(figures.range, { low: format.index(felt.low), high: format.index(felt.high) }),
        )
      : number('–', ''),
    number(touchpoint.encounters === null ? '–' : format.count(touchpoint.encounters), ''),
  ];
  const about = [
    mapSpeaker.channel(touchpoint.channel),
    `${phase}, ${step.name}`,
    touchpoint.measured === null ? (touchpoint.believed === null ? own.none : own.believed) : '',
  ].filter((each) => each !== '');
  const name = stack(
    [
      text(touchpoint.name, nameWidth, { size: 9, weight: 600 }),
      text(about.join(' · '), nameWidth, { size: 7.5, tone: 'muted' }),
    ],
    0,
  );
  const row = beside([
    { x: 0, block: name },
    ...cells.map((block, index) => ({ x: nameWidth + index * columnWidth + columnGap, block })),
  ]);
  return stack([row, rule(width), { marks: [], height: 1 }], 4);
}
