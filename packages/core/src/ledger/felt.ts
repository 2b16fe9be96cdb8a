/** The lowest and highest raw value of each scale that sources use. Source: vocabulary.md "Scales on import". */
export const FELT_SCALES: Readonly<Record<string, readonly [low: number, high: number]>> = {
  'csat-5': [1, 5],
  'ces-7': [1, 7],
  'nps-10': [0, 10],
  'smaply-2': [-2, 2],
  'theydo-2': [-2, 2],
  'cjml-5': [1, 5],
  'uxpressia-10': [1, 10],
};

/**
 * A raw rating on -1..+1: 2(x - min) / (max - min) - 1. A raw value outside its scale says nothing: null.
 *
 * Source: semantics.md 28.
 */
export function feltOf(raw: number | null, scale: string): number | null {
  const range = FELT_SCALES[scale];
  if (raw === null || range === undefined || raw < range[0] || raw > range[1]) return null;
  return (2 * (raw - range[0])) / (range[1] - range[0]) - 1;
}
