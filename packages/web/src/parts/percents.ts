import type { Format } from '../words/format.ts';
import type { Estimate } from './money.tsx';

/** How a part of a whole is written with its range: in whole percents, and finer where both ends would read alike. */
export function percentsOf(format: Format, estimate: Estimate): (part: number) => string {
  if (estimate.kind === 'abstained' || estimate.low === estimate.high) return format.percent;
  const isAlike = format.percent(estimate.low) === format.percent(estimate.high);
  return isAlike ? format.percentFine : format.percent;
}
