import { bagKey } from '@bothways/core';
import { refusedFile } from './import-refused.ts';
import type { KeyedColumns } from './keyed-columns.ts';
import type { XmlListener } from './safe-xml.ts';
import type { ColumnType } from './source-file.ts';
import { RECORD_CHARACTERS_MAX, type SourceRecord } from './source-record.ts';
import { type WorkStep, workItems } from './xes-lifecycle.ts';

/** A trace is held in memory until it ends: its events, and the characters of their values. */
const TRACE = { events: 1_000_000, characters: 268_435_456 };

const TYPES: ReadonlyMap<string, ColumnType> = new Map([
  ['string', 'text'],
  ['date', 'text'],
  ['id', 'text'],
  ['int', 'number'],
  ['float', 'number'],
  ['boolean', 'bool'],
]);

/** The keys of the standard extensions that tell work items. */
const STEPS: ReadonlyMap<string, keyof WorkStep> = new Map([
  ['concept:name', 'activity'],
  ['concept:instance', 'instance'],
  ['lifecycle:transition', 'transition'],
  ['time:timestamp', 'time'],
]);

interface HeldEvent {
  readonly line: number;
  readonly cells: string[];
  readonly step: WorkStep;
  characters: number;
}

/** Where an attribute belongs: to the trace, to the event, or to what is passed over. */
type Owner = 'trace' | 'event' | 'none';

/** The path of an open attribute; a list holds several of one key. */
interface OpenTag {
  readonly path: string | null;
  readonly isList: boolean;
}

/** Hears the markup of an XES log and gives its events, each as soon as its trace has ended. */
export class XesLog {
  readonly listener: XmlListener;
  private readonly file: string;
  private readonly columns: KeyedColumns;
  private readonly blank: readonly string[];
  private readonly paths = new Map<string, string>();
  private records: SourceRecord[] = [];
  private events: HeldEvent[] = [];
  private characters = 0;
  private traceCells = new Map<number, string>();
  /** How many values of a list a column has, in the event or its trace. */
  private readonly lists = new Map<number, number>();
  private event: HeldEvent | null = null;
  private inTrace = false;
  private depth = 0;
  /** Depth of the declaration that is passed over; 0 outside. */
  private declared = 0;
  private readonly tags: OpenTag[] = [];

  constructor(file: string, columns: KeyedColumns) {
    this.file = file;
    this.columns = columns;
    this.blank = columns.names.map(() => '');
    this.listener = {
      open: (name, attributes, line) => this.open(name, attributes, line),
      close: (name) => this.close(name),
    };
  }

  /** The records that are whole. */
  taken(): readonly SourceRecord[] {
    const { records } = this;
    this.records = [];
    return records;
  }

  private open(name: string, attributes: Readonly<Record<string, string>>, line: number): void {
    this.depth += 1;
    if (this.depth === 1 && name !== 'log')
      throw refusedFile(this.file, {
        code: 'not-xes',
        message: `its outermost tag is <${name}>, not <log>`,
        hint: 'import an XES event log; other XML is not read',
      });
    if (this.declared > 0) return;
    switch (name) {
      case 'log':
        return;
      case 'trace':
        this.inTrace = true;
        return;
      case 'event':
        this.lists.clear();
        this.event = {
          line,
          cells: [...this.blank],
          step: { activity: '', instance: '', transition: '', time: '' },
          characters: 0,
        };
        return;
      case 'global':
      case 'classifier':
      case 'extension':
        this.declared = this.depth;
        return;
      default:
        this.openAttribute(name, attributes);
    }
  }

  private openAttribute(name: string, { key, value }: Readonly<Record<string, string>>): void {
    const outer = this.tags.at(-1);
    if (name === 'values') {
      this.tags.push({ path: outer?.path ?? null, isList: true });
      return;
    }
    const owner = this.owner();
    if (owner === 'none' || key === undefined) {
      this.tags.push({ path: null, isList: false });
      return;
    }
    const path = this.pathOf(owner, outer?.path ?? null, key);
    this.tags.push({ path, isList: name === 'list' });
    const type = TYPES.get(name);
    if (type !== undefined && value !== undefined) {
      this.put(path, cellOf(type, value), type, outer?.isList === true);
      const part = this.event !== null && outer === undefined ? STEPS.get(key) : undefined;
      if (part !== undefined && this.event !== null)
        this.event.step[part] = part === 'transition' ? value.toLowerCase() : value;
    }
  }

  private owner(): Owner {
    if (this.event !== null) return 'event';
    return this.inTrace ? 'trace' : 'none';
  }

  private pathOf(owner: Owner, outer: string | null, key: string): string {
    if (outer !== null) return `${outer}.${bagKey([key])}`;
    const whole = owner === 'trace' ? `case:${key}` : key;
    const known = this.paths.get(whole);
    if (known !== undefined) return known;
    const path = bagKey([whole]);
    if (this.paths.size < 10_000) this.paths.set(whole, path);
    return path;
  }

  private put(path: string, value: string, type: ColumnType, inList: boolean): void {
    const index = this.columns.at(path);
    this.columns.see(index, type);
    if (index === -1) return;
    this.hold(value.length + 8);
    const { event } = this;
    if (event === null) {
      this.traceCells.set(index, this.cellAt(index, value, this.traceCells.get(index), inList));
      return;
    }
    event.characters += value.length;
    if (event.characters <= RECORD_CHARACTERS_MAX)
      event.cells[index] = this.cellAt(index, value, event.cells[index], inList);
  }

  /** What a list holds under one key: one value as it is, several as JSON. Of keys that are doubled elsewhere the last counts. */
  private cellAt(
    index: number,
    value: string,
    before: string | undefined,
    inList: boolean,
  ): string {
    if (!inList) return value;
    const count = this.lists.get(index) ?? 0;
    this.lists.set(index, count + 1);
    if (count === 0 || before === undefined) return value;
    const start = count === 1 ? `[${JSON.stringify(before)}` : before.slice(0, -1);
    return `${start},${JSON.stringify(value)}]`;
  }

  private close(name: string): void {
    this.depth -= 1;
    if (this.declared > 0) {
      if (this.depth < this.declared) this.declared = 0;
      return;
    }
    switch (name) {
      case 'log':
        return;
      case 'event':
        if (this.event !== null) this.events.push(this.event);
        this.event = null;
        this.hold(64 + 8 * this.blank.length);
        if (!this.inTrace) this.endTrace();
        return;
      case 'trace':
        this.endTrace();
        this.inTrace = false;
        return;
      default:
        this.tags.pop();
    }
  }

  /** Counts what is held of the trace. */
  private hold(characters: number): void {
    this.characters += characters;
    if (this.events.length <= TRACE.events && this.characters <= TRACE.characters) return;
    throw refusedFile(this.file, {
      code: 'trace-too-large',
      line: this.events.at(-1)?.line ?? 1,
      message: `a trace has over ${TRACE.events} events or ${TRACE.characters} characters; it is held in memory until it ends`,
      hint: 'a trace is one case: export the log with a case for each, or import it as CSV',
    });
  }

  private endTrace(): void {
    const items = workItems(this.events.map(({ step }) => step));
    this.events.forEach(({ line, cells, characters }, at) => {
      const item = items[at] ?? null;
      if (item !== null) {
        this.putOwn(cells, 'start_timestamp', item.start, 'text');
        this.putOwn(cells, 'duration_s', String(item.seconds), 'number');
      }
      for (const [index, value] of this.traceCells) cells[index] = value;
      const detail = `over ${RECORD_CHARACTERS_MAX} characters in one event; leave out what no rule needs`;
      const flaw =
        characters > RECORD_CHARACTERS_MAX
          ? ({ reason: 'record-too-long', detail } as const)
          : null;
      this.records.push({ line, cells, raw: null, flaw });
    });
    this.events = [];
    this.characters = 0;
    this.traceCells = new Map();
  }

  /** A column of ours: it gives way to the log's own. */
  private putOwn(cells: string[], name: string, value: string, type: ColumnType): void {
    const index = this.columns.at(bagKey([name]));
    this.columns.see(index, type);
    if (index !== -1 && !cells[index]) cells[index] = value;
  }
}

function cellOf(type: ColumnType, value: string): string {
  if (type !== 'bool') return value;
  const word = value.trim().toLowerCase();
  return word === '1' ? 'true' : word === '0' ? 'false' : word;
}
