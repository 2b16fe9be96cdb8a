import type { Move } from './align.ts';

/**
 * What came of a touchpoint that was planned or happened, in the words of CJML. `failing`: it is as planned, but the encounter
 * went wrong. `adhoc`: not planned at that place; `outOfOrder` where the plan misses it elsewhere in the same journey.
 */
export type Compliance =
  | { readonly word: 'completed' | 'failing'; readonly name: string; readonly at: number }
  | {
      readonly word: 'adhoc';
      readonly name: string;
      readonly at: number;
      readonly outOfOrder: boolean;
    }
  | {
      readonly word: 'missing';
      readonly name: string;
      readonly before: number;
      readonly outOfOrder: boolean;
    };

/**
 * The moves of an alignment as words on the encounters of a journey. Of a touchpoint that is missing and there on top, as many
 * as pair off are out of order.
 *
 * Source: Halvorsrud, Kvale & Følstad (2016), Improving service quality through customer journey analysis, JSTP 26(6): CJML.
 */
export function complianceOf(
  moves: readonly Move[],
  isFailing: (at: number) => boolean = () => false,
): readonly Compliance[] {
  const counts = { missing: countsOf(moves, 'missing'), adhoc: countsOf(moves, 'adhoc') };
  const told = { missing: new Map<string, number>(), adhoc: new Map<string, number>() };
  const isPaired = (kind: 'missing' | 'adhoc', name: string): boolean => {
    const before = told[kind].get(name) ?? 0;
    told[kind].set(name, before + 1);
    return before < Math.min(counts.missing.get(name) ?? 0, counts.adhoc.get(name) ?? 0);
  };
  return moves.map((move): Compliance => {
    const { name } = move;
    if (move.kind === 'completed')
      return { word: isFailing(move.at) ? 'failing' : 'completed', name, at: move.at };
    const outOfOrder = isPaired(move.kind, name);
    return move.kind === 'adhoc'
      ? { word: 'adhoc', name, at: move.at, outOfOrder }
      : { word: 'missing', name, before: move.before, outOfOrder };
  });
}

function countsOf(moves: readonly Move[], kind: Move['kind']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const move of moves)
    if (move.kind === kind) counts.set(move.name, (counts.get(move.name) ?? 0) + 1);
  return counts;
}
