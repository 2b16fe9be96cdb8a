import type { Estimate } from '../ledger/estimate.ts';
import { amountOf, wholeUnits } from '../ledger/terms.ts';
import { type Case, dataSums, givenAndGot, largest } from './words.ts';

/** What a finding's sentences are made of, so that they can be said in any language. Kinds are named by their ids. */
export interface FindingParts {
  /** What customers give and get there a year, at the medians, in workspace currency. */
  readonly given: number;
  readonly got: number;
  /** The kinds of data that customers gave. */
  readonly dataKinds: readonly string[];
  /** Encounters in which they gave data, and those of them in which nothing came back; seen, not a year's. */
  readonly givingData: number;
  readonly gettingNothing: number;
  /** The kinds that the plan gives customers there. */
  readonly planned: readonly string[];
  /** What costs each side most, a year. */
  readonly most: {
    readonly customer: KindAmount | null;
    readonly business: KindAmount | null;
  };
  /** Days that the evidence covers. */
  readonly days: number;
  /** What was counted there over those days. */
  readonly counted: readonly Counted[];
  /** The customer's net a year as the model believes it. */
  readonly believed: Estimate | null;
}

export interface KindAmount {
  readonly kind: string;
  /** Workspace currency a year, at the median; never negative. */
  readonly amount: number;
}

/** One kind in one direction, as seen. */
export interface Counted {
  readonly kind: string;
  readonly giver: 'customer' | 'business' | 'other';
  readonly receiver: 'customer' | 'business' | 'other';
  /** Whole units. */
  readonly quantity: number;
  /** Transfers. */
  readonly n: number;
}

export function partsOf(seen: Case): FindingParts {
  const { evidence, plan, sideOf, days, believed } = seen;
  const planned = (plan?.exchange ?? [])
    .filter(({ give, to }) => sideOf(to) === 'customer' && sideOf(give) !== 'customer')
    .map(({ kind }) => kind);
  return {
    ...givenAndGot(seen),
    dataKinds: [...dataSums(seen).keys()],
    givingData: evidence.encountersGivingData,
    gettingNothing: evidence.encountersGivingDataGettingNothing,
    planned: [...new Set(planned)],
    most: { customer: mostOf(seen, 'customer'), business: mostOf(seen, 'business') },
    days,
    counted: countedOf(seen),
    believed,
  };
}

function mostOf(seen: Case, side: 'customer' | 'business'): KindAmount | null {
  const [term] = largest(seen, side, 'cost');
  return term === undefined ? null : { kind: term.kind, amount: Math.abs(amountOf(term)) };
}

function countedOf({ evidence, model, sideOf }: Case): readonly Counted[] {
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const sums = new Map<string, Counted & { readonly sum: bigint }>();
  for (const { kind, giver: from, receiver: to, quantity, n } of evidence.cube) {
    const [giver, receiver] = [sideOf(from), sideOf(to)];
    const key = JSON.stringify([kind, giver, receiver]);
    const had = sums.get(key);
    const sum = (had?.sum ?? 0n) + quantity;
    const counted = { kind, giver, receiver, n: (had?.n ?? 0) + n };
    sums.set(key, { ...counted, sum, quantity: wholeUnits(sum, scales.get(kind) ?? 0) });
  }
  return [...sums.values()].map(({ sum: _, ...counted }) => counted);
}
