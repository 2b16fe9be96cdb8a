/** How bold a text is set. */
export type Weight = 400 | 600;

/** Advance widths of Inter for U+0020..U+007E, in thousandths of the size; measured in a browser. */
const widths: Readonly<Record<Weight, readonly number[]>> = {
  400: [
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 640, 640, 640,
    640, 646, 640, 640, 640, 640, 640, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601,
    590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682,
    679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549,
    242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
  ],
  600: [
    252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 660, 660, 660,
    660, 666, 660, 660, 660, 660, 660, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605,
    588, 749, 746, 277, 580, 703, 565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720,
    713, 652, 373, 379, 373, 481, 469, 351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569,
    262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455, 359, 455, 673,
  ],
};

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * About how wide a text is set in Inter, from above: digits count as tabular, unknown letters as wide.
 * Units: size and result in the same unit (pixels of the scene).
 */
export function textWidth(text: string, size: number, weight: Weight): number {
  let thousandths = 0;
  // Plain letters are one grapheme each: to ask for them costs fifty times what adding them does.
  if (PLAIN.test(text))
    for (let at = 0; at < text.length; at += 1)
      thousandths += widths[weight][text.charCodeAt(at) - 32] ?? 0;
  else
    for (const { segment } of graphemes.segment(text))
      thousandths += graphemeWidth(segment, weight);
  return (thousandths * size) / 1000;
}

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * A text in at most `linesMax` lines of at most `width`; what does not fit ends in an ellipsis.
 * Breaks at spaces and after hyphens and slashes, and inside a word that is wider than a line.
 */
export function wrap(
  text: string,
  {
    width,
    size,
    weight,
    linesMax,
  }: { width: number; size: number; weight: Weight; linesMax: number },
): readonly string[] {
  const fits = (line: string): boolean => textWidth(line.trimEnd(), size, weight) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text, fits)) {
    if (line !== '' && !fits(line + piece)) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += line === '' ? piece.trimStart() : piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  if (lines.length <= linesMax) return lines;
  const kept = lines.slice(0, linesMax);
  return [...kept.slice(0, -1), shorten(kept.at(-1) ?? '', fits)];
}

/** Words with the space behind them, cut where even a whole line is too narrow for one. */
function pieces(text: string, fits: (line: string) => boolean): readonly string[] {
  const words = text.replace(/[^\S\u00a0]+/g, ' ').match(/[^ /-]*[ /-]?/g) ?? [];
  return words.flatMap((word) => (fits(word) ? [word] : cut(word, fits)));
}

function cut(word: string, fits: (line: string) => boolean): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(word)) {
    if (part !== '' && !fits(part + segment)) {
      parts.push(part);
      part = segment;
    } else part += segment;
  }
  return [...parts, part];
}

function shorten(line: string, fits: (line: string) => boolean): string {
  const letters = [...graphemes.segment(line)].map(({ segment }) => segment);
  while (letters.length > 0 && !fits(`${letters.join('').trimEnd()}…`)) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function graphemeWidth(grapheme: string, weight: Weight): number {
  const code = grapheme.normalize('NFD').codePointAt(0) ?? 32;
  const known = widths[weight][code - 32];
  if (known !== undefined) return known;
  if (code === 0xa0) return widths[weight][0] ?? 281;
  // A minus is as wide as a plus, a euro about as a digit.
  if (code === 0x2212) return widths[weight][11] ?? 673;
  if (code === 0x20ac) return widths[weight][20] ?? 666;
  if (code >= 0x2000 && code < 0x2100) return code === 0x2014 || code === 0x2026 ? 1000 : 500;
  if (code < 0x1100) return 800;
  return 1300;
}
