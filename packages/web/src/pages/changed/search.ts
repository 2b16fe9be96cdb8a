/** What stands in the address of What changed: which month, and against which. */
export interface ChangedSearch {
  /** As 2026-08; left out: the last full one. */
  readonly month?: string;
  /** Against the same month of the year before; left out: the month before. */
  readonly against?: 'year';
}

export function changedSearch({ month, against }: Record<string, unknown>): ChangedSearch {
  return {
    ...(typeof month === 'string' && /^\d{4}-\d{2}$/.test(month) ? { month } : {}),
    ...(against === 'year' ? { against } : {}),
  };
}
