import type { LiveCame } from '@bothways/core/contract';

/** What an event became, as one filters by it. */
export const OUTCOMES = [
  'encounter',
  'refused',
  'unmapped',
  'rejected',
  'other',
] as const satisfies readonly LiveCame['outcome'][];

/** What stands in the address of the live view; what is left out is as usual. */
export interface LiveSearch {
  readonly source?: string;
  /** A part of the name. */
  readonly name?: string;
  readonly outcome?: LiveCame['outcome'];
}

export function liveSearch({ source, name, outcome }: Record<string, unknown>): LiveSearch {
  const known = OUTCOMES.find((each) => each === outcome);
  return {
    ...(typeof source === 'string' && source !== '' ? { source } : {}),
    ...(typeof name === 'string' && name !== '' ? { name } : {}),
    ...(known === undefined ? {} : { outcome: known }),
  };
}
