import { palettes } from '@bothways/core/scene';
import { expect, test } from 'vitest';

const grounds = ['paper', 'band', 'lit'] as const;

test.each(['light', 'dark'] as const)('[D10] %s: text is 4.5 to 1 on every ground', (theme) => {
  const palette = palettes[theme];
  for (const ground of grounds)
    for (const tone of ['ink', 'muted', 'delivered', 'captured'] as const)
      expect(contrast(palette[tone], palette[ground]), `${tone} on ${ground}`).toBeGreaterThan(4.5);
});

test('[D10] contrast is that of WCAG: 21 for black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

/** Source: WCAG 2.2, definition of contrast ratio. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
