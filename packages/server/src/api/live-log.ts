import { pino } from 'pino';

/** What is told of the running server, one JSON object a line: never an id, a property or a key of anybody. */
export interface LiveLog {
  info(what: LogWhat, text: string): void;
  warn(what: LogWhat, text: string): void;
}

/** What a line may hold: names of our own, of sources, counts and times. Free text of clients has no place in it. */
export interface LogWhat {
  readonly path?: string;
  readonly status?: number;
  readonly code?: string;
  readonly source?: string;
  readonly events?: number;
  readonly refused?: number;
  readonly requests?: number;
  readonly bytes?: number;
  readonly ms?: number;
  readonly address?: string;
}

/** Tells nobody. */
export const QUIET: LiveLog = { info: () => {}, warn: () => {} };

/** Lines of JSON as `write` takes them: level by name, time as ISO 8601. */
export function jsonLog(write: (line: string) => void): LiveLog {
  const log = pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return {
    info: (what, text) => log.info(what, text),
    warn: (what, text) => log.warn(what, text),
  };
}

/** Of many that are alike only the first in `everyMs` is told, with how many there were since. */
export function seldom(
  everyMs: number,
  now: () => number,
): (key: string, tell: (times: number) => void) => void {
  const told = new Map<string, { at: number; since: number }>();
  return (key, tell) => {
    const at = now();
    const known = told.get(key);
    if (known !== undefined && at - known.at < everyMs) {
      known.since += 1;
      return;
    }
    tell((known?.since ?? 0) + 1);
    told.set(key, { at, since: 0 });
  };
}
