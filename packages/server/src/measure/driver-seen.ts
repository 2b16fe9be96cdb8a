import type { Model } from '@bothways/core';
import { type DriverLeftOut, INFLUENCES_TOLD } from '@bothways/core/contract';
import type { DriverTable } from '../store/measure/driver-columns.ts';
import {
  type DriverPattern,
  driverPatterns,
  type ScoredInAll,
} from '../store/measure/driver-table.ts';
import { type DriverChoice, touchpointsOfToday } from './driver-choices.ts';
import { type Chosen, rowsWanted, rowsWith } from './driver-chosen.ts';
import type { OutcomeChoice } from './driver-outcomes.ts';
import type { Reading } from './reading.ts';

/** The table of scores, and which of them are known together. */
export interface TableSeen {
  readonly table: DriverTable;
  readonly units: number;
  readonly patterns: readonly DriverPattern[];
}

/** Scores by choice, in their order, beside an outcome. */
export async function driverTableSeen(
  { stores, generation, segment }: Reading,
  choices: readonly DriverChoice[],
  { column, window }: OutcomeChoice,
  scored: ScoredInAll,
): Promise<TableSeen> {
  const table: DriverTable = {
    ...{ generation, segment, outcome: column, cut: window?.cut ?? null },
    columns: choices.map((choice) => choice.column),
  };
  const units = scored.people + (window === null ? scored.forms : 0);
  return { table, units, patterns: await driverPatterns(stores.facts, table, units) };
}

interface LeftOutAsked {
  readonly by: 'influence' | 'touchpoint';
  readonly choices: readonly DriverChoice[];
  readonly chosen: Chosen | null;
  readonly seen: TableSeen;
  readonly outcome: OutcomeChoice;
}

const LEFT_OUT_MAX = 60;

/** What is no driver, and why: so that nobody takes silence for unimportance. */
export function leftOutOf(model: Model, asked: LeftOutAsked): readonly DriverLeftOut[] {
  const { by, choices, chosen } = asked;
  const used = new Set(chosen?.columns.map((at) => choices[at]?.id));
  const possible =
    by === 'influence'
      ? INFLUENCES_TOLD.map((influence) => ({ id: influence, name: influence, influence }))
      : touchpointsOfToday(model)
          .filter(({ id }) => asked.outcome.shown.id !== id)
          .map(({ id, name, influence }) => ({ id, name, influence }));
  return possible
    .filter(({ id }) => !used.has(id))
    .map((each) => ({ ...each, ...whyLeftOut(model, each.id, asked) }))
    .toSorted((a, b) => b.scored - a.scored)
    .slice(0, LEFT_OUT_MAX);
}

function whyLeftOut(
  model: Model,
  id: string,
  { by, choices, chosen, seen }: LeftOutAsked,
): Pick<DriverLeftOut, 'because' | 'scored' | 'needed'> {
  const mine = choices.flatMap((choice, at) => (choice.id === id ? [at] : []));
  const scored = Math.max(0, ...mine.map((at) => rowsWith(seen.patterns, [at], choices.length)));
  const needed = rowsWanted(chosen?.columns.length ?? 2);
  if (mine.length === 0) {
    const isPlanned =
      by === 'touchpoint' || touchpointsOfToday(model).some(({ influence }) => influence === id);
    return { because: isPlanned ? 'not-scored' : 'no-touchpoint', scored: 0, needed };
  }
  if (scored < rowsWanted(1)) return { because: 'few-scored', scored, needed: rowsWanted(1) };
  return { because: 'not-together', scored, needed };
}
