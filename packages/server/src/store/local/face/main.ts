// The fact-engine process: a child of the keeper, and gone when the keeper is.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, reason } from '../../store-error.ts';
import { lockFile } from '../lock-file.ts';
import { Face } from './face.ts';

/** What the keeper sends first. */
export interface FaceStart {
  readonly kind: 'start';
  /** The data directory; the engine's own is `facts` in it. */
  readonly directory: string;
  readonly port: number;
  readonly password: string;
  readonly memoryMax: number;
  readonly queriesMax: number;
}

/** What it is told, once. */
export type FaceReport =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'failed'; readonly code: string; readonly seen: string };

/** Milliseconds to wait for a predecessor that is just leaving the directory. */
const predecessorMsMax = 10_000;

process.title = `bothways-facts ${process.argv[2] ?? ''}`;
// A terminal's Ctrl-C reaches the whole group; only the keeper decides when to stop.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
process.once('message', (message: FaceStart) => {
  start(message).then(
    (port) => report({ kind: 'ready', port }),
    (error) => {
      report({ kind: 'failed', code: codeOf(error) ?? 'engine', seen: reason(error) });
      process.disconnect();
    },
  );
});

async function start(from: FaceStart): Promise<number> {
  const facts = join(from.directory, 'facts');
  const scratch = join(from.directory, 'facts-scratch');
  lockFile(join(from.directory, 'facts.lock'), predecessorMsMax);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { mode: 0o700 });
  const { Engine } = await import('./engine.ts');
  const engine = new Engine(facts, from.memoryMax);
  const face = new Face(engine, { ...from, directory: scratch });
  const port = await face.listen();
  process.once('SIGTERM', () => {
    face.close();
    process.exit(0);
  });
  return port;
}

function report(message: FaceReport): void {
  process.send?.(message);
}
