import type { Draws } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { estimateSum } from '../ledger/sum.ts';
import { amountOf, doubtTerms, scaleTerms, type Term, termsOf } from '../ledger/terms.ts';
import type { Side, ValueFamily, ValueKind } from '../model/model.ts';
import type { Case } from './words.ts';

/**
 * Lines of a profit and loss account, and two that stand in none: what is worth something to the business and is not
 * booked, and what may cost customers.
 */
export const PROFIT_LINES = [
  'revenue',
  'refunds',
  'cost-of-goods',
  'service-cost',
  'marketing',
  'not-booked',
  'churn-risk',
] as const;
export type ProfitLineName = (typeof PROFIT_LINES)[number];

/** What a finding does to one line, a year. */
export interface ProfitLine {
  readonly line: ProfitLineName;
  /** Positive: it raises the business's result. */
  readonly amount: Estimate;
  /** Of everything that the business gains and gives here, at the medians, the part on this line, 0..1; null: in no money. */
  readonly share: number | null;
  /** The kinds in it. */
  readonly kinds: readonly string[];
}

/**
 * Where the business's money at a touchpoint stands in its accounts. Each valued movement stands on exactly one line, so
 * that the lines add up to the business's net at the medians.
 *
 * What customers lose is on no line this year. It shows later in revenue, as customers who leave: how much of it was not
 * measured, so that line abstains.
 */
export function profitLines(seen: Case, draws: Draws): readonly ProfitLine[] {
  const { nets, evidence } = seen;
  const booked = linesBooked(seen);
  const total = booked.flatMap(([, terms]) => terms).reduce((sum, each) => sum + sizeOf(each), 0);
  const lines = booked.map(([line, terms]): ProfitLine => {
    const size = terms.reduce((sum, each) => sum + sizeOf(each), 0);
    return {
      line,
      amount: estimateSum(doubtTerms(terms, seen.volume), draws, evidence.encounters),
      share: total === 0 ? null : size / total,
      kinds: [...new Set(terms.map(({ kind }) => kind))],
    };
  });
  const isLosing = nets.customer.kind === 'estimate' && nets.customer.median < 0;
  return isLosing ? [...lines, CHURN_RISK] : lines;
}

const CHURN_RISK: ProfitLine = {
  line: 'churn-risk',
  amount: { kind: 'abstained', reason: 'how many customers leave over it was not measured' },
  share: null,
  kinds: [],
};

function sizeOf(term: Term): number {
  return Math.abs(amountOf(term));
}

function linesBooked({ cube, model, sideOf, perYear }: Case): [ProfitLineName, readonly Term[]][] {
  const kinds = new Map(model.values.map((kind) => [kind.id, kind]));
  return PROFIT_LINES.flatMap((line): [ProfitLineName, readonly Term[]][] => {
    const terms = (['worth', 'cost'] as const).flatMap((part) => {
      const rows = cube.filter((row) => {
        const side = sideOf(part === 'worth' ? row.receiver : row.giver);
        return side === 'business' && lineOf(row, part, kinds.get(row.kind), sideOf) === line;
      });
      return termsOf(rows, model).terms.filter(
        (term) => term.side === 'business' && term.part === part && amountOf(term) !== 0,
      );
    });
    return terms.length === 0 ? [] : [[line, scaleTerms(terms, perYear)]];
  });
}

/** The line that a movement stands on for the business, as its receiver (`worth`) or its giver (`cost`). */
function lineOf(
  { giver, receiver }: CubeRow,
  part: 'worth' | 'cost',
  kind: ValueKind | undefined,
  sideOf: (actor: string) => Side,
): ProfitLineName {
  if (kind === undefined) return 'not-booked';
  const other = sideOf(part === 'worth' ? giver : receiver);
  switch (kind.family) {
    case 'money':
      if (part === 'worth') return 'revenue';
      return other === 'customer' ? 'refunds' : 'service-cost';
    case 'goods':
      // Points and vouchers are a promise of goods, not goods: what is counted in no currency is marketing.
      return /^[A-Z]{3}$/.test(kind.unit) ? 'cost-of-goods' : 'marketing';
    default:
      return part === 'cost' ? COST_LINES[kind.family] : WORTH_LINES[kind.family];
  }
}

type OtherFamily = Exclude<ValueFamily, 'money' | 'goods'>;

const COST_LINES: Readonly<Record<OtherFamily, ProfitLineName>> = {
  time: 'service-cost',
  help: 'service-cost',
  outcome: 'service-cost',
  attention: 'marketing',
  data: 'marketing',
  permission: 'marketing',
  advocacy: 'marketing',
  association: 'marketing',
  belonging: 'marketing',
  experience: 'marketing',
};

/** What customers do for the business saves service where it is help or an outcome (a call saved); else nothing is booked. */
const WORTH_LINES: Readonly<Record<OtherFamily, ProfitLineName>> = {
  time: 'not-booked',
  help: 'service-cost',
  outcome: 'service-cost',
  attention: 'not-booked',
  data: 'not-booked',
  permission: 'not-booked',
  advocacy: 'not-booked',
  association: 'not-booked',
  belonging: 'not-booked',
  experience: 'not-booked',
};
