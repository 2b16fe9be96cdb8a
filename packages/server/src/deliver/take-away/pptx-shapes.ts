// A sheet as DrawingML: rectangles, lines, ellipses and text boxes that are edited like any other on a slide.
// Source: ECMA-376 part 1, PresentationML (p:) and DrawingML (a:).
import { type Mark, type Palette, type TextMark, textWidth } from '@bothways/core/scene';
import { inkOf } from './ink.ts';
import type { Sheet, SheetPart } from './sheet.ts';
import { xmlText } from './write-xlsx.ts';

/** English Metric Units of a point. */
const EMU = 12_700;
/** On every machine, a little narrower than Inter: nothing runs wider than it was laid out. */
const FONT = 'Arial';
/** Of Arial: how far its letters rise above the line, and how far lines are apart, in parts of the size. */
const ASCENT = 0.905;
const LEADING = 1.15;

/** Lines of one text: what was one sentence before it was laid out is one text box again. */
interface Paragraph {
  readonly kind: 'paragraph';
  readonly lines: readonly TextMark[];
  readonly text: string;
}

type Shape = Mark | Paragraph;

/** All shapes of a sheet. Ids begin at 100, above those that a slide has already. */
export function sheetShapes(sheet: Sheet, palette: Palette): string {
  let id = 100;
  const next = (): number => {
    id += 1;
    return id;
  };
  const look = { palette, outline: sheet.outline, title: sheet.title, next };
  return sheet.parts.map((part) => partXml(part, look)).join('');
}

interface Look {
  readonly palette: Palette;
  readonly outline: number;
  /** The text that is the slide's title. */
  readonly title: string;
  readonly next: () => number;
}

function partXml({ name, marks }: SheetPart, look: Look): string {
  const id = look.next();
  const shapes = paragraphed(marks).map((shape) => shapeXml(shape, look));
  if (name === '' || shapes.length < 2) return shapes.join('');
  const { x, y, width, height } = boundsOf(marks);
  const box = (off: string, ext: string): string =>
    `<a:${off} x="${emu(x)}" y="${emu(y)}"/><a:${ext} cx="${emu(width)}" cy="${emu(height)}"/>`;
  return `<p:grpSp><p:nvGrpSpPr>${named(id, name, name)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>${box('off', 'ext')}${box('chOff', 'chExt')}</a:xfrm></p:grpSpPr>${shapes.join('')}</p:grpSp>`;
}

/** Texts whose lines stand under each other and together say their title become one. */
function paragraphed(marks: readonly Mark[]): readonly Shape[] {
  const shapes: Shape[] = [];
  for (let index = 0; index < marks.length; index += 1) {
    const mark = marks[index];
    if (mark === undefined) break;
    if (mark.kind !== 'text') {
      shapes.push(mark);
      continue;
    }
    const lines = linesFrom(marks, index, mark);
    shapes.push({ kind: 'paragraph', lines, text: saidBy(lines) });
    index += lines.length - 1;
  }
  return shapes;
}

function linesFrom(marks: readonly Mark[], from: number, first: TextMark): readonly TextMark[] {
  const lines = [first];
  for (const mark of marks.slice(from + 1)) {
    const last = lines.at(-1) ?? first;
    if (mark.kind !== 'text' || first.title === undefined || mark.title !== first.title) break;
    const isNext = mark.x === first.x && mark.size === first.size && mark.weight === first.weight;
    const down = mark.y - last.y;
    if (!isNext || down <= 0 || down > mark.size * 1.6) break;
    lines.push(mark);
  }
  const bare = (text: string): string => text.replace(/\s+/g, '');
  const whole = bare(lines.map(({ text }) => text).join(''));
  const isCut = whole.endsWith('…') && bare(first.title ?? '').startsWith(whole.slice(0, -1));
  return whole === bare(first.title ?? '') || isCut ? lines : [first];
}

function saidBy(lines: readonly TextMark[]): string {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined) return '';
  const isCut = last?.text.endsWith('…') === true && first.title?.endsWith('…') !== true;
  return lines.length === 1 || isCut
    ? lines.map(({ text }) => text).join(' ')
    : (first.title ?? '');
}

function shapeXml(shape: Shape, look: Look): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius = 1.4, title = '' } = shape;
      const least = Math.min(width, height);
      const round = least <= 0 ? 0 : Math.min(50_000, Math.round((radius / least) * 100_000));
      const geometry = `<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val ${round}"/></a:avLst></a:prstGeom>`;
      return solid(look, title, { x, y, width, height }, geometry, shape);
    }
    case 'dot': {
      const { x, y, radius, title = '' } = shape;
      const box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
      return solid(look, title, box, '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>', shape);
    }
    case 'line':
      return lineXml(shape, look);
    case 'text':
      return paragraphXml({ kind: 'paragraph', lines: [shape], text: shape.text }, look);
    case 'paragraph':
      return paragraphXml(shape, look);
  }
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function solid(look: Look, title: string, box: Bounds, geometry: string, mark: Mark): string {
  const id = look.next();
  return `<p:sp><p:nvSpPr>${named(id, `Shape ${id}`, title)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${placeXml(box)}${geometry}${inkXml(mark, look)}</p:spPr></p:sp>`;
}

function lineXml(mark: Extract<Mark, { kind: 'line' }>, look: Look): string {
  const box = boundsOf([mark]);
  const at = ([x, y]: readonly [number, number]): string =>
    `<a:pt x="${emu(x - box.x)}" y="${emu(y - box.y)}"/>`;
  const steps = mark.points.map((point, index) =>
    index === 0 ? `<a:moveTo>${at(point)}</a:moveTo>` : `<a:lnTo>${at(point)}</a:lnTo>`,
  );
  const geometry = `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="${emu(box.width)}" h="${emu(box.height)}"${'filled' in mark && mark.filled === true ? '' : ' fill="none"'}>${steps.join('')}</a:path></a:pathLst></a:custGeom>`;
  return solid(look, '', box, geometry, mark);
}

function paragraphXml({ lines, text }: Paragraph, look: Look): string {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined || text.trim() === '') return '';
  const { size, weight, anchor, x, y } = first;
  const apart = lines.length > 1 ? (last.y - y) / (lines.length - 1) / (size * LEADING) : 1;
  const widest = Math.max(...lines.map((line) => textWidth(line.text, size, weight)));
  const width = widest * 1.03 + 3;
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  const height = last.y - y + size * LEADING * apart;
  const box = { x: left, y: y - ASCENT * size * apart, width, height };
  const align = { start: 'l', middle: 'ctr', end: 'r' }[anchor];
  const colour = (inkOf(first, look.palette, 1).fill ?? look.palette.ink).slice(1);
  const isTitle = text === look.title;
  const id = look.next();
  const kind = isTitle ? '<p:nvPr><p:ph type="title"/></p:nvPr>' : '<p:nvPr/>';
  const run = `<a:rPr lang="en-GB" sz="${Math.round(size * 100)}" b="${weight === 600 ? 1 : 0}" dirty="0"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill><a:latin typeface="${FONT}"/><a:cs typeface="${FONT}"/></a:rPr>`;
  const spacing = `<a:lnSpc><a:spcPct val="${Math.round(apart * 100_000)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>`;
  return `<p:sp><p:nvSpPr>${named(id, isTitle ? 'Title' : `Text ${id}`, '')}<p:cNvSpPr${isTitle ? '' : ' txBox="1"'}/>${kind}</p:nvSpPr><p:spPr>${placeXml(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="${lines.length > 1 ? 'square' : 'none'}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr algn="${align}">${spacing}<a:buNone/></a:pPr><a:r>${run}<a:t>${escaped(text)}</a:t></a:r></a:p></p:txBody></p:sp>`;
}

function inkXml(mark: Mark, { palette, outline }: Look): string {
  const { fill, stroke, strokeWidth, dashed } = inkOf(mark, palette, outline);
  const colour = (each: string): string =>
    `<a:solidFill><a:srgbClr val="${each.slice(1)}"/></a:solidFill>`;
  const dash = dashed ? '<a:prstDash val="dash"/>' : '';
  const line =
    stroke === null
      ? '<a:ln><a:noFill/></a:ln>'
      : `<a:ln w="${emu(strokeWidth)}" cap="rnd">${colour(stroke)}${dash}<a:round/></a:ln>`;
  return `${fill === null ? '<a:noFill/>' : colour(fill)}${line}`;
}

function placeXml({ x, y, width, height }: Bounds): string {
  return `<a:xfrm><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm>`;
}

function boundsOf(marks: readonly Mark[]): Bounds {
  const points = marks.flatMap(cornersOf);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function cornersOf(mark: Mark): readonly (readonly [number, number])[] {
  switch (mark.kind) {
    case 'line':
      return mark.points;
    case 'rect':
      return [
        [mark.x, mark.y],
        [mark.x + mark.width, mark.y + mark.height],
      ];
    case 'dot':
    case 'text':
      return [[mark.x, mark.y]];
  }
}

function named(id: number, name: string, told: string): string {
  const about = told === '' ? '' : ` descr="${escaped(told)}"`;
  return `<p:cNvPr id="${id}" name="${escaped(name)}"${about}/>`;
}

function emu(points: number): number {
  return Math.max(0, Math.round(points * EMU));
}

function escaped(text: string): string {
  return xmlText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
