import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { formatOf } from '../read/file-format.ts';
import { refusedFile } from '../read/import-refused.ts';
import { heldNumber } from '../read/json-record.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { readJson } from '../read/read-json.ts';
import { withScratch } from '../read/scratch.ts';
import { rawText } from '../read/source-record.ts';
import { filePlaces } from '../read/standard-input.ts';
import type { Stores } from '../store/stores.ts';
import { takeEvent } from './import-events.ts';
import { type ImportResult, runImport } from './import-run.ts';
import { type Pseudonyms, workspacePseudonyms } from './pseudonym.ts';
import type { Stage } from './stage.ts';
import type { SentEvent } from './write-event.ts';

export interface EventFilesRequest {
  readonly stores: Stores;
  /** Holds for the moment what must lie on disk before it is read. */
  readonly dataDir: string;
  /** Paths, or what they are called and where they lie; `-` is standard input. */
  readonly files: readonly (string | FilePlace)[];
  /** What the source of the events is called. */
  readonly source: string;
  readonly progress?: (text: string) => void;
  /** What is read for `-`; that of the process unless set. */
  readonly input?: Readable;
}

const INPUT = { format: null, delimiter: null, encoding: null, sheet: null, header: 1 } as const;

/**
 * Takes files of events in Segment's shape, one JSON object a line or in one list: they need no mapping. What is no event
 * is kept as a reject with its line.
 *
 * Errors: `ImportRefused`; nothing of the import counts then.
 */
export async function importEventFiles(request: EventFilesRequest): Promise<ImportResult> {
  const { stores, dataDir, files, source, progress = () => {}, input = process.stdin } = request;
  return withScratch(dataDir, async (scratch) => {
    const places = await filePlaces(files, input, scratch);
    for (const place of places) await refuseOther(place);
    const pseudonyms = await workspacePseudonyms(stores.state);
    const names = places.map(({ file }) => file);
    return runImport({ stores, source, files: names, group: null, progress }, async (stage) => {
      for (const place of places) await fillFrom(stage, place, pseudonyms, progress);
    });
  });
}

async function refuseOther(place: FilePlace): Promise<void> {
  const format = await formatOf(place, INPUT);
  if (format !== 'jsonl')
    throw refusedFile(place.file, {
      code: 'format-differs',
      message: `this is ${format}; only JSON lines of events in Segment's shape go without a mapping`,
      hint: 'give a mapping that says what its columns mean: --map MAPPING',
    });
}

async function fillFrom(
  stage: Stage,
  place: FilePlace,
  pseudonyms: Pseudonyms,
  progress: (text: string) => void,
): Promise<void> {
  const { file, path } = place;
  const { size } = await stat(path);
  let bytes = 0;
  const batches = readJson(place, null, heldNumber, (count) => {
    bytes += count;
  });
  for await (const records of batches) {
    for (const { line, raw, value, flaw: shape } of records) {
      const flaw = shape ?? takeEvent(stage, value as SentEvent, pseudonyms);
      if (flaw !== null) stage.refuse({ file, line, ...flaw, raw: rawText({ cells: [], raw }) });
    }
    if (stage.isFull) await stage.send();
    const part = size === 0 ? 100 : Math.min(100, Math.round((100 * bytes) / size));
    progress(`reading ${file}: ${stage.read.toLocaleString('en')} events, ${part} %`);
  }
}
