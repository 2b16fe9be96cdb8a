import { Counter, Histogram, type Registry } from 'prom-client';

/** What the tracking API counts about itself. */
export interface TrackMeters {
  answered(path: string, status: number, code: string | null): void;
  /** One request's events, and how long it took from its headers to its answer. */
  accepted(
    counts: { readonly accepted: number; readonly duplicates: number; readonly refused: number },
    ms: number,
  ): void;
}

const MS = 1 / 1000;

/** Counts into a registry. No label holds anything that a client may choose. */
export function trackMeters(registry: Registry): TrackMeters {
  const registers = [registry];
  const requests = new Counter({
    name: 'bothways_requests_total',
    help: 'Requests to the tracking API, by what they are for and how they were answered',
    labelNames: ['path', 'status', 'code'] as const,
    registers,
  });
  const events = new Counter({
    name: 'bothways_events_total',
    help: 'Events that this process answered for, by what became of them at the door',
    labelNames: ['became'] as const,
    registers,
  });
  const took = new Histogram({
    name: 'bothways_accept_seconds',
    help: 'From the headers of a request to its answer, the commit among it',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  for (const became of ['accepted', 'duplicate', 'refused']) events.inc({ became }, 0);
  return {
    answered: (path, status, code) => requests.inc({ path, status, code: code ?? '' }),
    accepted: ({ accepted, duplicates, refused }, ms) => {
      if (accepted > 0) events.inc({ became: 'accepted' }, accepted);
      if (duplicates > 0) events.inc({ became: 'duplicate' }, duplicates);
      if (refused > 0) events.inc({ became: 'refused' }, refused);
      took.observe(ms * MS);
    },
  };
}
