import type { ColumnFacts } from './column-facts.ts';
import {
  accountName,
  caseName,
  channelName,
  eventName,
  type NameEvidence,
  personName,
  recordName,
  timeName,
} from './known-names.ts';

/** The parts of an event that a column can give. */
export const ROLES = ['time', 'event', 'person', 'account', 'case', 'id', 'channel'] as const;
export type Role = (typeof ROLES)[number];

/** How likely a column has a role, as odds against its having none; and what speaks for it. */
export interface RoleOdds {
  readonly odds: number;
  readonly why: readonly string[];
}

/** Groups of rows that seem to belong together: for each row the number of its group, -1 for none. */
export type Grouping = Int32Array;

const NONE: RoleOdds = { odds: 0, why: [] };

/** What name and values of a column say for a role. Evidence multiplies, as independent odds do. */
export function roleOdds(role: Role, column: ColumnFacts, grouping: Grouping | null): RoleOdds {
  if (column.kind === 'empty' || column.filled === 0) return NONE;
  switch (role) {
    case 'time':
      return timeOdds(column, grouping);
    case 'event':
      return eventOdds(column, grouping);
    case 'person':
      return personOdds(column);
    case 'account':
      return multiplied(accountName(column.words), keyOdds(column));
    case 'case':
      return caseOdds(column);
    case 'id':
      return idOdds(column);
    case 'channel':
      return channelOdds(column);
  }
}

/** The odds of evidence of one kind, and its words. */
type Evidence = readonly [odds: number, why: string];

function multiplied(name: NameEvidence, evidence: readonly Evidence[]): RoleOdds {
  const odds = evidence.reduce((product, [each]) => product * each, name.odds);
  const why = [name.why, ...evidence.map(([, words]) => words)].filter((words) => words !== '');
  return { odds, why };
}

function timeOdds(column: ColumnFacts, grouping: Grouping | null): RoleOdds {
  const { time, kind, filled, rows, values } = column;
  if (time === null || kind !== 'time') return NONE;
  const count = Math.round(time.share * filled);
  const isBare = /^\d+(\.\d+)?$/.test(values[0]?.[0] ?? '');
  const base = isBare ? 0.6 : time.hasClock ? 5 : 2;
  return multiplied(timeName(column.words), [
    [base, `${counted(count)} of ${counted(filled)} values are times as ${time.words}`],
    [time.share ** 4, ''],
    time.unclear === null ? [1, ''] : [0.04, time.unclear],
    filledOdds(filled / rows, 10),
    ofTheCase(column, grouping),
    values.length === 1 && rows > 20 ? [0.3, 'it is the same in every record'] : [1, ''],
  ]);
}

function filledOdds(share: number, power: number): Evidence {
  return [share ** power, share < 1 ? `${percent(share)} of the records have one` : ''];
}

function eventOdds(column: ColumnFacts, grouping: Grouping | null): RoleOdds {
  const { kind, values, rows, filled, lengthMean } = column;
  if (kind === 'time' || kind === 'number' || kind === 'clock') return NONE;
  const few = values.length <= Math.max(60, rows / 20);
  const unique = values.length > 20 && values.length > 0.6 * filled;
  const forms: Evidence =
    kind === 'bool'
      ? [0.02, '']
      : unique
        ? [0.003, 'nearly every value is another']
        : lengthMean > 80
          ? [0.03, 'its values are long texts']
          : kind === 'whole'
            ? [few ? 0.4 : 0.01, `${counted(values.length)} different whole numbers`]
            : [few ? 1.5 : 0.3, `${counted(values.length)} different values`];
  return multiplied(eventName(column.words), [
    [0.12, ''],
    forms,
    filledOdds(filled / rows, 6),
    values.length === 1 && rows > 5 ? [0.6, 'it is the same in every record'] : [1, ''],
    variesWithin(column, grouping),
    column.personal === null ? [1, ''] : [0.02, `it holds ${column.personal}`],
  ]);
}

/** What happens changes from step to step of a case; what a case is stays. */
function variesWithin({ codes }: ColumnFacts, grouping: Grouping | null): Evidence {
  if (grouping === null || grouping === codes) return [1, ''];
  const { groups, mixed } = mixedGroups(codes, grouping);
  if (groups < 3) return [1, ''];
  if (mixed > 0.5) return [2.5, `it changes within ${percent(mixed)} of the cases`];
  return mixed < 0.05 ? [0.25, 'it stays the same within a case'] : [1, ''];
}

/** A date of a case, such as when it was opened, is no time of its events. */
function ofTheCase({ codes }: ColumnFacts, grouping: Grouping | null): Evidence {
  if (grouping === null) return [1, ''];
  const { groups, mixed } = mixedGroups(codes, grouping);
  return groups >= 3 && mixed < 0.05 ? [0.15, 'it stays the same within a case'] : [1, ''];
}

/** Of the groups with more than one row, the share within which a column's values differ. */
export function mixedGroups(
  codes: Int32Array,
  grouping: Grouping,
): { readonly groups: number; readonly mixed: number } {
  const first = new Map<number, number>();
  const sizes = new Map<number, number>();
  const mixed = new Set<number>();
  for (const [row, group] of grouping.entries()) {
    if (group === -1) continue;
    const code = codes[row] ?? -1;
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
    const before = first.get(group);
    if (before === undefined) first.set(group, code);
    else if (before !== code) mixed.add(group);
  }
  const groups = [...sizes.values()].filter((size) => size > 1).length;
  return { groups, mixed: groups === 0 ? 0 : mixed.size / groups };
}

/** What makes a column fit to be a key at all. */
function keyOdds(column: ColumnFacts): readonly Evidence[] {
  const { kind, values, filled, rows, lengthMean, number } = column;
  const low = number !== null && kind === 'whole' && number.low < 0;
  const small = number !== null && kind === 'whole' && number.high <= 100;
  const fewSteps = small && values.length <= 12 && rows >= 50;
  return [
    kind === 'text' || kind === 'whole' ? [1, ''] : [0, ''],
    low || lengthMean > 80 ? [0.02, ''] : [1, ''],
    fewSteps ? [0.02, ''] : [1, ''],
    values.length < 2 && rows > 5 ? [0.1, 'it is the same in every record'] : [1, ''],
    filled < 0.3 * rows ? [0.3, `${percent(filled / rows)} of the records have one`] : [1, ''],
  ];
}

function personOdds(column: ColumnFacts): RoleOdds {
  const { values, rows, isSequence, looksLikeId, personal } = column;
  const few = values.length <= 8 && rows >= 100;
  const unique = values.length === rows && rows > 20;
  return multiplied(personName(column.words), [
    [0.08, ''],
    ...keyOdds(column),
    few && column.kind === 'text' ? [0.3, ''] : [1, ''],
    isSequence ? [0.6, ''] : [1, ''],
    looksLikeId ? [2, ''] : [1, ''],
    personal === 'names of people' || personal === 'addresses'
      ? [0.2, `it holds ${personal}`]
      : [1, ''],
    [
      unique ? 0.8 : values.length >= 20 ? 2.2 : 1.5,
      unique
        ? 'each record has another'
        : `${counted(values.length)} different in ${counted(rows)} records`,
    ],
  ]);
}

function caseOdds(column: ColumnFacts): RoleOdds {
  const { values, rows, filled, repeatShare, looksLikeId } = column;
  if (column.personal !== null) return NONE;
  const unique = values.length === filled && rows > 3;
  return multiplied(caseName(column.words), [
    [0.06, ''],
    ...keyOdds(column),
    looksLikeId ? [1.5, ''] : [1, ''],
    unique
      ? [0.1, 'each record has another']
      : [
          repeatShare > 0.3 ? 3 : 1,
          `${counted(values.length)} different in ${counted(rows)} records`,
        ],
  ]);
}

function idOdds(column: ColumnFacts): RoleOdds {
  const { values, rows, isSequence, looksLikeId } = column;
  if (values.length !== rows || rows < 2 || column.personal !== null) return NONE;
  return multiplied(recordName(column.words), [
    [0.1, ''],
    ...keyOdds(column),
    looksLikeId ? [2, ''] : [1, ''],
    // The next file would begin anew, and come as "there already".
    isSequence
      ? [countsFromStart(column) ? 0.05 : 0.7, 'it counts the records of this file']
      : [1, ''],
    [rows >= 20 ? 1.5 : 1, `all ${counted(rows)} values are different`],
  ]);
}

/** Whether a sequence begins where files do. */
function countsFromStart({ values }: ColumnFacts): boolean {
  return ['0', '1'].includes(values[0]?.[0] ?? '');
}

function channelOdds(column: ColumnFacts): RoleOdds {
  const { kind, values, rows, filled, lengthMean } = column;
  if (kind !== 'text') return NONE;
  const few = values.length <= 30 && (values.length < rows / 3 || rows < 20);
  return multiplied(channelName(column.words), [
    [0.1, ''],
    [few ? 1.5 : 0.05, `${counted(values.length)} different values`],
    lengthMean > 40 ? [0.2, ''] : [1, ''],
    [Math.max(0.2, filled / rows), ''],
  ]);
}

export function counted(count: number): string {
  return count.toLocaleString('en');
}

/** A share as people read it: never 100 % for what is not all, nor 0 % for what is not nothing. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  const shown = share < 1 && rounded === 100 ? 99 : share > 0 && rounded === 0 ? 1 : rounded;
  return `${shown} %`;
}
