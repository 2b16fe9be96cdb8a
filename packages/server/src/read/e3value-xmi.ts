import type { E3Actor, E3Exchange, E3Interface, E3Model, E3Port } from '@bothways/core/network';
import { refusedFile } from './import-refused.ts';
import { xmlReader } from './safe-xml.ts';

/** Ids are the places that the file itself refers by: `//@hasE3ValueModels.0/@hasBusinessActors.1`. */
interface Open {
  readonly tag: string;
  readonly path: string;
  /** How many of each tag stand in it so far. */
  readonly counts: Map<string, number>;
}

interface Found {
  readonly actors: E3Actor[];
  readonly objects: { readonly id: string; readonly name: string }[];
  readonly interfaces: E3Interface[];
  readonly ports: Map<string, E3Port>;
  readonly exchanges: E3Exchange[];
}

/** The shape of an e3value model of the Eclipse editor: who exchanges what with whom. The format has no values. */
export function e3OfXmi(file: string, text: string): E3Model {
  const found: Found = { actors: [], objects: [], interfaces: [], ports: new Map(), exchanges: [] };
  const open: Open[] = [];
  const reader = xmlReader(
    file,
    {
      open: (tag, attributes) => {
        const outer = open.at(-1);
        const at = outer?.counts.get(tag) ?? 0;
        outer?.counts.set(tag, at + 1);
        const path = outer === undefined ? '/' : `${outer.path}/@${tag}.${at}`;
        open.push({ tag, path, counts: new Map() });
        take(found, tag, path, attributes);
      },
      close: () => {
        open.pop();
      },
    },
    () =>
      refusedFile(file, {
        code: 'document-type',
        message: 'it has a document type',
        hint: 'nothing from outside a file is read; remove the <!DOCTYPE ...> or export the model again',
      }),
  );
  reader.write(text);
  reader.end();
  if (found.actors.length === 0)
    throw refusedFile(file, {
      code: 'not-e3value',
      message: 'no actor is in it',
      hint: 'draw an actor, or open another model',
    });
  return modelOf(file, found);
}

type Attributes = Readonly<Record<string, string>>;

function take(found: Found, tag: string, path: string, attributes: Attributes): void {
  const name = (attributes['name'] ?? '').trim();
  const element = { id: path, name, type: tag, formulas: {} };
  const owner = /^(\/\/@[^/]+\/@hasBusinessActors\.\d+)/.exec(path)?.[1] ?? null;
  switch (tag) {
    case 'hasBusinessActors':
      found.actors.push({
        ...element,
        type: 'actor',
        kind: /MarketSegment/.test(attributes['xsi:type'] ?? '') ? 'segment' : 'actor',
      });
      return;
    case 'E3valueModelhasValueObjects':
      found.objects.push({ id: path, name });
      return;
    case 'hasValuesInterface':
      found.interfaces.push({
        ...element,
        type: 'value interface',
        name: name === '' ? String(found.interfaces.length + 1) : name,
        actor: owner,
      });
      return;
    case 'hasValuePortIn':
    case 'hasValuePortOut':
      found.ports.set(path, {
        ...element,
        type: 'value port',
        interface: path.slice(0, path.lastIndexOf('/')),
        direction: tag === 'hasValuePortOut' ? 'out' : 'in',
        object: null,
      });
      return;
    case 'valueexchange':
      found.exchanges.push({
        ...element,
        name: attributes['valueExchangeHasValueObject'] ?? '',
        type: 'value exchange',
        from: attributes['sourceValuePort'] ?? null,
        to: attributes['targetValuePort'] ?? null,
        fraction: 1,
      });
  }
}

/** Here the exchange says what is exchanged, so both its ports do. */
function modelOf(file: string, { actors, objects, interfaces, ports, exchanges }: Found): E3Model {
  const names = new Map(objects.map(({ id, name }) => [id, name]));
  const objectAt = new Map<string, string>();
  for (const { from, to, name } of exchanges)
    for (const port of [from, to]) if (port !== null && names.has(name)) objectAt.set(port, name);
  const named = exchanges.map((each, at) => ({
    ...each,
    name: names.get(each.name) ?? `no. ${at + 1}`,
  }));
  const all = [...ports.values()].map((port) => ({
    ...port,
    object: objectAt.get(port.id) ?? null,
  }));
  return {
    ...{ name: file.split(/[/\\]/).at(-1) ?? file, format: 'xmi', actors, objects, interfaces },
    ...{ ports: all, exchanges: named, starts: [], gates: [], connections: [] },
    elements: [...actors, ...interfaces, ...all, ...named],
  };
}
