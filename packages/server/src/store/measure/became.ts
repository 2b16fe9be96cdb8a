import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, legRefusedTable } from '../generation.ts';

/** What became of the events of one name: encounters of a touchpoint, or nothing where `touchpoint` is ''. */
export interface BecameRow {
  /** As `unmapped` calls it: the event's name, else its type. */
  readonly name: string;
  readonly type: string;
  readonly touchpoint: string;
  /** Events, aggregates with their n. */
  readonly count: number;
}

/** Movements that encounters made of events of a name did not make. */
export interface RefusedRow {
  readonly name: string;
  readonly touchpoint: string;
  readonly kind: string;
  readonly reason: string;
  readonly count: number;
}

/** Events of a name that came, aggregates with their n. */
export interface CameRow {
  readonly name: string;
  readonly type: string;
  readonly count: number;
}

export interface Became {
  readonly came: readonly CameRow[];
  readonly became: readonly BecameRow[];
  readonly refused: readonly RefusedRow[];
}

/** Events that are joined at once: a quarter of a gigabyte at most. */
const EVENTS_AT_ONCE = 2_000_000;
/** Rows that one stretch gives at most, the most frequent first. */
const ROWS_MAX = 5000;

/**
 * What the events up to the watermark became, by name. Events and encounters lie in the order of `seq`, so they are laid beside
 * each other stretch by stretch, and its memory does not grow with them. Events that only carry traits are not meant for a
 * touchpoint and are left out.
 */
export async function becameOf(
  facts: Facts,
  generation: Generation,
  eventsAtOnce: number = EVENTS_AT_ONCE,
): Promise<Became> {
  const came = new Map<string, CameRow>();
  const became = new Map<string, BecameRow>();
  const refused = new Map<string, RefusedRow>();
  for (let from = 0; from < generation.seqDone; from += eventsAtOnce) {
    const parameters = { from, to: Math.min(from + eventsAtOnce, generation.seqDone) };
    for (const row of await facts.rows<Counted<CameRow>>(CAME_SQL, { parameters }))
      add(came, row, [row.name, row.type]);
    const rows = await facts.rows<Counted<BecameRow>>(becameSql(generation), { parameters });
    for (const row of rows) add(became, row, [row.name, row.type, row.touchpoint]);
    const legs = await facts.rows<Counted<RefusedRow>>(refusedSql(generation), { parameters });
    for (const row of legs) add(refused, row, [row.name, row.touchpoint, row.kind, row.reason]);
  }
  return { came: mostFirst(came), became: mostFirst(became), refused: mostFirst(refused) };
}

type Counted<Row> = Omit<Row, 'count'> & { readonly count: string };

function add<Row extends { readonly count: number }>(
  sums: Map<string, Row>,
  row: Counted<Row>,
  by: readonly string[],
): void {
  const key = JSON.stringify(by);
  const count = Number(row.count) + (sums.get(key)?.count ?? 0);
  sums.set(key, { ...row, count } as Row);
}

function mostFirst<Row extends { readonly count: number }>(
  rows: ReadonlyMap<string, Row>,
): readonly Row[] {
  return [...rows.values()].sort((a, b) => b.count - a.count);
}

const NAME = `if(event.name = '', toString(event.type), toString(event.name))`;
const MEANT = `type NOT IN ('identify', 'group', 'alias')`;
const STRETCH = 'seq > {from:UInt64} AND seq <= {to:UInt64}';

const CAME_SQL = `SELECT ${NAME} AS name, toString(event.type) AS type, toString(sum(event.n)) AS count
    FROM (SELECT seq, name, type, n FROM event WHERE ${STRETCH} AND ${MEANT}) AS event
    GROUP BY name, type ORDER BY sum(event.n) DESC, name LIMIT ${ROWS_MAX}`;

function becameSql(generation: Generation): string {
  return `SELECT ${NAME} AS name, toString(event.type) AS type, toString(made.touchpoint) AS touchpoint, toString(sum(event.n)) AS count
    FROM (SELECT seq, name, type, n FROM event WHERE ${STRETCH} AND ${MEANT}) AS event
    LEFT JOIN (SELECT seq, touchpoint FROM ${encounterTable(generation)} WHERE ${STRETCH} AND sign > 0) AS made ON made.seq = event.seq
    GROUP BY name, type, touchpoint ORDER BY sum(event.n) DESC, name, touchpoint LIMIT ${ROWS_MAX}`;
}

function refusedSql(generation: Generation): string {
  return `SELECT ${NAME} AS name, toString(leg.touchpoint) AS touchpoint, toString(leg.kind) AS kind, toString(leg.reason) AS reason,
      toString(sum(leg.n)) AS count
    FROM (SELECT seq, name, type FROM event WHERE ${STRETCH}) AS event
    INNER JOIN (SELECT seq, touchpoint, kind, reason, n FROM ${legRefusedTable(generation)} WHERE ${STRETCH}) AS leg ON leg.seq = event.seq
    GROUP BY name, touchpoint, kind, reason ORDER BY sum(leg.n) DESC, name, touchpoint LIMIT ${ROWS_MAX}`;
}
