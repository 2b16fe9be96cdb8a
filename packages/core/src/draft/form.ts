/** A number as somebody believes it: one in twenty that it is less than low, one in twenty that it is more than high. */
export interface Believed {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** One thing that moves at a touchpoint. */
export interface FormLine {
  readonly give: 'customer' | 'business';
  /** The id of one of `FORM_KINDS`. */
  readonly kind: string;
  /** The property of the event that says how much, as a path; null: nothing says it. */
  readonly property: readonly string[] | null;
  /** By what the property is multiplied to be in the kind's unit: 60 where it is in minutes. */
  readonly times: number;
  /** How much each time, in the kind's unit; null: nobody says. */
  readonly believed: Believed | null;
}

export interface FormTouchpoint {
  readonly name: string;
  /** Empty: nobody has said. */
  readonly channel: string;
  /** The event that shows it happened; null: none is known yet. */
  readonly event: { readonly type: string; readonly name: string } | null;
  readonly felt: { readonly property: readonly string[]; readonly scale: string } | null;
  /** How many of these a month; null: nobody says. */
  readonly volume: Believed | null;
  readonly lines: readonly FormLine[];
}

/** What one unit is worth to who gets it and costs who gives it; null: nobody has said. */
export interface FormWorth {
  readonly kind: string;
  readonly worth: Believed | null;
  readonly cost: Believed | null;
  /** Who says so; null: it is assumed. */
  readonly source: string | null;
}

/** All that a first model needs, as people say it: in a workshop, or of what their events are called. */
export interface ModelForm {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly touchpoints: readonly FormTouchpoint[];
  readonly worths: readonly FormWorth[];
}

/** A kind of value that a form offers. */
export interface FormKind {
  readonly id: string;
  readonly name: string;
  /** Null: the currency of the model. */
  readonly unit: string | null;
  readonly scale: number;
  readonly form: 'in-exchange' | 'in-use' | 'community';
  readonly basis?: 'contract';
  /** What is assumed of one unit until somebody says better; null: it has no price. */
  readonly worth: Believed | null;
  readonly cost: Believed | null;
}

function about(median: number, spread: number): Believed {
  const rounded = (value: number): number => Number(value.toPrecision(3));
  return { median, low: rounded(median / spread), high: rounded(median * spread) };
}

/**
 * Few kinds, which cover most of what a workshop names. Money counts 1 both ways; time costs whoever gives it.
 * What is assumed is wide, as nobody has been asked: an hour of a customer at 12.60, of a team at 32.40.
 */
export const FORM_KINDS: readonly FormKind[] = [
  kind('money', { name: 'Money', unit: null, scale: 2 }),
  kind('goods', {
    ...{ name: 'What is sold', unit: null, scale: 2, form: 'in-use' },
    ...{ worth: about(1.2, 1.2), cost: about(0.6, 1.2) },
  }),
  kind('help:service', {
    ...{ name: 'Help', unit: 'act', form: 'in-use', worth: about(6, 2), cost: about(3, 1.5) },
  }),
  kind('time:waiting', { name: "Customers' time", unit: 'second', cost: about(0.0035, 1.75) }),
  kind('time:work', { name: "The team's time", unit: 'second', cost: about(0.009, 1.2) }),
  kind('data:personal', { name: 'Data about themselves', unit: 'disclosure', basis: 'contract' }),
  kind('advocacy', {
    ...{ name: 'A recommendation', unit: 'act', form: 'community' },
    ...{ worth: about(10, 2.5), cost: about(1, 2) },
  }),
];

function kind(id: string, stated: Partial<FormKind> & Pick<FormKind, 'name' | 'unit'>): FormKind {
  return { id, scale: 0, form: 'in-exchange', worth: null, cost: null, ...stated };
}

/** The opinions that are assumed of the kinds which these touchpoints move. */
export function usualWorths(
  touchpoints: readonly Pick<FormTouchpoint, 'lines'>[],
): readonly FormWorth[] {
  const moved = new Set(touchpoints.flatMap(({ lines }) => lines.map((line) => line.kind)));
  return FORM_KINDS.flatMap(({ id, worth, cost }) =>
    moved.has(id) && (worth !== null || cost !== null)
      ? [{ kind: id, worth, cost, source: null }]
      : [],
  );
}
