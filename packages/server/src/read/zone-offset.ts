import { IANAZone } from 'luxon';

/** Zones move their clocks on quarters of an hour, so one look-up serves each quarter. */
const QUARTER_MS = 900_000;
const KEPT_MAX = 100_000;

/** Milliseconds that a zone's clock is ahead of UTC at a moment (milliseconds since 1970, UTC). */
export type ZoneOffset = (at: number) => number;

/** The clock of a zone such as `America/New_York`; `UTC` is always 0. Zones are checked when a mapping is read. */
export function zoneOffset(zone: string): ZoneOffset {
  if (zone === 'UTC') return () => 0;
  const known = new Map<number, number>();
  const clock = IANAZone.create(zone);
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const offset = clock.offset(quarter * QUARTER_MS) * 60_000;
    if (known.size >= KEPT_MAX) known.clear();
    known.set(quarter, offset);
    return offset;
  };
}

/**
 * The moment at which a zone's clock shows a time (given as if it were UTC). A time that the clock shows twice is the
 * earlier; one that it skips is moved on by the hour that was skipped.
 *
 * Source: the rule `compatible` of RFC 5545 and of Temporal.
 */
export function momentOf(shown: number, offsetAt: ZoneOffset): number {
  const before = offsetAt(shown - 86_400_000);
  const after = offsetAt(shown + 86_400_000);
  if (before === after) return shown - offsetAt(shown - before);
  const early = shown - before;
  if (offsetAt(early) === before) return early;
  const late = shown - after;
  return offsetAt(late) === after ? late : early;
}

export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}
