import type { Place, RuleRun, RuleText } from './model.ts';
import { find, type Leaf, type Path, placeAt, type Tree } from './source-tree.ts';

/**
 * An expression of a file with its place: the first character of the text itself, after a quote or a block's header.
 * A number or true/false is taken as it is written.
 */
export function ruleOf(leaf: Leaf): RuleText {
  const isText = typeof leaf.value === 'string';
  const text = isText ? String(leaf.value) : spelled(leaf);
  const isStraight =
    !isText || text.length > TEXT_TRACED_MAX || text.length === leaf.end - leaf.start;
  if (isStraight) return { text, place: placeAt(leaf.source, leaf.start) };
  const offsets = offsetsOf(leaf, text);
  const place = placeAt(leaf.source, offsets[0] ?? leaf.start);
  const runs = runsOf(leaf, offsets);
  return runs.length === 0 ? { text, place } : { text, place, runs };
}

/** Far longer than any expression is allowed to be. */
const TEXT_TRACED_MAX = 20_000;

/** The rule at a path; null where none is written. */
export function ruleAt(tree: Tree, path: Path): RuleText | null {
  const leaf = find(tree, path);
  return leaf?.kind === 'leaf' && leaf.value !== null ? ruleOf(leaf) : null;
}

/** Where a character of an expression stands in its file, for a caret. One past the end is allowed. */
export function placeInRule({ place, runs = [] }: RuleText, offset: number): Place {
  const run = runs.findLast((each) => each.offset <= offset);
  if (run === undefined) return { ...place, column: place.column + offset };
  return { file: place.file, line: run.line, column: run.column + offset - run.offset };
}

/** `0x1F` and `1_000` are YAML's, not ours: such a number is written out. */
function spelled({ value, written }: Leaf): string {
  return /^(-?\d+(\.\d+)?|true|false)$/.test(written) ? written : String(value);
}

function runsOf({ source }: Leaf, offsets: readonly number[]): readonly RuleRun[] {
  return offsets.flatMap((at, offset) => {
    const last = offsets[offset - 1];
    if (last === undefined || at === last + 1) return [];
    const { line, column } = placeAt(source, at);
    return [{ offset, line, column }];
  });
}

/** For every character of the text, and its end: its offset in the file. */
function offsetsOf(leaf: Leaf, text: string): readonly number[] {
  if (leaf.style === 'literal' || leaf.style === 'folded') return offsetsOfBlock(leaf, text);
  return offsetsOfFlow(leaf, text);
}

/** Plain and quoted: escapes are longer than what they stand for, line breaks fold into a blank. */
function offsetsOfFlow({ source, start, end, style }: Leaf, text: string): readonly number[] {
  const raw = source.text;
  const offsets: number[] = [];
  let at = style === 'plain' ? start : start + 1;
  while (offsets.length < text.length && at < end) {
    const fold = foldAt(raw, at);
    if (fold > 0) {
      while (/[ \n]/.test(text[offsets.length] ?? '')) offsets.push(at);
      at += fold;
      continue;
    }
    const length = style === 'double' && raw[at] === '\\' ? escapeLength(raw, at) : 1;
    if (length === 0) {
      at += 1 + Math.max(1, foldAt(raw, at + 1));
      continue;
    }
    const units = length === 10 && (text.codePointAt(offsets.length) ?? 0) > 0xffff ? 2 : 1;
    for (let unit = 0; unit < units; unit += 1) offsets.push(at);
    at += style === 'single' && raw.startsWith("''", at) ? 2 : length;
  }
  offsets.push(Math.min(at, end));
  return offsets;
}

/** How long a line break is here with the blanks around it; 0: none. */
function foldAt(raw: string, at: number): number {
  const break_ = /[ \t]*(\r?\n[ \t]*)+/y;
  break_.lastIndex = at;
  return break_.exec(raw)?.[0].length ?? 0;
}

/** Characters of an escape in double quotes; 0: an escaped line break, which stands for nothing. */
function escapeLength(raw: string, at: number): number {
  const sign = raw[at + 1] ?? '';
  if (sign === '\n' || sign === '\r') return 0;
  return { x: 4, u: 6, U: 10 }[sign] ?? 2;
}

/** Block scalars: each line without its indentation; folding keeps one break of two, or makes it a blank. */
function offsetsOfBlock({ source, start, end }: Leaf, text: string): readonly number[] {
  const raw = source.text;
  const offsets: number[] = [];
  let at = raw.indexOf('\n', start) + 1;
  if (at === 0) at = end;
  const indent = leadOf(raw.slice(at, end)) - leadOf(text);
  let isLineStart = true;
  while (offsets.length < text.length && at < end) {
    if (isLineStart) at += leadingBlanks(raw, at, indent);
    isLineStart = raw[at] === '\n' || raw.startsWith('\r\n', at);
    const wanted = text[offsets.length];
    if (!isLineStart || wanted === '\n' || wanted === ' ') offsets.push(at);
    at += raw.startsWith('\r\n', at) ? 2 : 1;
  }
  offsets.push(Math.min(at, end));
  return offsets;
}

/** Blanks before the first line with something on it: what the file has more than the text is indentation. */
function leadOf(lines: string): number {
  return /^( *)[^ \r\n]/m.exec(lines)?.[1]?.length ?? 0;
}

function leadingBlanks(raw: string, at: number, most: number): number {
  let blanks = 0;
  while (blanks < most && raw[at + blanks] === ' ') blanks += 1;
  return blanks;
}
