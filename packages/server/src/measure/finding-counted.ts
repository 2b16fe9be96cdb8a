import type { CubeRow, Looks } from '@bothways/core';
import type { TouchpointEvidence } from '../store/measure/touchpoints.ts';

/** What was counted at each touchpoint, before the rules ask for more. */
export interface Counted {
  readonly evidence: readonly TouchpointEvidence[];
  /** What moved, by touchpoint, as seen. */
  readonly cube: readonly CubeRow[];
  /** Everybody who was seen. */
  readonly people: number;
}

/** By touchpoint. */
export type LooksAt = ReadonlyMap<string, Looks>;
