import {
  type CubeRow,
  type Draws,
  directionOf,
  type Model,
  type Side,
  sidesOf,
  unitValuesOf,
} from '@bothways/core';
import type { CustomerWeights } from '../store/measure/customers.ts';

/**
 * What each combination of segment, kind and direction in a cube adds to net(customer), or to that of another side: first at the
 * valuations' medians, then in each of the shared draws. What nobody has valued adds nothing, as in the nets.
 *
 * Units: workspace currency per smallest unit.
 * Source: semantics.md 22.
 */
export function customerWeights(
  cube: readonly CubeRow[],
  model: Model,
  draws: Draws,
  whose: Side = 'customer',
): readonly CustomerWeights[] {
  const find = unitValuesOf(model);
  const sideOf = sidesOf(model);
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const seen = new Set<string>();
  return cube.flatMap(({ segment, kind, giver, receiver }) => {
    const key = JSON.stringify([segment, kind, giver, receiver]);
    if (seen.has(key)) return [];
    seen.add(key);
    const direction = directionOf(sideOf(giver));
    const part = (name: 'worth' | 'cost', side: Side): readonly number[] => {
      const value = side === whose ? find(kind, segment, direction, name) : null;
      if (value === null) return new Array<number>(draws.iterations + 1).fill(0);
      const { median, sigma } = value;
      const factor = { of: 'valuation', unit: kind, side, sigma } as const;
      return [median, ...[...draws.weights(factor)].map((weight) => median * weight)];
    };
    const received = part('worth', sideOf(receiver));
    const given = part('cost', sideOf(giver));
    const unit = 10 ** (scales.get(kind) ?? 0);
    const weights = received.map((worth, index) => (worth - (given[index] ?? 0)) / unit);
    return weights.every((weight) => weight === 0)
      ? []
      : [{ segment, kind, giver, receiver, weights }];
  });
}
