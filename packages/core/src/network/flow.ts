import { believedGrade, believedLegs, together, valuing } from '../ledger/believed-legs.ts';
import type { CubeRow } from '../ledger/entries.ts';
import { gradeWorst } from '../ledger/estimate.ts';
import { evidenceGrade, termsOf, type Valued, wholeUnits } from '../ledger/terms.ts';
import { type Grade, type Model, touchpointsOf } from '../model/model.ts';

/** What one actor gives another at one touchpoint in one kind, a year, with what that is worth and costs, ready to be summed. */
export interface Flow {
  readonly touchpoint: string;
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  /** Whole units; negative only where reversals outweigh. */
  readonly quantity: number;
  /** Worth to the receiver and cost to the giver; what nobody valued is named. */
  readonly valued: Valued;
  /** Transfers seen; 0 for what is believed. */
  readonly n: number;
  /** The worst evidence in it. */
  readonly grade: Grade;
}

/**
 * Measured quantities as flows: segments merged, opinions applied.
 *
 * Shape: rows keyed by `touchpoint`, of a year.
 * Source: semantics.md 17, 21.
 */
export function measuredFlows(rows: readonly CubeRow[], model: Model): readonly Flow[] {
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const groups = Map.groupBy(rows, ({ keys, giver, receiver, kind }) =>
    JSON.stringify([keys['touchpoint'] ?? '', giver, receiver, kind]),
  );
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const { keys, giver, receiver, kind } = first;
    const quantity = some.reduce((sum, row) => sum + row.quantity, 0n);
    return [
      {
        ...{ touchpoint: keys['touchpoint'] ?? '', giver, receiver, kind },
        quantity: wholeUnits(quantity, scales.get(kind) ?? 0),
        valued: termsOf(some, model),
        n: some.reduce((sum, row) => sum + row.n, 0),
        grade: evidenceGrade(mergedGrades(some)),
      },
    ];
  });
}

function mergedGrades(rows: readonly CubeRow[]): CubeRow['grades'] {
  const sum = (grade: Grade): number =>
    rows.reduce((total, { grades }) => total + (grades[grade] ?? 0), 0);
  return { A: sum('A'), B: sum('B'), C: sum('C'), D: sum('D') };
}

/** What the model says happens in a year, as flows. */
export function believedFlows(model: Model): readonly Flow[] {
  const value = valuing(model);
  const legs = touchpointsOf(model, 'current').flatMap(believedLegs);
  const groups = Map.groupBy(legs, ({ touchpoint, line: { give, to, kind } }) =>
    JSON.stringify([touchpoint.id, give, to, kind]),
  );
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const { touchpoint, line } = first;
    return [
      {
        ...{ touchpoint: touchpoint.id, giver: line.give, receiver: line.to, kind: line.kind },
        quantity: some.reduce((sum, { median }) => sum + median, 0),
        valued: together(some.map(value)),
        n: 0,
        grade: gradeWorst(some.map((leg) => believedGrade(leg.line))),
      },
    ];
  });
}

/**
 * What each actor holds more (or less) of each kind after all flows: received less given.
 * Whatever the flows, the holdings of a kind sum to zero over the actors: nothing is made on the way.
 *
 * Units: the kind's smallest units.
 * Source: semantics.md 17 (an entry balances per unit by construction).
 */
export function holdings(
  rows: readonly CubeRow[],
): ReadonlyMap<string, ReadonlyMap<string, bigint>> {
  const held = new Map<string, Map<string, bigint>>();
  const add = (actor: string, kind: string, quantity: bigint): void => {
    const own = held.get(actor) ?? new Map<string, bigint>();
    own.set(kind, (own.get(kind) ?? 0n) + quantity);
    held.set(actor, own);
  };
  for (const { giver, receiver, kind, quantity } of rows) {
    add(giver, kind, -quantity);
    add(receiver, kind, quantity);
  }
  return held;
}
