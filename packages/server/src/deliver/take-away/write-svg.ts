import type { Mark, Palette } from '@bothways/core/scene';
import { html, type Markup, markupText } from '../html.ts';
import { inkOf } from './ink.ts';
import type { Sheet } from './sheet.ts';

/** Inter where it is there, else what the reader's machine has. */
const FONTS = "Inter, 'Inter Variable', 'Helvetica Neue', Arial, sans-serif";

/** A sheet as an SVG file that needs nothing else: colours stand in it, fonts are named, what it shows is told in words. */
export function sheetSvg(sheet: Sheet, palette: Palette, locale: string): string {
  const { width, height, title, description, parts, outline } = sheet;
  const markup = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="img" aria-labelledby="title desc" xml:lang="${locale}" font-family="${FONTS}" style="font-variant-numeric:tabular-nums"><title id="title">${title}</title><desc id="desc">${description}</desc><rect width="100%" height="100%" fill="${palette.paper}"/>${parts.map(({ name, marks }) => html`<g${name !== '' && html` aria-label="${name}"`}>${marks.map((mark) => drawn(mark, palette, outline))}</g>`)}</svg>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markupText(markup)}\n`;
}

function drawn(mark: Mark, palette: Palette, outline: number): Markup {
  const look = lookOf(mark, palette, outline);
  switch (mark.kind) {
    case 'rect':
      return html`<rect x="${round(mark.x)}" y="${round(mark.y)}" width="${round(mark.width)}" height="${round(mark.height)}" rx="${round(mark.radius ?? 1.4)}"${look}>${told(mark.title)}</rect>`;
    case 'line':
      return html`<polyline points="${mark.points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}"${look} stroke-linejoin="round" stroke-linecap="round"/>`;
    case 'dot':
      return html`<circle cx="${round(mark.x)}" cy="${round(mark.y)}" r="${round(mark.radius)}"${look}>${told(mark.title)}</circle>`;
    case 'text':
      return html`<text x="${round(mark.x)}" y="${round(mark.y)}" font-size="${round(mark.size)}" font-weight="${mark.weight}" text-anchor="${mark.anchor}"${look}>${mark.text}${told(mark.text.endsWith('…') ? mark.title : undefined)}</text>`;
  }
}

function lookOf(mark: Mark, palette: Palette, outline: number): Markup {
  const { fill, stroke, strokeWidth, dashed } = inkOf(mark, palette, outline);
  return html` fill="${fill ?? 'none'}"${stroke !== null && html` stroke="${stroke}" stroke-width="${round(strokeWidth)}"`}${dashed && html` stroke-dasharray="${round(outline * 2.3)} ${round(outline * 3)}"`}`;
}

function told(title: string | undefined): Markup | null {
  return title === undefined ? null : html`<title>${title}</title>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
