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
