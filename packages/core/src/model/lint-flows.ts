import { PARALLEL_MAX } from './flow.ts';
import type { Journey, Model, Problem, Step } from './model.ts';
import { lintAt, quoted } from './problems.ts';
import { child, find, type Tree } from './source-tree.ts';

/** Where a plan contradicts itself, or says what nothing can be held to. Only of journeys of today: they have encounters. */
export function lintFlows(model: Model, tree: Tree): readonly Problem[] {
  return model.journeys.flatMap((journey, index) => {
    const at = find(tree, ['journeys', index]) ?? tree;
    const steps = journey.phases.flatMap(({ steps }, phase) =>
      steps.flatMap((step, place) =>
        lintStep(step, find(at, ['phases', phase, 'steps', place]) ?? at),
      ),
    );
    return [...steps, ...lintNeeds(journey, at)];
  });
}

function lintStep({ id, flow, optional, touchpoints }: Step, at: Tree): readonly Problem[] {
  const stated = child(at, 'flow');
  const count = touchpoints.length;
  if (flow === 'parallel' && count > PARALLEL_MAX)
    return [
      lintAt(stated ?? at, {
        code: 'flow-too-wide',
        message: `step ${quoted(id)} wants ${count} touchpoints in any order; more than ${PARALLEL_MAX} are held to flow: any`,
        hint: 'part them among several steps, or say flow: any',
      }),
    ];
  if (stated !== undefined && flow !== 'any' && count < 2)
    return [
      lintAt(stated, {
        code: 'flow-alone',
        message: `flow: ${flow} says nothing of step ${quoted(id)}: it has ${count === 1 ? 'one touchpoint' : 'no touchpoints'}`,
        hint: 'leave flow out, or add the other touchpoints',
      }),
    ];
  if (!optional && count > 0 && touchpoints.every((touchpoint) => touchpoint.optional))
    return [
      lintAt(at, {
        code: 'flow-needs-nothing',
        message: `every touchpoint of step ${quoted(id)} is optional, so the step is, and it does not say so`,
        hint: 'say optional: true of the step, or of fewer touchpoints',
      }),
    ];
  return [];
}

/** A plan that a journey of nothing would keep. */
function lintNeeds({ id, phases }: Journey, at: Tree): readonly Problem[] {
  const steps = phases.flatMap((phase) =>
    phase.steps.map((step) => ({ step, optional: phase.optional || step.optional })),
  );
  const filled = steps.filter(({ step }) => step.touchpoints.length > 0);
  if (filled.length === 0 || !filled.every(({ optional }) => optional)) return [];
  return [
    lintAt(at, {
      code: 'plan-needs-nothing',
      message: `every step of journey ${quoted(id)} is optional, so that no journey can miss anything`,
      hint: 'take optional from the steps that a customer cannot do without',
    }),
  ];
}
