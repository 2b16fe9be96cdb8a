import { checksOf } from './e3value-checks.ts';
import { type Ends, endsOf } from './e3value-ends.ts';
import type { E3Exchange, E3Model, E3Problem } from './e3value-model.ts';
import { occurrencesOf } from './e3value-paths.ts';
import { type ValueOf, valuesOf } from './e3value-values.ts';

/** What an actor is left with; money of the file's own currency, which it does not name. */
export interface E3Net {
  readonly id: string;
  readonly name: string;
  readonly kind: 'actor' | 'segment';
  /** Members of a segment; 1 of an actor. */
  readonly count: number;
  /** Null: the model has no values. */
  readonly received: number | null;
  readonly given: number | null;
  /** Received less given and less its own expenses; of a segment of all its members. */
  readonly net: number | null;
  /** Paid once, in no net; null: none stated. */
  readonly investment: number | null;
}

/** An exchange with what it comes to over all its occurrences. */
export interface E3Flow {
  readonly id: string;
  readonly name: string;
  /** Ids of actors; null: its port is nobody's. */
  readonly giver: string | null;
  readonly receiver: string | null;
  readonly object: string | null;
  /** Null: no path reaches it, or the model has none. */
  readonly occurrences: number | null;
  /** What it costs its giver and is worth to its receiver, in all; null: not stated. */
  readonly given: number | null;
  readonly received: number | null;
}

/** A value model worked out. */
export interface E3Result {
  readonly name: string;
  readonly format: E3Model['format'];
  readonly hasValues: boolean;
  readonly actors: readonly E3Net[];
  readonly flows: readonly E3Flow[];
  readonly objects: number;
  readonly starts: readonly { readonly name: string; readonly occurrences: number | null }[];
  readonly problems: readonly E3Problem[];
  /** What all nets come to: zero where both ends of each exchange say the same; null: no values. */
  readonly sum: number | null;
}

/**
 * Works out a value model: how often each exchange happens, and what each actor is left with.
 *
 * Source: methods.md 12: net value flow = sum of occurrences times valuation in, less that of out, less expenses.
 */
export function evaluateE3(model: E3Model): E3Result {
  const hasValues = model.format === 'rdf';
  const { worked, problems: broken } = valuesOf(model);
  const { exchanges, interfaces, problems: walked } = occurrencesOf(model, worked);
  const ends = endsOf(model, worked);
  const flows = model.exchanges.map((exchange) => {
    const times = hasValues ? (exchanges.get(exchange.id) ?? null) : null;
    return flowOf(exchange, ends(exchange), times, hasValues);
  });
  const actors = netsOf(model, { flows, interfaces, worked, hasValues });
  return {
    ...{ name: model.name, format: model.format, hasValues, actors, flows },
    objects: model.objects.length,
    starts: model.starts.map((start) => ({
      name: start.name,
      occurrences: hasValues ? (worked(start, 'OCCURRENCES') ?? 1) : null,
    })),
    problems: [
      ...broken,
      ...checksOf(model, (exchange) => ends(exchange)),
      ...(hasValues ? walked : []),
    ],
    sum: hasValues ? cents(actors.reduce((sum, { net }) => sum + (net ?? 0), 0)) : null,
  };
}

function flowOf(
  { id, name }: E3Exchange,
  { giver, receiver, object, given, received }: Ends,
  times: number | null,
  hasValues: boolean,
): E3Flow {
  const all = (each: number | null): number | null =>
    each === null || !hasValues ? null : cents(each * (times ?? 0));
  return {
    ...{ id, name, giver, receiver, object },
    occurrences: times,
    given: all(given),
    received: all(received),
  };
}

interface Worked {
  readonly flows: readonly E3Flow[];
  readonly interfaces: ReadonlyMap<string, number>;
  readonly worked: ValueOf;
  readonly hasValues: boolean;
}

function netsOf(
  model: E3Model,
  { flows, interfaces, worked, hasValues }: Worked,
): readonly E3Net[] {
  return model.actors.map((actor) => {
    const { id, name, kind } = actor;
    const count = kind === 'segment' ? Math.max(1, worked(actor, 'COUNT') ?? 1) : 1;
    const about = { id, name, kind, count };
    if (!hasValues) return { ...about, received: null, given: null, net: null, investment: null };
    const sum = (some: readonly (number | null)[]): number =>
      some.reduce((total: number, each) => total + (each ?? 0), 0);
    const received = sum(flows.filter((f) => f.receiver === id).map((f) => f.received));
    const given = sum(flows.filter((f) => f.giver === id).map((f) => f.given));
    const own = sum(
      model.interfaces
        .filter((each) => each.actor === id)
        .map((each) => (worked(each, 'EXPENSES') ?? 0) * (interfaces.get(each.id) ?? 0)),
    );
    const expenses = own + (worked(actor, 'EXPENSES') ?? 0) * count;
    return {
      ...about,
      received: cents(received),
      given: cents(given + expenses),
      net: cents(received - given - expenses),
      investment: worked(actor, 'INVESTMENT'),
    };
  });
}

/** Binary fractions of a currency's hundredths add up a little off; a millionth is nobody's money. */
function cents(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6;
  return Object.is(rounded, -0) ? 0 : rounded;
}
