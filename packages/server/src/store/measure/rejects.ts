import type { Stores } from '../stores.ts';

/** A source record that was refused, with the beginning of its text. */
export interface RejectRow {
  readonly import: number;
  readonly source: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly detail: string;
  readonly raw: string;
  /** `raw` is not the whole record. */
  readonly isCut: boolean;
}

/** Where a page begins: at this record, behind `skip` rejects of it that were shown already. */
export interface RejectPlace {
  readonly import: number;
  readonly file: string;
  readonly line: number;
  readonly skip: number;
}

export interface RejectPage {
  readonly rows: readonly RejectRow[];
  /** Where the next page begins; null: there is none. */
  readonly next: RejectPlace | null;
}

const RAW_MAX = 2000;

/** Which rejects are looked at; null: all. */
export interface RejectFilter {
  readonly reason: string | null;
  readonly source: string | null;
}

/** A page of the rejects of imports that ended: the latest import first, then by file and line. */
export async function rejectsPage(
  { state, facts }: Stores,
  from: RejectPlace | null,
  limit: number,
  { reason, source }: RejectFilter = { reason: null, source: null },
): Promise<RejectPage> {
  const ended = await state.query<{ id: string }>(
    `SELECT id FROM import WHERE state = 'done' AND rejected > 0 AND ($1::bigint IS NULL OR id <= $1)`,
    [from?.import ?? null],
  );
  const at = from ?? { import: 0, file: '', line: 0, skip: 0 };
  const found = await facts.rows<
    Record<'id' | 'line', string> &
      Pick<RejectRow, 'source' | 'file' | 'reason' | 'detail' | 'raw'> & { readonly cut: number }
  >(
    `SELECT toString(import_id) AS id, toString(source) AS source, file, toString(reject.line) AS line, toString(reason) AS reason,
       detail, substringUTF8(reject.raw, 1, ${RAW_MAX}) AS raw, lengthUTF8(reject.raw) > ${RAW_MAX} AS cut
     FROM reject WHERE import_id IN {imports:Array(UInt64)}
       ${reason === null ? '' : 'AND reject.reason = {reason:String}'} ${source === null ? '' : 'AND reject.source = {source:String}'}
       AND (import_id != {import:UInt64} OR (file, reject.line) >= ({file:String}, {line:UInt64}))
     ORDER BY import_id DESC, file, reject.line, reason, detail, reject.raw
     LIMIT {limit:UInt64} OFFSET {skip:UInt64}`,
    {
      parameters: {
        imports: ended.rows.map(({ id }) => Number(id)),
        import: at.import,
        file: at.file,
        line: at.line,
        skip: at.skip,
        limit: limit + 1,
        ...(reason === null ? {} : { reason }),
        ...(source === null ? {} : { source }),
      },
    },
  );
  const rows = found.slice(0, limit).map(({ id, line, cut, ...row }) => ({
    ...{ import: Number(id), line: Number(line), isCut: cut === 1 },
    ...row,
  }));
  return { rows, next: found.length > limit ? placeBehind(rows, from) : null };
}

function placeBehind(rows: readonly RejectRow[], from: RejectPlace | null): RejectPlace | null {
  const last = rows.at(-1);
  if (last === undefined) return null;
  const isSame = (place: Omit<RejectPlace, 'skip'>): boolean =>
    place.import === last.import && place.file === last.file && place.line === last.line;
  const shown = rows.filter(isSame).length;
  const before = from !== null && isSame(from) ? from.skip : 0;
  return { import: last.import, file: last.file, line: last.line, skip: before + shown };
}
