import type { PlanNet } from './plan-net.ts';

/** What a touchpoint costs where journey and plan part: 1 each unless said. Never below 0. */
export interface MoveCosts {
  /** Planned, and not there. */
  readonly missing: (name: string) => number;
  /** There, and not planned at that place. */
  readonly adhoc: (name: string, at: number) => number;
}

/** One step of an alignment: both move on, only the journey (`adhoc`), or only the plan (`missing`). */
export type Move =
  | { readonly kind: 'completed'; readonly name: string; readonly at: number }
  | { readonly kind: 'adhoc'; readonly name: string; readonly at: number }
  /** `before` is the place in the journey that it is missed in front of. */
  | { readonly kind: 'missing'; readonly name: string; readonly before: number };

export interface Alignment {
  readonly cost: number;
  /** 1: as planned; 0: nothing of the plan is there, and all that is there is unplanned. */
  readonly fitness: number;
  readonly moves: readonly Move[];
}

const EACH_ONE: MoveCosts = { missing: () => 1, adhoc: () => 1 };

/**
 * Holds journeys against a plan: what of a journey is as planned, what is missing and what came on top, so that all of it
 * together costs least. What is optional costs nothing where it is missing.
 *
 * Shape: gives a function of a journey, told as its touchpoints in order. fitness = 1 - cost / (cost of a journey that has
 * nothing in common with the plan: all of it on top, and the shortest plan missing); 1 where both cost nothing.
 * Source: van der Aalst, Adriansyah & van Dongen (2012), Replaying history on process models, WIREs 2(2).
 */
export function aligner(
  net: PlanNet,
  costs: MoveCosts = EACH_ONE,
): (journey: readonly string[]) => Alignment {
  const missing = net.arcs.map(({ name }) => (name === null ? 0 : costs.missing(name)));
  const shortest = search(net, missing, costs, []).cost;
  return (journey) => {
    const { cost, moves } = search(net, missing, costs, journey);
    const worst = journey.reduce((sum, name, at) => sum + costs.adhoc(name, at), shortest);
    return { cost, fitness: worst > 0 ? Math.max(0, 1 - cost / worst) : 1, moves };
  };
}

/** The shortest way so far to each state behind so many touchpoints of the journey, with how it was come by. */
interface Column {
  readonly cost: Float64Array;
  /** How many moves were made alone: of two ways that cost the same, the one with fewer is told. */
  readonly alone: Int32Array;
  /** The arc by which the state was reached; -1: by a touchpoint of the journey alone; -2: it begins here. */
  readonly by: Int32Array;
  /** Whether that arc was taken together with the journey. */
  readonly isSync: Uint8Array;
}

function search(
  net: PlanNet,
  missing: readonly number[],
  { adhoc }: MoveCosts,
  journey: readonly string[],
): Pick<Alignment, 'cost' | 'moves'> {
  const first = emptyColumn(net.states);
  first.cost[net.start] = 0;
  spread(net, missing, first);
  const columns = [first];
  for (const [at, name] of journey.entries()) {
    const before = columns[at] ?? first;
    const column = emptyColumn(net.states);
    const price = adhoc(name, at);
    for (let state = 0; state < net.states; state += 1)
      offer(column, state, costAt(before, state) + price, aloneAt(before, state) + 1, -1, 0);
    for (const [index, arc] of net.arcs.entries())
      if (arc.name === name)
        offer(column, arc.to, costAt(before, arc.from), aloneAt(before, arc.from), index, 1);
    spread(net, missing, column);
    columns.push(column);
  }
  return { cost: costAt(columns.at(-1) ?? first, net.end), moves: movesOf(net, columns, journey) };
}

function emptyColumn(states: number): Column {
  return {
    cost: new Float64Array(states).fill(Number.POSITIVE_INFINITY),
    alone: new Int32Array(states),
    by: new Int32Array(states).fill(-2),
    isSync: new Uint8Array(states),
  };
}

const costAt = ({ cost }: Column, state: number): number => cost[state] ?? Number.POSITIVE_INFINITY;
const aloneAt = ({ alone }: Column, state: number): number => alone[state] ?? 0;

/** Takes a way to a state if it is shorter than the one known; says whether it was. */
function offer(
  column: Column,
  state: number,
  cost: number,
  alone: number,
  by: number,
  isSync: 0 | 1,
): boolean {
  const known = costAt(column, state);
  if (!(cost < known || (cost === known && alone < aloneAt(column, state)))) return false;
  if (cost === Number.POSITIVE_INFINITY) return false;
  column.cost[state] = cost;
  column.alone[state] = alone;
  column.by[state] = by;
  column.isSync[state] = isSync;
  return true;
}

/** Moves of the plan alone, until none makes a way shorter. Costs are not below 0, so this ends. */
function spread({ arcs, leaving }: PlanNet, missing: readonly number[], column: Column): void {
  const waiting = [...column.cost.keys()].filter(
    (state) => costAt(column, state) < Number.POSITIVE_INFINITY,
  );
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop())
    for (const index of leaving[state] ?? []) {
      const arc = arcs[index];
      if (arc === undefined) continue;
      const cost = costAt(column, state) + (missing[index] ?? 0);
      const alone = aloneAt(column, state) + (arc.name === null ? 0 : 1);
      if (offer(column, arc.to, cost, alone, index, 0)) waiting.push(arc.to);
    }
}

function movesOf(
  { arcs, start, end }: PlanNet,
  columns: readonly Column[],
  journey: readonly string[],
): readonly Move[] {
  const moves: Move[] = [];
  let state = end;
  let behind = journey.length;
  while (behind > 0 || state !== start) {
    const column = columns[behind];
    const by = column?.by[state] ?? -2;
    if (by === -2) break;
    const at = behind - 1;
    if (by === -1) {
      moves.push({ kind: 'adhoc', name: journey[at] ?? '', at });
      behind = at;
      continue;
    }
    const arc = arcs[by];
    if (arc === undefined) break;
    if (column?.isSync[state] === 1) {
      moves.push({ kind: 'completed', name: arc.name ?? '', at });
      behind = at;
    } else if (arc.name !== null) moves.push({ kind: 'missing', name: arc.name, before: behind });
    state = arc.from;
  }
  return moves.reverse();
}
