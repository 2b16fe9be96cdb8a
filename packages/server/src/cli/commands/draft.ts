import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { draftModel, type ModelDraft, type NotTaken } from '@bothways/core';
import { type GridRead, gridOfFile, gridOfStream } from '../../jobs/grid-file.ts';
import { type Call, type Command, option } from '../command.ts';
import { checkedModel, counted } from '../model-files.ts';
import { Refusal } from '../refusal.ts';
import { wholeFile } from '../whole-file.ts';

/** As large as a model file may be. */
const FILE_BYTES_MAX = 8 * 1024 * 1024;
const SHOWN_MOST = 10;

export const draft: Command = {
  name: 'draft',
  summary: 'Make a draft of a model from a journey map in a sheet, with the places to fill marked.',
  detail:
    'Reads CSV, TSV or XLSX, or a paste from a spreadsheet on stdin: a matrix (phases above, steps below them, lanes such as Touchpoints, Doing or Pain points to the left, or all of it on its side) or one row for each text with columns such as step, lane and text. What the sheet says becomes the model, what is guessed and what only you know is marked in comments, and a cell that has no place in a model is kept under x-draft. The draft passes "bothways check". A file that is there already is never overwritten, unless it would stay as it is.',
  arguments: [{ name: '<file>', about: 'the sheet; - reads a paste from stdin' }],
  options: [
    { flags: '--sheet <name>', about: 'the sheet of an XLSX file (default: its first)' },
    { flags: '--out <file>', about: 'the model to write (default model.bothways.yaml)' },
  ],
  examples: [
    'bothways draft journey.xlsx --sheet Workshop --out repair.bothways.yaml',
    'bothways draft - < pasted.tsv',
  ],
  json: '{ file, layout, sure, journeys, phases, steps, touchpoints, insights, toFill, notTaken: [{ row, column, text, why }] }',
  run: runDraft,
};

async function runDraft(call: Call): Promise<number> {
  const { terminal, arguments: given } = call;
  const [file = ''] = given;
  const out = option(call, 'out', 'model.bothways.yaml');
  const { rows, note } = await gridOf(file, option(call, 'sheet', ''));
  if (note !== null) terminal.err(note);
  const made = draftModel(rows, file === '-' ? '' : basename(file).replace(/(\.[a-z]+)+$/i, ''));
  if (made.kind === 'refused') {
    const { code, message, hint } = made;
    throw new Refusal(`${file === '-' ? 'stdin' : file}: ${message}; ${hint}`, { code });
  }
  await writeDraft(out, made.text);
  const { layout, sure, counts, notTaken } = made;
  terminal.out(
    terminal.json
      ? JSON.stringify({ file: out, layout, sure, ...counts, notTaken }, null, 2)
      : summaryText(out, made),
  );
  return 0;
}

function gridOf(file: string, sheet: string): Promise<GridRead> {
  if (file === '-') return gridOfStream(process.stdin);
  return gridOfFile(file, sheet === '' ? null : sheet);
}

async function writeDraft(out: string, text: string): Promise<void> {
  const bytes = Buffer.byteLength(text);
  if (bytes > FILE_BYTES_MAX)
    throw new Refusal(
      `${out}: the draft would have ${bytes} bytes, and a model file may have ${FILE_BYTES_MAX}; split the sheet by journey`,
    );
  const { errors } = checkedModel([{ file: out, text }]);
  if (errors.length > 0) throw new Error(`the draft has errors: ${JSON.stringify(errors)}`);
  if (existsSync(out)) {
    if (readFileSync(out, 'utf8') === text) return;
    throw new Refusal(
      `${out}: there is such a file already and nothing was written; give --out another name`,
    );
  }
  await wholeFile(out, (half) => writeFile(half, text));
}

type Made = Extract<ModelDraft, { kind: 'draft' }>;

function summaryText(out: string, { layout, sure, counts, notTaken }: Made): string {
  const { journeys, phases, steps, touchpoints, insights, toFill } = counts;
  const parts = [
    counted(journeys, 'journey'),
    counted(phases, 'phase'),
    counted(steps, 'step'),
    counted(touchpoints, 'touchpoint'),
    counted(insights, 'insight'),
  ];
  const doubt =
    sure < 0.6 ? [`It is not sure that this is a journey map: see that it was read rightly.`] : [];
  return [
    `wrote ${out}: ${parts.join(', ')}; read as a ${layout === 'matrix' ? 'matrix' : 'long layout'}`,
    ...doubt,
    `${counted(toFill, 'place')} to fill in: each says "fill in:", from the top; what was guessed says "guessed:".`,
    ...leftText(notTaken),
    '',
    `Next: npx bothways check ${out}`,
  ].join('\n');
}

function leftText(notTaken: readonly NotTaken[]): readonly string[] {
  if (notTaken.length === 0) return [];
  const shown = notTaken.slice(0, SHOWN_MOST).map(({ row, column, text, why }) => {
    const cut = text.length > 40 ? `${text.slice(0, 39)}…` : text;
    return `  row ${row}, column ${column}: ${JSON.stringify(cut)}: ${why}`;
  });
  const more = notTaken.length - shown.length;
  return [
    `${counted(notTaken.length, 'cell')} found no place and ${notTaken.length === 1 ? 'is' : 'are'} kept under x-draft:`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}
