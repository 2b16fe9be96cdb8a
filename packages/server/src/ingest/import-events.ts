import { hash } from 'node:crypto';
import { type Flaw, rawText } from '../read/source-record.ts';
import type { Stores } from '../store/stores.ts';
import { type ImportResult, runImport } from './import-run.ts';
import { type Pseudonyms, workspacePseudonyms } from './pseudonym.ts';
import type { Stage } from './stage.ts';
import { hasOwnId, type SentEvent, writeEvent } from './write-event.ts';

export interface EventsRequest {
  readonly stores: Stores;
  readonly source: string;
  readonly events: Iterable<SentEvent> | AsyncIterable<SentEvent>;
  readonly progress?: (text: string) => void;
}

/** Events between two looks at the rest of the world. */
const EVENTS_AT_ONCE = 1_000;
const EVENTS_SAID = 50_000;

/**
 * Takes events in Segment's shape. `messageId` makes an event one and the same; without it the hash of the record and its
 * ordinal among equal ones do. What is no event is kept as a reject, its line the number of the event.
 */
export async function importEvents(request: EventsRequest): Promise<ImportResult> {
  const { stores, source, events, progress = () => {} } = request;
  const pseudonyms = await workspacePseudonyms(stores.state);
  const plan = { stores, source, files: [], group: null, progress };
  return runImport(plan, async (stage) => {
    const take = (event: SentEvent): void => {
      const flaw = takeEvent(stage, event, pseudonyms);
      if (flaw === null) return;
      const raw = rawText({ cells: [], raw: JSON.stringify(event) ?? String(event) });
      stage.refuse({ file: source, line: stage.read + 1, ...flaw, raw });
    };
    const breathe = async (): Promise<void> => {
      if (stage.isFull) await stage.send();
      if (stage.read % EVENTS_SAID === 0)
        progress(`reading events: ${stage.read.toLocaleString('en')}`);
      await new Promise((resolve) => setImmediate(resolve));
    };
    if (Symbol.asyncIterator in events) {
      for await (const event of events) {
        take(event);
        if (stage.read % EVENTS_AT_ONCE === 0) await breathe();
      }
      return;
    }
    for (const event of events) {
      take(event);
      if (stage.read % EVENTS_AT_ONCE === 0) await breathe();
    }
  });
}

/** Takes an event, or says what is wrong with it: it is then to be refused. */
export function takeEvent(stage: Stage, event: SentEvent, pseudonyms: Pseudonyms): Flaw | null {
  const flaw = writeEvent(stage.row, stage.seq + 1, event, pseudonyms, recordHash);
  if (flaw === null) stage.take(!hasOwnId(event));
  return flaw;
}

/** The same for equal records, in whatever order their keys stand. */
function recordHash(record: object): string {
  return hash('sha256', JSON.stringify(sorted(record)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
