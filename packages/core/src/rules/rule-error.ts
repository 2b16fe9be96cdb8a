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
