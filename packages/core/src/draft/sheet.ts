import type { Cell } from './grid.ts';
import type { LaneKind } from './lanes.ts';

/** A journey map as it was read from a grid, in either layout: every cell that says something is here once. */
export interface Sheet {
  readonly title: string | null;
  readonly journeys: readonly SheetJourney[];
  readonly notTaken: readonly NotTaken[];
}

export interface SheetJourney {
  /** As written in a column of ids; null where there is none. */
  readonly id: string | null;
  readonly title: string | null;
  readonly state: 'current' | 'future';
  readonly phases: SheetPhase[];
}

export interface SheetPhase {
  /** Null for steps that stand under no phase. */
  readonly name: string | null;
  readonly steps: SheetStep[];
}

export interface SheetStep {
  readonly name: string;
  momentOfTruth: boolean;
  /** As a column says it; null: where it first stands. */
  order: number | null;
  readonly notes: Note[];
}

/** What a cell of a lane says of a step. */
export interface Note {
  readonly kind: LaneKind;
  readonly cell: Cell;
  readonly extras: Extras;
}

/** What the long layout may say beside a text, as written. */
export type Extras = Readonly<
  Partial<Record<'persona' | 'impact' | 'weight' | 'channel' | 'owner' | 'tags' | 'lane', string>>
>;

/** A cell that has no place in a model, kept with the reason. */
export interface NotTaken {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly why: string;
}

export function notTaken({ row, column, text }: Cell, why: string): NotTaken {
  return { row, column, text, why };
}

/** Whether a cell ticks something: `yes`, `x`, `1`; null where it says something else. */
export function tickIn(text: string): boolean | null {
  if (/^(?:y|yes|true|x|1|ja|j|wahr|✓|✔|✅|★|⭐|\*|!)$/iu.test(text)) return true;
  return /^(?:n|no|false|0|nein|falsch|-|–)$/iu.test(text) ? false : null;
}
