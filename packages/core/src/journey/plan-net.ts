import { assert } from '../model/assert.ts';
import type { Plan } from './plan.ts';

/** From one state of a plan to another: by a touchpoint, or by nothing where `name` is null. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly name: string | null;
}

/** A plan as an automaton: every way from `start` to `end` is a journey as planned. */
export interface PlanNet {
  readonly states: number;
  readonly start: number;
  readonly end: number;
  readonly arcs: readonly Arc[];
  /** For each state the arcs that leave it, by their place in `arcs`. */
  readonly leaving: readonly (readonly number[])[];
}

/** States that a plan may come to: what runs in parallel multiplies them. */
export const STATES_MAX = 4_096;

/**
 * A plan as an automaton.
 *
 * Shape: null where what runs in parallel makes it larger than can be searched.
 * Source: Thompson (1968), Regular expression search algorithm, CACM 11(6); parallel parts by their shuffle product.
 */
export function planNet(plan: Plan): PlanNet | null {
  const part = partOf(plan);
  if (part === null) return null;
  const leaving = Array.from({ length: part.states }, (): number[] => []);
  for (const [index, { from }] of part.arcs.entries()) leaving[from]?.push(index);
  return { ...part, leaving };
}

/** Nothing leads back to the start of a part and nothing on from its end, so that parts can be tied without leaks. */
type Part = Omit<PlanNet, 'leaving'>;

function partOf(plan: Plan): Part | null {
  switch (plan.kind) {
    case 'touchpoint':
      return { states: 2, start: 0, end: 1, arcs: [{ from: 0, to: 1, name: plan.name }] };
    case 'sequence':
      return together(plan.parts, 0, (parts) => ({
        start: parts[0]?.start ?? 0,
        end: parts.at(-1)?.end ?? 0,
        arcs: parts.slice(1).map(({ start }, at) => silent(parts[at]?.end ?? 0, start)),
      }));
    case 'choice':
      return together(plan.parts, 2, (parts) => ({
        start: 0,
        end: 1,
        arcs: parts.flatMap(({ start, end }) => [silent(0, start), silent(end, 1)]),
      }));
    case 'parallel':
      return plan.parts.map(partOf).reduce(shuffled);
    case 'optional':
      return together([plan.part], 0, ([part]) => {
        const { start, end } = part ?? NOTHING;
        return { start, end, arcs: [silent(start, end)] };
      });
    case 'loop':
      return together([plan.part], 2, ([part]) => {
        const { start, end } = part ?? NOTHING;
        return { start: 0, end: 1, arcs: [silent(0, start), silent(end, 1), silent(end, start)] };
      });
  }
}

const NOTHING: Part = { states: 1, start: 0, end: 0, arcs: [] };

const silent = (from: number, to: number): Arc => ({ from, to, name: null });

/** Numbers the states of several parts in one row, behind `fresh` new ones, and ties them. */
function together(
  plans: readonly Plan[],
  fresh: number,
  tie: (parts: readonly Part[]) => Omit<Part, 'states'>,
): Part | null {
  assert(plans.length > 0, 'a plan wants at least one part wherever it has parts');
  const parts: Part[] = [];
  let states = fresh;
  for (const plan of plans) {
    const part = partOf(plan);
    if (part === null || states + part.states > STATES_MAX) return null;
    parts.push(moved(part, states));
    states += part.states;
  }
  const tied = tie(parts);
  return { ...tied, states, arcs: [...parts.flatMap(({ arcs }) => arcs), ...tied.arcs] };
}

function moved({ states, start, end, arcs }: Part, by: number): Part {
  return {
    states,
    start: start + by,
    end: end + by,
    arcs: arcs.map(({ from, to, name }) => ({ from: from + by, to: to + by, name })),
  };
}

/** Both at once: a state is one of each, and either may move on. */
function shuffled(one: Part | null, other: Part | null): Part | null {
  if (one === null || other === null || one.states * other.states > STATES_MAX) return null;
  const at = (first: number, second: number): number => first * other.states + second;
  const arcs: Arc[] = [];
  for (const { from, to, name } of one.arcs)
    for (let second = 0; second < other.states; second += 1)
      arcs.push({ from: at(from, second), to: at(to, second), name });
  for (const { from, to, name } of other.arcs)
    for (let first = 0; first < one.states; first += 1)
      arcs.push({ from: at(first, from), to: at(first, to), name });
  return {
    states: one.states * other.states,
    start: at(one.start, other.start),
    end: at(one.end, other.end),
    arcs,
  };
}
