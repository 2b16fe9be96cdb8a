import { resolve } from 'node:path';
import { checkFiles, importFiles } from '../../ingest/import-files.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, option } from '../command.ts';
import { WrongUse } from '../refusal.ts';
import { table } from '../terminal.ts';
import { withStores } from '../workspace.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Take files of events (CSV or XLSX, plain or gzip) into the workspace.',
  detail:
    'A mapping file says what the columns mean. A record that cannot be read is kept with its file, line and reason, and the rest goes in. Importing the same file again changes nothing. A file of any size needs the same memory.',
  arguments: [{ name: '<file...>', about: 'the files, all under one mapping' }],
  options: [{ flags: '--map <mapping>', about: 'the mapping file (required)' }, DATA_OPTION],
  examples: ['bothways import sales-2026.csv.gz --map sales.mapping.yaml'],
  json: '{ read, accepted, duplicates, rejected, events, groups, mixedTimes, reasons: [{ reason, count }] }',
  run: runImport,
};

async function runImport(call: Call): Promise<number> {
  const { terminal } = call;
  const mappingFile = option(call, 'map', '');
  if (mappingFile === '')
    throw new WrongUse('import wants --map MAPPING: the file that says what the columns mean');
  const dataDir = resolve(dataDirectory(call));
  await checkFiles(call.arguments, mappingFile);
  const result = await withStores(dataDir, terminal, (stores) =>
    importFiles({
      stores,
      dataDir,
      files: call.arguments,
      mappingFile,
      progress: terminal.progress,
    }),
  );
  terminal.done();
  const { source: _, ...said } = result;
  const { read, accepted, duplicates, rejected, events, reasons, groups, mixedTimes } = said;
  if (terminal.json) {
    terminal.out(JSON.stringify(said, null, 2));
  } else {
    terminal.out(
      `${read} records: ${accepted} accepted, ${duplicates} there already, ${rejected} rejected; ${events} new events.`,
    );
    if (groups !== null && mixedTimes > 0)
      terminal.out(
        `${count(mixedTimes)} of ${count(groups)} groups have lines of more than one time; the first line's was taken.`,
      );
    if (rejected > 0)
      terminal.out(
        table(
          ['rejected because', 'count'],
          reasons.map((each) => [each.reason, String(each.count)]),
        ),
      );
  }
  return rejected > 0 ? 1 : 0;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
