import type { Model } from '../model/model.ts';
import { touchpointsOf } from '../model/model.ts';
import { type DoubtRange, fittedRange } from '../statistics/lognormal.ts';
import {
  believedGrade,
  believedLegs,
  grouped,
  type Leg,
  together,
  unstatedLegs,
  valuing,
  yearlyVolume,
} from './believed-legs.ts';
import { decimal } from './decimal.ts';
import { type Draws, drawsOf } from './draws.ts';
import { type Estimate, gradeWorst } from './estimate.ts';
import { estimatePart, type LedgerRow, noValuation } from './ledger-rows.ts';
import { type Nets, netsOf } from './nets.ts';
import { estimateSum } from './sum.ts';
import type { Term, Valued } from './terms.ts';
import type { Part } from './valuation.ts';

/** A line of the ledger that the model alone says: a year of it, nothing seen yet, so n is 0 and no transfer is counted. */
export interface BelievedRow extends LedgerRow {
  /** Whole units a year: median, 5th and 95th percentile. */
  readonly quantityRange: DoubtRange;
}

/** What the model says happens in a year, before or beside evidence. */
export interface BelievedLedger {
  readonly rows: readonly BelievedRow[];
  readonly touchpoints: readonly {
    readonly touchpoint: string;
    /** Encounters a year. */
    readonly encounters: DoubtRange;
    readonly nets: Nets;
  }[];
  readonly total: Nets;
  /** Legs of touchpoints with a believed volume, left out because nobody said how much they move. */
  readonly unstated: readonly {
    readonly touchpoint: string;
    readonly leg: number;
    readonly kind: string;
  }[];
}

export type BelievedKey = 'journey' | 'phase' | 'step' | 'touchpoint' | 'channel' | 'kind';

export interface BelievedOptions {
  /** What a row is apart by, besides giver, receiver and kind. */
  readonly by?: readonly BelievedKey[];
  /** Journeys in state `future` as well. */
  readonly includeFuture?: boolean;
  readonly iterations?: number;
  readonly seed?: number;
  /** Draws made before, to be shared by several ledgers. */
  readonly draws?: Draws;
}

/**
 * The believed ledger of a model: stated volumes times stated quantities, a year of them.
 *
 * Volume and quantity are lognormal like a valuation and independent of each other, except that legs of a touchpoint with
 * the same quantity expression move together: what is paid and what is handed over at a till is one total.
 * A leg without a believed quantity whose expression is a bare number has that number for certain.
 *
 * Units: a year of 365.25 days, workspace currency.
 * Source: semantics.md 22, 25.
 */
export function believedLedger(model: Model, options: BelievedOptions = {}): BelievedLedger {
  const { by = ['touchpoint', 'kind'], includeFuture = false } = options;
  const touchpoints = touchpointsOf(model, includeFuture ? undefined : 'current');
  const legs = touchpoints.flatMap((touchpoint) => believedLegs(touchpoint));
  const draws = options.draws ?? drawsOf(options);
  const value = valuing(model);
  const netOf = (chosen: readonly Leg[]): Nets => netsOf(together(chosen.map(value)), draws, 0);
  return {
    rows: grouped(legs, (leg) => keyOf(leg, by)).map((group) =>
      believedRow(group, by, model, value, draws),
    ),
    touchpoints: touchpoints.flatMap((touchpoint) => {
      const volume = yearlyVolume(touchpoint);
      if (volume === null) return [];
      const mine = legs.filter((leg) => leg.touchpoint.id === touchpoint.id);
      return [{ touchpoint: touchpoint.id, encounters: fittedRange(volume), nets: netOf(mine) }];
    }),
    total: netOf(legs),
    unstated: touchpoints.flatMap(unstatedLegs),
  };
}

/** One leg of what is believed, a year of it: whole units at the medians, and the spread of how often it happens. */
export interface BelievedFlow {
  readonly touchpoint: string;
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  readonly quantity: number;
  readonly sigma: number;
}

/** What is believed to move in a year, in the order of the model: what the believed ledger values. */
export function believedFlows(model: Model): readonly BelievedFlow[] {
  return touchpointsOf(model, 'current')
    .flatMap(believedLegs)
    .map(({ touchpoint, line: { give: giver, to: receiver, kind }, median, factors }) => ({
      ...{ touchpoint: touchpoint.id, giver, receiver, kind, quantity: median },
      sigma: factors[0]?.sigma ?? 0,
    }));
}

function believedRow(
  group: readonly [Leg, ...Leg[]],
  by: readonly BelievedKey[],
  model: Model,
  value: (leg: Leg) => Valued,
  draws: Draws,
): BelievedRow {
  const { give: giver, to: receiver, kind } = group[0].line;
  const valued = together(group.map(value));
  const definition = model.values.find(({ id }) => id === kind);
  const scale = definition?.scale ?? 0;
  const quantityRange = quantityOf(group, draws);
  const part = (of: Part): Estimate =>
    valued.unvalued.some((each) => each.part === of)
      ? { kind: 'abstained', reason: noValuation(of, { kind, giver, receiver }) }
      : estimatePart(valued.terms, of, draws, 0);
  return {
    keys: keysOf(group[0], by),
    giver,
    receiver,
    kind,
    quantity: decimal(BigInt(Math.round(quantityRange.median * 10 ** scale)), scale),
    quantityRange,
    unit: definition?.unit ?? '',
    worth: part('worth'),
    cost: part('cost'),
    n: 0,
    grade: gradeWorst(group.map(({ line }) => believedGrade(line))),
    grades: {},
  };
}

/** A year's whole units with their doubt: the same sum, each unit counting one. */
function quantityOf(group: readonly Leg[], draws: Draws): DoubtRange {
  const units = group.map(({ line, median, factors }): Term => {
    const counted = { side: 'other', part: 'worth', kind: line.kind, median: 1 } as const;
    return { ...counted, quantity: median, factors, grade: 'C', isStated: false };
  });
  const sum = estimateSum(units, draws, 0);
  if (sum.kind === 'abstained') return { median: 0, low: 0, high: 0 };
  return { median: sum.median, low: sum.low, high: sum.high };
}

function keysOf({ touchpoint, line }: Leg, by: readonly BelievedKey[]): Record<string, string> {
  const all: Readonly<Record<BelievedKey, string>> = {
    journey: touchpoint.journey,
    phase: touchpoint.phase,
    step: touchpoint.step,
    touchpoint: touchpoint.id,
    channel: touchpoint.channel,
    kind: line.kind,
  };
  return Object.fromEntries(by.map((key) => [key, all[key]]));
}

function keyOf(leg: Leg, by: readonly BelievedKey[]): string {
  const { give, to, kind } = leg.line;
  return JSON.stringify([keysOf(leg, by), give, to, kind]);
}
