import { assert } from './assert.ts';
import { journeysOf } from './build-journeys.ts';
import { type ModelFile, PLAN_KEYS } from './file-schema.ts';
import { currencyOf, familyOf, nameFromId, nameOfKind, UNIT_USUAL } from './kinds.ts';
import type {
  Actor,
  ActorKind,
  Model,
  Persona,
  Segment,
  Side,
  Valuation,
  ValueFamily,
  ValueKind,
  Worth,
} from './model.ts';
import type { Proposition } from './promised.ts';
import { ruleAt } from './rule-place.ts';
import { child, dataOf, find, isExtensionKey, placeOf, type Tree } from './source-tree.ts';

/** The model that a checked file states, with all that it leaves unsaid filled in. */
export function buildModel(file: ModelFile, tree: Tree): Model {
  const actors = actorsOf(file);
  return {
    name: file.name,
    currency: file.currency,
    actors,
    segments: segmentsOf(file, tree),
    personas: personasOf(file),
    values: valuesOf(file),
    valuations: valuationsOf(file, tree),
    journeys: journeysOf(file, tree, actors),
    propositions: propositionsOf(file),
    extensions: extensionsOf(tree),
  };
}

const SIDES: Readonly<Record<ActorKind, Side>> = {
  customer: 'customer',
  business: 'business',
  team: 'business',
  partner: 'other',
  community: 'other',
};

/** Customer and business always exist; first, unless the file states its own order. */
function actorsOf({ actors = [] }: ModelFile): readonly Actor[] {
  const stated = actors.map(({ id, kind, name }): Actor => {
    const is = id === 'customer' || id === 'business' ? id : kind;
    assert(is !== undefined, `actor ${id} was built without a kind`);
    return { id, kind: is, side: SIDES[is], name: name ?? nameFromId(id) };
  });
  const always = (['customer', 'business'] as const)
    .filter((id) => !stated.some((actor) => actor.id === id))
    .map((id): Actor => ({ id, kind: id, side: id, name: nameFromId(id) }));
  return [...always, ...stated];
}

function segmentsOf({ segments = [] }: ModelFile, tree: Tree): readonly Segment[] {
  return segments.map(({ id, name }, index) => ({
    id,
    name: name ?? nameFromId(id),
    when: ruleAt(tree, ['segments', index, 'when']),
  }));
}

function personasOf({ personas = [] }: ModelFile): readonly Persona[] {
  return personas.map(({ id, name, segment, bio, goals, pains, gains, quote, grade }) => ({
    id,
    name: name ?? nameFromId(id),
    segment: segment ?? null,
    bio: bio ?? null,
    goals: goals ?? [],
    pains: pains ?? [],
    gains: gains ?? [],
    quote: quote ?? null,
    grade: grade ?? null,
  }));
}

function valuesOf({ values = {}, currency }: ModelFile): readonly ValueKind[] {
  const stated = Object.entries(values);
  const all: typeof stated = 'money' in values ? stated : [['money', {}], ...stated];
  return all.map(([id, kind]) => {
    const family = familyOf(id);
    assert(family !== undefined, `kind ${id} was built without a family`);
    return {
      id,
      family,
      name: kind.name ?? nameOfKind(id),
      unit: kind.unit ?? currencyOf(id, currency) ?? UNIT_USUAL[family] ?? '',
      scale: kind.scale ?? (family === 'money' ? 2 : 0),
      form: kind.form ?? null,
      tangible: kind.tangible ?? TANGIBLE.has(family),
      basis: kind.basis ?? null,
    };
  });
}
const TANGIBLE: ReadonlySet<ValueFamily> = new Set<ValueFamily>(['money', 'goods']);

/** As stated, and no more: that money of the workspace counts 1 for itself where nobody says otherwise is the ledger's. */
function valuationsOf({ valuations = [] }: ModelFile, tree: Tree): readonly Valuation[] {
  return valuations.map(({ kind, segment, give, worth, cost }, index) => {
    const at = find(tree, ['valuations', index]) ?? tree;
    return {
      kind,
      segment: segment ?? null,
      give: give ?? null,
      worth: worth === undefined ? null : worthOf(worth, child(at, 'worth') ?? at),
      cost: cost === undefined ? null : worthOf(cost, child(at, 'cost') ?? at),
      place: placeOf(at),
    };
  });
}

type WorthStated = NonNullable<NonNullable<ModelFile['valuations']>[number]['worth']>;

function worthOf(stated: WorthStated, tree: Tree): Worth {
  return {
    median: stated.median,
    low: stated.low ?? stated.median,
    high: stated.high ?? stated.median,
    basis: stated.basis ?? 'assumed',
    source: stated.source ?? null,
    agreedBy: stated.agreed_by ?? null,
    agreedOn: stated.agreed_on ?? null,
    place: placeOf(tree),
  };
}

function propositionsOf({ propositions = [] }: ModelFile): readonly Proposition[] {
  return propositions.map(({ id, altitude, promise, part_of, segment, kept_by }) => ({
    id,
    altitude: altitude ?? null,
    promise: promise ?? null,
    partOf: part_of ?? null,
    segment: segment ?? null,
    keptBy: kept_by ?? [],
  }));
}

/** What nothing computes with yet, as written: plans under their names, and every `x-` key of the top. */
function extensionsOf(tree: Tree): Readonly<Record<string, unknown>> {
  if (tree.kind !== 'branch') return {};
  const plans = new Set<string>(PLAN_KEYS);
  return Object.fromEntries(
    [...tree.entries]
      .filter(([key]) => isExtensionKey(key) || plans.has(key))
      .map(([key, { value }]) => [key, dataOf(value)]),
  );
}
