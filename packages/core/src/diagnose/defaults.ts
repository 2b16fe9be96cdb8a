import type { BreakEven } from '../ledger/break-even.ts';
import type { Draws } from '../ledger/draws.ts';
import { type Estimate, gradeWorst } from '../ledger/estimate.ts';
import { termsOn } from '../ledger/nets.ts';
import { fromSample, LEVEL, sampleTerms } from '../ledger/sum.ts';
import { doubtTerms } from '../ledger/terms.ts';
import type { Grade, Side } from '../model/model.ts';
import type { Asked, ClaimRule, Judged, Money } from './rule.ts';
import type { Case } from './words.ts';

/** What a rule says that is about all that a touchpoint leaves each side with. */
export const OF_NETS = {
  isOfNets: true,
  money: ({ nets: { customer, business, joint } }: Judged): Money => ({
    ...{ customer, business, joint },
  }),
  stake: lost,
  people: ({ evidence }: Case): number => evidence.people,
  grade: gradeOfNets,
  facts: () => ({}),
} as const satisfies Partial<ClaimRule>;

/** Money: the worst grade in either net. */
export function gradeOfNets({ nets: { customer, business } }: Judged): Grade {
  return gradeWorst(
    [customer, business].flatMap((net) => (net.kind === 'estimate' ? [net.grade] : [])),
  );
}

/**
 * What the sides that lose, lose a year, added up: one side's gain does not make up for the other's loss, as it is the loss
 * that is at stake.
 */
export function lost({ nets, valued, volume, evidence }: Judged, draws: Draws): Estimate {
  const { customer, business } = nets;
  const said = [customer, business].flatMap((net) => (net.kind === 'estimate' ? [net] : []));
  const [first] = said;
  if (first === undefined) return { kind: 'abstained', reason: 'nothing that moved has a value' };
  const median = said.reduce((sum, net) => sum + Math.max(0, -net.median), 0);
  const terms = doubtTerms(valued.terms, volume);
  const [theirs, ours] = (['customer', 'business'] as const).map((side) =>
    sampleTerms(termsOn(terms, side), draws),
  );
  const sample = Float64Array.from(
    { length: draws.iterations },
    (_, at) => Math.max(0, -(theirs?.[at] ?? 0)) + Math.max(0, -(ours?.[at] ?? 0)),
  );
  const { low, high, method } = fromSample(sample);
  return {
    ...{ kind: 'estimate', median, low: Math.min(low, median), high: Math.max(high, median) },
    ...{ level: LEVEL, n: evidence.encounters, method },
    grade: gradeWorst(said.map(({ grade }) => grade)),
  };
}

export const RESTS_ON_COUNTS: BreakEven = {
  on: 'nothing',
  sentence: 'rests on counts of what was given and got, on no valuation',
};

/** The rows of one touchpoint's ledger, as the nets are made of them. */
export function ledgerAsked(words: string, { evidence: { touchpoint } }: Case): Asked {
  return {
    words,
    query: `SELECT kind, giver, receiver, sum(sign * quantity) AS quantity, sum(sign * n) AS transfers FROM {transfer} WHERE touchpoint = ${quotedSql(touchpoint)} AND seq <= {seq} GROUP BY kind, giver, receiver ORDER BY kind`,
  };
}

/** The actors of one side as a list in SQL. */
export function sideSql({ model, sideOf }: Case, side: Side): string {
  const ids = model.actors.filter(({ id }) => sideOf(id) === side).map(({ id }) => quotedSql(id));
  return `(${(ids.length > 0 ? ids : [quotedSql(side)]).join(', ')})`;
}

/** A text as SQL writes it. */
export function quotedSql(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
