import type { Grade, ValueForm } from '../model/model.ts';

/**
 * What the rules ask of the ledger at a touchpoint beside what moved there. Plain numbers and names, no people: it goes over
 * a wire as it is. What is absent was not asked, or there was nothing to ask.
 */
export interface Looks {
  readonly elsewhere?: Elsewhere;
  readonly promises?: readonly PromiseHeld[];
  readonly expectations?: readonly ExpectationKept[];
  readonly leaving?: Leaving;
  readonly ends?: MomentsFelt;
  readonly peaks?: MomentsFelt;
  readonly sought?: Sought;
  readonly varied?: readonly Varied[];
  readonly weakest?: Weakest;
}

/** A mean over people, each counted once. */
export interface PeopleMean {
  readonly people: number;
  readonly mean: number;
  readonly sd: number;
}

/**
 * What people leave the business with at all other touchpoints, those who were here beside those who were not. Workspace
 * currency, at the medians of the valuations as the ledger has them, as if all had been known as long as those who were here.
 */
export interface Elsewhere {
  readonly here: PeopleMean;
  readonly others: PeopleMean;
  /** What they leave it with here, on average of those who were here; negative: it gives. */
  readonly net: number;
}

/** A line of the exchange that keeps a promise: what reaches customers against what is believed. */
export interface PromiseHeld {
  readonly proposition: string;
  readonly promise: string | null;
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  /** Whole units an encounter. */
  readonly believed: { readonly median: number; readonly low: number };
  /** Single encounters, with the mean and spread of what moved in them; nothing moved counts as 0. */
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly grade: Grade;
}

/** An expectation, held against each single encounter that says its metric. */
export interface ExpectationKept {
  readonly metric: string;
  readonly atMost: number | null;
  readonly atLeast: number | null;
  /** Who set it. */
  readonly source: string | null;
  /** Whether the touchpoint keeps a promise by it: its words, else null. */
  readonly promise: string | null;
  readonly n: number;
  readonly met: number;
  readonly people: number;
  readonly peopleMissed: number;
  /** By how much it was missed where it was, on average; null: nowhere. */
  readonly missedBy: number | null;
  readonly grade: Grade;
}

/** Journeys that end at a touchpoint before they are done. */
export interface Leaving {
  readonly journey: { readonly id: string; readonly name: string };
  /** Closed journeys that came here, and those of them that went no further and were not done. */
  readonly visits: number;
  readonly left: number;
  readonly people: number;
  /** The same of the touchpoint of the journey where most are left after this one. */
  readonly beside: {
    readonly touchpoint: string;
    readonly name: string;
    readonly visits: number;
    readonly left: number;
  };
  /** Journeys that were done, and what moved in one of them and in one that was left here, whole units on average. */
  readonly done: number;
  readonly moved: readonly {
    readonly giver: string;
    readonly receiver: string;
    readonly kind: string;
    readonly done: number;
    readonly left: number;
  }[];
}

/** How one sort of moment felt, one of each journey that has it here. */
export interface MomentsFelt {
  readonly journey: { readonly id: string; readonly name: string };
  readonly journeys: number;
  /** Of them, those in which that moment was here and felt bad (below 0). */
  readonly bad: number;
  /** Mean of how those felt, -1..+1. */
  readonly felt: number;
  readonly people: number;
}

export interface Sought {
  readonly form: ValueForm;
  /** The form of each kind that moves here; null: nobody has said. */
  readonly forms: Readonly<Record<string, ValueForm | null>>;
}

/** A kind that the business gives in some encounters here and not in others; each person counted once. */
export interface Varied {
  readonly kind: string;
  readonly given: VariedArm;
  readonly withheld: VariedArm;
}

export interface VariedArm {
  /** How the encounter felt. */
  readonly felt: PeopleMean;
  /** Whether they came back within the days below, of those who had the time to. */
  readonly back: { readonly people: number; readonly came: number };
  /** Whether what was expected of it was kept; null: nothing was expected that each encounter says. */
  readonly kept: { readonly people: number; readonly kept: number } | null;
}

/** Days within which coming back counts. */
export const BACK_DAYS = 90;

/** The influence that holds perceived value back, where the tests say that one does. */
export interface Weakest {
  readonly influence: string;
  readonly outcome: string;
  readonly respondents: number;
  /** Elasticity of the aggregate: below this level the weak ones count more than the strong. */
  readonly rho: { readonly low: number; readonly median: number; readonly high: number };
  /** Of the necessary-condition analysis: the empty part of the space, 0..1, and how likely by chance, of all influences at once. */
  readonly necessary: { readonly effect: number; readonly chance: number };
  /** Mean score of the influence, and the mean of the others, on its own scale. */
  readonly score: number;
  readonly others: number;
}
