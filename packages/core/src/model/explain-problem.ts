import type { Problem } from './model.ts';

/**
 * A problem as a person reads it: where, what was seen, the line with a caret under the spot, what to do.
 * Without the file's text the line is left out. Safe to print: control characters are shown as blanks.
 */
export function explainProblem(problem: Problem, text?: string): string {
  const { severity, code, file, line, column, message, hint } = problem;
  const head = `${file}:${line}:${column} ${severity} ${code}: ${message}`;
  const source = text?.split('\n', line)[line - 1];
  const shown = source === undefined ? [] : lineWithCaret(source, line, column);
  return [printable(head), ...shown, `  -> ${printable(hint)}`].join('\n');
}

const WIDTH_MOST = 100;

/** The line and a caret under its column; of a long line, the part around it. */
function lineWithCaret(source: string, line: number, column: number): readonly string[] {
  const whole = printable(source.replace(/\r$/, ''));
  const from = whole.length > WIDTH_MOST ? Math.max(0, column - 1 - WIDTH_MOST / 2) : 0;
  const cut = from > 0 ? '...' : '';
  const part = cut + whole.slice(from, from + WIDTH_MOST);
  const margin = String(line).length;
  const caret = `${' '.repeat(cut.length + Math.max(0, Math.min(column - 1, whole.length) - from))}^`;
  return [`  ${line} | ${part}`, `  ${' '.repeat(margin)} | ${caret}`];
}

function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, ' ');
}
