import { assert } from '../model/assert.ts';
import type { Model, Side } from '../model/model.ts';
import { GRADES, type Grade } from '../model/model.ts';
import type { Factor } from './draws.ts';
import type { CubeRow } from './entries.ts';
import { gradeWorst } from './estimate.ts';
import { directionOf, sidesOf } from './sides.ts';
import { type Part, type UnitValue, unitValuesOf } from './valuation.ts';
import { doubtOf, type Volume } from './volume.ts';

/** One valued heap of one kind on one side: what a net adds up. Worth counts for its side, cost against it. */
export interface Term {
  readonly side: Side;
  readonly part: Part;
  readonly kind: string;
  /** Whole units; negative only where reversals outweigh. */
  readonly quantity: number;
  /** Workspace currency per whole unit. */
  readonly median: number;
  /** What the amount is uncertain by, multiplied; empty: certain. */
  readonly factors: readonly Factor[];
  readonly grade: Grade;
  readonly isStated: boolean;
}

/** Something that moved and that nobody has put a value on: left out of that side's net, and named. */
export interface Unvalued {
  readonly kind: string;
  readonly side: Side;
  readonly part: Part;
  /** Whole units. */
  readonly quantity: number;
}

export interface Valued {
  readonly terms: readonly Term[];
  readonly unvalued: readonly Unvalued[];
}

/**
 * A cube as the few heaps that any net of it needs: cost no longer depends on how many transfers there were.
 * Sums are exact integers and come out in one order, so the order of the rows changes nothing.
 *
 * Source: methods.md 1.3 (the quantities n_u are sufficient).
 */
export function termsOf(cube: readonly CubeRow[], model: Model): Valued {
  const find = unitValuesOf(model);
  const sideOf = sidesOf(model);
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const heaps = new Map<string, Heap>();
  for (const row of cube) {
    const direction = directionOf(sideOf(row.giver));
    for (const part of ['worth', 'cost'] as const) {
      const side = sideOf(part === 'worth' ? row.receiver : row.giver);
      const value = find(row.kind, row.segment, direction, part);
      const key = JSON.stringify([row.kind, side, part, value?.median, value?.sigma, value?.grade]);
      const heap = heaps.get(key) ?? { side, part, kind: row.kind, value, sum: 0n, grade: 'A' };
      const grade = gradeWorst([heap.grade, evidenceGrade(row.grades)]);
      heaps.set(key, { ...heap, sum: heap.sum + row.quantity, grade });
    }
  }
  const ordered = [...heaps].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, heap]) => heap);
  return {
    terms: ordered.flatMap((heap) => termOf(heap, scales)),
    unvalued: ordered.flatMap((heap) => unvaluedOf(heap, scales)),
  };
}

interface Heap {
  readonly side: Side;
  readonly part: Part;
  readonly kind: string;
  readonly value: UnitValue | null;
  readonly sum: bigint;
  readonly grade: Grade;
}

function termOf(heap: Heap, scales: ReadonlyMap<string, number>): Term[] {
  const { side, part, kind, value } = heap;
  if (value === null) return [];
  return [
    {
      side,
      part,
      kind,
      quantity: wholeUnits(heap.sum, scales.get(kind) ?? 0),
      median: value.median,
      factors: valuationFactors(kind, side, value),
      grade: gradeWorst([heap.grade, value.grade]),
      isStated: value.isStated,
    },
  ];
}

function unvaluedOf(heap: Heap, scales: ReadonlyMap<string, number>): Unvalued[] {
  const { side, part, kind, value, sum } = heap;
  if (value !== null || sum === 0n) return [];
  return [{ kind, side, part, quantity: wholeUnits(sum, scales.get(kind) ?? 0) }];
}

/** The doubt about what a unit counts for: none where it is a point. */
export function valuationFactors(kind: string, side: Side, { sigma }: UnitValue): Factor[] {
  return sigma === 0 ? [] : [{ of: 'valuation', unit: kind, side, sigma }];
}

/** What a term adds to its side's net, at the medians, in workspace currency. */
export function amountOf({ part, quantity, median }: Term): number {
  return part === 'worth' ? quantity * median : -(quantity * median);
}

/** Smallest units as whole units. */
export function wholeUnits(quantity: bigint, scale: number): number {
  return Number(quantity) / 10 ** scale;
}

/** The worst grade that still has transfers behind it. */
export function evidenceGrade(grades: CubeRow['grades']): Grade {
  return gradeWorst(GRADES.filter((grade) => (grades[grade] ?? 0) > 0));
}

/** The same terms for another stretch of time or another number of people. */
export function scaleTerms(terms: readonly Term[], by: number): readonly Term[] {
  assert(Number.isFinite(by) && by > 0, `scaleTerms(${by}) wants a positive factor`);
  return terms.map((term) => ({ ...term, quantity: term.quantity * by }));
}

/** The same terms, all uncertain by one more thing: each as far as its kind is. */
export function doubtTerms(terms: readonly Term[], doubt: Factor | Volume): readonly Term[] {
  return terms.map((term) => ({ ...term, factors: [...term.factors, doubtOf(doubt, term.kind)] }));
}
