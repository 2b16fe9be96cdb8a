import type { Draws } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import { type Estimate, gradeWorst } from '../ledger/estimate.ts';
import { nets, termsOn } from '../ledger/nets.ts';
import { fromSample, LEVEL, sampleTerms } from '../ledger/sum.ts';
import { doubtTerms, termsOf, type Unvalued, type Valued } from '../ledger/terms.ts';
import type { Grade, Model } from '../model/model.ts';
import { type ProfitLine, profitLines } from './profit-lines.ts';
import type { ClaimRule, Judged, Money } from './rule.ts';
import type { Case } from './words.ts';

/** What a finding is worth, from the movements that its rule names. */
export interface OwnMoney extends Money {
  readonly stake: Estimate;
  readonly valued: Valued;
  readonly unvalued: readonly Unvalued[];
  readonly lines: readonly ProfitLine[];
  readonly grade: Grade;
}

/** Values the movements of a finding: those of its touchpoint unless its rule names its own. */
export function moneyOf(rule: ClaimRule, seen: Judged, draws: Draws): OwnMoney {
  const moves = rule.moves?.(seen);
  const counted = rule.counted?.(seen);
  if (moves !== undefined && 'reason' in moves) return unsaid(moves.reason, counted);
  const own = moves === undefined ? seen : ownCase(moves, seen, draws);
  const { customer, business, joint } = own.nets;
  const said = rule.money?.({ customer, business, joint }) ?? { customer, business, joint };
  return {
    ...said,
    stake: rule.stake?.(said) ?? lost(said, own, draws),
    valued: own.valued,
    unvalued: own.nets.unvalued,
    lines: profitLines(own, draws),
    // Where a rule says how it is known what it counts, that is what it rests on.
    grade: moves === undefined && counted !== undefined ? counted : gradeOf(said, counted),
  };
}

function ownCase(cube: readonly CubeRow[], seen: Judged, draws: Draws): Judged {
  const { model, volume, evidence } = seen;
  const own = nets(cube, model, { volume, draws, encounters: evidence.encounters });
  return { ...seen, cube, perYear: 1, nets: own, valued: termsOf(cube, model) };
}

function unsaid(reason: string, counted: Grade | undefined): OwnMoney {
  const none = { kind: 'abstained', reason } as const;
  return {
    ...{ customer: none, business: none, joint: none, stake: none },
    ...{ valued: { terms: [], unvalued: [] }, unvalued: [], lines: [] },
    grade: counted ?? 'D',
  };
}

function gradeOf({ customer, business }: Money, counted: Grade | undefined): Grade {
  return gradeWorst([
    ...(counted === undefined ? [] : [counted]),
    ...[customer, business].flatMap((net) => (net.kind === 'estimate' ? [net.grade] : [])),
  ]);
}

/**
 * What the sides that lose, lose a year, added up: one side's gain does not make up for the other's loss, as it is the loss
 * that is at stake.
 */
export function lost(
  { customer, business }: Pick<Money, 'customer' | 'business'>,
  { valued, volume, evidence }: Pick<Case, 'valued' | 'volume' | 'evidence'>,
  draws: Draws,
): Estimate {
  const sides = { customer, business };
  const said = (['customer', 'business'] as const).flatMap((side) => {
    const net = sides[side];
    return net.kind === 'estimate' ? [{ side, net }] : [];
  });
  if (said.length === 0) return { kind: 'abstained', reason: 'nothing that moved has a value' };
  const terms = doubtTerms(valued.terms, volume);
  const samples = said.map(({ side }) => sampleTerms(termsOn(terms, side), draws));
  const sample = Float64Array.from({ length: draws.iterations }, (_, at) =>
    samples.reduce((sum, each) => sum + Math.max(0, -(each[at] ?? 0)), 0),
  );
  const { low, high, method } = fromSample(sample);
  const median = said.reduce((sum, { net }) => sum + Math.max(0, -net.median), 0);
  return {
    ...{ kind: 'estimate', median, low: Math.min(low, median), high: Math.max(high, median) },
    ...{ level: LEVEL, n: evidence.encounters, method },
    grade: gradeWorst(said.map(({ net }) => net.grade)),
  };
}

/** A movement of a year as a row of a cube; whole units, below 0: what does not move. */
export function movement(
  model: Model,
  { kind, giver, receiver }: Pick<CubeRow, 'kind' | 'giver' | 'receiver'>,
  quantity: number,
  grade: Grade,
): CubeRow {
  const scale = model.values.find(({ id }) => id === kind)?.scale ?? 0;
  return {
    ...{ keys: {}, kind, giver, receiver, segment: 'everyone' },
    quantity: BigInt(Math.round(quantity * 10 ** scale)),
    ...{ n: 1, grades: { [grade]: 1 } },
  };
}
