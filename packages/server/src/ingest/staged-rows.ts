import {
  Flags,
  Hashes,
  HashLists,
  type NativeColumn,
  OrNull,
  Texts,
  Wholes,
} from './native-columns.ts';
import { Bags, Names } from './native-names.ts';
import { STAGED_COLUMNS, sumColumn } from './staging-tables.ts';
import { TextBytes } from './text-bytes.ts';

/**
 * Rows on their way to the fact store, column by column. Each row writes a value into the same columns, in any order; a
 * column that none writes into is not sent, and has its default.
 */
export class StagedRows {
  /** Rows that are whole. */
  rows = 0;
  readonly seq = new Wholes();
  readonly message_id = new Texts();
  /** Whether the record has no id of its own. */
  readonly counted = new Flags();
  readonly identity_id = new OrNull(new Hashes(), new Uint8Array(16));
  /** Of a row that names a user: the anonymous ids that it says are theirs. */
  readonly anonymous_ids = new HashLists();
  readonly account_id = new OrNull(new Hashes(), new Uint8Array(16));
  readonly case_id = new OrNull(new Texts(), '');
  /** Milliseconds since 1970, UTC, as all times are. */
  readonly at = new Wholes();
  readonly until = new OrNull(new Wholes(), 0);
  readonly original_at = new OrNull(new Wholes(), 0);
  readonly sent_at = new OrNull(new Wholes(), 0);
  readonly type = new Names();
  readonly name = new Names();
  readonly channel = new Names();
  readonly properties = new Bags();
  readonly context = new Bags();
  readonly n = new Wholes();
  readonly grade = new Names();
  /** What is summed over a group, as exact decimals. */
  readonly sums: readonly OrNull<string>[];

  private readonly columns: readonly (readonly [string, string, NativeColumn])[];

  constructor(sums: number) {
    this.sums = Array.from({ length: sums }, () => new OrNull(new Texts(), ''));
    this.columns = [
      ...STAGED_COLUMNS.map(([name, type]) => [name, type, this[name]] as const),
      ...this.sums.map((column, index) => [sumColumn(index), 'Nullable(String)', column] as const),
    ];
  }

  /** Bytes of the rows, about. */
  get length(): number {
    return this.columns.reduce((sum, [, , { length }]) => sum + length, 0);
  }

  /** Adds an anonymous id to the row that is being written. */
  links(anonymous: Uint8Array): void {
    this.anonymous_ids.add(this.rows, anonymous);
  }

  /** What was written of a row becomes a row. */
  endRow(): void {
    this.rows += 1;
  }

  /** What was written of a row is forgotten. */
  dropRow(): void {
    for (const [, , column] of this.columns) column.cut(this.rows);
  }

  clear(): void {
    this.rows = 0;
    for (const [, , column] of this.columns) column.clear();
  }

  /** The rows as a block in ClickHouse's Native format, and its columns; to be sent before anything else is written. */
  block(): { readonly columns: readonly string[]; readonly parts: readonly Uint8Array[] } {
    this.anonymous_ids.fill(this.rows);
    const written = this.columns.filter(([, , { count }]) => count > 0);
    const parts: Uint8Array[] = [];
    const head = new TextBytes();
    head.varint(written.length);
    head.varint(this.rows);
    parts.push(head.view());
    for (const [name, type, column] of written) {
      if (column.count !== this.rows)
        throw new Error(`bug: ${column.count} values of ${name} in ${this.rows} rows`);
      const title = new TextBytes();
      title.text(name);
      title.text(type);
      parts.push(title.view(), ...column.parts());
    }
    return { columns: written.map(([name]) => name), parts };
  }
}
