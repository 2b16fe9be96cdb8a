import {
  type CubeRow,
  EVERYONE,
  GRADES,
  LEDGER_ENVIRONMENT,
  type Model,
  RULE_SETTINGS,
  type Rule,
  ruleReferences,
  ruleSql,
  textSql,
  touchpointsOf,
} from '@bothways/core';
import type { Facts } from '../facts.ts';
import {
  encounterTable,
  type Generation,
  personSegmentTable,
  transferTable,
} from '../generation.ts';
import { StoreError } from '../store-error.ts';

/** What a ledger may be broken down by. `person` and `account` are pseudonyms. */
export const LEDGER_KEYS = [
  'journey',
  'phase',
  'step',
  'touchpoint',
  'channel',
  'giver',
  'receiver',
  'kind',
  'family',
  'segment',
  'grade',
  'year',
  'quarter',
  'month',
  'day',
  'person',
  'account',
] as const;
export type LedgerKey = (typeof LEDGER_KEYS)[number];

export interface CubeRequest {
  readonly facts: Facts;
  readonly generation: Generation;
  readonly model: Model;
  readonly by: readonly LedgerKey[];
  /** Typed in `LEDGER_ENVIRONMENT`, wanted as bool; null: everything. */
  readonly where?: Rule | null;
  /** Only transfers of single events, or only those of aggregates; both unless set. */
  readonly part?: 'single' | 'aggregate';
  /** Only this touchpoint: read by the table's order, without a look at the others. */
  readonly touchpoint?: string;
  readonly limit?: number;
}

/**
 * Sums of the generation's transfers by the keys asked for, always with giver, receiver, kind and segment, so that
 * valuations can be applied to it. People are joined to segments only where something depends on segments.
 *
 * Shape: as many rows as there are combinations, at most `limit` (default 200,000). `n` counts transfers, aggregates with
 * their n; to count the different encounters behind them would take a pass of its own.
 * Units: smallest units of each kind.
 * Errors: throws a StoreError; a result past the limit throws rather than being cut.
 */
export async function cube(request: CubeRequest): Promise<readonly CubeRow[]> {
  const { facts, generation, by, touchpoint, limit = 200_000 } = request;
  const rows = await facts.rows<SqlRow>(cubeSql(request), {
    parameters: {
      seq: generation.seqDone,
      ...(touchpoint === undefined ? {} : { touchpoint }),
    },
    settings: RULE_SETTINGS,
  });
  if (rows.length > limit)
    throw new StoreError({
      store: 'facts',
      code: 'too-many-rows',
      seen: `the ledger by ${by.join(', ')} has more than ${limit} rows`,
      todo: 'ask for fewer keys, or for fewer transfers with --where',
    });
  return rows.map((row) => ({
    keys: Object.fromEntries(by.map((key, index) => [key, row[`key_${index}`] ?? ''])),
    giver: row.giver,
    receiver: row.receiver,
    kind: row.kind,
    segment: row.segment,
    quantity: BigInt(row.quantity),
    n: Number(row.n),
    grades: Object.fromEntries(
      GRADES.flatMap((grade) => {
        const count = Number(row[`grade_${grade}`] ?? 0);
        return count === 0 ? [] : [[grade, count]];
      }),
    ),
  }));
}

type SqlRow = Readonly<Record<string, string>> & {
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  readonly segment: string;
  readonly quantity: string;
  readonly n: string;
};

/** Keys that are columns of few names. */
const PLAIN_KEYS: ReadonlySet<LedgerKey> = new Set([
  'journey',
  'touchpoint',
  'channel',
  'giver',
  'receiver',
  'kind',
  'grade',
]);

/** The statement behind `cube`, as text, so that it can be read and pinned. */
export function cubeSql({
  generation,
  model,
  by,
  where = null,
  part,
  touchpoint,
  limit = 200_000,
}: CubeRequest): string {
  const columns = ledgerColumns(model);
  const segmented = segmentsMatter(model, by, where);
  const segment = segmented ? columns.segment : textSql(EVERYONE);
  const names = new Set<LedgerKey>([...by.filter((key) => PLAIN_KEYS.has(key)), ...ALWAYS]);
  const keys = by.map((key, index) => {
    const column = key === 'segment' ? segment : columns[key];
    return `${names.has(key) ? `any(t.${key})` : column} AS key_${index}`;
  });
  const grouped = by.flatMap((key, index) => (names.has(key) ? [] : [`key_${index}`]));
  const order = [...by.map((_, index) => `key_${index}`), ...ALWAYS, 'segment'];
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = t.person_id`
    : '';
  const account = by.includes('account')
    ? `LEFT ANY JOIN (SELECT encounter_id, account_id FROM encounter_g${generation.id}) AS e ON e.encounter_id = t.encounter_id`
    : '';
  const condition =
    where === null
      ? ''
      : `AND ${ruleSql(where, (name) => conditionColumn(name, columns, segment))}`;
  const grades = GRADES.map(
    (grade) => `sumIf(t.sign * toInt64(t.n), t.grade = '${grade}') AS grade_${grade}`,
  );
  return `SELECT ${[...keys, ...ALWAYS.map((key) => `any(t.${key}) AS ${key}`), `${segment} AS segment`].join(', ')},
  toString(sum(toInt128(t.sign) * t.quantity)) AS quantity, toString(sum(t.sign * toInt64(t.n))) AS n, ${grades.join(', ')}
FROM ${transferTable(generation)} AS t ${join} ${account}
WHERE t.seq <= {seq:UInt64} ${touchpoint === undefined ? '' : 'AND t.touchpoint = {touchpoint:String}'} ${condition} ${partSql(generation, part)}
GROUP BY ${[oneNumber([...names]), ...grouped, 'segment'].join(', ')}
ORDER BY ${order.join(', ')}
LIMIT ${limit + 1}`;
}

const ALWAYS = ['giver', 'receiver', 'kind'] as const;

/**
 * One number for a combination of names: rows are grouped by it twice as fast as by the names, as it is worked out once for
 * each name of a column (they are dictionaries). Names that change places change it: each place counts by its own power.
 * 64 bits, so that even a million combinations come apart but in one of thirty million ledgers.
 */
function oneNumber(names: readonly LedgerKey[]): string {
  return names.map((name, index) => `${3 ** index} * cityHash64(t.${name})`).join(' + ');
}

/** What an event made has its seq, and of aggregates there are few. */
function partSql(generation: Generation, part: CubeRequest['part']): string {
  if (part === undefined) return '';
  const aggregates = `SELECT seq FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND isNotNull(until)`;
  return `AND t.seq ${part === 'single' ? 'NOT IN' : 'IN'} (${aggregates})`;
}

/** Segments enter a sum only where a valuation, a key or the condition names them. */
export function segmentsMatter(
  model: Model,
  by: readonly LedgerKey[] = [],
  where: Rule | null = null,
): boolean {
  return (
    by.includes('segment') ||
    model.valuations.some(({ segment }) => segment !== null) ||
    (where !== null && ruleReferences(where).names.includes('segment'))
  );
}

function ledgerColumns(model: Model): Readonly<Record<LedgerKey, string>> {
  const touchpoints = touchpointsOf(model);
  const lookup = (pick: (touchpoint: (typeof touchpoints)[number]) => string): string =>
    touchpoints.length === 0
      ? "''"
      : `transform(toString(t.touchpoint), [${touchpoints.map(({ id }) => textSql(id)).join(', ')}], [${touchpoints.map((each) => textSql(pick(each))).join(', ')}], '')`;
  return {
    journey: 'toString(t.journey)',
    phase: lookup(({ phase }) => phase),
    step: lookup(({ step }) => step),
    touchpoint: 'toString(t.touchpoint)',
    channel: 'toString(t.channel)',
    giver: 'toString(t.giver)',
    receiver: 'toString(t.receiver)',
    kind: 'toString(t.kind)',
    family: "splitByChar(':', toString(t.kind))[1]",
    segment: `if(ps.segment = '', ${textSql(EVERYONE)}, toString(ps.segment))`,
    grade: 'toString(t.grade)',
    year: 'toString(toYear(t.at))',
    quarter: "concat(toString(toYear(t.at)), '-Q', toString(toQuarter(t.at)))",
    month: "formatDateTime(t.at, '%Y-%m')",
    day: 'toString(toDate(t.at))',
    person: "if(isNull(t.person_id), '', lower(hex(assumeNotNull(t.person_id))))",
    account: "if(isNull(e.account_id), '', lower(hex(assumeNotNull(e.account_id))))",
  };
}

function conditionColumn(
  name: string,
  columns: Readonly<Record<LedgerKey, string>>,
  segment: string,
): string {
  if (!(name in LEDGER_ENVIRONMENT))
    throw new Error(`bug: ${name} is not in a ledger's environment`);
  return name === 'segment' ? segment : columns[name as LedgerKey];
}
