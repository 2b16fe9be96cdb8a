// The journey's map on paper, on slides and as a picture: one map, cut by phase, never shrunk until nobody can read it.
import type { ReportFinding } from '@bothways/core/contract';
import { type Mark, moved } from '@bothways/core/scene';
import { fill } from '@bothways/core/words';
import { type Block, beside, panel, scaled, stack, text } from './blocks.ts';
import { BOTTOM, framed, MARGIN, type PaperSize, papers, TOP } from './frame.ts';
import { type MapRow, mapRows } from './map-rows.ts';
import { bothMoney, gradeBlock, labelled, legend, quoteBlock } from './parts.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import { headlineSentence, leadOf, nameOf, placedIn, type Telling, touchpointAt } from './told.ts';

/** Points of paper for a pixel of the map: names are set in 9 points, notes in 8. */
const SCALE = 0.72;
/** More touchpoints than these on A4 would be narrow; they get A3. */
const A4_MOST = 8;
const VOICES = { least: 230, most: 560 };
/** From what stands above the map to its top: the lit column begins in it. */
const MAP_GAP = 26 * SCALE;

/** The map as pages of paper, A4 or A3 across, whichever the journey asks for. */
export function mapPages(telling: Telling): readonly Sheet[] {
  const isShort = placedIn(telling.journeys).length <= A4_MOST;
  const small = isShort ? rowsFor(telling, papers.a4Wide) : null;
  if (small?.fits === true) return pagesOf(telling, papers.a4Wide, small);
  // A journey of very many channels is higher than any page: the map then gets smaller until it fits.
  const large = [1, 0.85, 0.7, 0.55, 0.4, 0.3].map((part) => SCALE * part);
  const fitting = firstOf(large, (scale) => rowsFor(telling, papers.a3Wide, scale));
  return pagesOf(telling, papers.a3Wide, fitting);
}

/** The first that fits, else the last. */
function firstOf(scales: readonly number[], make: (scale: number) => Rows): Rows {
  let made = make(SCALE);
  for (const scale of scales.slice(1)) {
    if (made.fits) break;
    made = make(scale);
  }
  return made;
}

interface Rows {
  readonly rows: readonly MapRow[];
  readonly isTorn: boolean;
  readonly fits: boolean;
  /** Points of paper for a pixel of the map. */
  readonly scale: number;
}

/** Larger paper is held further from the eye. */
function largeness({ width }: PaperSize): number {
  return width > papers.a4Wide.width ? 1.2 : 1;
}

/** Rows as high as the page leaves room for, the same on every page. */
function rowsFor(telling: Telling, size: PaperSize, scale = SCALE): Rows {
  const paper = size.width - 2 * MARGIN;
  const width = paper / scale;
  const matters =
    litOn(telling) === null ? 0 : mattersBlock(telling, paper, largeness(size)).height + 11;
  const legendHeight = legend(telling, { width: paper, k: 1, isTorn: true }).height;
  const above = mapHead(telling, paper).height + matters + MAP_GAP + 14;
  const room = (size.height - TOP - BOTTOM - above - legendHeight) / scale;
  const most = mapRows(telling, { width, voicesHeight: VOICES.most });
  const over = Math.max(0, (most.rows[0]?.height ?? 0) - room);
  const voicesHeight = Math.max(VOICES.least, VOICES.most - over);
  const made = over === 0 ? most : mapRows(telling, { width, voicesHeight });
  return { ...made, scale, fits: (made.rows[0]?.height ?? 0) <= room + 1 };
}

function pagesOf(
  telling: Telling,
  size: PaperSize,
  { rows, isTorn, scale }: Rows,
): readonly Sheet[] {
  const width = size.width - 2 * MARGIN;
  const lit = litOn(telling);
  return framed(
    telling,
    size,
    rows.map((row, index) => {
      const isLit = row.columns.some(({ key }) => key === lit);
      const above = [
        index === 0 ? mapHead(telling, width) : titleOf(telling, width, row),
        ...(isLit ? [mattersBlock(telling, width, largeness(size))] : []),
      ];
      const below = legend(telling, { width, k: 1, isTorn });
      return {
        title: row.phases.join(', '),
        description: describe(telling, row),
        outline: 1.3 * scale,
        parts: mapParts(row, { x: MARGIN, y: TOP, scale }, above, below),
      };
    }),
  );
}

/** Id of the touchpoint that matters most, where it is on the map. */
export function litOn({ overview, journeys }: Telling): string | null {
  const id = overview.headline?.touchpoint.id;
  return placedIn(journeys).some(({ touchpoint }) => touchpoint.id === id) ? (id ?? null) : null;
}

export function mapHead(telling: Telling, width: number, k = 1): Block {
  return stack(
    [
      text(nameOf(telling), width, { size: 22 * k, weight: 600, linesMax: 2 }),
      text(leadOf(telling), width, { size: 10 * k, tone: 'muted' }),
      ...elsewhere(telling, width, k),
    ],
    3 * k,
  );
}

/** Where what matters most is not on this map, that and where it is. */
function elsewhere(telling: Telling, width: number, k: number): readonly Block[] {
  const { overview, speech } = telling;
  const { headline, period } = overview;
  if (headline !== null && litOn(telling) !== null) return [];
  const words = speech.map;
  const said =
    headline === null
      ? words[period === null ? 'mattersNoneYet' : 'mattersNone']
      : fill(words.mattersElsewhere, {
          name: headline.touchpoint.name,
          journey:
            placedIn(overview.journeys).find(
              ({ touchpoint: { id } }) => id === headline.touchpoint.id,
            )?.journey.name ?? '',
        });
  return [text(said, width, { size: 10 * k, tone: 'muted' })];
}

/** On further pages: the journey again, small, with the phases of this page. */
function titleOf(telling: Telling, width: number, { phases }: MapRow): Block {
  return stack(
    [
      text(nameOf(telling), width, { size: 10, tone: 'muted', linesMax: 1 }),
      text(phases.join(' · '), width, { size: 18, weight: 600, linesMax: 1 }),
    ],
    2,
  );
}

/** The sentence that matters most, with money for both sides, what it hangs on and how well it is known. */
export function mattersBlock(telling: Telling, width: number, k: number): Block {
  const { overview, speech } = telling;
  const { headline } = overview;
  const { map } = speech;
  if (headline === null) return { marks: [], height: 0 };
  const inner = width - 28 * k;
  const [wide, money, rest] = [inner * 0.43, inner * 0.27, inner * 0.26];
  const at = touchpointAt(overview.journeys, headline);
  const sentence = stack(
    [
      text(map.matters, wide, { size: 8.5 * k, tone: 'muted', weight: 600 }),
      text(headlineSentence(telling) ?? '', wide, { size: 13 * k, weight: 600 }),
      at?.quote == null ? { marks: [], height: 0 } : quoteBlock(at.quote, wide, 0.9 * k),
    ],
    4 * k,
  );
  const block = beside([
    { x: 0, block: sentence },
    { x: wide + inner * 0.03, block: bothMoney(telling, headline, money, 0.92 * k) },
    { x: inner - rest, block: hangsBlock(telling, headline, rest, k) },
  ]);
  return panel(block, { width, padding: 14 * k, tone: 'lit' });
}

/** What a finding hangs on, how well it is known, and whose it is. */
function hangsBlock(telling: Telling, finding: ReportFinding, rest: number, k: number): Block {
  const { overview, speech } = telling;
  const { figures, said, format } = speech;
  const owner = touchpointAt(overview.journeys, finding)?.owner ?? null;
  return stack(
    [
      labelled(
        figures.breakEven,
        text(finding.breakEven === null ? said.noTurn : format.glued(finding.breakEven), rest, {
          size: 9 * k,
        }),
        rest,
        k,
      ),
      beside([
        {
          x: 0,
          block: labelled(
            figures.howWell,
            gradeBlock(telling, finding.grade, rest / 2, k),
            rest / 2,
            k,
          ),
        },
        ...(owner === null
          ? []
          : [
              {
                x: rest / 2,
                block: labelled(
                  figures.owner,
                  text(owner, rest / 2, { size: 9.5 * k }),
                  rest / 2,
                  k,
                ),
              },
            ]),
      ]),
    ],
    6 * k,
  );
}

/** A row of the map under its heads, over its legend; the touchpoints are parts of their own. */
export function mapParts(
  row: MapRow,
  { x, y, scale }: { x: number; y: number; scale: number },
  above: readonly Block[],
  below: Block,
): readonly SheetPart[] {
  const head = stack(above, 11);
  const mapTop = y + head.height + 26 * scale;
  const at = (marks: readonly Mark[]): readonly Mark[] => moved(scaled(marks, scale), x, mapTop);
  return [
    { name: '', marks: moved(head.marks, x, y) },
    { name: '', marks: at(row.ground) },
    ...row.columns.map(({ name, marks }) => ({ name, marks: at(marks) })),
    { name: '', marks: moved(below.marks, x, mapTop + row.height * scale + 14) },
  ];
}

export function describe(telling: Telling, { phases, columns }: MapRow): string {
  return `${leadOf(telling)} ${phases.join(', ')}: ${columns.map(({ name }) => name).join(', ')}.`;
}
