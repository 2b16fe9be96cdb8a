import type { Estimate } from '../ledger/estimate.ts';
import type { DriverFound } from './importance.ts';

/** The scale a driver is answered on. */
export interface DriverScale {
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** Where a driver stands by what it weighs and how well it is done; undecided where a range crosses a line. */
export type Quadrant =
  | 'concentrate'
  | 'keep-up'
  | 'low-priority'
  | 'more-than-needed'
  | 'undecided';

/** A driver by importance and performance. */
export interface PerformancePoint {
  readonly name: string;
  readonly share: Estimate;
  /** From 0, the least of its scale, to 1, the most. */
  readonly performance: Estimate;
  readonly quadrant: Quadrant;
  /** How much the outcome would rise, by its slope, were it at the most of its scale. */
  readonly reach: Estimate;
}

/** Drivers by importance and performance, and the two lines between them. */
export interface Performance {
  /** The mean share, and the mean performance. */
  readonly lines: { readonly share: number; readonly performance: number };
  /** Of drivers of one column; others have no one level. */
  readonly points: readonly PerformancePoint[];
}

/**
 * Which drivers matter and are done badly. A driver whose range of share or performance crosses a line is undecided.
 *
 * Source: Martilla & James (1977), Importance-performance analysis, J. Mark. 41(1); the reach is slope times headroom.
 */
export function performanceOf(
  drivers: readonly DriverFound[],
  scales: readonly DriverScale[],
): Performance {
  const placed = drivers.flatMap((driver) => {
    const scale = scales.find(({ name }) => name === driver.name);
    if (scale === undefined || driver.mean?.kind !== 'estimate' || driver.slope === null) return [];
    if (driver.share.kind !== 'estimate' || !(scale.most > scale.least)) return [];
    const performance = scaled(driver.mean, scale);
    const reach = times(driver.slope, scale.most - driver.mean.median);
    return [{ name: driver.name, share: driver.share, performance, reach }];
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const lines = {
    share: mean(placed.map(({ share }) => share.median)),
    performance: mean(placed.map(({ performance }) => performance.median)),
  };
  const points = placed.map((point): PerformancePoint => {
    const matters = sideOf(point.share, lines.share);
    const isGood = sideOf(point.performance, lines.performance);
    return { ...point, quadrant: quadrantOf(matters, isGood) };
  });
  return { lines, points };
}

type Known = Estimate & { readonly kind: 'estimate' };

/** Above the line, below it, or null: its range crosses it. */
function sideOf({ low, high }: Known, line: number): boolean | null {
  if (low > line) return true;
  return high < line ? false : null;
}

function quadrantOf(matters: boolean | null, isGood: boolean | null): Quadrant {
  if (matters === null || isGood === null) return 'undecided';
  if (matters) return isGood ? 'keep-up' : 'concentrate';
  return isGood ? 'more-than-needed' : 'low-priority';
}

function scaled(mean: Known, { least, most }: DriverScale): Known {
  const part = (value: number): number => (value - least) / (most - least);
  return { ...mean, median: part(mean.median), low: part(mean.low), high: part(mean.high) };
}

function times(estimate: Estimate, factor: number): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const { median, low, high } = estimate;
  return { ...estimate, median: median * factor, low: low * factor, high: high * factor };
}
