import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ReportData } from '../../deliver/report-data.ts';
import { reportHtml } from '../../deliver/report-html.ts';
import type { Reading } from '../../measure/reading.ts';
import { reportData } from '../../measure/report.ts';
import { reportBeside } from '../../measure/report-beside.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, option } from '../command.ts';
import type { Terminal } from '../terminal.ts';
import { VERSION } from '../version.ts';
import { wholeFile } from '../whole-file.ts';
import { withLedger } from '../workspace.ts';

export const report: Command = {
  name: 'report',
  summary: 'Write the report: one HTML file to forward.',
  detail:
    'The two voices along the journey, believed beside measured, the step that matters most, findings, value by kind, net for each side, blind spots, and how each figure was made. It names no person and fetches nothing.',
  arguments: [],
  options: [
    {
      flags: '--out <file>',
      about: 'the file to write (default report.html in the data directory)',
    },
    DATA_OPTION,
  ],
  examples: ['bothways report --out report.html'],
  json: '{ report, bytes }',
  run: runReport,
};

async function runReport(call: Call): Promise<number> {
  const { terminal } = call;
  const directory = dataDirectory(call);
  const out = resolve(option(call, 'out', join(directory, 'report.html')));
  const { html } = await withLedger(directory, terminal, (reading) =>
    writeReport(reading, out, terminal),
  );
  terminal.done();
  const bytes = Buffer.byteLength(html);
  terminal.out(terminal.json ? JSON.stringify({ report: out, bytes }, null, 2) : out);
  return 0;
}

/** A report that is written: where, and its text. */
export interface Written {
  readonly report: string;
  readonly html: string;
}

/** Makes the report of a reading and writes it; the file appears only when it is whole. */
export async function writeReport(
  reading: Reading,
  out: string,
  terminal: Terminal,
  dataOf = () => reportData(reading, new Date().toISOString()),
): Promise<Written> {
  terminal.progress('writing the report');
  const html = `${reportHtml(await dataOf(), await reportBeside(reading))}${mark(reading)}`;
  await wholeFile(out, (half) => writeFile(half, html));
  return { report: out, html };
}

/** The report that lies there if it is of this very reading, else a new one. */
export async function reportOf(
  reading: Reading,
  out: string,
  terminal: Terminal,
  dataOf?: () => Promise<ReportData>,
): Promise<Written> {
  const html = await readFile(out, 'utf8').catch(() => '');
  return html.endsWith(mark(reading))
    ? { report: out, html }
    : writeReport(reading, out, terminal, dataOf);
}

/** Stands at the end of a report and says what it was read from: our version, the ledger's, and the model's. */
function mark({ generation: { id, seqDone, modelVersion } }: Reading): string {
  return `\n<!-- Bothways ${VERSION}: generation ${id} to ${seqDone}, model version ${modelVersion} -->\n`;
}
