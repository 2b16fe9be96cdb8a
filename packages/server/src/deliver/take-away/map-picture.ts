import { type Mark, moved } from '@bothways/core/scene';
import { stack, text } from './blocks.ts';
import { logo } from './frame.ts';
import { mapRows } from './map-rows.ts';
import { describe, litOn, mapHead, mapParts, mattersBlock } from './map-sheets.ts';
import { legend } from './parts.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import { madeAt, nameOf, placedIn, type Telling } from './told.ts';

/** The widest row of a picture, in pixels: about 26 touchpoints; more stand in rows under each other. */
const WIDEST = 2600;
const NARROWEST = 1180;
const MARGIN = 40;
const ROW_GAP = 44;

/** The whole map as one picture, in pixels of the screen, with all that is needed to read it. */
export function mapPicture(telling: Telling): Sheet {
  const count = placedIn(telling.journeys).length;
  const width = Math.min(WIDEST, Math.max(NARROWEST, 110 + count * 104));
  const { rows, isTorn } = mapRows(telling, { width, voicesHeight: 400 });
  const lit = litOn(telling);
  const parts: SheetPart[] = [];
  let y = MARGIN;
  for (const [index, row] of rows.entries()) {
    const isLit = row.columns.some(({ key }) => key === lit);
    const above = [
      ...(index === 0 ? [mapHead(telling, width, 1.25)] : []),
      ...(isLit ? [mattersBlock(telling, Math.min(width, 1500), 1.25)] : []),
    ];
    const below = legend(telling, { width, k: 1.3, isTorn });
    const isLast = index === rows.length - 1;
    const head = stack(above, 11);
    parts.push(
      ...mapParts(
        row,
        { x: MARGIN, y, scale: 1 },
        above,
        isLast ? below : { marks: [], height: 0 },
      ),
    );
    y += head.height + 26 + row.height + (isLast ? 14 + below.height : ROW_GAP);
  }
  parts.push({ name: '', marks: foot(telling, width, y + 22) });
  return {
    ...{ width: width + 2 * MARGIN, height: y + 22 + 14 + MARGIN * 0.7 },
    title: nameOf(telling),
    description: rows.map((row) => describe(telling, row)).join(' '),
    ...{ parts, outline: 1.3 },
  };
}

function foot(telling: Telling, width: number, y: number): readonly Mark[] {
  const told = text(`Bothways · ${madeAt(telling)}`, width, { size: 10, tone: 'muted' });
  return [...logo(MARGIN, y - 1, 13), ...moved(told.marks, MARGIN + 20, y)];
}
