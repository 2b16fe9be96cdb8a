import type { Problem } from './model.ts';
import { placeOf, type Span } from './source-tree.ts';

/** What was seen (`message`) and what to do (`hint`) at a stretch of a file. */
export interface Remark {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export function errorAt(span: Span, remark: Remark): Problem {
  return { severity: 'error', ...placeOf(span), ...remark };
}

export function lintAt(span: Span, remark: Remark): Problem {
  return { severity: 'lint', ...placeOf(span), ...remark };
}

/** In the order a reader meets them: by file as given, then line, column, code; each once. */
export function inReadingOrder(
  problems: readonly Problem[],
  files: readonly string[],
): readonly Problem[] {
  const rank = new Map([...files.entries()].map(([index, file]) => [file, index]));
  const sorted = problems.toSorted(
    (a, b) =>
      (rank.get(a.file) ?? -1) - (rank.get(b.file) ?? -1) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
  return sorted.filter((each, index) => {
    const last = sorted[index - 1];
    return (
      last === undefined ||
      last.message !== each.message ||
      last.code !== each.code ||
      last.line !== each.line ||
      last.column !== each.column ||
      last.file !== each.file
    );
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What stands there, in words for a message: `the text "abc"`, `a list`, `nothing`. */
export function seen(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return `the text ${quoted(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'a map of keys';
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
