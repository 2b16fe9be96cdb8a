/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const above = sorted[middle];
  if (above === undefined) throw new Error('median wants at least one value');
  return sorted.length % 2 === 1 ? above : ((sorted[middle - 1] ?? above) + above) / 2;
}

/** Seconds that a task takes. */
export async function secondsOf(task: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await task();
  return (performance.now() - from) / 1000;
}

export interface Contest {
  readonly rounds: number;
  readonly ours: () => Promise<unknown>;
  readonly theirs: () => Promise<unknown>;
  /** Before each run of a side, outside the time that counts. */
  readonly ready: (side: 'ours' | 'theirs') => Promise<unknown>;
}

/** Median seconds of two sides that take turns, so that neither always finds the machine as the other left it. */
export async function contest({ rounds, ready, ...sides }: Contest): Promise<{
  readonly ours: number;
  readonly theirs: number;
}> {
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0
      ? (['ours', 'theirs'] as const)
      : (['theirs', 'ours'] as const)) {
      await ready(side);
      seconds[side].push(await secondsOf(sides[side]));
    }
  }
  return { ours: median(seconds.ours), theirs: median(seconds.theirs) };
}

/** Rounded for people and scripts: four digits that count. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
