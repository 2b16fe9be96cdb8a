import { DateTime } from 'luxon';
import type { Aggregate } from './mapping.ts';

/**
 * The end of a period of the calendar from its beginning, itself not included; null where there is no period. Days are
 * those of the zone's clock: one may have 23 hours, a month 28 days. Of a beginning that the later month lacks (the 31st)
 * the end is that month's last day.
 *
 * Units: milliseconds since 1970, UTC, in and out.
 */
export function periodEnd(
  per: Aggregate['per'] | null,
  zone: string,
): (begin: number) => number | null {
  if (per === null) return () => null;
  return (begin) =>
    DateTime.fromMillis(begin, { zone })
      .plus({ [per]: 1 })
      .toMillis();
}
