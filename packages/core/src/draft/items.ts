import { oneLine } from './grid.ts';

/** Marks that stand before a bullet of a list, and those that also part bullets within a line. */
const BULLET = /^(?:[•▪◦‣●○■□➤►✓✔*+–—-]|->)\s+/u;
const BULLET_INSIDE = /\s*[•▪◦‣●■➤►]\s*/u;
const NUMBER = /^\(?\d{1,2}[.)]\s+/;
/** A semicolon ends an item, except in a smiley or behind `&amp`. */
const SEMICOLON = /(?<!&#?\w{1,8})\s*;(?![-)(DP])\s*/;
const QUOTED = /^["“„«'‘].*["”“»'’]$/su;

/**
 * The things that one cell lists: lines, bullets, or parts between semicolons, each without its mark, on one line.
 * A text in quotes is one thing. Marks alone (`-`, `+ +`) are the text itself.
 */
export function itemsOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const numbered = lines.filter((line) => NUMBER.test(line)).length > 1;
  const items = lines.flatMap((line) => {
    const bare = unmarked(numbered ? line.replace(NUMBER, '') : line);
    return QUOTED.test(bare) ? [bare] : bare.split(BULLET_INSIDE).flatMap(partsOf);
  });
  const said = items.map((item) => oneLine(unmarked(item))).filter((item) => item !== '');
  return said.length === 0 && text !== '' ? [oneLine(text)] : said;
}

function partsOf(text: string): readonly string[] {
  return QUOTED.test(text) ? [text] : text.split(SEMICOLON);
}

function unmarked(text: string): string {
  return text.replace(BULLET, '');
}

/** Short names between commas, slashes, bars or `and`s too: `Web, app / store`. */
export function namesOf(text: string): readonly string[] {
  return itemsOf(text)
    .flatMap((item) => item.split(/\s*[,|]\s*|\s+[/+&]\s+|(?<=\p{L}{3,})\/(?=\p{L}{3,})/u))
    .map(oneLine)
    .filter((name) => name !== '');
}

/** Whether a cell only says that there is nothing: `-`, `n/a`, `k. A.`. */
export function isNothing(text: string): boolean {
  return /^(?:[-–—/.…]+|n\s*\/\s*a|n\.\s?a\.|none|k\.\s?a\.|keine?)$/i.test(text);
}
