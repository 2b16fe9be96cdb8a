// Everything the report says, as plain data: the report computes no figure of its own, it only lays them out.
//
// Units, everywhere in this file:
// - money is in the workspace currency, a year; a period of another length is scaled by whoever fills this in;
// - quantities are whole units of their kind, a year, as decimal strings, so that nothing is rounded on the way;
// - an Estimate carries its own range and its `level`.
// No field may hold a name or a pseudonym of a person.
import type { Estimate, Grade } from '@bothways/core';

/** Where a figure comes from: what the model says happens, or what events say happened. */
export type Evidence = 'believed' | 'measured';

/** One report, complete. */
export interface ReportData {
  readonly title: string;
  readonly model: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** First and last day of the events measured, ISO 8601 dates; null: no event yet, the report is the believed ledger. */
  readonly period: { readonly from: string; readonly to: string } | null;
  /** ISO 8601 instant; passed in, because the report has no clock. */
  readonly generatedAt: string;
  readonly people: number;
  readonly encounters: number;
  readonly events: number;
  /** Which rebuild the figures were read from; null: none yet. */
  readonly generation: number | null;
  /** In file order. */
  readonly journeys: readonly ReportJourney[];
  /** The step that matters most; null: nothing was found. Also stands in `findings`. */
  readonly headline: ReportFinding | null;
  /** The gravest first. */
  readonly findings: readonly ReportFinding[];
  readonly abstained: readonly ReportAbstained[];
  readonly values: readonly ReportValue[];
  /** Believed is over the same touchpoints as measured, where anything was measured; `elsewhere` counts the others. */
  readonly net: {
    readonly measured: ReportNet | null;
    readonly believed: ReportNet | null;
    readonly elsewhere: number;
  };
  readonly across: ReportAcross | null;
  readonly blind: ReportBlind;
  readonly made: ReportMade;
}

export interface ReportJourney {
  readonly id: string;
  readonly name: string;
  readonly phases: readonly ReportPhase[];
}

export interface ReportPhase {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly ReportStep[];
}

export interface ReportStep {
  readonly id: string;
  readonly name: string;
  readonly momentOfTruth: boolean;
  readonly touchpoints: readonly ReportTouchpoint[];
}

/**
 * One planned place of an interaction, with what is believed and what was measured there.
 * `unseen`: it recognises events, and none came. `noEvidence`: no event can reach it (it has no rule) or none was imported yet.
 */
export interface ReportTouchpoint {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly owner: string | null;
  readonly intention: string | null;
  readonly quote: string | null;
  /** As in the model: brand, communications, purchase, product, service. */
  readonly influence: string | null;
  /** Different people met here in the period; null: cannot be said (aggregates only, or believed only). */
  readonly people: number | null;
  /** A year, measured; null: none. */
  readonly encounters: number | null;
  readonly believed: ReportVoices | null;
  readonly measured: ReportVoices | null;
  /** Mean of how the encounters felt, -1..+1; null: nobody was asked. */
  readonly felt: Estimate | null;
  readonly unseen: boolean;
  readonly noEvidence: boolean;
}

/** Both voices at one touchpoint. Other sides than customer and business are left out, as in the nets. */
export interface ReportVoices {
  /** What they get: received by the customer. */
  readonly delivered: ReportSide;
  /** What they give: given by the customer. */
  readonly captured: ReportSide;
  /** net(customer), a year. */
  readonly customer: Estimate;
  /** net(business), a year. */
  readonly business: Estimate;
}

/**
 * One direction at one touchpoint.
 * `worth`: the sum to whoever receives it; `cost`: the sum to whoever gives it; over valued kinds only, with shared draws.
 * Abstained where no kind of this side is valued. So the picture draws, as the customer meets it, delivered at its
 * worth and captured at its cost: their difference is net(customer).
 */
export interface ReportSide {
  readonly worth: Estimate;
  readonly cost: Estimate;
  readonly transfers: readonly ReportTransfer[];
}

export interface ReportTransfer {
  readonly kind: string;
  readonly name: string;
  /** As in the model: money, goods, time, data ... */
  readonly family: string;
  readonly quantity: string;
  readonly unit: string;
  /** To its receiver, a year; abstained: nobody has said what a unit is worth. */
  readonly worth: Estimate;
  /** To its giver, a year. */
  readonly cost: Estimate;
}

/** Something to act on. */
export interface ReportFinding {
  /** As the engine names it, such as `one-sided-capture`. */
  readonly kind: string;
  /** The same for people: "One-sided capture". */
  readonly kindName: string;
  readonly touchpoint: { readonly id: string; readonly name: string };
  /** One plain sentence: what goes wrong here. */
  readonly sentence: string;
  /** What was seen, with its numbers and ranges; empty: the sentence says it all. */
  readonly detail: string;
  /** Money at stake a year for each side, as the finding defines it; negative: that side loses. */
  readonly customer: Estimate;
  readonly business: Estimate;
  /** "Holds while a customer's minute is worth more than EUR 0.06." Null: nothing to turn on. */
  readonly breakEven: string | null;
  readonly grade: Grade;
  readonly people: number | null;
  /** What to look at next, one sentence. */
  readonly next: string;
}

/** Where a finding was looked for and the data could not say. */
export interface ReportAbstained {
  readonly kindName: string;
  readonly touchpoint: { readonly id: string; readonly name: string };
  readonly reason: string;
}

/** One value kind in one direction, over all touchpoints. */
export interface ReportValue {
  readonly evidence: Evidence;
  readonly kind: string;
  readonly name: string;
  readonly family: string;
  /** Whose account it leaves and lands in; `other`: partners and community, whose own gain is in no net. */
  readonly giver: ReportParty;
  readonly receiver: ReportParty;
  readonly quantity: string;
  readonly unit: string;
  readonly worth: Estimate;
  readonly cost: Estimate;
  readonly n: number;
  /** The worst of `grades`. */
  readonly grade: Grade;
  /** Transfers per grade. */
  readonly grades: Readonly<Partial<Record<Grade, number>>>;
}

export type ReportParty = 'customer' | 'business' | 'other';

export type Quadrant = 'win-win' | 'business-gains' | 'customer-gains' | 'lose-lose';

/** Net for each side, over all touchpoints, and how they compare (methods: balance and reciprocity). */
export interface ReportNet {
  readonly customer: Estimate;
  readonly business: Estimate;
  readonly joint: Estimate;
  /** -1..+1, positive: the business gains more. */
  readonly tilt: Estimate;
  /** 0..1. */
  readonly reciprocity: Estimate;
  /** The customer's part of the joint net, 0..1; abstained outside win-win. */
  readonly share: Estimate;
  /** The likeliest quadrant with its probability; null: a net abstained. */
  readonly quadrant: { readonly name: Quadrant; readonly probability: number } | null;
  /** Probability that each side loses; null: cannot be said. */
  readonly losing: { readonly customer: number | null; readonly business: number | null };
  /** What moved and is in no money because nobody has said what it is worth or costs, in words, by side. */
  readonly leavesOut: {
    readonly customer: readonly string[];
    readonly business: readonly string[];
  };
}

/** How net(customer) is spread over customers. Money is a person, a year. */
export interface ReportAcross {
  readonly people: number;
  /** 0 (all alike) .. 1. */
  readonly gini: Estimate;
  /** Part of the people whose net is below zero, 0..1. */
  readonly negative: Estimate;
  /** Mean net of the worst-off tenth. */
  readonly cvar: Estimate;
  /** Part of the encounters that name no person, 0..1: in totals, outside these figures. */
  readonly withoutPerson: number;
}

/** What the pictures cannot show. */
export interface ReportBlind {
  /** Events no touchpoint takes, by event name, the most frequent first. */
  readonly unmapped: readonly { readonly name: string; readonly count: number }[];
  /** Touchpoints no event reaches. */
  readonly unseen: readonly {
    readonly id: string;
    readonly name: string;
    readonly channel: string;
  }[];
  /** Movements that the model names with a believed volume but without a believed quantity: in no believed figure. */
  readonly unstated: readonly { readonly touchpoint: string; readonly kind: string }[];
  /** Source records that could not be read, by reason. */
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
  /** Movements that an encounter did not make, by reason. */
  readonly refused: readonly {
    readonly reason: string;
    readonly touchpoint: string;
    readonly kind: string;
    readonly count: number;
  }[];
}

export interface ReportMade {
  readonly figures: readonly {
    readonly figure: string;
    readonly how: string;
    readonly source: string;
  }[];
  /** How many days the period has, and so the factor to a year; null: no events. */
  readonly scaling: {
    readonly days: number;
    readonly factor: number;
    /** Fewer days than a year should be worked out from. */
    readonly isShort: boolean;
    /** Whether totals of a period are in it, each scaled by the days it covers itself. */
    readonly hasAggregates: boolean;
  } | null;
  readonly valuations: readonly ReportValuation[];
}

/** What one whole unit is worth or costs, as the model states it. */
export interface ReportValuation {
  readonly kind: string;
  readonly name: string;
  readonly unit: string;
  /** Null: everyone. */
  readonly segment: string | null;
  /** Which direction it speaks of; null: both. */
  readonly give: 'customer' | 'business' | null;
  readonly of: 'worth' | 'cost';
  readonly median: number;
  /** 5th and 95th percentile as fitted; equal to the median for a point. */
  readonly low: number;
  readonly high: number;
  readonly basis: 'measured' | 'stated' | 'assumed';
  readonly source: string | null;
  readonly agreedBy: string | null;
  /** ISO 8601 date. */
  readonly agreedOn: string | null;
}
