import {
  breakEven,
  type CubeRow,
  type Draws,
  type Estimate,
  ledgerRows,
  type Model,
  sidesOf,
} from '@bothways/core';
import type { PersonRelationship, PersonStatement, StatementLine } from '@bothways/core/contract';
import { measuredFlows, networkOf } from '@bothways/core/network';
import { statementSums } from '@bothways/core/person';
import { turnsOf } from '@bothways/core/revalue';
import { touchpointWords } from './touchpoint-words.ts';

/** What the customer gave and got, line by line like a bank's, and what of it is money. */
export function statementOf(cube: readonly CubeRow[], model: Model, draws: Draws): PersonStatement {
  const words = touchpointWords(model);
  const lines = ledgerRows(cube, model, draws).map(
    ({ giver, receiver, kind, quantity, unit, worth, cost, n, grade, grades }): StatementLine => {
      const { name, family } = words.kind(kind);
      return {
        giver: words.actor(giver),
        receiver: words.actor(receiver),
        way: words.way(giver, receiver),
        ...{ kind, name, family, unit, quantity, worth, cost, n, grade, grades },
      };
    },
  );
  const of = (way: StatementLine['way']): readonly StatementLine[] =>
    lines.filter((line) => line.way === way);
  const { unvalued, ...sums } = statementSums(cube, model, draws);
  return {
    ...{ get: of('delivered'), give: of('captured'), aside: of('aside') },
    ...sums,
    turns: {
      customer: turningOf('customer', sums.net, cube, model),
      business: turningOf('business', sums.business, cube, model),
    },
    leavesOut: unvalued.map(({ kind, side, part, quantity }) => {
      const { name, unit } = words.kind(kind);
      return { ...{ kind, name, unit }, ...{ side, part, quantity } };
    }),
  };
}

/** The opinion that the sign of a net hangs on most; null: none, or nothing is claimed. */
function turningOf(
  side: 'customer' | 'business',
  net: Estimate,
  cube: readonly CubeRow[],
  model: Model,
): PersonStatement['turns']['customer'] {
  if (net.kind === 'abstained' || net.median === 0) return null;
  const turns = turnsOf(breakEven(cube, model, `${side}${net.median > 0 ? '>' : '<'}0`));
  // The median of a sum may lie on the other side of zero than the sum of medians.
  return turns?.holds === true ? turns : null;
}

/** Who gives this person what, and gets what of them: as the network of all, over the time of this person. */
export function relationshipOf(
  cube: readonly CubeRow[],
  model: Model,
  draws: Draws,
): PersonRelationship {
  const sideOf = sidesOf(model);
  const partyOf = (actor: string): string => (sideOf(actor) === 'business' ? 'business' : actor);
  const figures = networkOf(measuredFlows(cube, model), { partyOf, draws });
  const known = new Map(model.actors.map((each) => [each.id, each]));
  const kinds = new Set(cube.map(({ kind }) => kind));
  return {
    actors: [...new Set(['customer', 'business', ...figures.actors.map(({ id }) => id)])].map(
      (id) => ({
        ...{ id, name: known.get(id)?.name ?? id, kind: known.get(id)?.kind ?? kindOf(id) },
        ...{ side: sideOf(id), party: partyOf(id) },
      }),
    ),
    kinds: model.values
      .filter(({ id }) => kinds.has(id))
      .map(({ id, name, family, unit, scale }) => ({ id, name, family, unit, scale })),
    figures,
  };
}

function kindOf(actor: string): 'customer' | 'business' | 'partner' {
  return actor === 'customer' || actor === 'business' ? actor : 'partner';
}
