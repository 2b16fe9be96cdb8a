import { type BreakEven, breakEvenOf } from '../ledger/break-even.ts';
import type { Valued } from '../ledger/terms.ts';
import type { Side } from '../model/model.ts';
import type { Asked } from './rule.ts';
import type { Case } from './words.ts';

export const RESTS_ON_COUNTS: BreakEven = {
  on: 'nothing',
  sentence: 'rests on counts of what was given and got, on no valuation',
};

/** What the loss of one side hangs on; where no money can be said, on nothing. */
export function lossTurns(seen: Case, side: 'customer' | 'business', own: Valued): BreakEven {
  return own.terms.some((term) => term.side === side)
    ? breakEvenOf(own.terms, seen.model, `${side}<0`)
    : RESTS_ON_COUNTS;
}

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
