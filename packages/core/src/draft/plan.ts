import type { Phase } from '../model/model.ts';
import type { NotTaken } from './sheet.ts';

/** A model as far as a sheet tells it: what goes into the file, and what of it is guessed. Ids are unique and whole. */
export interface Plan {
  readonly name: string;
  readonly currency: Guessed<string>;
  readonly teams: readonly Named[];
  readonly segments: readonly Named[];
  readonly journeys: readonly PlannedJourney[];
  readonly insights: readonly PlannedInsight[];
  readonly opportunities: readonly PlannedOpportunity[];
  readonly notTaken: readonly NotTaken[];
}

/** A value and what it was guessed from; null: the sheet says it. */
export interface Guessed<Value> {
  readonly value: Value;
  readonly guess: string | null;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Keys that a model has no place for, by their name behind `x-`. */
export type Beside = Readonly<Record<string, unknown>>;

export interface PlannedJourney extends Named {
  readonly state: 'current' | 'future';
  readonly phases: readonly PlannedPhase[];
}

export interface PlannedPhase {
  readonly id: string;
  readonly name: string | null;
  readonly stage: Phase['stage'];
  readonly steps: readonly PlannedStep[];
}

export interface PlannedStep extends Named {
  readonly momentOfTruth: boolean;
  /** A free id for a touchpoint, where the sheet speaks of none. */
  readonly spareId: string | null;
  readonly touchpoints: readonly PlannedTouchpoint[];
  readonly beside: Beside;
}

export interface PlannedTouchpoint extends Named {
  /** What it was made from where the sheet names no touchpoint. */
  readonly guess: string | null;
  /** Null: to fill in. */
  readonly channel: Guessed<string | null>;
  readonly intention: string | null;
  readonly owner: string | null;
  readonly beside: Beside;
}

export const INSIGHT_TYPES = [
  'need',
  'pain',
  'gain',
  'job',
  'goal',
  'expectation',
  'quote',
  'story',
  'observation',
] as const;

export interface PlannedInsight {
  readonly id: string;
  readonly title: string;
  readonly type: (typeof INSIGHT_TYPES)[number];
  readonly impact: Guessed<number | null>;
  readonly weight: number | null;
  readonly touchpoints: readonly string[];
  /** The keys of an insight that nothing computes with: where it was found, who said it. */
  readonly more: Beside;
}

export interface PlannedOpportunity {
  readonly id: string;
  readonly title: string;
  readonly touchpoints: readonly string[];
  readonly more: Beside;
}
