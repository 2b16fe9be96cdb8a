/** Keys from `from` up to, not including, `to`; null: up to the last. */
export interface KeyRange {
  readonly from: bigint;
  readonly to: bigint | null;
}

const KEYS = 2n ** 128n;
/** Rows whose keys are held in memory at once. */
const ROWS_MAX = 400_000;

/** Ranges of keys, which are evenly spread, with a bounded number of rows each. */
export function keyRanges(rows: number): readonly KeyRange[] {
  const count = Math.max(1, Math.ceil(rows / ROWS_MAX));
  const bound = (index: number): bigint => (KEYS * BigInt(index)) / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    from: bound(index),
    to: index === count - 1 ? null : bound(index + 1),
  }));
}

export function rangeSql({ from, to }: KeyRange, key = 'key'): string {
  const least = from === 0n ? '1' : `${key} >= toUInt128('${from}')`;
  return to === null ? least : `${least} AND ${key} < toUInt128('${to}')`;
}
