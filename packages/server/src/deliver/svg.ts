import type { Mark, Scene } from '@bothways/core/scene';
import { html, type Markup } from './html.ts';

/**
 * A scene as inline SVG. Colours come from the page's style sheet by class (`t-delivered p-fill`), so both themes share it.
 * `id` must be unique in the page.
 */
export function svg(scene: Scene, id: string): Markup {
  return html`<svg viewBox="0 0 ${round(scene.width)} ${round(scene.height)}" width="${round(scene.width)}" height="${round(scene.height)}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${scene.title}</title><desc id="${id}-desc">${scene.description}</desc>${scene.marks.map(printed)}</svg>`;
}

function printed(mark: Mark): Markup {
  switch (mark.kind) {
    case 'rect':
      return html`<rect class="t-${mark.tone} p-${mark.paint}" x="${round(mark.x)}" y="${round(mark.y)}" width="${round(mark.width)}" height="${round(mark.height)}"${mark.radius !== undefined && html` rx="${round(mark.radius)}"`}>${told(mark.title)}</rect>`;
    case 'line':
      return html`<polyline class="t-${mark.tone}${mark.dashed === true && ' dashed'}${mark.filled === true && ' filled'}" stroke-width="${round(mark.weight)}" points="${mark.points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}"/>`;
    case 'dot':
      return html`<circle class="t-${mark.tone} p-${mark.paint}" cx="${round(mark.x)}" cy="${round(mark.y)}" r="${round(mark.radius)}">${told(mark.title)}</circle>`;
    case 'text':
      return html`<text class="t-${mark.tone} w-${mark.weight}" x="${round(mark.x)}" y="${round(mark.y)}" font-size="${round(mark.size)}"${mark.anchor !== 'start' && html` text-anchor="${mark.anchor}"`}>${mark.text}${told(mark.text.endsWith('…') ? mark.title : undefined)}</text>`;
  }
}

function told(title: string | undefined): Markup | null {
  return title === undefined ? null : html`<title>${title}</title>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
