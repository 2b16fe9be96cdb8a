import type { Journey, Model, Problem, Touchpoint } from './model.ts';
import { isKept, touchpointsOf } from './model.ts';
import { lintAt, quoted } from './problems.ts';
import { child, type Tree } from './source-tree.ts';

/** What keeps a future journey from being compared: no figures, or something in its place that is not today's. */
export function lintFuture(
  model: Model,
  { journeys, touchpoints }: Readonly<Record<'journeys' | 'touchpoints', readonly Tree[]>>,
  tree: Tree,
): readonly Problem[] {
  const states = new Map(model.journeys.map(({ id, state }) => [id, state]));
  const current = new Set(touchpointsOf(model, 'current').map(({ id }) => id));
  return [
    ...model.journeys.flatMap((journey, index) =>
      lintJourney(journey, states, journeys[index] ?? tree),
    ),
    ...touchpointsOf(model).flatMap((touchpoint, index) =>
      lintTouchpoint(touchpoint, states, current, touchpoints[index] ?? tree),
    ),
  ];
}

type States = ReadonlyMap<string, Journey['state']>;

function lintJourney({ state, insteadOf }: Journey, states: States, at: Tree): readonly Problem[] {
  if (insteadOf === null) return [];
  if (state === 'future' && states.get(insteadOf) === 'current') return [];
  return [misplaced(at, state === 'future' ? quoted(insteadOf) : null)];
}

function lintTouchpoint(
  touchpoint: Touchpoint,
  states: States,
  current: ReadonlySet<string>,
  at: Tree,
): readonly Problem[] {
  const { id, journey, insteadOf, believed } = touchpoint;
  const isFuture = states.get(journey) === 'future';
  const wrong = insteadOf.filter((each) => !isFuture || !current.has(each));
  if (wrong.length > 0) return [misplaced(at, isFuture ? wrong.map(quoted).join(', ') : null)];
  if (!isFuture || believed !== null || isKept(touchpoint)) return [];
  return [
    lintAt(at, {
      code: 'future-unbelieved',
      message: `nobody has said how often ${quoted(id)} would happen, so it is in no comparison`,
      hint: 'add believed: { volume: ... }; or leave its exchange out and say instead_of, where it stays as it is today',
    }),
  ];
}

function misplaced(at: Tree, notCurrent: string | null): Problem {
  return lintAt(child(at, 'instead_of') ?? at, {
    code: 'instead-of-misplaced',
    message:
      notCurrent === null
        ? 'instead_of says nothing in a current journey'
        : `${notCurrent} is not of today, so nothing can take its place`,
    hint: 'a journey in state: future names current journeys and touchpoints under instead_of',
  });
}
