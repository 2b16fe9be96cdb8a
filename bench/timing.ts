import { processorSeconds } from './processes.ts';

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
  readonly dataDir: string;
  readonly ours: () => Promise<unknown>;
  readonly theirs: () => Promise<unknown>;
  /** Before each run of a side, outside the time that counts. */
  readonly ready: (side: 'ours' | 'theirs') => Promise<unknown>;
}

/** What a side took: median seconds by the clock, and least seconds of processor. */
export interface Taken {
  readonly seconds: number;
  readonly processor: number;
}

/** Two sides that take turns, so that neither always finds the machine as the other left it. */
export async function contest({ rounds, dataDir, ready, ...sides }: Contest): Promise<{
  readonly ours: Taken;
  readonly theirs: Taken;
}> {
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  const processor = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0
      ? (['ours', 'theirs'] as const)
      : (['theirs', 'ours'] as const)) {
      await ready(side);
      const before = processorSeconds(dataDir);
      seconds[side].push(await secondsOf(sides[side]));
      processor[side].push(processorSeconds(dataDir) - before);
    }
  }
  const taken = (side: 'ours' | 'theirs'): Taken => ({
    seconds: median(seconds[side]),
    processor: Math.min(...processor[side]),
  });
  return { ours: taken('ours'), theirs: taken('theirs') };
}

/** The figures of a contest: how fast we are beside the other side, 1 is as fast; by the clock and by the processor. */
export function ratios(
  ours: Taken,
  theirs: Taken,
): { readonly ratio: number; readonly processor_ratio: number | null } {
  return {
    ratio: rounded(theirs.seconds / ours.seconds),
    processor_ratio: ours.processor > 0 ? rounded(theirs.processor / ours.processor) : null,
  };
}

/** Rounded for people and scripts: four digits that count. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
