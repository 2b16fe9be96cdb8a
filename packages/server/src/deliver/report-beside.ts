import type { Drivers, Experience, JourneyFlow } from '@bothways/core/contract';

/** What the report tells beside the overview: read for it alone, as the app reads it on pages of its own. */
export interface ReportBeside {
  /** How the journeys felt that most was said of. */
  readonly experiences?: readonly Experience[];
  /** How the journeys went that were gone most. */
  readonly journeys?: readonly JourneyFlow[];
  /** What shapes value; null: read, and nothing was found. */
  readonly drivers?: Drivers | null;
}
