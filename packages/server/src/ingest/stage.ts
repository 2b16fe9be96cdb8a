import { Readable } from 'node:stream';
import { type ImportRefused, refusedFile } from '../read/import-refused.ts';
import type { Reject, RejectReason } from '../read/reject.ts';
import type { Facts } from '../store/facts.ts';
import { StagedRows } from './staged-rows.ts';
import { createStaging, type EventOrigin, type StagingTables } from './staging-tables.ts';

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
  /** Write a row's columns here, its `seq` one more than the last, then call `take` or `refuse`. */
  row: StagedRows;
  /** The last number given to a record that was taken. */
  seq: number;
  /** Of those taken, the ones without an id of their own: told apart by counting equal ones. */
  counted = 0;
  read = 0;
  /** Bytes of the rows sent. */
  bytes = 0;
  readonly reasons = new Map<RejectReason, Refused>();
  private spare: StagedRows;
  private sending: Promise<void> = Promise.resolve();
  private rejects: Reject[] = [];
  private rejectCharacters = 0;

  /** What was there when it began: records are numbered from the next. */
  readonly base: number;
  readonly tables: StagingTables;
  private readonly facts: Facts;
  private readonly into: string;

  private constructor(facts: Facts, tables: StagingTables, base: number, sums: number | null) {
    this.facts = facts;
    this.tables = tables;
    this.base = base;
    this.seq = base;
    this.into = sums === null ? tables.door : tables.line;
    this.row = new StagedRows(sums ?? 0);
    this.spare = new StagedRows(sums ?? 0);
  }

  /** `sums`: how many each line has for its group; null where lines are not grouped. */
  static async open(
    facts: Facts,
    run: EventOrigin & { readonly id: number },
    base: number,
    sums: number | null,
  ): Promise<Stage> {
    const tables = await createStaging(facts, run.id, run, sums);
    return new Stage(facts, tables, base, sums);
  }

  get taken(): number {
    return this.seq - this.base;
  }

  get rejected(): number {
    return this.read - this.taken;
  }

  take(counted: boolean): void {
    if (counted) this.counted += 1;
    this.read += 1;
    this.seq += 1;
    this.row.endRow();
  }

  refuse(reject: Reject): void {
    this.read += 1;
    this.row.dropRow();
    const { reason, file, line, detail } = reject;
    const known = this.reasons.get(reason);
    if (known === undefined) this.reasons.set(reason, { count: 1, first: { file, line, detail } });
    else known.count += 1;
    if (this.taken === 0 && this.read === NOTHING_FITS) throw nothingFits(reject);
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

  private async insert(rows: StagedRows, rejects: readonly Reject[]): Promise<void> {
    if (rows.rows > 0) {
      const { columns, parts } = rows.block();
      const into = `${this.into} (${columns.join(', ')})`;
      await this.facts.insert(into, 'Native', Readable.from(parts));
    }
    if (rejects.length > 0) {
      const lines = rejects.map((reject) => `${JSON.stringify(reject)}\n`);
      await this.facts.insert(this.tables.reject, 'JSONEachRow', Readable.from([lines.join('')]));
    }
  }
}
