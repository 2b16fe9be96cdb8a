import type { E3Actor, E3Element, E3Exchange, E3Model, E3Port } from '@bothways/core/network';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { SaxesParser } from 'saxes';
import { refusedFile } from './import-refused.ts';

const E3 = 'http://www.cs.vu.nl/~gordijn/e3value#';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const LIMITS = { depth: 32, statements: 200_000, entities: 20, entityCharacters: 200 };

/** What RDF says of one element: its properties by name, each with all its values. */
type Node = ReadonlyMap<string, readonly string[]>;

/** An e3value model from RDF/XML, in either way of writing its names (`e3_has_name`, `e3-has-name`). */
export async function e3OfRdf(file: string, text: string): Promise<E3Model> {
  checkMarkup(file, text);
  const nodes = await nodesOf(file, text);
  const elements = [...nodes].map(([id, node]) => elementOf(id, node));
  if (!elements.some(({ type }) => /actor$|market_segment$|value_exchange$/.test(type)))
    throw refusedFile(file, {
      code: 'not-e3value',
      message: 'it is RDF, and no e3value actor or exchange is in it',
      hint: 'open a model of the e3value editor or of e3tools',
    });
  const of = (type: RegExp): readonly (readonly [E3Element, Node])[] =>
    elements.flatMap((element) => {
      const node = nodes.get(element.id);
      return node !== undefined && type.test(element.type) ? [[element, node] as const] : [];
    });
  const offerings = new Map(of(/^value_offering$/).map(([{ id }, node]) => [id, node]));
  return {
    name: file.split(/[/\\]/).at(-1) ?? file,
    format: 'rdf',
    actors: of(/actor$|^market_segment$/).map(
      ([element]): E3Actor => ({
        ...element,
        kind: element.type === 'market_segment' ? 'segment' : 'actor',
      }),
    ),
    objects: of(/^value_object$/).map(([{ id, name }]) => ({ id, name })),
    interfaces: of(/^value_interface$/).map(([element, node]) => ({
      ...element,
      actor: actorOf(node, nodes),
    })),
    ports: of(/^value_port$/).map(([element, node]) => portOf(element, node, offerings)),
    exchanges: of(/^value_exchange$/).map(([element, node]) => exchangeOf(element, node, nodes)),
    starts: of(/^start_stimulus$/).map(([element]) => element),
    gates: of(/^(and|or)_node$/i).map(([element]) => ({
      ...element,
      kind: /^and/i.test(element.type) ? ('and' as const) : ('or' as const),
    })),
    connections: of(/^connection_element$/).map(([{ id }, node]) => ({
      id,
      from: first(node, 'ce_with_up_de'),
      to: first(node, 'ce_with_down_de'),
      upFraction: numberOf(node, 'up_fraction'),
      downFraction: numberOf(node, 'down_fraction'),
    })),
    elements,
  };
}

/**
 * What XML may hold besides tags: a document type only where all it does is to name a few texts, as the editor writes them for its
 * prefixes. Nothing from outside, nothing made of other entities, no tags too deep.
 */
function checkMarkup(file: string, text: string): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on('error', (fault) => {
    throw new Error(fault.message);
  });
  parser.on('opentag', () => {
    depth += 1;
    if (depth > LIMITS.depth) throw new Error(`tags stand over ${LIMITS.depth} deep`);
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.on('doctype', (doctype) => {
    for (const [name, value] of entitiesOf(file, doctype)) parser.ENTITIES[name] = value;
  });
  parser.write(text).close();
}

const ENTITY = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>/g;

function entitiesOf(file: string, doctype: string): readonly (readonly [string, string])[] {
  const inner = /^\s*[\w:.-]+\s*\[([\s\S]*)\]\s*$/.exec(doctype)?.[1];
  const entities = [...(inner ?? '').matchAll(ENTITY)].map(
    ([, name = '', one, other]) => [name, one ?? other ?? ''] as const,
  );
  const isPlain =
    inner !== undefined &&
    inner.replaceAll(ENTITY, '').trim() === '' &&
    entities.length <= LIMITS.entities &&
    entities.every(([, value]) => value.length <= LIMITS.entityCharacters);
  if (isPlain) return entities;
  throw refusedFile(file, {
    code: 'document-type',
    message: 'it has a document type that does more than name a few prefixes',
    hint: 'nothing from outside a file is read; remove the <!DOCTYPE ...> or export the model again',
  });
}

function nodesOf(file: string, text: string): Promise<ReadonlyMap<string, Node>> {
  const nodes = new Map<string, Map<string, string[]>>();
  let statements = 0;
  return new Promise((resolve, reject) => {
    const parser = new RdfXmlParser({ validateUri: false });
    parser.on('error', reject);
    parser.on('end', () => resolve(nodes));
    parser.on('data', ({ subject, predicate, object }) => {
      statements += 1;
      if (statements > LIMITS.statements) {
        parser.destroy();
        reject(
          refusedFile(file, {
            code: 'too-large',
            message: `it says over ${LIMITS.statements} things`,
            hint: 'a value model is far smaller; open the one that was drawn',
          }),
        );
        return;
      }
      const name = predicate.value === TYPE ? 'type' : ownName(predicate.value);
      if (name === null) return;
      const id = idOf(subject.value);
      const node = nodes.get(id) ?? new Map<string, string[]>();
      nodes.set(id, node);
      const value =
        name === 'type'
          ? (ownName(object.value) ?? '')
          : object.termType === 'Literal'
            ? object.value
            : idOf(object.value);
      const values = node.get(name);
      if (values === undefined) node.set(name, [value]);
      else values.push(value);
    });
    parser.write(text);
    parser.end();
  });
}

/** A name of e3value's vocabulary; null: another's. */
function ownName(iri: string): string | null {
  return iri.startsWith(E3) ? iri.slice(E3.length).replaceAll('-', '_') : null;
}

function first(node: Node | undefined, name: string): string | null {
  return node?.get(name)?.[0] ?? null;
}

function numberOf(node: Node, name: string): number {
  const value = Number(first(node, name) ?? 1);
  return Number.isFinite(value) && value >= 0 ? value : 1;
}

function elementOf(id: string, node: Node): E3Element {
  const formulas = (node.get('e3_has_formula') ?? []).flatMap((each) => {
    const [, name, text] = /^\s*([\w-]+)\s*=([\s\S]*)$/.exec(each) ?? [];
    return name === undefined || text === undefined ? [] : [[name, text.trim()] as const];
  });
  return {
    id,
    name: (first(node, 'e3_has_name') ?? id).trim().replaceAll(/\s+/g, ' '),
    type: first(node, 'type') ?? '',
    formulas: Object.fromEntries(formulas),
  };
}

/** Elements are numbered behind the name of their model; by that number formulas name them. */
function idOf(iri: string): string {
  return iri.slice(iri.lastIndexOf('#') + 1);
}

/** Whose an interface is: an actor's or a segment's, also by way of an activity of theirs. */
function actorOf(node: Node, nodes: ReadonlyMap<string, Node>): string | null {
  const own = first(node, 'vi_assigned_to_ac') ?? first(node, 'vi_assigned_to_ms');
  if (own !== null) return own;
  const activity = nodes.get(first(node, 'vi_assigned_to_va') ?? '');
  return first(activity, 'va_performed_by_ac') ?? first(activity, 'va_performed_by_ms');
}

function portOf(element: E3Element, node: Node, offerings: ReadonlyMap<string, Node>): E3Port {
  return {
    ...element,
    interface: first(offerings.get(first(node, 'vp_in_vo') ?? ''), 'vo_in_vi'),
    direction: first(node, 'vp_has_dir') === 'true' ? 'out' : 'in',
    object: first(node, 'vp_requests_offers_vo'),
  };
}

function exchangeOf(element: E3Element, node: Node, nodes: ReadonlyMap<string, Node>): E3Exchange {
  const transaction = nodes.get(first(node, 've_in_vt') ?? '');
  return {
    ...element,
    from: first(node, 've_has_out_po'),
    to: first(node, 've_has_in_po'),
    fraction: transaction === undefined ? 1 : numberOf(transaction, 'vt_has_fraction'),
  };
}
