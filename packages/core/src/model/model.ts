// The model as the rest of the product reads it: plain, readonly, in file order, defaults filled in.
// Field names follow vocabulary.md. A file is read into this shape by `read-model.ts`.

import type { Flow } from './flow.ts';
import type { Expectation, Proposition } from './promised.ts';

/** Where something stands in a file: 1-based line and column. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** An expression as written, with its place so that a type error can point into the file. */
export interface RuleText {
  readonly text: string;
  readonly place: Place;
  /** Where the text goes on elsewhere in the file (line breaks, escapes); absent: all on one line. See placeInRule. */
  readonly runs?: readonly RuleRun[];
}

/** From `offset` of a text on, it stands at this line and column of its file. */
export interface RuleRun {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type ActorKind = 'customer' | 'business' | 'team' | 'partner' | 'community';
/** Whose account a movement lands in. Teams are on the business's side; partners and community are `other`. */
export type Side = 'customer' | 'business' | 'other';

export interface Actor {
  readonly id: string;
  readonly kind: ActorKind;
  readonly side: Side;
  readonly name: string;
}

export interface Segment {
  readonly id: string;
  readonly name: string;
  /** Over `traits`. Absent: nobody by rule (a persona sketch); first match in file order wins, else `everyone`. */
  readonly when: RuleText | null;
}

/** A told picture of a segment: somebody one can picture, and how well that picture is known. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  /** Whom it pictures; null: nobody that figures could be read for. */
  readonly segment: string | null;
  readonly bio: string | null;
  readonly goals: readonly string[];
  readonly pains: readonly string[];
  readonly gains: readonly string[];
  readonly quote: string | null;
  /** How we know; null: nobody has said. */
  readonly grade: Grade | null;
}

/** The segment of whoever matches none: semantics.md 19. */
export const EVERYONE = 'everyone';

/** Where value comes about: as it changes hands, as it is used, as something is achieved by it, in how it feels, among people. */
export const VALUE_FORMS = [
  'in-exchange',
  'in-use',
  'in-achievement',
  'experience',
  'community',
] as const;
export type ValueForm = (typeof VALUE_FORMS)[number];
export type LegalBasis = 'consent' | 'contract' | 'legitimate-interest';
export const VALUE_FAMILIES = [
  'money',
  'goods',
  'time',
  'attention',
  'data',
  'permission',
  'advocacy',
  'association',
  'belonging',
  'help',
  'outcome',
  'experience',
] as const;
export type ValueFamily = (typeof VALUE_FAMILIES)[number];

/** A kind of value with its unit: `time:waiting` in seconds at scale 0, `money` in EUR at scale 2. */
export interface ValueKind {
  readonly id: string;
  readonly family: ValueFamily;
  readonly name: string;
  readonly unit: string;
  /** Decimals kept: stored quantity = whole units * 10^scale. */
  readonly scale: number;
  readonly form: ValueForm | null;
  readonly tangible: boolean;
  /** Only for data kinds: what allows the capture. */
  readonly basis: LegalBasis | null;
}

/** How we know: `A` measured in a system, `B` measured by proxy, `C` stated by somebody, `D` assumed. */
export const GRADES = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof GRADES)[number];

export type ValuationBasis = 'measured' | 'stated' | 'assumed';

/**
 * What one whole unit is worth (or costs), in the workspace currency, with the doubt about it.
 * low and high are the 5th and 95th percentile of a lognormal; equal to median for a point.
 */
export interface Worth {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly basis: ValuationBasis;
  readonly source: string | null;
  readonly agreedBy: string | null;
  readonly agreedOn: string | null;
  readonly place: Place;
}

export interface Valuation {
  readonly kind: string;
  /** Null: for every segment that has none of its own. */
  readonly segment: string | null;
  /** Which direction it speaks of; null: both. Goods handed back are worth less to the shop than they cost it. */
  readonly give: 'customer' | 'business' | null;
  /** To its receiver; null: nobody has said. */
  readonly worth: Worth | null;
  /** To its giver; null: nobody has said. */
  readonly cost: Worth | null;
  readonly place: Place;
}

/** A believed number: a workshop's median with its 5th and 95th percentile. */
export interface Believed {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface ExchangeLine {
  /** Position in the touchpoint's exchange, from 0: with the encounter, the transfer's key. */
  readonly leg: number;
  /** Actor ids. */
  readonly give: string;
  readonly to: string;
  readonly kind: string;
  /** In whole units of the kind. */
  readonly quantity: RuleText;
  /** A negative quantity swaps giver and receiver; without it a negative quantity is refused. */
  readonly signed: boolean;
  /** How the quantity is known where the event does not say it, such as an assumed half minute; null: as the event is. */
  readonly grade: Grade | null;
  /** Whole units an encounter; null: none stated. */
  readonly believed: Believed | null;
  readonly place: Place;
}

export type Influence = 'brand' | 'communications' | 'purchase' | 'product' | 'service';
export type BelievedPeriod = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface Touchpoint {
  /** Unique in the whole model. */
  readonly id: string;
  readonly name: string;
  readonly journey: string;
  readonly phase: string;
  readonly step: string;
  readonly channel: string;
  readonly initiator: string | null;
  readonly influence: Influence | null;
  /** The form of value that customers come for in this moment; null: nobody has said. */
  readonly seeks: ValueForm | null;
  readonly owner: string | null;
  readonly intention: string | null;
  readonly quote: string | null;
  /** In a future journey: the current touchpoints that it takes the place of. Without figures of its own it is kept as it is. */
  readonly insteadOf: readonly string[];
  /** Over `event, type, name, channel, properties, context`. Null: planned only, no event reaches it. */
  readonly when: RuleText | null;
  /** Adds its encounter even where an earlier touchpoint took the event. */
  readonly also: boolean;
  /** Named numbers of an encounter, such as `duration_s` in seconds. */
  readonly measures: Readonly<Record<string, RuleText>>;
  readonly expects: readonly Expectation[];
  readonly felt: { readonly from: RuleText; readonly scale: string } | null;
  /** The order or case this encounter belongs to, where the source names one: links a return to its sale. */
  readonly exchangeId: RuleText | null;
  readonly believed: { readonly per: BelievedPeriod; readonly volume: Believed } | null;
  readonly exchange: readonly ExchangeLine[];
  /** Whether a journey may do without it as planned. */
  readonly optional: boolean;
  readonly place: Place;
}

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly momentOfTruth: boolean;
  readonly flow: Flow;
  /** Whether a journey may do without it as planned. */
  readonly optional: boolean;
  /** Whether it may come again, right after itself. */
  readonly repeats: boolean;
  readonly touchpoints: readonly Touchpoint[];
}

/** The eight stages of a relationship, in their order. */
export const STAGES = [
  'awareness',
  'discovery',
  'attraction',
  'interaction',
  'purchase',
  'use',
  'cultivation',
  'advocacy',
] as const;
export type LifecycleStage = (typeof STAGES)[number];

export interface Phase {
  readonly id: string;
  readonly name: string;
  readonly stage: LifecycleStage | null;
  /** Whether a journey may do without it as planned. */
  readonly optional: boolean;
  /** Whether it may come again, right after itself. */
  readonly repeats: boolean;
  readonly steps: readonly Step[];
}

export interface Mission {
  readonly name: string | null;
  readonly startsWhen: RuleText | null;
  readonly endsWhen: RuleText | null;
  /** Days without an encounter after which an instance ends. */
  readonly gapDays: number;
}

export interface Journey {
  readonly id: string;
  readonly name: string;
  readonly level: 'L0' | 'L1' | 'L2';
  readonly state: 'current' | 'future';
  /** Of a future journey: the current one that it takes the place of; null: none. */
  readonly insteadOf: string | null;
  readonly mission: Mission | null;
  readonly phases: readonly Phase[];
  readonly place: Place;
}

export interface Model {
  readonly name: string;
  readonly currency: string;
  readonly actors: readonly Actor[];
  readonly segments: readonly Segment[];
  readonly personas: readonly Persona[];
  readonly values: readonly ValueKind[];
  /** As stated. Own-currency money counts 1 both ways where nobody says otherwise: see unitValuesOf. */
  readonly valuations: readonly Valuation[];
  readonly journeys: readonly Journey[];
  /** What is promised. Other keys of theirs stay among the extensions. */
  readonly propositions: readonly Proposition[];
  /** Whatever stood under `x-` keys at the top, kept as data. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Something wrong (`error`: the model cannot be used) or doubtful (`lint`) in a file. */
export interface Problem {
  readonly severity: 'error' | 'lint';
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What was seen. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** Whether a future touchpoint says only what it takes the place of: it is kept as it is, and so are its figures. */
export function isKept({ insteadOf, exchange, believed }: Touchpoint): boolean {
  return insteadOf.length > 0 && exchange.length === 0 && believed === null;
}

/** Every touchpoint of the journeys chosen, in file order. */
export function touchpointsOf(model: Model, state?: Journey['state']): readonly Touchpoint[] {
  return model.journeys
    .filter((journey) => state === undefined || journey.state === state)
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints);
}
