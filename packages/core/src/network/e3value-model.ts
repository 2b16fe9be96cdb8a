/** Formulas of an element, by name: VALUATION, EXPENSES, CARDINALITY, OCCURRENCES, COUNT and whatever the file names besides. */
export type Formulas = Readonly<Record<string, string>>;

/** Any element of an e3value file, as formulas refer to it. */
export interface E3Element {
  readonly id: string;
  readonly name: string;
  /** As the file calls it: value_port, start_stimulus ... */
  readonly type: string;
  readonly formulas: Formulas;
}

export interface E3Actor extends E3Element {
  /** A segment is many actors alike; its COUNT says how many. */
  readonly kind: 'actor' | 'segment';
}

export interface E3Interface extends E3Element {
  /** The id of its actor; null: nobody's. */
  readonly actor: string | null;
}

export interface E3Port extends E3Element {
  readonly interface: string | null;
  /** `out`: its actor gives. */
  readonly direction: 'in' | 'out';
  /** The id of what is offered or asked; null: not said. */
  readonly object: string | null;
}

export interface E3Exchange extends E3Element {
  /** The giver's port and the receiver's; null: not tied. */
  readonly from: string | null;
  readonly to: string | null;
  /** Of the transactions that a port may take part in, how often this one happens, against the others. */
  readonly fraction: number;
}

/** A piece of a dependency path. */
export interface E3Connection {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly upFraction: number;
  readonly downFraction: number;
}

/**
 * A value model in e3value's own terms, as read from a file. Nothing is worked out yet.
 *
 * Source: Gordijn & Akkermans (2003), Value-based requirements engineering, Requirements Engineering 8(2).
 */
export interface E3Model {
  readonly name: string;
  /** `rdf`: with formulas. `xmi`: shape only, the format has no values. */
  readonly format: 'rdf' | 'xmi';
  readonly actors: readonly E3Actor[];
  readonly objects: readonly { readonly id: string; readonly name: string }[];
  readonly interfaces: readonly E3Interface[];
  readonly ports: readonly E3Port[];
  readonly exchanges: readonly E3Exchange[];
  readonly starts: readonly E3Element[];
  readonly gates: readonly (E3Element & { readonly kind: 'and' | 'or' })[];
  readonly connections: readonly E3Connection[];
  /** All of the file, for references. */
  readonly elements: readonly E3Element[];
}

/** What is wrong or missing in a model, for a person to mend; the rest is worked out all the same. */
export interface E3Problem {
  readonly code:
    | 'formula-broken'
    | 'formula-unknown'
    | 'object-differs'
    | 'object-missing'
    | 'not-reciprocal'
    | 'not-atomic'
    | 'not-tied'
    | 'valuation-missing'
    | 'ends-differ'
    | 'no-start'
    | 'not-reached'
    | 'loop'
    | 'join-waits'
    | 'too-branched';
  /** What it is about, in the file's own names: the element, then whose it is. */
  readonly element: string;
  readonly type: string;
  readonly actor: string | null;
  /** What was seen, such as the formula; '' where the code says it all. */
  readonly seen: string;
}
