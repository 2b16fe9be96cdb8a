import type { Model, ValueKind } from '../model/model.ts';
import { GRADES, type Grade } from '../model/model.ts';
import { decimal } from './decimal.ts';
import { type Draws, drawsOf } from './draws.ts';
import type { CubeRow } from './entries.ts';
import type { Estimate } from './estimate.ts';
import { estimateSum } from './sum.ts';
import { evidenceGrade, type Term, termsOf } from './terms.ts';
import type { Part } from './valuation.ts';

/** A line of the ledger as it is read: what moved, what that is worth to its receiver and costs its giver. */
export interface LedgerRow {
  readonly keys: Readonly<Record<string, string>>;
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  /** Whole units, exact, with all the kind's decimals: "12.50". */
  readonly quantity: string;
  readonly unit: string;
  /** Workspace currency. */
  readonly worth: Estimate;
  readonly cost: Estimate;
  /** Transfers behind it, aggregates with their n: an encounter that moves the same kind the same way twice counts twice. */
  readonly n: number;
  /** The worst evidence in it. worth and cost carry a grade of their own, which the valuation may lower further. */
  readonly grade: Grade;
  /** Transfers per grade. */
  readonly grades: Readonly<Partial<Record<Grade, number>>>;
}

/**
 * The ledger's rows: a cube with its segments merged and its valuations applied, in the order the cube names them.
 *
 * Shape: rows that differ in keys, giver, receiver or kind stay apart. `draws` made before may be handed in.
 * Source: semantics.md 17, 21-23.
 */
export function ledgerRows(
  cube: readonly CubeRow[],
  model: Model,
  draws: Draws = drawsOf(),
): readonly LedgerRow[] {
  const groups = new Map<string, CubeRow[]>();
  for (const row of cube) {
    const keys = Object.entries(row.keys).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([keys, row.giver, row.receiver, row.kind]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const kinds = new Map(model.values.map((kind) => [kind.id, kind]));
  return [...groups.values()].flatMap((rows) => ledgerRow(rows, model, kinds, draws));
}

function ledgerRow(
  rows: readonly CubeRow[],
  model: Model,
  kinds: ReadonlyMap<string, ValueKind>,
  draws: Draws,
): LedgerRow[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { keys, giver, receiver, kind } = first;
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const grades = mergeGrades(rows);
  const quantity = rows.reduce((sum, row) => sum + row.quantity, 0n);
  const { terms, unvalued } = termsOf(rows, model);
  const isKnown = kinds.has(kind);
  const estimateFor = (part: Part): Estimate =>
    isKnown && !unvalued.some((each) => each.part === part)
      ? estimatePart(terms, part, draws, n)
      : {
          kind: 'abstained',
          reason: isKnown ? noValuation(part, first) : `the model has no kind "${kind}"`,
        };
  return [
    {
      keys,
      giver,
      receiver,
      kind,
      quantity: decimal(quantity, kinds.get(kind)?.scale ?? 0),
      unit: kinds.get(kind)?.unit ?? '',
      worth: estimateFor('worth'),
      cost: estimateFor('cost'),
      n,
      grade: evidenceGrade(grades),
      grades,
    },
  ];
}

/** What the terms of one part come to. Shown by itself a cost is a positive amount. */
export function estimatePart(
  terms: readonly Term[],
  part: Part,
  draws: Draws,
  n: number,
): Estimate {
  const heaps = terms.filter((term) => term.part === part).map(asWorth);
  return estimateSum(heaps, draws, n);
}

function asWorth(term: Term): Term {
  return { ...term, part: 'worth' };
}

/** Says that nobody has put a value on a leg: which kind, and for whom. */
export function noValuation(
  part: Part,
  {
    kind,
    giver,
    receiver,
  }: { readonly kind: string; readonly giver: string; readonly receiver: string },
): string {
  return part === 'worth'
    ? `no valuation says what ${kind} is worth to ${receiver}`
    : `no valuation says what ${kind} costs ${giver}`;
}

function mergeGrades(rows: readonly CubeRow[]): Readonly<Partial<Record<Grade, number>>> {
  const counts = GRADES.map((grade): [Grade, number] => [
    grade,
    rows.reduce((sum, { grades }) => sum + (grades[grade] ?? 0), 0),
  ]);
  return Object.fromEntries(counts.filter(([, count]) => count !== 0));
}
