import { type Mark, moved, type Palette, type TextMark } from '@bothways/core/scene';
import PdfDocument from 'pdfkit';
import { text } from './blocks.ts';
import { fontFiles, hasOtherScripts } from './fonts.ts';
import { inkOf } from './ink.ts';
import type { Sheet } from './sheet.ts';

export interface PdfAbout {
  readonly title: string;
  readonly subject: string;
  readonly locale: string;
  /** When the figures were made, ISO 8601: the document's own date too, so that same figures give same bytes. */
  readonly date: string;
  /** What is said at the foot of a page that has letters which its fonts are without. */
  readonly missing: string;
}

/**
 * Sheets as a PDF, a page each: paths and embedded letters, no picture; text can be searched, copied and read aloud.
 * Shape: at least one sheet; one point of a sheet is one of paper.
 */
export function sheetsPdf(
  sheets: readonly Sheet[],
  palette: Palette,
  { title, subject, locale, date, missing }: PdfAbout,
): Promise<Uint8Array> {
  const made = new Date(date);
  const pdf = new PdfDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: locale,
    info: {
      ...{ Title: title, Subject: subject, Author: 'Bothways', Creator: 'Bothways' },
      ...{ Producer: 'Bothways', CreationDate: made, ModDate: made },
    },
  });
  for (const [weight, file] of Object.entries(fontFiles)) pdf.registerFont(weight, file);
  const bytes = gathered(pdf);
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  for (const sheet of sheets) drawSheet(pdf, whole, noted(sheet, missing), palette);
  whole.end();
  pdf.end();
  return bytes;
}

/** The same, with a word about letters that cannot be drawn where there are any. */
function noted(sheet: Sheet, missing: string): Sheet {
  const isShort = sheet.parts
    .flatMap(({ marks }) => marks)
    .some((mark) => mark.kind === 'text' && hasOtherScripts(mark.text));
  if (!isShort) return sheet;
  const { marks } = text(missing, sheet.width - 80, { size: 7, tone: 'muted' });
  const note = { name: '', marks: moved(marks, 40, sheet.height - 16) };
  return { ...sheet, parts: [...sheet.parts, note] };
}

type Pdf = InstanceType<typeof PdfDocument>;

function gathered(pdf: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function drawSheet(
  pdf: Pdf,
  whole: PDFKit.PDFStructureElement,
  { width, height, title, parts, outline }: Sheet,
  palette: Palette,
): void {
  pdf.addPage({ size: [width, height], margin: 0 });
  pdf.outline.addItem(title);
  if (palette.paper !== '#ffffff')
    artifact(pdf, () => pdf.rect(0, 0, width, height).fill(palette.paper));
  for (const { name, marks } of parts) {
    const section = pdf.struct('Sect', { title: name });
    whole.add(section);
    for (const mark of marks) drawMark(pdf, section, mark, { palette, outline });
    section.end();
  }
}

/** Lines and grounds are told by the words beside them. */
function artifact(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact');
  draw();
  pdf.endMarkedContent();
}

interface Look {
  readonly palette: Palette;
  readonly outline: number;
}

function drawMark(pdf: Pdf, section: PDFKit.PDFStructureElement, mark: Mark, look: Look): void {
  switch (mark.kind) {
    case 'text':
      if (mark.text.trim() !== '')
        section.add(pdf.struct('P', {}, () => drawText(pdf, mark, look.palette)));
      break;
    case 'rect':
      inked(pdf, mark, look, () =>
        pdf.roundedRect(
          ...([mark.x, mark.y, mark.width, mark.height] as const),
          Math.min(mark.radius ?? 1.4, mark.width / 2, mark.height / 2),
        ),
      );
      break;
    case 'dot':
      inked(pdf, mark, look, () => pdf.circle(mark.x, mark.y, mark.radius));
      break;
    case 'line':
      inked(pdf, mark, look, () => {
        for (const [index, [x, y]] of mark.points.entries())
          if (index === 0) pdf.moveTo(x, y);
          else pdf.lineTo(x, y);
      });
  }
}

function inked(pdf: Pdf, mark: Mark, { palette, outline }: Look, path: () => void): void {
  const { fill, stroke, strokeWidth, dashed } = inkOf(mark, palette, outline);
  artifact(pdf, () => {
    pdf.lineJoin('round').lineCap('round');
    if (dashed) pdf.dash(outline * 2.3, { space: outline * 3 });
    if (stroke !== null) pdf.lineWidth(strokeWidth);
    path();
    if (fill !== null && stroke !== null) pdf.fillAndStroke(fill, stroke);
    else if (fill !== null) pdf.fill(fill);
    else if (stroke !== null) pdf.stroke(stroke);
    if (dashed) pdf.undash();
  });
}

function drawText(pdf: Pdf, mark: TextMark, palette: Palette): void {
  const { x, y, text: said, size, weight, anchor } = mark;
  pdf.font(String(weight)).fontSize(size);
  const width = pdf.widthOfString(said);
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  pdf
    .fillColor(inkOf(mark, palette, 1).fill ?? palette.ink)
    .text(said, left, y, { lineBreak: false, baseline: 'alphabetic' });
}
