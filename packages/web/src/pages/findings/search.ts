/** Which findings are shown; `open`: those that nobody has dismissed or closed. */
export const SHOWN = [
  'open',
  'new',
  'seen',
  'accepted',
  'in-work',
  'dismissed',
  'closed',
  'gone',
  'all',
] as const;
export type Shown = (typeof SHOWN)[number];

/** What stands in the address of the findings; what is left out is as usual. */
export interface FindingsSearch {
  readonly yours?: true;
  readonly shown?: Shown;
  readonly journey?: string;
  readonly kind?: string;
  readonly side?: 'customer' | 'business' | 'both';
  readonly sort?: 'joint';
}

export function findingsSearch(search: Record<string, unknown>): FindingsSearch {
  const { yours, shown, journey, kind, side, sort } = search;
  const state = SHOWN.find((each) => each === shown);
  return {
    ...(yours === true || yours === 'true' ? { yours: true } : {}),
    ...(state !== undefined && state !== 'open' ? { shown: state } : {}),
    ...(typeof journey === 'string' && journey !== '' ? { journey } : {}),
    ...(typeof kind === 'string' && kind !== '' ? { kind } : {}),
    ...(side === 'customer' || side === 'business' || side === 'both' ? { side } : {}),
    ...(sort === 'joint' ? { sort } : {}),
  };
}
