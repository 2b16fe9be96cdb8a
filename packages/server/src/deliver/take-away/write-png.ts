import type { Palette } from '@bothways/core/scene';
import { Resvg } from '@resvg/resvg-js';
import { fontFiles, hasOtherScripts } from './fonts.ts';
import type { Sheet } from './sheet.ts';
import { sheetSvg } from './write-svg.ts';

/** The most pixels of a picture: what mail, slides and browsers still open, and 160 MB while it is drawn. */
export const PIXELS_MAX = 40_000_000;

/**
 * A sheet as a picture, `zoom` pixels a point where that is not too large, else as many as are allowed.
 * Null: it cannot be read at any size that is allowed.
 */
export function sheetPng(
  sheet: Sheet,
  palette: Palette,
  { zoom, locale }: { zoom: number; locale: string },
): Uint8Array | null {
  const fits = Math.min(zoom, Math.sqrt(PIXELS_MAX / (sheet.width * sheet.height)));
  if (fits < 1) return null;
  const svg = sheetSvg(sheet, palette, locale);
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: fits },
    font: {
      fontFiles: Object.values(fontFiles),
      defaultFontFamily: 'Inter',
      // Only where a letter needs it: a picture has the same bytes on every machine otherwise.
      loadSystemFonts: hasOtherScripts(svg),
    },
  });
  return picture.render().asPng();
}
