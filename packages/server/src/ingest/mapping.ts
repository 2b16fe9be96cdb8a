import type { Place } from '@bothways/core';
import type { Input } from '../read/input.ts';
import type {
  AGGREGATE_PERIODS,
  EVENT_TYPES,
  EVIDENCE_GRADES,
  PROPERTY_TYPES,
} from './mapping-schema.ts';
import type { NumberFormat } from './parse-number.ts';

/** How the records of files become events: a mapping file as read, defaults filled in. */
export interface Mapping {
  /** The mapping file itself. */
  readonly file: string;
  readonly source: string;
  readonly input: Input;
  /** Empty: the SHA-256 of the record and its ordinal among equal ones, or the group where there is one. */
  readonly id: readonly string[];
  readonly time: TimeSource;
  readonly numbers: NumberFormat;
  readonly type: (typeof EVENT_TYPES)[number];
  readonly event: Named;
  readonly channel: Named;
  /** Columns; empty for none. */
  readonly person: readonly string[];
  readonly anonymous: readonly string[];
  readonly account: readonly string[];
  readonly case: readonly string[];
  readonly grade: (typeof EVIDENCE_GRADES)[number];
  /** Columns; empty: every record is an event. */
  readonly group: readonly string[];
  /** Null: every column that is not used otherwise, as text. */
  readonly properties: readonly Property[] | null;
  /** The answer to how it felt, as property `felt`; null for none. */
  readonly felt: FeltColumn | null;
  readonly joins: readonly Join[];
  /** What a record counts and over what; null: each record is one occurrence. */
  readonly aggregate: Aggregate | null;
  /** Every column that is named, with its place, to be held against the files. */
  readonly uses: readonly ColumnUse[];
}

/** A record stands for as many occurrences as `count` says, in the period of the calendar that begins at its time. */
export interface Aggregate {
  /** A column. */
  readonly count: string;
  readonly per: (typeof AGGREGATE_PERIODS)[number];
}

export type TimeSource =
  | {
      readonly kind: 'column';
      readonly column: string;
      readonly format: string;
      readonly zone: string;
    }
  | {
      readonly kind: 'constant';
      /** Milliseconds since 1970, UTC. */
      readonly at: number;
      readonly zone: string;
    };

/** A name that is the same for all records, or stands in a column, some of its values called otherwise. */
export type Named =
  | { readonly kind: 'constant'; readonly name: string }
  | {
      readonly kind: 'column';
      readonly column: string;
      readonly names: ReadonlyMap<string, string>;
    };

export type Property =
  | {
      readonly kind: 'column';
      readonly key: string;
      readonly column: string;
      /** Null: the type that the column has in its file, text where it has none. */
      readonly as: (typeof PROPERTY_TYPES)[number] | null;
      /** A column by which the number is multiplied. */
      readonly times: string | null;
      readonly names: ReadonlyMap<string, string>;
      /** Texts that are no answer. */
      readonly none: ReadonlySet<string>;
    }
  | {
      readonly kind: 'sum';
      readonly key: string;
      readonly column: string;
      readonly times: string | null;
      readonly where: readonly Condition[];
      readonly none: ReadonlySet<string>;
    }
  | { readonly kind: 'count'; readonly key: string; readonly where: readonly Condition[] }
  | { readonly kind: 'value'; readonly key: string; readonly value: string | number | boolean };

/** A line of a group counts where its column has one of these values. */
export interface Condition {
  readonly column: string;
  readonly values: ReadonlySet<string>;
}

/** The property that the answer to how it felt becomes. */
export const FELT_PROPERTY = 'felt';

export interface FeltColumn {
  readonly column: string;
  readonly scale: string;
  readonly none: ReadonlySet<string>;
}

export interface Join {
  readonly file: string;
  readonly place: Place;
  /** Pairs of own column and theirs. */
  readonly on: readonly (readonly [own: string, theirs: string])[];
  /** Null: all but the key. */
  readonly columns: readonly string[] | null;
  /** Goes before the names of its columns, with a dot; null: nothing does. */
  readonly prefix: string | null;
  readonly required: boolean;
}

export interface ColumnUse {
  readonly column: string;
  readonly place: Place;
}
