import { Readable } from 'node:stream';
import type { Facts } from '../store/facts.ts';
import { type ImportRefused, refusedFile } from './import-refused.ts';
import type { Reject, RejectReason } from './reject.ts';
import { RowBuffer } from './row-buffer.ts';
import { createStaging, STAGED_COLUMNS, type StagingTables, sumColumn } from './staging-tables.ts';

/** Bytes of rows that go to the fact store at once; three times this is held at most. */
const BATCH_BYTES = 16_777_216;
const REJECT_CHARACTERS = 4_194_304;

/** Records of which none was taken, after which an import is no longer believed to be one. */
const NOTHING_FITS = 100_000;

/** How often records were refused for one reason, and the first of them. */
export interface Refused {
  count: number;
  readonly first: Pick<Reject, 'file' | 'line' | 'detail'>;
}

function nothingFits({ file, line, detail }: Reject): ImportRefused {
  return refusedFile(file, {
    code: 'nothing-fits',
    line,
    message: `of the first ${NOTHING_FITS} records none could be taken; the last one: ${detail}`,
    hint: 'look whether this is the file that was meant, and its delimiter and encoding the right ones',
  });
}

/** Where the rows of one import gather: encoded here, sent in batches while the next is being encoded. */
export class Stage {
  /** Write a row's columns here, starting with `ord + 1`, then call `take` or `refuse`. */
  row = new RowBuffer(BATCH_BYTES + 1_048_576);
  /** Records taken so far. */
  ord = 0;
  /** Of them, those without an id of their own: told apart by counting equal ones. */
  counted = 0;
  read = 0;
  /** Bytes of the rows sent. */
  bytes = 0;
  readonly reasons = new Map<RejectReason, Refused>();
  private spare = new RowBuffer(BATCH_BYTES + 1_048_576);
  private sending: Promise<void> = Promise.resolve();
  private rejects: Reject[] = [];
  private rejectCharacters = 0;

  readonly tables: StagingTables;
  private readonly facts: Facts;
  private readonly columns: string;

  private constructor(facts: Facts, tables: StagingTables, columns: string) {
    this.facts = facts;
    this.tables = tables;
    this.columns = columns;
  }

  static async open(
    facts: Facts,
    importId: number,
    shape: { readonly grouped: boolean; readonly sums: number },
  ): Promise<Stage> {
    const tables = await createStaging(facts, importId, shape);
    const sums = Array.from({ length: shape.sums }, (_, index) => sumColumn(index));
    const columns = [...STAGED_COLUMNS.map(([name]) => name), ...sums].join(', ');
    return new Stage(facts, tables, columns);
  }

  get rejected(): number {
    return this.read - this.ord;
  }

  take(counted: boolean): void {
    if (counted) this.counted += 1;
    this.read += 1;
    this.ord += 1;
    this.row.endRow();
  }

  refuse(reject: Reject): void {
    this.read += 1;
    this.row.dropRow();
    const { reason, file, line, detail } = reject;
    const known = this.reasons.get(reason);
    if (known === undefined) this.reasons.set(reason, { count: 1, first: { file, line, detail } });
    else known.count += 1;
    if (this.ord === 0 && this.read === NOTHING_FITS) throw nothingFits(reject);
    this.rejects.push(reject);
    this.rejectCharacters += reject.raw.length + reject.detail.length + 100;
  }

  /** Whether it is time to `send`. */
  get isFull(): boolean {
    return this.row.length >= BATCH_BYTES || this.rejectCharacters >= REJECT_CHARACTERS;
  }

  /** Sends what there is once the batch before has arrived; does not wait for its own arrival. */
  async send(): Promise<void> {
    await this.sending;
    const full = this.row;
    this.row = this.spare;
    this.spare = full;
    this.row.clear();
    this.bytes += full.length;
    const { rejects } = this;
    this.rejects = [];
    this.rejectCharacters = 0;
    this.sending = this.insert(full, rejects);
    // Whoever awaits it next hears of its failure; until then nobody does.
    this.sending.catch(() => {});
  }

  /** Sends the rest and waits until all has arrived. */
  async end(): Promise<void> {
    await this.send();
    await this.sending;
  }

  private async insert(rows: RowBuffer, rejects: readonly Reject[]): Promise<void> {
    if (rows.rows > 0) {
      const into = `${this.tables.line} (${this.columns})`;
      await this.facts.insert(into, 'RowBinary', Readable.from([rows.view()]));
    }
    if (rejects.length > 0) {
      const lines = rejects.map((reject) => `${JSON.stringify(reject)}\n`);
      await this.facts.insert(this.tables.reject, 'JSONEachRow', Readable.from([lines.join('')]));
    }
  }
}
