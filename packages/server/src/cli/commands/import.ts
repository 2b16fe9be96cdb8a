import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { importEventFiles } from '../../ingest/import-event-files.ts';
import { checkFiles, importFiles } from '../../ingest/import-files.ts';
import type { ImportResult } from '../../ingest/import-run.ts';
import { isLarkfield } from '../../jobs/larkfield.ts';
import {
  type Call,
  type Command,
  DATA_OPTION,
  dataDirectory,
  option,
  sameData,
} from '../command.ts';
import { importGuess } from '../import-guess.ts';
import { WrongUse } from '../refusal.ts';
import { table } from '../terminal.ts';
import { withStores } from '../workspace.ts';

export const importCommand: Command = {
  name: 'import',
  summary:
    'Take files of events (CSV, XLSX, JSON lines, Parquet, XES, OCEL; plain, gzip or zstd) into the workspace.',
  detail:
    'A mapping file says what the columns mean; events in the shape of Segment need none, only the name of their source. A record that cannot be read is kept with its file, line and reason, and the rest goes in. Importing the same file again changes nothing. A file of any size needs the same memory. With --guess the head of the first file is looked at, and a mapping is written that says beside each key how sure it is and why; where time, event and the way numbers are written are at least 80 % sure the files are imported by it, else it is said which line to mend. A mapping that is there is never overwritten.',
  arguments: [
    { name: '<file...>', about: 'the files, all under one mapping; - reads standard input' },
  ],
  options: [
    { flags: '--map <mapping>', about: 'the mapping file' },
    {
      flags: '--source <name>',
      about:
        "instead of --map: JSON lines of events in Segment's shape, and what their source is called",
    },
    {
      flags: '--guess',
      about: 'propose the mapping from the head of the first file; import by it where it is sure',
    },
    {
      flags: '--out <file>',
      about: 'with --guess: the mapping to write (default NAME.mapping.yaml here)',
    },
    { flags: '--dry-run', about: 'with --guess: only propose; write and import nothing' },
    DATA_OPTION,
  ],
  examples: [
    'bothways import sales-2026.csv.gz --map sales.mapping.yaml',
    'bothways import log.xes.gz --guess --dry-run',
    'zcat events.jsonl.gz | bothways import - --source web-shop',
  ],
  json: '{ read, accepted, duplicates, rejected, events, groups, mixedTimes, reasons: [{ reason, count, first: { file, line, detail } }] }; with --guess { format, sure, mapping, keys: [{ key, sure, why }], columns: [{ name, type, filled, distinct, examples, role, sure, why }], notes, toMend: [{ line, key, why }], written, imported }',
  run: runImport,
};

/** As long as a mapping's `source` may be. */
const SOURCE_CHARACTERS_MAX = 200;

async function runImport(call: Call): Promise<number> {
  const { terminal } = call;
  const mappingFile = option(call, 'map', '');
  if (call.options['guess'] === true) return guessed(call, mappingFile);
  if (call.options['dryRun'] === true || option(call, 'out', '') !== '')
    throw new WrongUse('--out and --dry-run are of --guess: add it, or leave them out');
  const result = await importNamed(call, mappingFile, option(call, 'source', ''));
  if (terminal.json) {
    const { source: _, ...said } = result;
    terminal.out(JSON.stringify(said, null, 2));
  } else say(call, result);
  return result.rejected > 0 ? 1 : 0;
}

function importNamed(call: Call, mappingFile: string, source: string): Promise<ImportResult> {
  if (mappingFile !== '' && source !== '')
    throw new WrongUse('a mapping names its source: give --map or --source, not both');
  if (mappingFile !== '') return importMapped(call, mappingFile);
  if (source.length > SOURCE_CHARACTERS_MAX)
    throw new WrongUse(`--source is ${source.length} characters long; give it 200 or fewer`);
  if (source !== '') return importSent(call, source);
  throw new WrongUse(
    "import wants --map MAPPING, the file that says what the columns mean, --guess to propose one, or --source NAME for JSON lines of events in Segment's shape",
  );
}

async function importSent(call: Call, source: string): Promise<ImportResult> {
  const { terminal } = call;
  const dataDir = resolve(dataDirectory(call));
  const files = call.arguments;
  await checkFiles(files, null);
  const result = await withStores(dataDir, terminal, (stores) =>
    importEventFiles({ stores, dataDir, files, source, progress: terminal.progress }),
  );
  terminal.done();
  warnOfDemo(call, dataDir);
  return result;
}

function guessed(call: Call, mappingFile: string): Promise<number> {
  if (mappingFile !== '' || option(call, 'source', '') !== '')
    throw new WrongUse(
      '--guess proposes the mapping, and the name of the source in it: leave --map and --source out',
    );
  return importGuess(
    call,
    (written, input) => importMapped(call, written, input),
    (result) => say(call, result),
  );
}

async function importMapped(
  call: Call,
  mappingFile: string,
  input: Readable = process.stdin,
): Promise<ImportResult> {
  const { terminal } = call;
  const dataDir = resolve(dataDirectory(call));
  await checkFiles(call.arguments, mappingFile);
  const result = await withStores(dataDir, terminal, (stores) =>
    importFiles({
      stores,
      dataDir,
      files: call.arguments,
      mappingFile,
      progress: terminal.progress,
      input,
    }),
  );
  terminal.done();
  warnOfDemo(call, dataDir);
  return result;
}

/** The demo and somebody's own events in one ledger are most likely an oversight: `npm start` uses the usual directory. */
function warnOfDemo({ terminal }: Call, dataDir: string): void {
  if (isLarkfield(dataDir))
    terminal.err(
      `${dataDir}: the demo's events are in this data directory as well; to keep your own apart give --data another folder`,
    );
}

function say(call: Call, result: ImportResult): void {
  const { terminal } = call;
  const { read, accepted, duplicates, rejected, events, reasons, groups, mixedTimes } = result;
  const { suppressed = 0 } = result;
  terminal.out(
    `${read} records: ${accepted} accepted, ${duplicates} there already, ${rejected} rejected; ${events} new events.`,
  );
  if (suppressed > 0) terminal.out(`${count(suppressed)} of people who were erased are left out.`);
  if (groups !== null && mixedTimes > 0)
    terminal.out(
      `${count(mixedTimes)} of ${count(groups)} groups have lines of more than one time; the first line's was taken.`,
    );
  if (rejected > 0)
    terminal.out(
      table(
        ['rejected because', 'count', 'the first'],
        reasons.map(({ reason, count: times, first }) => [
          reason,
          String(times),
          `${first.file}:${first.line}: ${first.detail}`,
        ]),
      ),
    );
  if (rejected > 0)
    terminal.out(`All of them: bothways export --table reject --out rejects.csv${sameData(call)}`);
}

function count(value: number): string {
  return value.toLocaleString('en');
}
