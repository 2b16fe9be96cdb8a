import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { watchMemory } from './processes.ts';
import { median, rounded, secondsOf } from './timing.ts';
import { withFolder } from './workspace.ts';

const MAIN = fileURLToPath(new URL('../packages/server/bin/bothways.js', import.meta.url));

/** What a newcomer waits for: `bothways demo` until it prints the app's address, the first time and the second. */
export const demoBench: Bench = {
  name: 'demo',
  about: 'bothways demo until the app is served; rows are people',
  rows: 50_000,
  rounds: 1,
  run: async ({ rows, rounds, progress }) => {
    const first: number[] = [];
    const second: number[] = [];
    let rss: number | null = null;
    for (let round = 0; round < rounds; round += 1) {
      progress(`round ${round + 1} of ${rounds}`);
      await withFolder(async (folder) => {
        const dataDir = join(folder, 'data');
        const memory = watchMemory(dataDir);
        for (const seconds of [first, second]) {
          const demo = start(rows, dataDir);
          seconds.push(await secondsOf(() => demo.served));
          await demo.end();
        }
        rss = Math.max(rss ?? 0, memory.end() ?? 0);
      });
    }
    return {
      rows,
      first_seconds: rounded(median(first)),
      second_seconds: rounded(median(second)),
      rss_mb: rss,
    };
  },
};

/** Starts the demo; `served` resolves once it has printed where the app is. */
function start(
  people: number,
  dataDir: string,
): { readonly served: Promise<void>; readonly end: () => Promise<void> } {
  const words = ['demo', '--people', String(people), '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const served = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (/is at http/.test(said)) resolve();
      });
    ended.then(() => reject(new Error(`the demo ended without serving:\n${said}`)), reject);
  });
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { served, end };
}
