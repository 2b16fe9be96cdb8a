// The one page to forward: what matters, what each side is left with, what to act on, and what is not known.
import type { ReportFinding } from '@bothways/core/contract';
import { moved } from '@bothways/core/scene';
import { fill, sentenceOf } from '@bothways/core/words';
import { type Block, beside, nothing, panel, rule, stack, text } from './blocks.ts';
import { framed, MARGIN, papers, TOP } from './frame.ts';
import { bothMoney, gradeBlock, labelled, moneyBlock } from './parts.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import { fiveBlock } from './summary-bars.ts';
import {
  type Estimate,
  headlineSentence,
  howMade,
  leadOf,
  moneyText,
  openFindings,
  type Telling,
  touchpointAt,
  unknowns,
} from './told.ts';

const size = papers.a4;
const width = size.width - 2 * MARGIN;

/** A4 upright. What is least gives way where the page is full. */
export function summarySheet(telling: Telling): Sheet {
  const { own } = telling.speech;
  const contents =
    [0, 1, 2, 3].map((level) => fitted(partsOf(telling, level))).find((each) => each.fits) ??
    fitted(partsOf(telling, 4));
  const [sheet] = framed(telling, size, [
    {
      title: `${own.summary}: ${telling.overview.model}`,
      description: headlineSentence(telling) ?? leadOf(telling),
      parts: contents.parts,
    },
  ]);
  if (sheet === undefined) throw new Error('a page was laid out and is not there');
  return sheet;
}

interface Part {
  readonly name: string;
  readonly block: Block;
}

/** `level`: how much is left out or cut short, from 0. */
function partsOf(telling: Telling, level: number): readonly Part[] {
  const { own, map, currency } = telling.speech;
  const part = (title: string, gap: number, ...blocks: readonly Block[]): Part => ({
    name: title,
    block: stack([text(title, width, { size: 11.5, weight: 600 }), ...blocks], gap),
  });
  const five = text(fill(own.fiveWhy, { currency }), width, { size: 8.5, tone: 'muted' });
  const act = actBlocks(telling, { most: 3, linesMax: level < 2 ? 3 : 2 });
  const lines = (said: readonly string[]): readonly Block[] =>
    said
      .slice(0, level < 2 ? 5 : 3)
      .map((line) =>
        text(line, width / 2 - 12, { size: 8, tone: 'muted', linesMax: level < 3 ? 4 - level : 1 }),
      );
  const made = howMade(telling);
  const side = (title: string, said: readonly string[]): Block =>
    stack([text(title, width / 2 - 12, { size: 9, weight: 600 }), ...lines(said)], 3);
  return [
    { name: '', block: titleBlock(telling) },
    { name: map.matters, block: sentenceBlock(telling, level) },
    { name: own.totals, block: netsBlock(telling) },
    part(own.fiveTitle, 3, five, fiveBlock(telling)),
    ...(act.length === 0 ? [] : [part(own.actTitle, 4, ...act)]),
    {
      name: own.unknownTitle,
      block: beside([
        { x: 0, block: side(own.unknownTitle, unknowns(telling)) },
        { x: width / 2 + 12, block: side(own.madeTitle, made) },
      ]),
    },
  ];
}

/** Spread over the page: gaps as wide as there is room for. */
function fitted(parts: readonly Part[]): { parts: readonly SheetPart[]; fits: boolean } {
  const heights = parts.reduce((sum, { block }) => sum + block.height, 0);
  const room = (size.height - TOP - 46 - heights) / Math.max(1, parts.length - 1);
  const gap = Math.min(26, Math.max(4, room));
  let y = TOP;
  const placed = parts.map(({ name, block }) => {
    const at = y;
    y += block.height + gap;
    return { name, marks: moved(block.marks, MARGIN, at) };
  });
  return { parts: placed, fits: room >= 9 };
}

function titleBlock(telling: Telling): Block {
  return stack(
    [
      text(telling.speech.own.summary, width, { size: 22, weight: 600 }),
      text(leadOf(telling), width, { size: 9, tone: 'muted', linesMax: 2 }),
    ],
    3,
  );
}

function sentenceBlock(telling: Telling, level: number): Block {
  const { overview, speech } = telling;
  const { map, figures, said, format } = speech;
  const { headline, period } = overview;
  const inner = width - 32;
  if (headline === null) {
    const quiet = map[period === null ? 'mattersNoneYet' : 'mattersNone'];
    return panel(text(quiet, inner, { size: 13, weight: 600 }), {
      ...{ width, padding: 16, tone: 'band' },
    });
  }
  const turn = headline.breakEven === null ? said.noTurn : format.glued(headline.breakEven);
  const [left, right] = [inner * 0.52, inner * 0.44];
  const owner = ownerOf(telling, headline);
  const half = (label: string, block: Block): Block => labelled(label, block, right / 2, 1);
  const block = stack(
    [
      text(map.matters, inner, { size: 8.5, tone: 'muted', weight: 600 }),
      text(headlineSentence(telling) ?? '', inner, {
        ...{ size: 15, weight: 600, linesMax: level < 2 ? 4 : 3 },
      }),
      beside([
        { x: 0, block: bothMoney(telling, headline, left, 1) },
        {
          x: inner - right,
          block: stack(
            [
              labelled(figures.breakEven, text(turn, right, { size: 9, linesMax: 4 }), right, 1),
              beside([
                {
                  x: 0,
                  block: half(
                    figures.howWell,
                    gradeBlock(telling, headline.grade, right / 2, 0.95),
                  ),
                },
                ...(owner === ''
                  ? []
                  : [
                      {
                        x: right / 2 + 6,
                        block: half(
                          figures.owner,
                          text(owner, right / 2 - 6, { size: 9, linesMax: 2 }),
                        ),
                      },
                    ]),
              ]),
            ],
            6,
          ),
        },
      ]),
    ],
    7,
  );
  return panel(block, { width, padding: 16, tone: 'lit' });
}

function ownerOf({ overview }: Telling, finding: ReportFinding): string {
  return touchpointAt(overview.journeys, finding)?.owner ?? '';
}

/** What is left to each side, measured where anything was, with what is believed beside it. */
function netsBlock(telling: Telling): Block {
  const { overview, speech } = telling;
  const { own } = speech;
  const { measured, believed } = overview.net;
  const shown = measured ?? believed;
  if (shown === null) return nothing;
  const half = width / 2;
  const side = (label: string, of: (net: NonNullable<typeof shown>) => Estimate): Block =>
    stack(
      [
        moneyBlock(telling, { label, estimate: of(shown) }, half - 16, 1.15),
        measured === null || believed === null
          ? nothing
          : text(
              fill(own.netBelieved, { money: moneyText(of(believed), speech, true) }),
              half - 16,
              { size: 8.5, tone: 'muted' },
            ),
      ],
      1,
    );
  return beside([
    { x: 0, block: side(own.netCustomers, ({ customer }) => customer) },
    { x: half, block: side(own.netBusiness, ({ business }) => business) },
  ]);
}

/** The gravest findings, each in a line with its money for both sides. */
function actBlocks(
  telling: Telling,
  { most, linesMax }: { most: number; linesMax: number },
): readonly Block[] {
  const { overview, speech } = telling;
  const money = 74;
  const said = width - 2 * money - 46;
  const { figures } = speech;
  const open = openFindings(overview);
  if (open.length === 0) return [];
  const head = beside([
    {
      x: said + 12,
      block: text(figures.customers, money, { size: 8, tone: 'muted', anchor: 'end' }),
    },
    {
      x: said + money + 22,
      block: text(figures.business, money, { size: 8, tone: 'muted', anchor: 'end' }),
    },
  ]);
  const rows = open.slice(0, most).map((finding) => {
    const at = touchpointAt(overview.journeys, finding);
    const figure = (estimate: Estimate): Block =>
      text(moneyText(estimate, speech, true), money, { size: 9.5, weight: 600, anchor: 'end' });
    return stack(
      [
        rule(width),
        beside([
          {
            x: 0,
            block: text(sentenceOf(finding, at, speech.findingSpeaker).text, said, {
              size: 9.5,
              linesMax,
            }),
          },
          { x: said + 12, block: figure(finding.customer) },
          { x: said + money + 22, block: figure(finding.business) },
          { x: width - 14, block: gradeLetter(finding.grade) },
        ]),
      ],
      5,
    );
  });
  return [head, ...rows];
}

function gradeLetter(grade: string): Block {
  return text(grade, 14, { size: 9, weight: 600, tone: 'muted', anchor: 'end' });
}
