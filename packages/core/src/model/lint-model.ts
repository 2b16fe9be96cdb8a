import { partsOf } from './check-references.ts';
import { didYouMean, orOneOf } from './did-you-mean.ts';
import type { ModelFile } from './file-schema.ts';
import { lintFlows } from './lint-flows.ts';
import { lintFuture } from './lint-future.ts';
import { lintPlans } from './lint-plans.ts';
import { lintValues } from './lint-values.ts';
import { isKept, type Model, type Problem, type Touchpoint, touchpointsOf } from './model.ts';
import { lintAt, quoted } from './problems.ts';
import { child, find, type Tree } from './source-tree.ts';

/** What is doubtful in a model that can be used: design.md 5 and semantics.md 21. Overlaps of rules are told elsewhere. */
export function lintModel(model: Model, file: ModelFile, tree: Tree): readonly Problem[] {
  const { journeys, touchpoints } = partsOf(tree);
  const placed = touchpointsOf(model).map((touchpoint, index) => ({
    touchpoint,
    at: touchpoints[index] ?? tree,
  }));
  return [
    ...placed.flatMap(({ touchpoint, at }) => [
      ...lintExchange(model, touchpoint, at),
      ...lintOwner(model, touchpoint, at),
      ...lintSought(model, touchpoint, at),
      ...lintExpectations(touchpoint, at),
    ]),
    ...journeys.flatMap((at) => lintEnd(at)),
    ...lintFlows(model, tree),
    ...lintFuture(model, { journeys, touchpoints }, tree),
    ...lintValues(model, file, tree),
    ...lintPlans(model, file, tree),
  ];
}

/** A touchpoint that exchanges nothing, or only beside customer and business. */
function lintExchange(model: Model, touchpoint: Touchpoint, at: Tree): readonly Problem[] {
  const { id, exchange } = touchpoint;
  if (isKept(touchpoint)) return [];
  if (exchange.length === 0)
    return [
      lintAt(at, {
        code: 'touchpoint-exchange-empty',
        message: `touchpoint ${quoted(id)} exchanges nothing`,
        hint: 'add an exchange: what the customer gives here, if only time, and what they get',
      }),
    ];
  const sides = new Map(model.actors.map((actor) => [actor.id, actor.side]));
  const reaches = exchange.some(({ give, to }) => {
    const side = sides.get(to);
    return side !== 'other' && side !== sides.get(give);
  });
  if (reaches) return [];
  return [
    lintAt(at, {
      code: 'touchpoint-no-value',
      message: `touchpoint ${quoted(id)} captures and delivers nothing: no line brings the customer or the business anything from another side`,
      hint: 'say what the customer gets or gives here, or take the touchpoint out',
    }),
  ];
}

/** A form of value that customers come for, and of which no line of the exchange gives them any. */
function lintSought(model: Model, touchpoint: Touchpoint, at: Tree): readonly Problem[] {
  const { id, seeks, exchange } = touchpoint;
  if (seeks === null || exchange.length === 0) return [];
  const sides = new Map(model.actors.map((actor) => [actor.id, actor.side]));
  const forms = new Map(model.values.map(({ id: kind, form }) => [kind, form]));
  const given = exchange
    .filter(({ give, to }) => sides.get(to) === 'customer' && sides.get(give) !== 'customer')
    .map(({ kind }) => forms.get(kind) ?? null);
  // Of a kind without a form nobody can say that it is another.
  if (given.some((form) => form === seeks || form === null)) return [];
  return [
    lintAt(child(at, 'seeks') ?? at, {
      code: 'form-sought-ungiven',
      message: `customers come to ${quoted(id)} for value of the form ${quoted(seeks)}, and no line of its exchange gives them any`,
      hint: 'add the line that gives it, or say the form that is sought',
    }),
  ];
}

function lintOwner(model: Model, { owner }: Touchpoint, at: Tree): readonly Problem[] {
  const actors = model.actors.map(({ id }) => id);
  if (owner === null || actors.includes(owner)) return [];
  const add = orOneOf('add it under actors with kind: team', actors);
  return [
    lintAt(child(at, 'owner') ?? at, {
      code: 'owner-unknown',
      message: `the owner ${quoted(owner)} is no actor`,
      hint: didYouMean(owner, actors, add),
    }),
  ];
}

/** An expectation of something that no encounter says. */
function lintExpectations({ measures, expects, felt }: Touchpoint, at: Tree): readonly Problem[] {
  const metrics = [...Object.keys(measures), ...(felt === null ? [] : ['felt'])];
  return expects.flatMap(({ metric }, index) => {
    if (metrics.includes(metric)) return [];
    const hint =
      metric === 'felt'
        ? 'add felt: { from: ..., scale: ... } to the touchpoint'
        : `add ${metric} under measures of the touchpoint`;
    return [
      lintAt(find(at, ['expects', index, 'metric']) ?? at, {
        code: 'expectation-metric-unknown',
        message: `nothing measures ${quoted(metric)} here`,
        hint: didYouMean(metric, metrics, hint),
      }),
    ];
  });
}

function lintEnd(journey: Tree): readonly Problem[] {
  const mission = child(journey, 'mission');
  const ends = child(mission, 'ends_when');
  if (ends?.kind === 'leaf' && ends.value !== null) return [];
  return [
    lintAt(ends ?? mission ?? journey, {
      code: 'journey-endless',
      message: 'the journey has no end: only a gap closes it',
      hint: 'add mission: { ends_when: ... } with the event by which the customer is done',
    }),
  ];
}
