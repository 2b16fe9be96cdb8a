// A small shop with many events, for tests that break something in the midst of an import or a rebuild.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bothways, type Ended } from './cli-testing.ts';

/** Command lines of one shop, each for a data directory. */
export interface Shop {
  readonly early: (data: string) => readonly string[];
  readonly late: (data: string) => readonly string[];
  readonly rebuild: (data: string) => readonly string[];
  readonly ledger: (data: string) => readonly string[];
}

/** Writes a shop's files into a folder: some early events, and many late ones. */
export async function shopIn(folder: string, lateEvents = 20_000): Promise<Shop> {
  await bothways(['init', join(folder, 'shop')]);
  const at = (name: string): string => join(folder, 'shop', name);
  writeFileSync(at('early.csv'), csv(0, 200));
  writeFileSync(at('late.csv'), csv(200, 200 + lateEvents));
  const take = (file: string, data: string): readonly string[] => [
    ...['import', at(file), '--map', at('events.mapping.yaml'), '--data', data],
  ];
  return {
    early: (data) => take('early.csv', data),
    late: (data) => take('late.csv', data),
    rebuild: (data) => ['rebuild', '--model', at('model.bothways.yaml'), '--data', data],
    ledger: (data) => ['ledger', '--by', 'touchpoint,kind,month', '--data', data, '--json'],
  };
}

/** Runs a command line that must succeed; gives what it printed. */
export async function succeeds(line: readonly string[]): Promise<string> {
  const { code, out, err } = await bothways(line);
  if (code !== 0) throw new Error(`bothways ${line.join(' ')}: ${code}\n${err}`);
  return out;
}

/** What is no plain word of a fault: a trace of ours, a mistake of ours, or nothing to do. */
export function unplain({ code, out, err }: Ended): string | null {
  const text = `${err}${out}`;
  if (code !== 1) return `exit code ${code}\n${text}`;
  if (/fault of Bothways|\n\s+at .*:\d+:\d+/.test(text)) return text;
  return /; .*(run|restore|make|wait|install|choose)/.test(text) ? null : text;
}

function csv(from: number, to: number): string {
  const lines = ['id,at,what,customer,minutes,price,work_minutes,rating'];
  for (let row = from; row < to; row += 1) {
    const day = new Date(Date.UTC(2025, 0, 1) + row * 600_000).toISOString();
    const at = `${day.slice(0, 10)} ${day.slice(11, 16)}`;
    lines.push(
      row % 2 === 0
        ? `n${row},${at},asked,c${row % 701},${row % 31},,,`
        : `n${row},${at},collected,c${row % 701},,${(row % 5003) / 100},${row % 47},${1 + (row % 5)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
