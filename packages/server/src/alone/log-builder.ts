import type { EventLog } from '@bothways/core/journey';
import { refusedFile } from '../read/import-refused.ts';

/** Different cases and activities that a log may have, and events: they lie in memory, 16 bytes each. */
const MOST = { names: 20_000_000, activities: 100_000, events: 100_000_000 };

/** What a case is called whose events stand together without a name. */
export const NO_NAME = '(no name)';

/**
 * Takes events one by one and gives them as columns. Events that name no case are one case where they stand together in a
 * file whose cases all do: its name was lost on the way, as R loses one that is called NA. Elsewhere they are left out.
 */
export class LogBuilder {
  private readonly file: string;
  private readonly cases = new Names();
  private readonly activities = new Names();
  private caseOf = new Int32Array(4_096);
  private activityOf = new Int32Array(4_096);
  private at: Float64Array | null;
  private length = 0;
  private last = -1;
  /** Whether each case stands together so far; and what of the events without a case. */
  private isTogether = true;
  private readonly unnamed = { case: -1, events: 0, blocks: 0, line: 1 };

  constructor(file: string, hasTimes: boolean) {
    this.file = file;
    this.at = hasTimes ? new Float64Array(4_096) : null;
  }

  add(caseName: string, activity: string, at: number, line: number): void {
    if (this.length === this.caseOf.length) this.grow();
    const number = this.caseAt(caseName, line);
    this.caseOf[this.length] = number;
    this.activityOf[this.length] = this.activities.at(activity);
    if (this.at !== null) this.at[this.length] = at;
    this.length += 1;
  }

  /** The log, and how many events without a case were taken for one, or left out. */
  log(): { readonly log: EventLog; readonly unnamed: 'none' | 'a case' | 'left out' } {
    const { events, blocks } = this.unnamed;
    const isCase = blocks === 1 && this.isTogether && this.cases.names.length > 2;
    const kept = events === 0 || isCase ? null : this.named();
    const part = <Row extends Int32Array | Float64Array>(row: Row): Row =>
      (kept === null ? row.subarray(0, this.length) : row.filter((_, at) => kept[at] === 1)) as Row;
    return {
      log: {
        cases: this.cases.names,
        activities: this.activities.names,
        caseOf: part(this.caseOf),
        activityOf: part(this.activityOf),
        at: this.at === null ? null : part(this.at),
      },
      unnamed: events === 0 ? 'none' : isCase ? 'a case' : 'left out',
    };
  }

  /** How many events named no case. */
  get withoutCase(): number {
    return this.unnamed.events;
  }

  /** The line of the first of them. */
  get firstWithoutCase(): number {
    return this.unnamed.line;
  }

  private named(): Uint8Array {
    const kept = new Uint8Array(this.caseOf.length);
    for (let at = 0; at < this.length; at += 1)
      if (this.caseOf[at] !== this.unnamed.case) kept[at] = 1;
    return kept;
  }

  /** The number of a case; sees whether its events stand together. */
  private caseAt(name: string, line: number): number {
    const before = this.cases.names.length;
    const number = this.cases.at(name === '' ? NO_NAME : name);
    if (name === '') {
      this.unnamed.case = number;
      if (this.unnamed.events === 0) this.unnamed.line = line;
      this.unnamed.events += 1;
      if (number !== this.last) this.unnamed.blocks += 1;
    } else if (number !== this.last && number < before) this.isTogether = false;
    this.last = number;
    return number;
  }

  private grow(): void {
    this.check();
    const size = this.length * 2;
    const [caseOf, activityOf] = [new Int32Array(size), new Int32Array(size)];
    caseOf.set(this.caseOf);
    activityOf.set(this.activityOf);
    this.caseOf = caseOf;
    this.activityOf = activityOf;
    if (this.at === null) return;
    const at = new Float64Array(size);
    at.set(this.at);
    this.at = at;
  }

  private check(): void {
    const { cases, activities } = this;
    const over =
      this.length > MOST.events
        ? `over ${MOST.events} events`
        : activities.names.length > MOST.activities
          ? `over ${MOST.activities} different activities`
          : cases.names.length > MOST.names
            ? `over ${MOST.names} cases`
            : null;
    if (over === null) return;
    throw refusedFile(this.file, {
      code: 'log-too-large',
      message: `it has ${over}, and a file looked at alone lies in memory`,
      hint: 'look at a part of it; or import it into a workspace, which has no such bound',
    });
  }
}

/** Names by number, in the order in which they were met. */
class Names {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  at(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const number = this.names.push(name) - 1;
    this.numbers.set(name, number);
    return number;
  }
}
