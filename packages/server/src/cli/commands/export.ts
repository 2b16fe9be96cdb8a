import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { formatCount } from '@bothways/core';
import type { Reading } from '../../measure/reading.ts';
import { CUBE_BYTES_MAX, smallCube } from '../../measure/small-cube.ts';
import {
  EXPORT_FORMATS,
  EXPORT_SETTINGS,
  EXPORT_TABLES,
  type ExportStatement,
  type ExportTable,
  exportSql,
  rejectsStatement,
} from '../../store/measure/export.ts';
import type { Stores } from '../../store/stores.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, option } from '../command.ts';
import { WrongUse } from '../refusal.ts';
import { wholeFile } from '../whole-file.ts';
import { readingOf, withWorkspace } from '../workspace.ts';
import { writeModel } from './export-model.ts';

export const exportTable: Command = {
  name: 'export',
  summary:
    'Write a table of facts to a file (encounters, transfers, events, rejects, or their small cube), or the model as it was saved.',
  detail:
    'Streams whatever size the table has. Ids are pseudonyms in hexadecimal, times are UTC (ISO 8601 in csv and jsonl), a transfer has its quantity in smallest units and, as an exact decimal, in whole units; properties are one JSON text with dotted names. A reject is a record that was refused, with its file, line, reason and text. The file appears only when it is whole.' +
    ' The model is the newest version that was saved, in the app or by a rebuild, or the one of --model-version; of several files it becomes a folder.' +
    ` The cube is one JSON text of at most ${formatCount(CUBE_BYTES_MAX)} bytes with the quantities by touchpoint, kind, giver, receiver, channel, segment, grade and month, to be valued elsewhere; where that does not fit it is summed by quarter, by year, over all time, then over channels, and says so.`,
  arguments: [],
  options: [
    {
      flags: '--table <table>',
      about: 'encounter, transfer, event, reject, cube or model (required)',
    },
    {
      flags: '--format <format>',
      about: 'parquet, csv or jsonl, a cube json (default by the ending of --out)',
    },
    { flags: '--out <file>', about: 'the file to write (required)' },
    {
      flags: '--model-version <number>',
      about: 'which version of the model (default: the newest)',
    },
    DATA_OPTION,
  ],
  examples: [
    'bothways export --table transfer --format parquet --out transfers.parquet',
    'bothways export --table cube --out cube.json',
    'bothways export --table model --out shop.bothways.yaml',
  ],
  json: '{ table, format, out, bytes }, of a model its version, of a cube also coarser: what was summed more coarsely than by month and channel',
  run: runExport,
};

async function runExport(call: Call): Promise<number> {
  const { terminal } = call;
  const out = option(call, 'out', '');
  if (out === '') throw new WrongUse('export wants --out FILE: the file to write');
  const tables = [...EXPORT_TABLES, 'reject', 'cube', 'model'] as const;
  const table = tables.find((each) => each === option(call, 'table', ''));
  if (table === undefined)
    throw new WrongUse(`export wants --table to be one of ${tables.join(', ')}`);
  if (table === 'model') return runExportModel(call, out);
  const formats = table === 'cube' ? CUBE_FORMATS : EXPORT_FORMATS;
  const named = option(call, 'format', out.split('.').at(-1) ?? '');
  const format = formats.find(({ name }) => name === named);
  if (format === undefined)
    throw new WrongUse(
      `export wants --format of ${table} to be one of ${formats.map(({ name }) => name).join(', ')}; "${named}" is none of them`,
    );
  const path = resolve(out);
  const directory = dataDirectory(call);
  const { bytes, coarser } = await withWorkspace(directory, terminal, async (stores) => {
    terminal.progress(`writing ${out}`);
    if (table === 'reject') return writeRejects(stores, format.engine, path);
    const reading = await readingOf(stores, directory);
    return table === 'cube'
      ? writeCube(reading, path)
      : writeTable(reading, table, format.engine, path);
  });
  terminal.done();
  terminal.out(
    terminal.json
      ? JSON.stringify({ table, format: format.name, out, bytes, coarser }, null, 2)
      : [`${out}: ${bytes} bytes`, ...(coarser ?? [])].join('; '),
  );
  return 0;
}

async function runExportModel(call: Call, out: string): Promise<number> {
  const { terminal } = call;
  const asked = option(call, 'modelVersion', '');
  const { bytes, version } = await withWorkspace(dataDirectory(call), terminal, (stores) =>
    writeModel(stores, asked, resolve(out)),
  );
  terminal.done();
  terminal.out(
    terminal.json
      ? JSON.stringify({ table: 'model', version, out, bytes }, null, 2)
      : `${out}: version ${version} of the model, ${bytes} bytes`,
  );
  return 0;
}

const CUBE_FORMATS = [{ name: 'json', engine: '' }] as const;

interface Wrote {
  readonly bytes: number;
  readonly coarser?: readonly string[];
}

function writeTable(
  { stores, generation, model }: Reading,
  table: ExportTable,
  engine: string,
  path: string,
): Promise<Wrote> {
  const parameters = { seq: generation.seqDone };
  return writeRows(stores, { sql: exportSql(table, generation, model), parameters }, engine, path);
}

/** Rejects are there before any ledger is. */
async function writeRejects(stores: Stores, engine: string, path: string): Promise<Wrote> {
  return writeRows(stores, await rejectsStatement(stores.state), engine, path);
}

function writeRows(
  { facts }: Stores,
  { sql, parameters }: ExportStatement,
  engine: string,
  path: string,
): Promise<Wrote> {
  return wholeFile(path, async (half) => {
    const body = await facts.stream(sql, engine, { parameters, settings: EXPORT_SETTINGS });
    const file = createWriteStream(half);
    await pipeline(body, file);
    return { bytes: file.bytesWritten };
  });
}

async function writeCube(reading: Reading, path: string): Promise<Wrote> {
  const { cube, json } = await smallCube(reading);
  await wholeFile(path, (half) => writeFile(half, json));
  return { bytes: Buffer.byteLength(json), coarser: cube.coarser };
}
