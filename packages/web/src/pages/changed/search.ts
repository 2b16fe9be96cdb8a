/** What stands in the address of What changed. */
export interface ChangedSearch {
  /** As 2026-08; left out: the last full one. */
  readonly month?: string;
  /** Against the same month of the year before; left out: the month before. */
  readonly against?: 'year';
  /** Which figure of each touchpoint; left out: what customers are left with. */
  readonly what?: 'business' | 'joint' | 'volume' | 'felt';
  readonly as?: 'table';
}

export function changedSearch({
  month,
  against,
  what,
  as,
}: Record<string, unknown>): ChangedSearch {
  const figure = (['business', 'joint', 'volume', 'felt'] as const).find((each) => each === what);
  return {
    ...(typeof month === 'string' && /^\d{4}-\d{2}$/.test(month) ? { month } : {}),
    ...(against === 'year' ? { against } : {}),
    ...(figure === undefined ? {} : { what: figure }),
    ...(as === 'table' ? { as } : {}),
  };
}
