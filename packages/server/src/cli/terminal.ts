import { stripVTControlCharacters, styleText } from 'node:util';

/** Where a command talks: results to `out`, progress and faults to `err`, so that --json stays clean. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Says what is being done now, with how long it took once the next thing starts. */
  progress(text: string): void;
  /** Ends the progress line. */
  done(): void;
  readonly json: boolean;
}

/** The real terminal. On a screen the progress line is rewritten in place; in a log each step gets its line. */
export function terminal(json: boolean, now: () => number = () => performance.now()): Terminal {
  let current: { text: string; since: number } | null = null;
  const screen = process.stderr.isTTY === true;
  const settle = (): void => {
    if (current === null) return;
    const seconds = (now() - current.since) / 1000;
    const line = `${styleText('green', '✓')} ${current.text}${seconds >= 0.1 ? ` (${seconds.toFixed(1)} s)` : ''}`;
    process.stderr.write(
      `${screen ? '\r\x1b[2K' : ''}${screen ? line : stripVTControlCharacters(line)}\n`,
    );
    current = null;
  };
  return {
    json,
    out: (text) => process.stdout.write(`${printable(text)}\n`),
    err: (text) => {
      settle();
      process.stderr.write(`${printable(text)}\n`);
    },
    progress: (text) => {
      const stem = text.replace(/[\d,.]+.*$/, '');
      const same = current !== null && stem !== '' && current.text.startsWith(stem);
      if (!same) settle();
      current = { text, since: same && current !== null ? current.since : now() };
      if (screen) process.stderr.write(`\r\x1b[2K… ${text}`);
    },
    done: settle,
  };
}

/** What files name things may hold signs that steer a screen; they are shown as one that does not. JSON has escaped its own. */
export function printable(text: string): string {
  return text.replaceAll(/(?![\t\n])\p{Cc}/gu, '\ufffd');
}

/** Rows as aligned columns; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const numeric = head.map((_, index) =>
    rows.every((row) => /^[-–]?[\d(]|^$|^—/.test(row[index] ?? '')),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        numeric[index] === true
          ? cell.padStart(widths[index] ?? 0)
          : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}
