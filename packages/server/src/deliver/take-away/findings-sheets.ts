// Findings as pages to print, or as one long picture.
import type { ReportFinding } from '@bothways/core/contract';
import { type Mark, moved } from '@bothways/core/scene';
import { type Block, rule, stack, text } from './blocks.ts';
import { BOTTOM, framed, logo, MARGIN, papers, TOP } from './frame.ts';
import { findingCard } from './parts.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import { howMade, madeAt, ofSegment, type Telling } from './told.ts';

const GAP = 12;

/** A block that begins a part of its own, such as a finding. */
interface Item {
  readonly name: string;
  readonly block: Block;
}

export function findingsPages(telling: Telling): readonly Sheet[] {
  const width = papers.a4.width - 2 * MARGIN;
  const room = papers.a4.height - TOP - BOTTOM;
  const { own } = telling.speech;
  return framed(
    telling,
    papers.a4,
    paged(items(telling, width, 1), room).map((parts) => ({
      ...{ title: own.findings, description: own.findingsLead, parts },
    })),
  );
}

export function findingsPicture(telling: Telling): Sheet {
  const width = 1180;
  const { own } = telling.speech;
  const all = items(telling, width, 1.4);
  const parts = placed(all, 40, 40);
  const y = 40 + heightOf(all.map(({ block }) => block)) + 16;
  const told = text(`Bothways · ${madeAt(telling)}`, width, { size: 10, tone: 'muted' });
  const foot: readonly Mark[] = [...logo(40, y - 1, 13), ...moved(told.marks, 60, y)];
  return {
    ...{ width: width + 80, height: y + 44, title: own.findings, description: own.findingsLead },
    ...{ parts: [...parts, { name: '', marks: foot }], outline: 1.3 },
  };
}

function items(telling: Telling, width: number, k: number): readonly Item[] {
  const { overview, speech } = telling;
  const { own, format } = speech;
  const quiet = (said: string): Block => text(said, width, { size: 10 * k, tone: 'muted' });
  const none =
    overview.period === null ? [own.findingsNoneYet] : [own.findingsNone, own.findingsNoneWhy];
  const { headline } = overview;
  const cards = overview.findings.map((finding) => ({
    name: finding.touchpoint.name,
    block: findingCard(telling, finding, { width, k, isLit: isSame(finding, headline) }),
  }));
  const abstained = overview.abstained.map(({ kindName, touchpoint, reason }) => ({
    name: touchpoint.name,
    block: text(`${touchpoint.name}. ${kindName}: ${format.glued(reason)}`, width, { size: 9 * k }),
  }));
  return [
    {
      name: '',
      block: stack(
        [
          text(ofSegment(own.findings, telling), width, { size: 22 * k, weight: 600 }),
          ...(cards.length > 0 ? [own.findingsLead] : none).map(quiet),
        ],
        3 * k,
      ),
    },
    ...cards,
    ...(abstained.length === 0
      ? []
      : [
          {
            name: '',
            block: stack(
              [text(own.abstained, width, { size: 13 * k, weight: 600 }), quiet(own.abstainedWhy)],
              2,
            ),
          },
          ...abstained,
        ]),
    {
      name: '',
      block: stack(
        [
          rule(width),
          text(own.madeTitle, width, { size: 10 * k, weight: 600 }),
          ...howMade(telling).map((line) => text(line, width, { size: 8.5 * k, tone: 'muted' })),
        ],
        3 * k,
      ),
    },
  ];
}

/** Blocks under each other on as many pages as they need; none is cut. */
function paged(all: readonly Item[], room: number): readonly (readonly SheetPart[])[] {
  const pages: Item[][] = [];
  for (const item of all) {
    const last = pages.at(-1);
    const blocks = [...(last ?? []), item].map(({ block }) => block);
    if (last === undefined || heightOf(blocks) > room) pages.push([item]);
    else last.push(item);
  }
  return pages.map((page) => placed(page, MARGIN, TOP));
}

function placed(all: readonly Item[], x: number, top: number): readonly SheetPart[] {
  let y = top;
  return all.map(({ name, block }) => {
    const at = y;
    y += block.height + GAP;
    return { name, marks: moved(block.marks, x, at) };
  });
}

function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { height }) => sum + height + GAP, -GAP);
}

function isSame(a: ReportFinding, b: ReportFinding | null): boolean {
  return a.kind === b?.kind && a.touchpoint.id === b.touchpoint.id;
}
