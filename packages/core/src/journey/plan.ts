import { PARALLEL_MAX } from '../model/flow.ts';
import type { Journey, Phase, Step } from '../model/model.ts';

/** What a journey is planned to be: which touchpoints follow one another, and how. */
export type Plan =
  | { readonly kind: 'touchpoint'; readonly name: string }
  /** One after another. */
  | { readonly kind: 'sequence'; readonly parts: readonly Plan[] }
  /** One of them. */
  | { readonly kind: 'choice'; readonly parts: readonly Plan[] }
  /** All of them, in any order. */
  | { readonly kind: 'parallel'; readonly parts: readonly Plan[] }
  | { readonly kind: 'optional'; readonly part: Plan }
  /** Once or more. */
  | { readonly kind: 'loop'; readonly part: Plan };

/**
 * The plan that a journey of the model states: its phases and steps from left to right, the touchpoints of a step by its
 * flow. Touchpoints that take no events are left out, since nothing could show that they happened.
 *
 * Shape: null where nothing of it takes events. More than six in parallel are held to any order, any number of times.
 */
export function planOf({ phases }: Pick<Journey, 'phases'>): Plan | null {
  return sequence(phases.map(planOfPhase));
}

function planOfPhase({ steps, ...phase }: Phase): Plan | null {
  return framed(sequence(steps.map(planOfStep)), phase);
}

/** What a step asks for by itself; null where none of its touchpoints takes events. */
export function planOfStep({ flow, touchpoints, ...step }: Step): Plan | null {
  const seen = touchpoints.filter(({ when }) => when !== null);
  const parts = seen.map(({ id }): Plan => ({ kind: 'touchpoint', name: id }));
  const [only] = parts;
  if (only === undefined) return null;
  const needsNone = seen.every(({ optional }) => optional);
  const eachFramed = parts.map(
    (part, at): Plan => (seen[at]?.optional === true ? { kind: 'optional', part } : part),
  );
  const one: Plan = parts.length === 1 ? only : { kind: 'choice', parts };
  const any = framed(one, { optional: step.optional || needsNone, repeats: true });
  switch (flow) {
    case 'any':
      return any;
    case 'sequence':
      return framed({ kind: 'sequence', parts: eachFramed }, step);
    case 'choice':
      return framed(one, { ...step, optional: step.optional || needsNone });
    case 'parallel':
      if (parts.length > PARALLEL_MAX) return any;
      return framed({ kind: 'parallel', parts: eachFramed }, step);
  }
}

function sequence(parts: readonly (Plan | null)[]): Plan | null {
  const there = parts.filter((part): part is Plan => part !== null);
  const [only] = there;
  if (only === undefined) return null;
  return there.length === 1 ? only : { kind: 'sequence', parts: there };
}

function framed<Part extends Plan | null>(
  part: Part,
  { optional, repeats }: { readonly optional: boolean; readonly repeats: boolean },
): Part | Plan {
  if (part === null) return part;
  const again: Plan = repeats ? { kind: 'loop', part } : part;
  return optional ? { kind: 'optional', part: again } : again;
}

/** Every touchpoint that a plan names, in its order, each once. */
export function touchpointsOfPlan(plan: Plan): readonly string[] {
  return [...new Set(namesIn(plan))];
}

function namesIn(plan: Plan): readonly string[] {
  switch (plan.kind) {
    case 'touchpoint':
      return [plan.name];
    case 'sequence':
    case 'choice':
    case 'parallel':
      return plan.parts.flatMap(namesIn);
    case 'optional':
    case 'loop':
      return namesIn(plan.part);
  }
}
