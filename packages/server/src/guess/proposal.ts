import type { ColumnKind } from './column-facts.ts';

/** What may stand behind a key of a mapping. */
export type Written =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly [key: string]: Written };

/** One key of a proposed mapping: what stands there, how sure that is, 0..1, and why. */
export interface Part {
  readonly key: string;
  readonly value: Written;
  readonly sure: number;
  readonly why: string;
  /** Nobody can know it from the file: a person must fill it in. */
  readonly toFill: boolean;
}

/** What became of a column. */
export type ColumnRole =
  | 'time'
  | 'event'
  | 'person'
  | 'account'
  | 'case'
  | 'id'
  | 'channel'
  | 'group'
  | 'felt'
  | 'amount'
  | 'quantity'
  | 'property'
  | 'left out';

/** A column as it is told to people and scripts. */
export interface ColumnReport {
  readonly name: string;
  readonly type: ColumnKind;
  /** Of all records those that have a value, 0..1. */
  readonly filled: number;
  readonly distinct: number;
  /** A few values; none of what looks like data of a person. */
  readonly examples: readonly string[];
  readonly role: ColumnRole;
  readonly sure: number;
  readonly why: string;
}

/** A mapping as it is proposed, in the order of its keys, with what was seen and what could not be told. */
export interface Proposal {
  /** All but the properties. */
  readonly parts: readonly Part[];
  readonly properties: readonly Part[];
  readonly columns: readonly ColumnReport[];
  readonly notes: readonly string[];
}

/** How sure a key must be for a file to be imported without a person looking at it. */
export const SURE_ENOUGH = 0.8;

export function partOf(proposal: Proposal, key: string): Part | undefined {
  return proposal.parts.find((part) => part.key === key);
}

/** A proposal as the data of a mapping file. */
export function mappingData({ parts, properties }: Proposal): Readonly<Record<string, Written>> {
  const made: [string, Written][] = parts.map(({ key, value }) => [key, value]);
  const known = properties.map(({ key, value }): [string, Written] => [key, value]);
  return Object.fromEntries([
    ['bothways_mapping', 1],
    ...made,
    ['properties', Object.fromEntries(known)],
  ]);
}
