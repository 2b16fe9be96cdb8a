/**
 * A rule that takes the events of a name too: `old || event == "Name"`. A rule that already says so stays as it is.
 *
 * Shape: null: there is no rule yet.
 */
export function ruleTaking(rule: string | null, event: string): string {
  const clause = `event == ${literal(event)}`;
  if (rule === null || rule.trim() === '') return clause;
  const old = rule.trim();
  if (old.split(/\s*\|\|\s*/).includes(clause)) return old;
  return `${bindsWeaker(old) ? `(${old})` : old} || ${clause}`;
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
  return /\?/.test(rule.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, ''));
}
