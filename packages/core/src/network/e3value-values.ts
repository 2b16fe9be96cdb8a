import { nearest } from '../model/did-you-mean.ts';
import { type Formula, readFormula } from './e3value-formula.ts';
import type { E3Actor, E3Element, E3Model, E3Problem } from './e3value-model.ts';

/** Gives the value of a property of an element: null where it has none, or where its formula is broken. */
export type ValueOf = (element: E3Element, property: string) => number | null;

/** Works out formulas, each once; what cannot be worked out is named in `problems`. */
export interface Values {
  readonly worked: ValueOf;
  readonly problems: readonly E3Problem[];
}

const KNOWN = [
  'VALUATION',
  'EXPENSES',
  'CARDINALITY',
  'OCCURRENCES',
  'COUNT',
  'INVESTMENT',
  'INTEREST',
  'FRACTION',
];

/** Formulas that refer through more others than this are none that a person wrote. */
const CHAIN_MAX = 200;

/** Why a formula has no value. */
class Broken extends Error {}

/** The formulas of a model, worked out when asked for; all are looked at, so that each broken one is named. */
export function valuesOf(model: E3Model): Values {
  const known = new Map<string, number | Broken>();
  const open = new Set<string>();
  const index = indexOf(model);

  function valueAt(element: E3Element, property: string): number {
    const text = element.formulas[property];
    if (text === undefined) throw new Broken(`"${element.name}" has no ${property}`);
    const key = JSON.stringify([element.id, property]);
    const before = known.get(key);
    if (before instanceof Broken) throw before;
    if (before !== undefined) return before;
    if (open.has(key)) throw new Broken(`${property} of "${element.name}" refers to itself`);
    if (open.size >= CHAIN_MAX)
      throw new Broken(`it refers to others through more than ${CHAIN_MAX} formulas`);
    open.add(key);
    try {
      const formula = readFormula(text);
      if ('wanted' in formula) throw new Broken(`character ${formula.at} wants ${formula.wanted}`);
      const value = computed(formula, element);
      if (!Number.isFinite(value)) throw new Broken('it divides by zero or is too large');
      known.set(key, value);
      return value;
    } catch (fault) {
      // Each formula of a chain may be deep in itself.
      const why = fault instanceof RangeError ? new Broken('it refers to others too deep') : fault;
      if (why instanceof Broken) known.set(key, why);
      throw why;
    } finally {
      open.delete(key);
    }
  }

  function computed(formula: Formula, at: E3Element): number {
    switch (formula.kind) {
      case 'number':
        return formula.value;
      case 'negative':
        return -computed(formula.of, at);
      case 'both':
        return combined(formula.by, computed(formula.left, at), computed(formula.right, at));
      case 'reference':
        return valueAt(index.find(formula, at), formula.property);
    }
  }

  const reason = (element: E3Element, property: string): string | null => {
    try {
      valueAt(element, property);
      return null;
    } catch (fault) {
      if (fault instanceof Broken) return fault.message;
      throw fault;
    }
  };
  return {
    worked: (element, property) =>
      element.formulas[property] !== undefined && reason(element, property) === null
        ? valueAt(element, property)
        : null,
    problems: gathered(model.elements.flatMap((e) => faultsOf(e, reason, index.ownerOf))),
  };
}

function combined(by: '+' | '-' | '*' | '/', left: number, right: number): number {
  switch (by) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}

function faultsOf(
  element: E3Element,
  reason: (element: E3Element, property: string) => string | null,
  ownerOf: (element: E3Element) => string | null,
): readonly E3Problem[] {
  const place = { element: element.name, type: element.type, actor: ownerOf(element) };
  return Object.entries(element.formulas).flatMap(([property, text]): E3Problem[] => {
    const why = reason(element, property);
    if (why !== null)
      return [{ ...place, code: 'formula-broken', seen: `${property}=${text}: ${why}` }];
    const meant = KNOWN.includes(property) ? undefined : nearest(property, KNOWN);
    return meant === undefined
      ? []
      : [{ ...place, code: 'formula-unknown', seen: `${property}: did you mean ${meant}?` }];
  });
}

/** A slip that was copied all over a file is told once, with how often. */
function gathered(problems: readonly E3Problem[]): readonly E3Problem[] {
  const groups = Map.groupBy(problems, ({ code, seen, element, actor }) =>
    code === 'formula-unknown' ? seen : JSON.stringify([code, seen, element, actor]),
  );
  return [...groups.values()].flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : [more.length === 0 ? first : { ...first, seen: `${first.seen} (and ${more.length} more)` }],
  );
}

type Reference = Extract<Formula, { kind: 'reference' }>;

interface Index {
  readonly find: (reference: Reference, at: E3Element) => E3Element;
  /** The name of the actor that an element belongs to; null: none. */
  readonly ownerOf: (element: E3Element) => string | null;
}

function indexOf({ elements, actors, interfaces, ports }: E3Model): Index {
  const byId = new Map(elements.map((each) => [each.id, each]));
  const byName = Map.groupBy(elements, ({ name }) => name);
  const types = new Set(elements.map(({ type }) => plain(type)));
  const actorOf = ownersOf({ actors, interfaces, ports });
  return {
    find: ({ element, type }, at) => {
      if (element === null) return at;
      if (type !== null && !types.has(plain(type)) && plain(type) !== 'actor')
        throw new Broken(`there is no kind of element "${type}"`);
      const isOfType = (each: E3Element): boolean =>
        type === null || plain(each.type).endsWith(plain(type));
      const found =
        element.by === 'id'
          ? [byId.get(element.text)].filter((each) => each !== undefined)
          : (byName.get(element.text) ?? []).filter(isOfType);
      const [first, ...others] = found;
      if (first === undefined) throw new Broken(`there is no "${element.text}"`);
      if (others.length > 0) throw new Broken(`"${element.text}" is the name of several elements`);
      return first;
    },
    ownerOf: ({ id }) => actorOf.get(id) ?? null,
  };
}

/** Names of actors by the ids of what is theirs. */
export function ownersOf({
  actors,
  interfaces,
  ports,
}: Pick<E3Model, 'actors' | 'interfaces' | 'ports'>): ReadonlyMap<string, string> {
  const names = new Map(actors.map((actor: E3Actor) => [actor.id, actor.name]));
  const owners = new Map<string, string>();
  for (const { id, actor } of interfaces) {
    const name = actor === null ? undefined : names.get(actor);
    if (name !== undefined) owners.set(id, name);
  }
  for (const port of ports) {
    const name = port.interface === null ? undefined : owners.get(port.interface);
    if (name !== undefined) owners.set(port.id, name);
  }
  return owners;
}

/** ValuePort, value_port and value-port are one. */
function plain(type: string): string {
  return type.replaceAll(/[-_\s]/g, '').toLowerCase();
}
