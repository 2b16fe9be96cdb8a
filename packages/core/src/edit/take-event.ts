/**
 * A rule that takes the events of a name too: `old || event == "Name"`. A rule that already says so stays as it is; what
 * ends in a note stands behind.
 *
 * Shape: null: there is no rule yet.
 */
export function ruleTaking(rule: string | null, event: string): string {
  const clause = `event == ${literal(event)}`;
  if (rule === null || rule.trim() === '') return clause;
  const old = rule.trim();
  const isNoted = hasNote(old);
  const said = isNoted ? old.replaceAll(/\/\/.*$/gm, '').trim() : old;
  if (said.split(/\s*\|\|\s*/).includes(clause)) return old;
  if (isNoted) return `${clause} || ${bindsWeaker(old) ? `(${old}\n)` : old}`;
  return `${bindsWeaker(old) ? `(${old})` : old} || ${clause}`;
}

/** Whether a note (`// ...`) stands in it: what is added behind it would become part of the note. */
function hasNote(rule: string): boolean {
  return withoutTexts(rule).includes('//');
}

/** A text as an expression writes it. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll(
    /\p{Cc}|[\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether a choice (`a ? b : c`) stands outside of quotes: what is added behind it would become part of it. */
function bindsWeaker(rule: string): boolean {
  return withoutTexts(rule).includes('?');
}

function withoutTexts(rule: string): string {
  return rule.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '');
}
