import type { FactParameter } from '../facts.ts';
import type { Stores } from '../stores.ts';

/** A record that was refused, with the beginning of its text. */
export interface RejectRow {
  /** Of this very record: 32 hex digits. */
  readonly key: string;
  /** 0: it came live. */
  readonly import: number;
  readonly source: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly detail: string;
  readonly raw: string;
  /** `raw` is not the whole record. */
  readonly isCut: boolean;
  /** Milliseconds since 1970, UTC: when it came, or when its import began. */
  readonly at: number;
}

/** Where a page begins: at this record, behind `skip` rejects of its place that were shown already. */
export interface RejectPlace {
  readonly at: number;
  readonly import: number;
  /** Tells batches of live events apart; 0 for imports. */
  readonly batch: number;
  readonly file: string;
  readonly line: number;
  readonly skip: number;
}

export interface RejectPage {
  readonly rows: readonly RejectRow[];
  /** Where the next page begins; null: there is none. */
  readonly next: RejectPlace | null;
}

/** How much of a record is shown. */
export const REJECT_SHOWN_MAX = 2000;

/** Which rejects are looked at; what is null or left out: all. */
export interface RejectFilter {
  readonly reason?: string | null | undefined;
  readonly source?: string | null | undefined;
  /** A part of the record as it came, or of what was seen; capitals do not matter. */
  readonly text?: string | null | undefined;
  readonly keys?: readonly string[] | null | undefined;
  readonly isLive?: boolean;
}

const KEY =
  'lower(hex(sipHash128(source, import_id, seq, file, reject.line, reason, detail, reject.raw)))';

/**
 * A page of the rejects of imports that ended and of live events: the latest first, those of one import by file and line.
 * `rawMax`: characters of each record.
 */
export async function rejectsPage(
  { state, facts }: Stores,
  from: RejectPlace | null,
  limit: number,
  filter: RejectFilter = {},
  rawMax: number = REJECT_SHOWN_MAX,
): Promise<RejectPage> {
  const ended = await state.query<{ id: string }>(
    `SELECT id FROM import WHERE state = 'done' AND rejected > 0`,
  );
  const wanted = whereOf(filter, from);
  const found = await facts.rows<
    Record<'id' | 'line' | 'at' | 'batch', string> &
      Pick<RejectRow, 'key' | 'source' | 'file' | 'reason' | 'detail' | 'raw'> & {
        readonly cut: number;
      }
  >(
    `SELECT ${KEY} AS key, toString(import_id) AS id, toString(reject.source) AS source, reject.file AS file,
       toString(reject.line) AS line, toString(reject.seq) AS batch, toString(reject.reason) AS reason,
       reject.detail AS detail, substringUTF8(reject.raw, 1, ${rawMax}) AS raw,
       lengthUTF8(reject.raw) > ${rawMax} AS cut, toString(toUnixTimestamp64Milli(reject.at)) AS at
     FROM reject WHERE (import_id = 0 OR import_id IN {imports:Array(UInt64)}) ${wanted.sql}
     ORDER BY reject.at DESC, import_id DESC, reject.seq DESC, reject.file, reject.line, reject.reason, reject.detail, reject.raw
     LIMIT {limit:UInt64} OFFSET {skip:UInt64}`,
    {
      parameters: {
        ...wanted.parameters,
        imports: ended.rows.map(({ id }) => Number(id)),
        ...{ skip: from?.skip ?? 0, limit: limit + 1 },
      },
    },
  );
  const here = found.slice(0, limit);
  const rows = here.map(({ id, line, cut, at, batch: _, ...row }) => ({
    ...{ import: Number(id), line: Number(line), at: Number(at), isCut: cut === 1 },
    ...row,
  }));
  const places = here.map(({ id, line, at, batch, file }) => ({
    ...{ import: Number(id), line: Number(line), at: Number(at), batch: Number(batch), file },
  }));
  return { rows, next: found.length > limit ? placeBehind(places, from) : null };
}

interface Wanted {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, FactParameter>>;
}

function whereOf(filter: RejectFilter, from: RejectPlace | null): Wanted {
  const { reason = null, source = null, text = null, keys = null, isLive = false } = filter;
  const parts: Wanted[] = [];
  if (reason !== null)
    parts.push({ sql: 'reject.reason = {reason:String}', parameters: { reason } });
  if (source !== null)
    parts.push({ sql: 'reject.source = {source:String}', parameters: { source } });
  if (text !== null)
    parts.push({
      sql: '(positionCaseInsensitiveUTF8(reject.raw, {text:String}) > 0 OR positionCaseInsensitiveUTF8(reject.detail, {text:String}) > 0)',
      parameters: { text },
    });
  if (keys !== null) parts.push({ sql: `${KEY} IN {keys:Array(String)}`, parameters: { keys } });
  if (isLive) parts.push({ sql: 'import_id = 0', parameters: {} });
  if (from !== null)
    parts.push({
      sql: `(toUnixTimestamp64Milli(reject.at) < {fromAt:Int64} OR (toUnixTimestamp64Milli(reject.at) = {fromAt:Int64}
        AND (import_id < {import:UInt64} OR (import_id = {import:UInt64}
        AND (reject.seq < {batch:UInt64} OR (reject.seq = {batch:UInt64} AND (reject.file, reject.line) >= ({file:String}, {line:UInt64})))))))`,
      parameters: {
        ...{ fromAt: from.at, import: from.import, batch: from.batch },
        ...{ file: from.file, line: from.line },
      },
    });
  return {
    sql: parts.map(({ sql }) => `AND ${sql}`).join(' '),
    parameters: Object.assign({}, ...parts.map(({ parameters }) => parameters)),
  };
}

type Place = Omit<RejectPlace, 'skip'>;

function placeBehind(places: readonly Place[], from: RejectPlace | null): RejectPlace | null {
  const last = places.at(-1);
  if (last === undefined) return null;
  const isSame = (place: Place): boolean =>
    place.at === last.at &&
    place.import === last.import &&
    place.batch === last.batch &&
    place.file === last.file &&
    place.line === last.line;
  const shown = places.filter(isSame).length;
  const before = from !== null && isSame(from) ? from.skip : 0;
  return { ...last, skip: before + shown };
}
