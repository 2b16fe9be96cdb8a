import { performance } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ConductorState } from '../conduct/conductor.ts';
import type { LiveFeed } from '../conduct/live-feed.ts';
import { type LiveCounts, liveCounts } from '../store/live-counts.ts';
import { reason } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';
import type { LiveParts } from './live-parts.ts';

export interface HealthOptions {
  readonly stores: Stores;
  readonly registry: Registry;
  readonly feed: Pick<LiveFeed, 'follow'>;
  /** Undefined: no live events are taken. */
  readonly live: LiveParts | undefined;
}

/** What `/health` tells of a workspace, whichever of its processes is asked. */
export interface Health extends LiveCounts {
  /** `degraded`: events are taken, and not worked off. `failing`: none are taken. */
  readonly status: 'ok' | 'degraded' | 'failing';
  /** Why it is not ok; in the order of how bad it is. */
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
  /** Another server works events off: this one takes them in, and takes over where that one ends. */
  readonly isStandingBy: boolean;
}

/** How the server is, for scripts, for what starts it and for what watches it. Hidden from the description of the API. */
export function addHealthRoutes(server: FastifyInstance, options: HealthOptions): void {
  const { registry } = options;
  measure(options);
  const schema = { hide: true };
  server.get('/health', { schema }, async (_request, reply) => {
    const health = await healthOf(options);
    return reply.status(health.status === 'failing' ? 503 : 200).send(health);
  });
  server.get('/ready', { schema }, async (_request, reply) => {
    const fault = await notReady(options);
    return fault === null
      ? reply.send({ ready: true })
      : reply.status(503).send({ ready: false, ...fault });
  });
  server.get('/metrics', { schema }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

interface Reason {
  readonly code: string;
  readonly message: string;
}

async function healthOf({ stores, live }: HealthOptions): Promise<Health> {
  const door = live?.door.load().fault ?? null;
  const { fault: work = null, isStandingBy = false } = live?.conductor?.state() ?? {};
  const reasons = [
    ...(door === null ? [] : [{ code: door.code, message: door.message }]),
    ...(work === null ? [] : [{ code: 'not-worked-off', message: work }]),
  ];
  try {
    const counts = await liveCounts(stores.state);
    const status = door !== null ? 'failing' : work !== null ? 'degraded' : 'ok';
    return { status, ...counts, reasons, isStandingBy };
  } catch (thrown) {
    return {
      ...{ status: 'failing', ...NOTHING },
      ...{ reasons: [...reasons, silent(thrown)], isStandingBy },
    };
  }
}

const NOTHING: LiveCounts = {
  accepted: 0,
  suppressed: 0,
  processed: 0,
  duplicates: 0,
  rejected: 0,
  backlog: 0,
};

/** Whether both stores answer and events are taken; null: so it is. */
async function notReady({ stores, live }: HealthOptions): Promise<Reason | null> {
  const fault = live?.door.load().fault ?? null;
  if (fault !== null) return { code: fault.code, message: fault.message };
  try {
    await Promise.all([stores.state.query('SELECT 1'), stores.facts.rows('SELECT 1')]);
    return null;
  } catch (thrown) {
    return silent(thrown);
  }
}

function silent(thrown: unknown): Reason {
  return { code: 'store-silent', message: `a store does not answer: ${reason(thrown)}` };
}

/** What is read when somebody asks, and costs nothing until then. */
function measure({ registry, live, feed }: HealthOptions): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read());
      },
    });
  };
  gauge('process_resident_memory_bytes', 'Memory of this process', () => process.memoryUsage.rss());
  gauge(
    'nodejs_heap_used_bytes',
    'Memory that JavaScript holds',
    () => process.memoryUsage().heapUsed,
  );
  let last = performance.eventLoopUtilization();
  gauge(
    'nodejs_eventloop_utilization',
    'Part of the time since the last look that the loop was busy',
    () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
  );
  new Gauge({
    name: 'nodejs_eventloop_lag_seconds',
    help: 'How long the loop took to come round when it was looked at',
    registers,
    async collect() {
      const asked = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
      this.set((performance.now() - asked) / 1000);
    },
  });
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Time on a processor',
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  if (live === undefined) return;
  measureLive(live, gauge);
  const processed = new Histogram({
    name: 'bothways_process_seconds',
    help: 'From the arrival of an event to what became of it, of those that the live view was told',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
    registers,
  });
  feed.follow(({ events }) => {
    const now = Date.now();
    for (const { receivedAt, became } of events)
      if (became.kind !== 'rejected') processed.observe(Math.max(0, now - receivedAt) / 1000);
  });
}

function measureLive(
  { door, conductor }: LiveParts,
  gauge: (name: string, help: string, read: () => number) => void,
): void {
  gauge(
    'bothways_backlog_events',
    'Events accepted and not yet in the ledger',
    () => door.load().backlog,
  );
  gauge(
    'bothways_queued_events',
    'Events at the door that wait for their commit',
    () => door.load().queued,
  );
  gauge('bothways_door_full', '1: senders are asked to wait', () => (door.load().isFull ? 1 : 0));
  const now = (): ConductorState | null => conductor?.state() ?? null;
  gauge('bothways_leader', '1: this process works events off', () => (now()?.isLeader ? 1 : 0));
  gauge(
    'bothways_outbox_batches',
    'Batches that wait for the fact store',
    () => now()?.outbox ?? 0,
  );
  gauge(
    'bothways_last_batch_seconds',
    'How long the last batch took',
    () => (now()?.lastBatchMs ?? 0) / 1000,
  );
}
