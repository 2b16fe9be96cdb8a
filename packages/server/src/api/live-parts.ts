import type { Door } from '../accept/door.ts';
import type { Conductor } from '../conduct/conductor.ts';
import type { LiveLog } from './live-log.ts';
import type { TrackLimits } from './track-request.ts';

/** The live road of one process, as what is served looks at it. */
export interface LiveParts {
  readonly door: Door;
  /** Null: another process works off what comes in here. */
  readonly conductor: (Pick<Conductor, 'state'> & Partial<Pick<Conductor, 'settled'>>) | null;
  /** Nobody is told where left out. */
  readonly log?: LiveLog;
  /** What one request may bring; as usual where left out. */
  readonly limits?: Partial<TrackLimits>;
}
