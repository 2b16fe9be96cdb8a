import type { Grade, Model, Valuation, ValuationBasis, ValueKind, Worth } from '../model/model.ts';
import { sigmaOfRange } from '../statistics/lognormal.ts';
import type { Direction } from './sides.ts';

/** `worth`: to its receiver. `cost`: to its giver. */
export type Part = 'worth' | 'cost';

/** What one whole unit counts for, ready to draw: a lognormal about the median, sigma 0 for a point. */
export interface UnitValue {
  readonly median: number;
  readonly sigma: number;
  readonly grade: Grade;
  /** False for own-currency money that counts for itself because nobody said otherwise. */
  readonly isStated: boolean;
}

export type FindUnitValue = (
  kind: string,
  segment: string,
  direction: Direction,
  part: Part,
) => UnitValue | null;

/**
 * Finds what a unit counts for. The most specific valuation that states the part asked for wins:
 * segment and direction, segment, direction, general; the first in file order of two alike.
 * Own-currency money counts 1 both ways unless stated. Null: nobody has said.
 *
 * Units: workspace currency per whole unit.
 * Source: semantics.md 21.
 */
export function unitValuesOf(model: Model): FindUnitValue {
  const found = new Map<string, UnitValue | null>();
  return (kind, segment, direction, part) => {
    const key = JSON.stringify([kind, segment, direction, part]);
    const known = found.get(key);
    if (known !== undefined) return known;
    const value = findUnitValue(model, kind, segment, direction, part);
    found.set(key, value);
    return value;
  };
}

function findUnitValue(
  model: Model,
  kind: string,
  segment: string,
  direction: Direction,
  part: Part,
): UnitValue | null {
  const worth = statedFor(model, kind, segment, direction, part)?.[part] ?? null;
  if (worth !== null) return unitValueOf(worth);
  const valued = model.values.find(({ id }) => id === kind);
  return valued !== undefined && isOwnMoney(valued, model.currency) ? FACE_VALUE : null;
}

/** The valuation that wins where this part is asked for, by the order that `unitValuesOf` says. Null: nobody has stated it. */
export function statedFor(
  { valuations }: Pick<Model, 'valuations'>,
  kind: string,
  segment: string,
  direction: Direction,
  part: Part,
): Valuation | null {
  const candidates = valuations
    .filter((each) => each.kind === kind && each[part] !== null && suits(each, segment, direction))
    .sort((a, b) => specificity(b) - specificity(a));
  return candidates[0] ?? null;
}

function suits(valuation: Valuation, segment: string, direction: Direction): boolean {
  return (
    (valuation.segment === null || valuation.segment === segment) &&
    (valuation.give === null || valuation.give === direction)
  );
}

function specificity({ segment, give }: Valuation): number {
  return (segment === null ? 0 : 2) + (give === null ? 0 : 1);
}

const FACE_VALUE: UnitValue = { median: 1, sigma: 0, grade: 'A', isStated: false };

function unitValueOf(worth: Worth): UnitValue {
  return {
    median: worth.median,
    sigma: sigmaOfRange(worth),
    grade: gradeOfBasis(worth.basis),
    isStated: true,
  };
}

/** Money in the workspace currency: its unit, not its name, says so. */
export function isOwnMoney({ family, unit }: ValueKind, currency: string): boolean {
  return family === 'money' && unit === currency;
}

/** How well a valuation is known: measured in a system, said by somebody, or assumed. */
export function gradeOfBasis(basis: ValuationBasis): Grade {
  switch (basis) {
    case 'measured':
      return 'A';
    case 'stated':
      return 'C';
    case 'assumed':
      return 'D';
  }
}
