import type { E3Connection, E3Exchange, E3Model, E3Port, E3Problem } from './e3value-model.ts';
import type { ValueOf } from './e3value-values.ts';

/** How often each exchange happens, by following the dependency paths from the start stimuli. */
export interface Occurrences {
  /** By id of exchange; what no path reaches is not in it. */
  readonly exchanges: ReadonlyMap<string, number>;
  /** By id of interface, over all members of a segment. */
  readonly interfaces: ReadonlyMap<string, number>;
  readonly problems: readonly E3Problem[];
}

/** A path of so many steps, and so many paths, are none that a person drew. */
const LIMITS = { steps: 100_000, length: 500 };

/** Where a walk stands: an element, how often, and by which exchanges it was entered. */
interface Stand {
  readonly id: string;
  readonly times: number;
  readonly by: readonly E3Exchange[];
  readonly passed: readonly string[];
}

/**
 * Walks the paths. An interface that is reached has all its exchanges happen, for it is atomic; of several at one port each by its
 * share. At an OR the times are shared out by the fractions, at an AND each branch gets all, times its fraction; an AND where
 * branches come together goes on as often as the rarest of them.
 *
 * Source: Gordijn & Akkermans (2003); the walk of e3tools, and the e3value user guide, chapter 6.
 */
export function occurrencesOf(model: E3Model, worked: ValueOf): Occurrences {
  return new Walk(model, worked).walked();
}

class Walk {
  private readonly exchanges = new Map<string, number>();
  private readonly interfaces = new Map<string, number>();
  private readonly problems: E3Problem[] = [];
  private readonly waiting = new Map<string, Map<string, number>>();
  private readonly model: E3Model;
  private readonly worked: ValueOf;
  private readonly down: ReadonlyMap<string, readonly E3Connection[]>;
  private readonly up: ReadonlyMap<string, readonly E3Connection[]>;
  private readonly exchangesOf: ReadonlyMap<string, readonly E3Exchange[]>;
  private readonly interfaceOf: ReadonlyMap<string, string>;
  private readonly ports: ReadonlyMap<string, readonly E3Port[]>;
  private readonly gates: ReadonlyMap<string, E3Model['gates'][number]>;
  private readonly counts: ReadonlyMap<string, number>;
  private steps = 0;

  constructor(model: E3Model, worked: ValueOf) {
    this.model = model;
    this.worked = worked;
    this.down = Map.groupBy(model.connections, ({ from }) => from ?? '');
    this.up = Map.groupBy(model.connections, ({ to }) => to ?? '');
    this.interfaceOf = new Map(model.ports.map(({ id, interface: of }) => [id, of ?? '']));
    this.ports = Map.groupBy(model.ports, ({ interface: of }) => of ?? '');
    this.gates = new Map(model.gates.map((gate) => [gate.id, gate]));
    this.counts = countsOf(model, worked);
    const tied = model.exchanges.flatMap((each) =>
      [each.from, each.to].map((port) => [port ?? '', each] as const),
    );
    this.exchangesOf = new Map(
      [...Map.groupBy(tied, ([port]) => port)].map(([port, some]) => [
        port,
        some.map(([, each]) => each),
      ]),
    );
  }

  walked(): Occurrences {
    const { starts, exchanges, format } = this.model;
    for (const start of starts) {
      const times = this.worked(start, 'OCCURRENCES') ?? 1;
      this.go([{ id: start.id, times, by: [], passed: [] }]);
    }
    this.goOnFromJoins();
    if (starts.length === 0) this.say('no-start', this.model.name, 'model');
    else if (format === 'rdf')
      for (const { id, name, type } of exchanges)
        if (!this.exchanges.has(id)) this.say('not-reached', name, type);
    return { exchanges: this.exchanges, interfaces: this.interfaces, problems: this.problems };
  }

  private say(code: E3Problem['code'], element: string, type: string): void {
    const isSaid = this.problems.some((each) => each.code === code && each.element === element);
    if (!isSaid) this.problems.push({ code, element, type, actor: null, seen: '' });
  }

  private go(first: readonly Stand[]): void {
    const open = [...first];
    for (let stand = open.pop(); stand !== undefined; stand = open.pop()) {
      this.steps += 1;
      if (this.steps > LIMITS.steps || stand.passed.length > LIMITS.length) {
        this.say('too-branched', this.model.name, 'model');
        return;
      }
      if (stand.passed.includes(stand.id)) {
        const element = this.model.elements.find(({ id }) => id === stand?.id);
        this.say('loop', element?.name ?? stand.id, element?.type ?? '');
        continue;
      }
      open.push(...this.onwards(stand));
    }
  }

  private onwards(stand: Stand): readonly Stand[] {
    const { id } = stand;
    if (this.counts.has(id)) return this.fromInterface(stand);
    const gate = this.gates.get(id);
    if (gate?.kind === 'and' && (this.up.get(id) ?? []).length > 1) return [];
    return this.downFrom(stand, gate?.kind ?? 'and');
  }

  private downFrom({ id, times, passed }: Stand, kind: 'and' | 'or'): readonly Stand[] {
    const branches = this.down.get(id) ?? [];
    const whole = branches.reduce((sum, { upFraction }) => sum + upFraction, 0);
    return branches.flatMap((branch) => {
      const share =
        kind === 'or' ? branch.upFraction / whole : branches.length > 1 ? branch.upFraction : 1;
      return this.arrive(branch, times * (Number.isFinite(share) ? share : 0), [...passed, id]);
    });
  }

  private arrive(
    { id, to, downFraction }: E3Connection,
    times: number,
    passed: readonly string[],
  ): readonly Stand[] {
    if (to === null) return [];
    const isJoin = (this.up.get(to) ?? []).length > 1 && this.gates.get(to)?.kind === 'and';
    if (isJoin) {
      const come = this.waiting.get(to) ?? new Map<string, number>();
      come.set(id, (come.get(id) ?? 0) + (downFraction > 0 ? times / downFraction : times));
      this.waiting.set(to, come);
    }
    return isJoin ? [] : [{ id: to, times, by: [], passed }];
  }

  /** An AND goes on once all that come together there have come. */
  private goOnFromJoins(): void {
    const done = new Set<string>();
    for (;;) {
      const ready = [...this.waiting].find(
        ([id, come]) => !done.has(id) && come.size === (this.up.get(id) ?? []).length,
      );
      if (ready === undefined) break;
      const [id, come] = ready;
      done.add(id);
      this.go(this.downFrom({ id, times: Math.min(...come.values()), by: [], passed: [] }, 'and'));
    }
    for (const id of this.waiting.keys())
      if (!done.has(id)) this.say('join-waits', this.gates.get(id)?.name ?? id, 'AND');
  }

  /** `times` are of one member of a segment where a path inside it leads here, else of all together. */
  private fromInterface({ id, times, by, passed }: Stand): readonly Stand[] {
    const count = this.counts.get(id) ?? 1;
    const isFromInside = by.length === 0;
    const all = isFromInside ? times * count : times;
    this.interfaces.set(id, (this.interfaces.get(id) ?? 0) + all);
    const entered = new Set(by.flatMap(({ from, to }) => [from, to]));
    const mine = (this.ports.get(id) ?? []).filter((port) => !entered.has(port.id));
    const next = new Map<string, { times: number; by: E3Exchange[] }>();
    for (const port of mine)
      for (const [exchange, share] of this.sharesAt(port.id)) {
        this.exchanges.set(exchange.id, (this.exchanges.get(exchange.id) ?? 0) + all * share);
        const other = exchange.from === port.id ? exchange.to : exchange.from;
        const there = this.interfaceOf.get(other ?? '');
        if (there === undefined || there === '' || there === id) continue;
        const known = next.get(there) ?? { times: 0, by: [] };
        next.set(there, { times: Math.max(known.times, all * share), by: [...known.by, exchange] });
      }
    const steps = [...next].map(([to, { times: often, by: some }]) => ({
      ...{ id: to, times: often, by: some },
      passed: [...passed, id],
    }));
    if (isFromInside) return steps;
    return [...steps, ...this.downFrom({ id, times: all / count, by: [], passed }, 'and')];
  }

  private sharesAt(port: string): readonly (readonly [E3Exchange, number])[] {
    const some = this.exchangesOf.get(port) ?? [];
    const whole = some.reduce((sum, { fraction }) => sum + fraction, 0);
    return some.map((each) => [each, some.length === 1 || whole === 0 ? 1 : each.fraction / whole]);
  }
}

/** How many members the actor of each interface has: 1, or the count of a segment. */
function countsOf({ actors, interfaces }: E3Model, worked: ValueOf): ReadonlyMap<string, number> {
  const segments = actors.filter(({ kind }) => kind === 'segment');
  const counts = new Map(segments.map((each) => [each.id, worked(each, 'COUNT') ?? 1]));
  return new Map(
    interfaces.map(({ id, actor }) => [id, Math.max(0, counts.get(actor ?? '') ?? 1) || 1]),
  );
}
