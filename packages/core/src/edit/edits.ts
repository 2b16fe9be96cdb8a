import type {
  BelievedPeriod,
  Grade,
  Influence,
  LifecycleStage,
  ValuationBasis,
} from '../model/model.ts';

// What can be done to a model, as data: ids name things, positions count from 0. `before` names the neighbour that something
// is put in front of; null or absent: behind the last.

/** A number with its doubt; low and high equal to the median, or absent: a point. */
export interface Range {
  readonly median: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** A valuation's worth or cost; null or absent: not said. */
export interface WorthSet extends Range {
  readonly basis?: ValuationBasis | null | undefined;
  readonly source?: string | null | undefined;
  readonly agreedBy?: string | null | undefined;
  readonly agreedOn?: string | null | undefined;
}

export interface LineSet {
  readonly give: string;
  /** Null or absent: the other side. */
  readonly to?: string | null | undefined;
  readonly kind: string;
  /** An expression, or a number. */
  readonly quantity: string;
  readonly signed?: boolean | undefined;
  readonly grade?: Grade | null | undefined;
  readonly believed?: Range | null | undefined;
}

export interface ExpectationSet {
  readonly metric: string;
  readonly atMost?: number | null | undefined;
  readonly atLeast?: number | null | undefined;
  readonly source?: string | null | undefined;
}

/** A field of a touchpoint with what it is to be; null: not said. */
export type FieldSet =
  | { readonly field: 'channel'; readonly value: string }
  | {
      readonly field: 'owner' | 'initiator' | 'intention' | 'quote' | 'when' | 'exchangeId';
      readonly value: string | null;
    }
  | { readonly field: 'influence'; readonly value: Influence | null }
  | { readonly field: 'also'; readonly value: boolean }
  | {
      readonly field: 'felt';
      readonly value: { readonly from: string; readonly scale: string } | null;
    }
  | { readonly field: 'measures'; readonly value: Readonly<Record<string, string>> | null }
  | { readonly field: 'expects'; readonly value: readonly ExpectationSet[] }
  | { readonly field: 'volume'; readonly value: (Range & { readonly per: BelievedPeriod }) | null };

export type Edit = Making | Changing;

/** Edits that make something: its ids are told. */
export type Making =
  | {
      readonly do: 'add-journey';
      readonly name: string;
      readonly id?: string;
      readonly state?: 'current' | 'future';
    }
  | ({
      readonly do: 'add-phase';
      readonly journey: string;
      readonly stage?: LifecycleStage;
    } & Added)
  | ({ readonly do: 'add-step'; readonly journey: string; readonly phase: string } & Added)
  | ({
      readonly do: 'add-touchpoint';
      readonly journey: string;
      readonly step: string;
      readonly channel: string;
    } & Added)
  | {
      readonly do: 'add-kind';
      readonly kind: string;
      readonly name?: string;
      readonly unit?: string;
      readonly scale?: number;
    }
  /** `touchpoint`: the one that it answers for. */
  | {
      readonly do: 'add-team';
      readonly name: string;
      readonly id?: string;
      readonly touchpoint?: string;
    }
  /** Cells by rows, as a spreadsheet gives them. `journey`: whose phases they become; null: a journey of their own. */
  | {
      readonly do: 'paste-grid';
      readonly journey: string | null;
      readonly rows: readonly (readonly string[])[];
    };

/** Edits of what is there. */
export type Changing =
  | { readonly do: 'rename'; readonly what: 'model'; readonly name: string }
  | {
      readonly do: 'rename';
      readonly what: 'journey' | 'touchpoint';
      readonly id: string;
      readonly name: string;
    }
  /** Ids of phases and steps are unique in their journey only. */
  | {
      readonly do: 'rename';
      readonly what: 'phase' | 'step';
      readonly journey: string;
      readonly id: string;
      readonly name: string;
    }
  | ({ readonly do: 'set'; readonly touchpoint: string } & FieldSet)
  | {
      readonly do: 'set-moment';
      readonly journey: string;
      readonly step: string;
      readonly value: boolean;
    }
  | {
      readonly do: 'set-stage';
      readonly journey: string;
      readonly phase: string;
      readonly value: LifecycleStage | null;
    }
  | {
      readonly do: 'move';
      readonly what: 'phase';
      readonly journey: string;
      readonly id: string;
      readonly before?: string | null;
    }
  | {
      readonly do: 'move';
      readonly what: 'step';
      readonly journey: string;
      readonly id: string;
      readonly phase: string;
      readonly before?: string | null;
    }
  | {
      readonly do: 'move';
      readonly what: 'touchpoint';
      readonly id: string;
      /** Where it goes. */
      readonly journey: string;
      readonly step: string;
      readonly before?: string | null;
    }
  | { readonly do: 'remove'; readonly what: 'journey' | 'touchpoint'; readonly id: string }
  | {
      readonly do: 'remove';
      readonly what: 'phase' | 'step';
      readonly journey: string;
      readonly id: string;
    }
  | { readonly do: 'add-line'; readonly touchpoint: string; readonly line: LineSet }
  /** `leg`: the line's position in the touchpoint's exchange. */
  | {
      readonly do: 'set-line';
      readonly touchpoint: string;
      readonly leg: number;
      readonly line: LineSet;
    }
  | { readonly do: 'remove-line'; readonly touchpoint: string; readonly leg: number }
  /** `at`: the valuation's position in `model.valuations`. */
  | {
      readonly do: 'set-value';
      readonly at: number;
      readonly part: 'worth' | 'cost';
      readonly value: WorthSet;
    }
  /** What nobody has said yet comes last, so that the others keep their positions. */
  | {
      readonly do: 'add-value';
      readonly kind: string;
      readonly segment: string | null;
      readonly give: 'customer' | 'business' | null;
      readonly part: 'worth' | 'cost';
      readonly value: WorthSet;
    }
  /** What says nothing any more goes as a whole. */
  | { readonly do: 'remove-value'; readonly at: number; readonly part: 'worth' | 'cost' }
  | { readonly do: 'take-event'; readonly touchpoint: string; readonly event: string };

interface Added {
  readonly name: string;
  /** Made from the name where none is given. */
  readonly id?: string;
  readonly before?: string | null;
}
