import type { Door } from '../accept/door.ts';
import type { LiveLog } from './live-log.ts';

/** The live road of one process, as what is served looks at it. */
export interface LiveParts {
  readonly door: Door;
  readonly conductor: Conducting;
  /** Nobody is told where left out. */
  readonly log?: LiveLog;
}

/** What works off what was accepted. */
export interface Conducting {
  state(): ConductingState;
}

export interface ConductingState {
  /** Whether it is this process that does the work; the others stand by. */
  readonly isLeader: boolean;
  /** Events that wait to be conducted. */
  readonly backlog: number;
  /** How long the last batch took, in milliseconds; null: there was none. */
  readonly lastBatchMs: number | null;
  /** Batches whose rows wait for the fact store. */
  readonly outbox: number;
  /** Why it does not get on; null: it does. */
  readonly fault: { readonly code: string; readonly message: string } | null;
}
