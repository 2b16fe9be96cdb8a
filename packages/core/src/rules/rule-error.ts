/** Why an expression is refused, in the order the checks run. */
export type RuleErrorCode =
  | 'too-long'
  | 'syntax'
  | 'too-deep'
  | 'too-many'
  | 'unsupported'
  | 'bad-literal'
  | 'unknown-name'
  | 'unknown-function'
  | 'wrong-arguments'
  | 'ambiguous-type'
  | 'wrong-type';

/** A refused expression: what was seen, what to do, and where in the text. */
export interface RuleError {
  readonly code: RuleErrorCode;
  readonly message: string;
  readonly hint: string;
  /** Offsets in the expression's text, in UTF-16 units; `to` is past the end. */
  readonly from: number;
  readonly to: number;
}

/**
 * Says an error to a person: the line of the expression, a mark under the place, what was seen, what to do.
 *
 * ```text
 * properties.total * 2 > "3"
 *                        ^^^ this is a text, where a number is wanted
 * write a number without quotes
 * ```
 */
export function explainRuleError(text: string, { message, hint, from, to }: RuleError): string {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const lineBreak = text.indexOf('\n', from);
  const lineEnd = lineBreak === -1 ? text.length : lineBreak;
  const margin = text.slice(lineStart, from).replace(/[^\t]/g, ' ');
  const mark = '^'.repeat(Math.max(1, Math.min(to, lineEnd) - from));
  return `${text.slice(lineStart, lineEnd)}\n${margin}${mark} ${message}\n${hint}`;
}

/** The candidate that a mistyped word most likely meant; null where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const lower = word.toLowerCase();
  const scored = candidates
    .map((candidate) => ({ candidate, edits: editsBetween(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return scored[0]?.candidate ?? null;
}

/** Levenshtein distance, a swap of neighbours counted as two. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= Math.min(a.length, 64); i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
