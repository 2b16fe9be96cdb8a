import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { document, type Running, start } from '../packages/server/src/cli/cli-testing.ts';

const MODEL = fileURLToPath(new URL('./bench.bothways.yaml', import.meta.url));

/** What `GET /health` says. */
export interface Health {
  readonly status: string;
  readonly accepted: number;
  readonly processed: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly backlog: number;
}

/** `bothways serve` as a process of its own, on a workspace of its own, with a source. */
export interface LiveServer {
  readonly data: string;
  readonly port: number;
  readonly writeKey: string;
  readonly running: Running;
  health(): Promise<Health>;
  /** Until so many events are in the ledger and in the state of their people, and nothing waits. */
  processed(events: number): Promise<void>;
  stop(): Promise<void>;
}

/** Serves a new workspace under the benches' model. */
export async function serveLive(folder: string): Promise<LiveServer> {
  const data = join(folder, 'data');
  const running = await served(data, 0);
  const { writeKey } = await document<{ writeKey: string }>([
    ...['source', 'add', 'bench', '--data', data],
  ]);
  return liveServer(data, running, writeKey);
}

/** Serves a workspace at a port; 0: any free one. */
export async function served(data: string, port: number): Promise<Running> {
  const running = start([
    ...['serve', '--data', data, '--port', String(port), '--model', MODEL, '--no-open'],
  ]);
  await running.said(/is at http:\/\/127\.0\.0\.1:\d+/);
  return running;
}

export async function liveServer(
  data: string,
  running: Running,
  writeKey: string,
): Promise<LiveServer> {
  const said = await running.said(/is at http:\/\/127\.0\.0\.1:(\d+)/);
  const port = Number(said[1]);
  const health = async (): Promise<Health> => {
    const answer = await fetch(`http://127.0.0.1:${port}/health`);
    return (await answer.json()) as Health;
  };
  return {
    ...{ data, port, writeKey, running, health },
    async processed(events) {
      for (;;) {
        const { processed, backlog } = await health();
        if (processed >= events && backlog === 0) return;
        await wait(20);
      }
    },
    async stop() {
      running.child.kill('SIGTERM');
      await running.ended;
    },
  };
}
