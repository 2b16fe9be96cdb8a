import { didYouMean, orOneOf } from './did-you-mean.ts';
import type { Problem } from './model.ts';
import { errorAt, quoted } from './problems.ts';
import {
  child,
  find,
  isExtensionKey,
  itemsOf,
  placeOf,
  type Span,
  type Tree,
  textOf,
} from './source-tree.ts';

/** An id as it stands in a file. */
export interface Named {
  readonly id: string;
  readonly at: Tree;
}

/** Whatever else in a file may be named, as written: also where the rest of it is wrong. */
export interface Declared {
  readonly actors: readonly Named[];
  readonly segments: readonly Named[];
  readonly personas: readonly Named[];
  readonly kinds: readonly string[];
  readonly journeys: readonly Named[];
  readonly touchpoints: readonly Named[];
  readonly propositions: readonly Named[];
  readonly insights: readonly Named[];
  readonly offers: readonly Named[];
}

/** The parts of every journey of a file, flat. */
interface Parts {
  readonly journeys: readonly Tree[];
  readonly touchpoints: readonly Tree[];
  readonly lines: readonly Tree[];
}

export function partsOf(tree: Tree): Parts {
  const journeys = itemsOf(child(tree, 'journeys'));
  const touchpoints = journeys.flatMap(phasesOf).flatMap(stepsOf).flatMap(touchpointsUnder);
  const lines = touchpoints.flatMap((touchpoint) => itemsOf(child(touchpoint, 'exchange')));
  return { journeys, touchpoints, lines };
}

const phasesOf = (journey: Tree): readonly Tree[] => itemsOf(child(journey, 'phases'));
const stepsOf = (phase: Tree): readonly Tree[] => itemsOf(child(phase, 'steps'));
const touchpointsUnder = (step: Tree): readonly Tree[] => itemsOf(child(step, 'touchpoints'));

export function declaredIn(tree: Tree): Declared {
  const values = child(tree, 'values');
  const listed = values?.kind === 'branch' ? [...values.entries.keys()] : [];
  return {
    actors: namedIn(itemsOf(child(tree, 'actors'))),
    segments: namedIn(itemsOf(child(tree, 'segments'))),
    personas: namedIn(itemsOf(child(tree, 'personas'))),
    kinds: ['money', ...listed.filter((kind) => kind !== 'money' && !isExtensionKey(kind))],
    journeys: namedIn(itemsOf(child(tree, 'journeys'))),
    touchpoints: namedIn(partsOf(tree).touchpoints),
    propositions: namedIn(itemsOf(child(tree, 'propositions'))),
    insights: namedIn(itemsOf(child(tree, 'insights'))),
    offers: namedIn(itemsOf(child(tree, 'offers'))),
  };
}

function namedIn(items: readonly Tree[]): readonly Named[] {
  return items.flatMap((item) => {
    const at = child(item, 'id');
    const id = textOf(at);
    return id === undefined || at === undefined ? [] : [{ id, at }];
  });
}

/** Every id that is taken twice, and every name of something that is not there. Works on files that do not fit the schema. */
export function checkReferences(tree: Tree): readonly Problem[] {
  const declared = declaredIn(tree);
  const { journeys, touchpoints, lines } = partsOf(tree);
  const known = knownIn(declared);
  const refer = (from: readonly Tree[], key: string, what: keyof typeof known): Problem[] =>
    from.flatMap((item) => unknownRefs(child(item, key), what, known[what]));
  const section = (name: string): readonly Tree[] => itemsOf(child(tree, name));
  return [
    ...twice(declared.actors, 'actor'),
    ...twice(declared.segments, 'segment'),
    ...twice(declared.personas, 'persona'),
    ...twice(declared.journeys, 'journey'),
    ...journeys.flatMap((journey) => twice(namedIn(phasesOf(journey)), 'phase')),
    ...journeys.flatMap((journey) => twice(namedIn(phasesOf(journey).flatMap(stepsOf)), 'step')),
    ...twice(declared.touchpoints, 'touchpoint'),
    ...twice(declared.propositions, 'proposition'),
    ...twice(declared.insights, 'insight'),
    ...twice(declared.offers, 'offer'),
    ...refer(lines, 'give', 'actor'),
    ...refer(lines, 'to', 'actor'),
    ...refer(lines, 'kind', 'kind'),
    ...refer(touchpoints, 'initiator', 'actor'),
    ...refer(journeys, 'instead_of', 'journey'),
    ...refer(touchpoints, 'instead_of', 'touchpoint'),
    ...refer(section('personas'), 'segment', 'segment'),
    ...refer(section('valuations'), 'kind', 'kind'),
    ...refer(section('valuations'), 'segment', 'segment'),
    ...refer(section('propositions'), 'kept_by', 'touchpoint'),
    ...refer(section('propositions'), 'part_of', 'proposition'),
    ...refer(section('propositions'), 'segment', 'segment'),
    ...refer(section('propositions'), 'insights', 'insight'),
    ...refer(section('insights'), 'touchpoints', 'touchpoint'),
    ...refer(section('offers'), 'suits', 'segment'),
    ...refer(section('offers'), 'needs_consent', 'kind'),
    ...refer(section('offers'), 'insights', 'insight'),
    ...lines.flatMap(givenToItself),
    ...partOfCycles(tree),
  ];
}

const WHERE = {
  actor: 'actors',
  segment: 'segments',
  kind: 'values',
  journey: 'journeys',
  touchpoint: 'a step of a journey',
  proposition: 'propositions',
  insight: 'insights',
} as const;

function knownIn(declared: Declared): Readonly<Record<keyof typeof WHERE, ReadonlySet<string>>> {
  const ids = (named: readonly Named[]): readonly string[] => named.map(({ id }) => id);
  return {
    actor: new Set(['customer', 'business', ...ids(declared.actors)]),
    segment: new Set(ids(declared.segments)),
    kind: new Set(declared.kinds),
    journey: new Set(ids(declared.journeys)),
    touchpoint: new Set(ids(declared.touchpoints)),
    proposition: new Set(ids(declared.propositions)),
    insight: new Set(ids(declared.insights)),
  };
}

function unknownRefs(
  at: Tree | undefined,
  what: keyof typeof WHERE,
  known: ReadonlySet<string>,
): Problem[] {
  const leaves = at?.kind === 'list' ? at.items : at === undefined ? [] : [at];
  return leaves.flatMap((leaf) => {
    const id = textOf(leaf);
    if (id === undefined || id === '' || known.has(id)) return [];
    const add = orOneOf(`add it under ${WHERE[what]}`, known);
    return [
      errorAt(leaf, {
        code: `${what}-unknown`,
        message: `there is no ${what} ${quoted(id)}`,
        hint: didYouMean(id, known, add),
      }),
    ];
  });
}

function twice(named: readonly Named[], what: string): readonly Problem[] {
  const first = new Map<string, Span>();
  return named.flatMap(({ id, at }) => {
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, at);
      return [];
    }
    const { file, line } = placeOf(before);
    return [
      errorAt(at, {
        code: 'id-twice',
        message: `${what} ${quoted(id)} is already at ${file}:${line}`,
        hint: `give this ${what} an id of its own`,
      }),
    ];
  });
}

function givenToItself(line: Tree): readonly Problem[] {
  const give = textOf(child(line, 'give'));
  const to = find(line, ['to']);
  if (give === undefined || to === undefined || textOf(to) !== give) return [];
  return [
    errorAt(to, {
      code: 'giver-is-receiver',
      message: `${quoted(give)} gives to itself`,
      hint: 'name another receiver, or leave "to" out',
    }),
  ];
}

/** Propositions that serve each other in a ring; told once a ring, at its first member in the file. */
function partOfCycles(tree: Tree): readonly Problem[] {
  const items = itemsOf(child(tree, 'propositions'));
  const above = new Map(
    items.flatMap((item) => {
      const [id, over] = [textOf(child(item, 'id')), textOf(child(item, 'part_of'))];
      return id === undefined || over === undefined ? [] : [[id, over] as const];
    }),
  );
  const told = new Set<string>();
  return items.flatMap((item) => {
    const id = textOf(child(item, 'id'));
    const ring = id === undefined ? [] : ringFrom(id, above);
    if (ring.length === 0 || ring.some((each) => told.has(each))) return [];
    for (const each of ring) told.add(each);
    return [
      errorAt(child(item, 'part_of') ?? item, {
        code: 'part-of-itself',
        message: `the propositions ${[...ring, ring[0]].map(String).join(' > ')} are part of each other`,
        hint: 'take one "part_of" out, so that one of them stands on top',
      }),
    ];
  });
}

function ringFrom(start: string, above: ReadonlyMap<string, string>): readonly string[] {
  const way = [start];
  for (let next = above.get(start); next !== undefined; next = above.get(next)) {
    if (next === start) return way;
    if (way.includes(next)) return [];
    way.push(next);
  }
  return [];
}
