import { FELT_SCALES } from '../model/felt-scales.ts';
import { type Felt, felt } from '../model/units.ts';

/**
 * A raw rating on -1..+1: 2(x - min) / (max - min) - 1. A raw value outside its scale says nothing: null.
 *
 * Source: semantics.md 28.
 */
export function feltOf(raw: number | null, scale: string): Felt | null {
  const range = FELT_SCALES[scale];
  if (raw === null || range === undefined || raw < range[0] || raw > range[1]) return null;
  return felt((2 * (raw - range[0])) / (range[1] - range[0]) - 1);
}
