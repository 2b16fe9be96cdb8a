/** Text that is already HTML. Made only by `html` and `trusted`: nothing read from a file or an event can pass for it. */
export interface Markup {
  readonly [safe]: string;
}
const safe: unique symbol = Symbol('markup');

/** What may stand in a hole of `html`. Nothing is shown for null, undefined and false. */
export type Hole = Markup | readonly Hole[] | string | number | null | undefined | false;

/**
 * HTML from a template: whatever stands in a hole is escaped, unless it came from `html` itself.
 * A hole belongs in text or inside a double-quoted attribute, nowhere else.
 */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return {
    [safe]: parts.reduce((text, part, index) => text + shown(holes[index - 1]) + part),
  };
}

/** Our own text that must not be escaped, such as the style sheet. Never a value that was read. */
export function trusted(text: string): Markup {
  return { [safe]: text };
}

export function markupText(markup: Markup): string {
  return markup[safe];
}

/**
 * Text as HTML text or attribute: the five characters that mean something are written as entities.
 * Control characters, which HTML forbids, become U+FFFD, and halves of a surrogate pair too.
 */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function shown(hole: Hole): string {
  if (hole === null || hole === undefined || hole === false) return '';
  if (typeof hole === 'string') return escapeHtml(hole);
  if (typeof hole === 'number') return String(hole);
  return isList(hole) ? hole.map(shown).join('') : hole[safe];
}

function isList(hole: Markup | readonly Hole[]): hole is readonly Hole[] {
  return Array.isArray(hole);
}
