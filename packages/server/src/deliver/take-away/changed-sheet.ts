// What changed in a month, on one page to forward: what matters first, then both sides, then touchpoint by touchpoint.
import type { ChangedComparison, ChangedFigure } from '@bothways/core/contract';
import { moved } from '@bothways/core/scene';
import { fill } from '@bothways/core/words';
import { type Block, beside, nothing, panel, rule, stack, text } from './blocks.ts';
import { framed, MARGIN, papers, TOP } from './frame.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import type { Speech } from './speech.ts';
import { type Estimate, howMade, type Telling } from './told.ts';

const width = papers.a4.width - 2 * MARGIN;
const ROWS_MOST = 12;
type Figure = 'customer' | 'business' | 'joint' | 'volume' | 'felt';

/** A4 upright. Shape: only where two months are compared. */
export function changedSheet(telling: Telling, comparison: ChangedComparison): Sheet {
  const { own, changed, format } = telling.speech;
  const { findings, judged, rate, headlines } = comparison;
  const said = (names: readonly { readonly sentence: string }[]): readonly Block[] =>
    names
      .slice(0, 3)
      .map(({ sentence }) => text(format.glued(sentence), width, { size: 9, linesMax: 2 }));
  const listed = (title: string, names: readonly { readonly sentence: string }[]): Block =>
    names.length === 0 ? nothing : stack([small(title), ...said(names)], 3);
  const how = fill(changed.howMarked, { judged: format.count(judged), rate: format.percent(rate) });
  const blocks = [
    titleBlock(telling, comparison),
    headlinesBlock(telling, comparison),
    totalBlock(telling, comparison),
    tableBlock(telling, comparison),
    stack(
      [listed(changed.newFindings, findings.new), listed(changed.goneFindings, findings.gone)],
      8,
    ),
    opinionBlock(telling, comparison),
    stack(
      [
        small(own.madeTitle),
        ...[...(headlines.length === 0 ? [] : [how]), ...howMade(telling).slice(1, 3)].map((line) =>
          text(line, width, { size: 8, tone: 'muted', linesMax: 2 }),
        ),
      ],
      3,
    ),
  ].filter(({ height }) => height > 0);
  const [sheet] = framed(telling, papers.a4, [
    { title: own.changed, description: leadOf(telling.speech, comparison), parts: spread(blocks) },
  ]);
  if (sheet === undefined) throw new Error('a page was laid out and is not there');
  return sheet;
}

function spread(blocks: readonly Block[]): readonly SheetPart[] {
  const heights = blocks.reduce((sum, { height }) => sum + height, 0);
  const room = (papers.a4.height - TOP - 48 - heights) / Math.max(1, blocks.length - 1);
  let y = TOP;
  return blocks.map((block) => {
    const at = y;
    y += block.height + Math.min(24, Math.max(6, room));
    return { name: '', marks: moved(block.marks, MARGIN, at) };
  });
}

function small(said: string): Block {
  return text(said, width, { size: 9.5, weight: 600 });
}

function leadOf({ changed, locale }: Speech, { month, against }: ChangedComparison): string {
  return fill(changed.lead, {
    month: monthText(month, locale),
    against: monthText(against, locale),
  });
}

/** "August 2026". */
function monthText(month: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  }).format(new Date(`${month}-01T00:00:00Z`));
}

function titleBlock({ speech }: Telling, comparison: ChangedComparison): Block {
  const title = `${speech.own.changed}: ${monthText(comparison.month, speech.locale)}`;
  return stack(
    [
      text(title, width, { size: 22, weight: 600, linesMax: 2 }),
      text(leadOf(speech, comparison), width, { size: 9, tone: 'muted' }),
    ],
    3,
  );
}

/** The changes that matter; where there are none, that. */
function headlinesBlock({ speech }: Telling, { headlines, judged }: ChangedComparison): Block {
  const { changed, format } = speech;
  const inner = width - 32;
  if (headlines.length === 0)
    return panel(
      stack(
        [
          text(changed.nothing, inner, { size: 14, weight: 600 }),
          text(fill(changed.nothingWhy, { judged: format.count(judged) }), inner, { size: 9.5 }),
        ],
        4,
      ),
      { width, padding: 16, tone: 'band' },
    );
  const each = headlines.map((headline, index) => {
    const size = index === 0 ? 14 : 11;
    return stack(
      [
        text(headlineText(headline, speech), inner, { size, weight: 600, linesMax: 3 }),
        text(fromTo(headline.changed, headline.what, speech), inner, { size: 9, tone: 'muted' }),
      ],
      1,
    );
  });
  return panel(stack(each, 8), { width, padding: 16, tone: 'lit' });
}

function headlineText(
  { touchpoint, what, metric, changed: { difference } }: ChangedComparison['headlines'][number],
  { changed, format }: Speech,
): string {
  const size = difference.kind === 'estimate' ? difference.median : 0;
  const amount = Math.abs(size);
  return fill(changed.said[what][size < 0 ? 'less' : 'more'], {
    name: touchpoint.name,
    money: format.money(amount),
    count: format.count(amount),
    index: format.index(amount).replace('+', ''),
    points: format.count(amount * 100),
    metric: (metric ?? '').replaceAll('_', ' '),
  });
}

function fromTo({ before, now }: ChangedFigure, what: Figure | 'kept', speech: Speech): string {
  return before.kind === 'estimate' && now.kind === 'estimate'
    ? fill(speech.changed.fromTo, {
        before: written(before.median, what, speech),
        now: written(now.median, what, speech),
      })
    : '';
}

function written(
  value: number,
  what: Figure | 'kept',
  { format }: Speech,
  isSigned = false,
): string {
  if (what === 'felt') return format.index(value);
  const plain = what === 'kept' ? format.percent(value) : format.count(value);
  if (what === 'volume' || what === 'kept') return isSigned && value > 0 ? `+${plain}` : plain;
  return format.moneySigned(value);
}

/** Both sides, together, and how often: the difference large, from what to what below. */
function totalBlock({ speech }: Telling, { total }: ChangedComparison): Block {
  const { changed } = speech;
  const column = width / 4;
  const figures = (['customer', 'business', 'joint', 'volume'] as const).map((what, index) => {
    const { difference, isChange } = total[what];
    const said =
      difference.kind === 'estimate'
        ? written(difference.median, what, speech, true)
        : speech.figures.notSaid;
    return {
      x: index * column,
      block: stack(
        [
          text(changed.sides[what], column - 10, { size: 8.5, tone: 'muted' }),
          text(said, column - 10, { size: 17, weight: 600, tone: isChange ? 'ink' : 'muted' }),
          text(fromTo(total[what], what, speech), column - 10, {
            size: 8,
            tone: 'muted',
            linesMax: 2,
          }),
        ],
        1,
      ),
    };
  });
  return stack([text(changed.total, width, { size: 11.5, weight: 600 }), beside(figures)], 6);
}

const columns = ['customer', 'business', 'volume', 'felt'] as const;
const nameWidth = 190;
const columnWidth = (width - nameWidth) / columns.length;

/** Touchpoints with a change that is more than chance, the largest first; changes that chance alone may make stand in grey. */
function tableBlock({ speech }: Telling, { rows }: ChangedComparison): Block {
  const { own, changed, map } = speech;
  const marked = rows.filter((row) => columns.some((what) => row[what]?.isChange === true));
  if (marked.length === 0) return nothing;
  const names = { ...changed.sides, felt: map.felt };
  const cell = (said: string, isMarked: boolean, size = 9): Block =>
    text(said, columnWidth - 8, {
      ...{ size, anchor: 'end', linesMax: 1 },
      ...{ weight: isMarked ? 600 : 400, tone: isMarked ? 'ink' : 'muted' },
    });
  const laid = (first: Block, cells: readonly Block[]): Block =>
    beside([
      { x: 0, block: first },
      ...cells.map((block, index) => ({ x: nameWidth + 8 + index * columnWidth, block })),
    ]);
  const head = laid(
    text(own.touchpoint, nameWidth, { size: 8, tone: 'muted' }),
    columns.map((what) => cell(names[what], false, 8)),
  );
  const said = (difference: Estimate | undefined, what: Figure): string =>
    difference?.kind === 'estimate' ? written(difference.median, what, speech, true) : '–';
  const each = marked.slice(0, ROWS_MOST).map((row) =>
    stack(
      [
        rule(width),
        laid(
          text(row.touchpoint.name, nameWidth, { size: 9, linesMax: 2 }),
          columns.map((what) =>
            cell(said(row[what]?.difference, what), row[what]?.isChange === true),
          ),
        ),
      ],
      3.5,
    ),
  );
  const left = marked.length - ROWS_MOST;
  const more =
    left > 0
      ? [
          text(fill(own.more, { count: speech.format.count(left) }), width, {
            size: 8,
            tone: 'muted',
          }),
        ]
      : [];
  return stack(
    [text(own.beyondChance, width, { size: 11.5, weight: 600 }), head, ...each, ...more],
    3.5,
  );
}

/** What the same month would be at the opinions of before. */
function opinionBlock({ speech }: Telling, { opinion, total }: ChangedComparison): Block {
  const { changed, format, figures } = speech;
  if (opinion === null) return nothing;
  const money = (estimate: Estimate): string =>
    estimate.kind === 'estimate' ? format.moneySigned(estimate.median) : figures.notSaid;
  const day = format.day(opinion.savedAt);
  const now = { customer: money(total.customer.now), business: money(total.business.now) };
  const before = { customer: money(opinion.customer), business: money(opinion.business) };
  const isSame = now.customer === before.customer && now.business === before.business;
  const said = fill(isSame ? changed.opinionSame : changed.opinionWhy, {
    ...{ day, ...before, customerNow: now.customer, businessNow: now.business },
  });
  return text(said, width, { size: 9, tone: 'muted', linesMax: 3 });
}
