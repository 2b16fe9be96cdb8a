import type { Cell } from './tables.ts';

/**
 * Rows as CSV: RFC 4180, UTF-8 with the mark by which Excel knows it, CRLF. A text that a sheet would take for a formula
 * (it begins with = + - @, a tab or a line break) stands behind an apostrophe; numbers stay numbers.
 * Source: OWASP, CSV Injection.
 */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array {
  const lines = [head, ...rows].map((row) => row.map(field).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.toWellFormed().replaceAll('\0', '\ufffd');
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
