import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Analytics } from '@segment/analytics-node';
import { type Running, runningOn } from '../packages/server/src/cli/cli-testing.ts';
import {
  encounterTable,
  generationReady,
  transferTable,
} from '../packages/server/src/store/generation.ts';
import { processesOf } from '../packages/server/src/store/local/local-testing.ts';
import { openStores } from '../packages/server/src/store/open-stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { liveServer, served, serveLive } from './live-server.ts';
import { median, rounded } from './timing.ts';
import { withFolder } from './workspace.ts';

/** kill -9 of the server or of a store while the official client sends; then every event is looked for. */
export const liveKillsBench: Bench = {
  name: 'live-kills',
  about:
    'kill -9 under load of @segment/analytics-node, and every event accounted for; rows are events at least',
  rows: 20_000,
  rounds: 60,
  run: (options) => withFolder((folder) => killed(folder, options)),
};

const VICTIMS = ['server', 'postgres', 'engine', 'keeper'] as const;
type Victim = (typeof VICTIMS)[number];
const PEOPLE = 200;
/** Events a second that are sent, whatever happens on the other side. */
const A_SECOND = 200;
const WHOLE_AGAIN_MS = 60_000;

async function killed(folder: string, { rows, rounds, progress }: BenchOptions): Promise<Figures> {
  const first = await serveLive(folder);
  const { data, port, writeKey } = first;
  let { running } = first;
  const client = sender(port, writeKey, rows);
  const counts: Record<Victim, number> = { server: 0, postgres: 0, engine: 0, keeper: 0 };
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const victim = VICTIMS[round % VICTIMS.length] ?? 'server';
    await wait(200 + 37 * (round % 40));
    const from = performance.now();
    running = await struck(victim, data, port, running);
    counts[victim] += 1;
    await whole(port);
    seconds.push((performance.now() - from) / 1000);
    progress(
      `round ${round + 1} of ${rounds}: ${victim}, whole again after ${rounded(seconds.at(-1) ?? 0)} s`,
    );
  }
  const sent = await client.end();
  const server = await liveServer(data, running, writeKey);
  await server.processed(sent.ids.size);
  const told = await reconciled(data, sent.ids);
  await server.stop();
  return {
    ...{ rows: sent.ids.size, rounds },
    ...Object.fromEntries(VICTIMS.map((victim) => [`killed_${victim}`, counts[victim]])),
    ...{ lost: told.lost + sent.givenUp, doubled: told.doubled },
    median_recovery_s: rounded(median(seconds)),
  };
}

/** Kills it, and starts again what does not start by itself; gives the server that runs now. */
async function struck(
  victim: Victim,
  data: string,
  port: number,
  running: Running,
): Promise<Running> {
  if (victim === 'server') {
    running.child.kill('SIGKILL');
    await running.ended;
    return served(data, port);
  }
  const title = {
    postgres: `-D ${join(data, 'postgres')}`,
    engine: 'bothways-facts',
    keeper: 'bothways-keeper',
  }[victim];
  const pid = processesOf(data).find((each) => each.title.includes(title))?.pid;
  if (pid === undefined)
    throw new Error(`no ${victim} runs on ${data}: ${runningOn(data).join('; ')}`);
  process.kill(pid, 'SIGKILL');
  return running;
}

/** Until the server says that all is well again. */
async function whole(port: number): Promise<void> {
  const until = performance.now() + WHOLE_AGAIN_MS;
  for (let last = ''; ; await wait(25)) {
    if (performance.now() > until) throw new Error(`not whole again: ${last}`);
    last = await fetch(`http://127.0.0.1:${port}/ready`).then(
      async (answer) => (answer.ok ? 'ok' : answer.text()),
      String,
    );
    if (last === 'ok') return;
  }
}

/** The official client, sending at a steady pace until it is ended and at least so many were sent. */
function sender(
  port: number,
  writeKey: string,
  rows: number,
): {
  end(): Promise<{ readonly ids: ReadonlySet<string>; readonly givenUp: number }>;
} {
  const ids = new Set<string>();
  let givenUp = 0;
  const analytics = new Analytics({
    ...{ writeKey, host: `http://127.0.0.1:${port}` },
    ...{ flushAt: 20, flushInterval: 100, maxRetries: 1000, httpRequestTimeout: 10_000 },
  });
  analytics.on('error', () => {
    givenUp += 1;
  });
  let isOver = false;
  const sending = (async () => {
    const from = performance.now();
    while (!isOver || ids.size < rows) {
      const due = ((performance.now() - from) / 1000) * A_SECOND;
      const until = isOver ? rows : due;
      while (ids.size < until) {
        const messageId = `kill-${ids.size}`;
        analytics.track({
          ...{ messageId, userId: `customer-${ids.size % PEOPLE}`, event: 'Product Viewed' },
          properties: { seconds: secondsOf(ids.size) },
        });
        ids.add(messageId);
        if (isOver && ids.size % 200 === 0) await wait(50);
      }
      await wait(20);
    }
  })();
  return {
    async end() {
      isOver = true;
      await sending;
      await analytics.closeAndFlush({ timeout: 120_000 });
      return { ids, givenUp };
    },
  };
}

/** Every id in the record once, and what it exchanged in the ledger once. */
async function reconciled(
  data: string,
  ids: ReadonlySet<string>,
): Promise<{ readonly lost: number; readonly doubled: number }> {
  const stores = await openStores(data);
  try {
    const generation = await generationReady(stores.state);
    if (generation === null) throw new Error('there is no ledger');
    const record = await stores.facts.rows<{ id: string }>('SELECT message_id AS id FROM event');
    const [ledger] = await stores.facts.rows<{ encounters: string; seconds: string }>(
      `SELECT (SELECT sum(sign) FROM ${encounterTable(generation)}) AS encounters,
         (SELECT sum(sign * quantity) FROM ${transferTable(generation)} WHERE kind = 'attention') AS seconds`,
    );
    const seen = new Set(record.map(({ id }) => id));
    const missing = [...ids].filter((id) => !seen.has(id)).length;
    const more = Number(ledger?.encounters) - ids.size;
    const wanted = [...ids].reduce((sum, id) => sum + secondsOf(Number(id.slice(5))), 0);
    if (more === 0 && Number(ledger?.seconds) !== wanted)
      throw new Error(`the ledger has ${ledger?.seconds} seconds of attention, not ${wanted}`);
    return {
      lost: missing + Math.max(0, -more),
      doubled: record.length - seen.size + Math.max(0, more),
    };
  } finally {
    await stores.close();
  }
}

function secondsOf(number: number): number {
  return 1 + (number % 60);
}
