/**
 * What rows of encounters and transfers have so that they can be corrected by rows that come later, as nothing is edited
 * in place. All but `seq` may be left out where a row is written for the first time.
 *
 * `seq`: of the event, the same in all rows that speak of it.
 * `identity_id`: under which identity the event came, where that is not the person's own; null where it is.
 * `posted`: 0, or the `seq` up to which events were there when the row was written as a correction.
 * `reverses`: of a reversal (sign -1) the `posted` of the row that it takes back.
 *
 * Source: semantics.md 7.
 */
export const CORRECTION_COLUMNS = `identity_id Nullable(FixedString(16)) DEFAULT NULL, posted UInt64 DEFAULT 0, reverses UInt64 DEFAULT 0`;

/** What makes a row of each sort of table one, beside when it was posted. */
export const ENTRY_KEYS = {
  encounter: 'encounter_id',
  transfer: 'encounter_id, leg',
} as const;

/**
 * The rows of a table of entries that stand: none that was taken back, no reversal, nothing past the watermark. To be read
 * like a table, with all its columns; a reader's own conditions go down into it. `alike` is a condition that holds of a
 * row where it holds of its reversal, and saves looking at others.
 */
export function standingRows(
  table: string,
  key: (typeof ENTRY_KEYS)[keyof typeof ENTRY_KEYS],
  seq: number,
  alike = '',
): string {
  const within = `seq <= ${seq} AND posted <= ${seq}${alike === '' ? '' : ` AND ${alike}`}`;
  return `(SELECT * FROM ${table} WHERE sign = 1 AND ${within}
    AND (${key}, posted) NOT IN (SELECT ${key}, reverses FROM ${table} WHERE sign = -1 AND ${within}))`;
}

/** Of a table of a ledger: which of its rows are there up to the watermark `{seq:UInt64}`, corrections among them. */
export function rowsUpToSql(table: string): string {
  const isCorrected = /^(encounter|transfer|transfer_held)_g\d+$/.test(table);
  return isCorrected ? 'seq <= {seq:UInt64} AND posted <= {seq:UInt64}' : 'seq <= {seq:UInt64}';
}
