import { numberSql } from './rule-sql.ts';

/** The largest amount kept: up to it every whole number is a double. */
export const AMOUNT_MAX = 2 ** 53;

/** A quantity in smallest units, or why there is none. An amount of 0 is no movement; below 0 is for `signed` lines only. */
export type QuantityOutcome =
  | { readonly kind: 'quantity'; readonly amount: number }
  | { readonly kind: 'refused'; readonly reason: 'absent' | 'too-large' };

/**
 * A quantity scaled to smallest units and rounded once, half away from zero. An aggregate's mean is taken n times first.
 *
 * Units: `value` in whole units, `scale` the kind's decimals, the amount in smallest units.
 * Errors: null is `absent`; past 2^53 is `too-large`.
 * Source: semantics.md 15, 25.
 */
export function quantityOf(value: number | null, scale: number, n: number): QuantityOutcome {
  if (value === null) return { kind: 'refused', reason: 'absent' };
  const total = value * n;
  const amount = Math.sign(total) * Math.floor(Math.abs(total) * 10 ** scale + 0.5) + 0;
  if (Math.abs(amount) <= AMOUNT_MAX) return { kind: 'quantity', amount };
  return { kind: 'refused', reason: 'too-large' };
}

/**
 * SQL for the amount of `quantityOf`: Nullable(Float64), null for absent, past 2^53 (or infinite) for too large.
 * `sql` gives Nullable(Float64), `n` a whole number.
 */
export function quantitySql(sql: string, scale: number, n = '1'): string {
  const factor = numberSql(10 ** scale);
  const amount = `sign(x) * floor(abs(x) * ${factor} + toFloat64(0.5)) + toFloat64(0)`;
  return `arrayElement(arrayMap(x -> ${amount}, [multiply(${sql}, toFloat64(${n}))]), 1)`;
}
