import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  EXPORT_FORMATS,
  EXPORT_SETTINGS,
  EXPORT_TABLES,
  exportSql,
} from '../../store/measure/export.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, option } from '../command.ts';
import { WrongUse } from '../refusal.ts';
import { wholeFile } from '../whole-file.ts';
import { withLedger } from '../workspace.ts';

export const exportTable: Command = {
  name: 'export',
  summary: 'Write a table of facts to a file: encounters, transfers or events.',
  detail:
    'Streams whatever size the table has. Ids are pseudonyms in hexadecimal, times are UTC (ISO 8601 in csv and jsonl), a transfer has its quantity in smallest units and, as an exact decimal, in whole units; properties are one JSON text with dotted names. The file appears only when it is whole.',
  arguments: [],
  options: [
    { flags: '--table <table>', about: 'encounter, transfer or event (required)' },
    { flags: '--format <format>', about: 'parquet, csv or jsonl (default by the ending of --out)' },
    { flags: '--out <file>', about: 'the file to write (required)' },
    DATA_OPTION,
  ],
  examples: ['bothways export --table transfer --format parquet --out transfers.parquet'],
  json: '{ table, format, out, bytes }',
  run: runExport,
};

async function runExport(call: Call): Promise<number> {
  const { terminal } = call;
  const out = option(call, 'out', '');
  if (out === '') throw new WrongUse('export wants --out FILE: the file to write');
  const table = EXPORT_TABLES.find((each) => each === option(call, 'table', ''));
  if (table === undefined)
    throw new WrongUse(`export wants --table to be one of ${EXPORT_TABLES.join(', ')}`);
  const named = option(call, 'format', out.split('.').at(-1) ?? '');
  const format = EXPORT_FORMATS.find(({ name }) => name === named);
  if (format === undefined)
    throw new WrongUse(
      `export wants --format to be one of ${EXPORT_FORMATS.map(({ name }) => name).join(', ')}; "${named}" is none of them`,
    );
  const path = resolve(out);
  const bytes = await withLedger(
    dataDirectory(call),
    terminal,
    async ({ stores, generation, model }) => {
      terminal.progress(`writing ${out}`);
      const body = await stores.facts.stream(exportSql(table, generation, model), format.engine, {
        parameters: { seq: generation.seqDone },
        settings: EXPORT_SETTINGS,
      });
      return wholeFile(path, async (half) => {
        const file = createWriteStream(half);
        await pipeline(body, file);
        return file.bytesWritten;
      });
    },
  );
  terminal.done();
  terminal.out(
    terminal.json
      ? JSON.stringify({ table, format: format.name, out, bytes }, null, 2)
      : `${out}: ${bytes} bytes`,
  );
  return 0;
}
