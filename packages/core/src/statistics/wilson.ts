/** Where a share lies. */
export interface ShareRange {
  readonly low: number;
  readonly high: number;
}

/**
 * The range of a share that was counted: never below 0 or above 1, never without width, and never beside the share.
 *
 * Shape: `worth`, the number of independent cases behind it, is above 0; `z` is the normal's quantile at its upper end.
 * Source: Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
 */
export function wilsonRange(share: number, worth: number, z: number): ShareRange {
  const square = z * z;
  const centre = (share + square / (2 * worth)) / (1 + square / worth);
  const reach =
    (z * Math.sqrt((share * (1 - share)) / worth + square / (4 * worth * worth))) /
    (1 + square / worth);
  return {
    low: Math.max(0, Math.min(share, centre - reach)),
    high: Math.min(1, Math.max(share, centre + reach)),
  };
}
