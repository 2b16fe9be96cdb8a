import type { Bench, Figures } from './bench.ts';
import { answerKinds } from './calibration-answers.ts';
import { Chance, type Held, type IntervalKind } from './calibration-chance.ts';
import { driverKinds } from './calibration-drivers.ts';
import { ledgerKinds } from './calibration-ledger.ts';
import { memoryKinds } from './calibration-memory.ts';

export const intervalKinds: readonly IntervalKind[] = [
  ...answerKinds,
  ...memoryKinds,
  ...ledgerKinds,
  ...driverKinds,
];

/** What intervals of 90 % are wanted to hold. */
export const WANTED = { least: 0.87, most: 0.93 } as const;

/** How often the intervals of a kind held the truth. */
export interface Coverage {
  readonly name: string;
  readonly worlds: number;
  readonly coverage: number;
  /** Its own standard error; intervals of one world share its chance, so that worlds are what is counted. */
  readonly error: number;
  /** The part of figures of which nothing was said. */
  readonly silent: number;
}

/** Makes worlds with a known truth and counts how often the intervals shown hold it. */
export function coverageOf(kind: IntervalKind, worlds: number): Coverage {
  const held = Array.from({ length: Math.max(1, Math.round(worlds / kind.every)) }, (_, world) =>
    kind.world(new Chance(kind.name, world)),
  );
  const all = held.flat();
  const said = all.filter((each) => each !== null).length;
  const coverage = all.filter((each) => each === true).length / said;
  const off = held.reduce((sum, each) => sum + offOf(each, coverage) ** 2, 0);
  return {
    name: kind.name,
    worlds: held.length,
    coverage,
    error: Math.sqrt(off) / said,
    silent: 1 - said / all.length,
  };
}

function offOf(held: readonly Held[], coverage: number): number {
  return held.reduce((sum, each) => sum + (each === null ? 0 : Number(each) - coverage), 0);
}

/** Whether intervals of 90 % hold the truth 9 times in 10, for every kind that the product shows. */
export const calibrationBench: Bench = {
  name: 'calibration',
  about:
    'how often ranges of 90 % hold a truth that is known, for every kind of range; rows are made-up worlds',
  rows: 8000,
  rounds: 1,
  run: async ({ rows, progress }) => {
    const figures: Record<string, number> = {};
    let within = 0;
    for (const kind of intervalKinds) {
      const { name, worlds, coverage, error } = coverageOf(kind, rows);
      const isWithin = coverage >= WANTED.least && coverage <= WANTED.most;
      within += isWithin ? 1 : 0;
      progress(
        `${name.padEnd(22)} ${(100 * coverage).toFixed(1).padStart(5)} % ± ${(100 * error).toFixed(1)} of ${worlds} worlds${isWithin ? '' : '  OUTSIDE 87 to 93 %'}`,
      );
      figures[name] = Math.round(1e4 * coverage) / 1e4;
      figures[`${name}_error`] = Math.round(1e4 * error) / 1e4;
    }
    return { ...figures, kinds: intervalKinds.length, kinds_within: within } satisfies Figures;
  },
};
