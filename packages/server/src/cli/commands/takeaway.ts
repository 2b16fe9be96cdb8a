import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TAKE_AWAYS } from '@bothways/core/contract';
import { takeAway } from '../../deliver/take-away/take-away.ts';
import { type ChangedAsked, changedMonth } from '../../measure/changed.ts';
import { reportData } from '../../measure/report.ts';
import { takeAwayTold } from '../../measure/take-away-told.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, option } from '../command.ts';
import { Refusal, WrongUse } from '../refusal.ts';
import { wholeFile } from '../whole-file.ts';
import { withLedger } from '../workspace.ts';

const whats = Object.keys(TAKE_AWAYS) as readonly (keyof typeof TAKE_AWAYS)[];
const formats = [...new Set(Object.values(TAKE_AWAYS).flat())];

export const takeaway: Command = {
  name: 'takeaway',
  summary: 'Write the journey, the findings, a summary or what changed as a file to take away.',
  detail:
    'The same picture as on the screen: PDF and SVG in lines and letters, PNG, PowerPoint slides of native shapes that can be edited, Excel sheets with real numbers and ranges in columns of their own, CSV in the published formats. It names no person and fetches nothing. The file appears only when it is whole.',
  arguments: [{ name: '<what>', about: whats.join(', ') }],
  options: [
    { flags: '--format <format>', about: `${formats.join(', ')} (default by the ending of --out)` },
    { flags: '--out <file>', about: 'the file to write (default: a good name, here)' },
    {
      flags: '--journey <id>',
      about: 'one journey, or all (default: the one with the step that matters most)',
    },
    { flags: '--month <month>', about: 'of changed: a full month, as 2026-08 (default the last)' },
    { flags: '--against <what>', about: 'of changed: month or year before (default month)' },
    { flags: '--lang <language>', about: 'en or de (default en)' },
    { flags: '--theme <theme>', about: 'light or dark (default light)' },
    DATA_OPTION,
  ],
  examples: [
    'bothways takeaway summary --format pdf',
    'bothways takeaway journey --journey all --lang de --out journeys.pptx',
  ],
  json: '{ what, format, out, bytes }',
  run: runTakeaway,
};

async function runTakeaway(call: Call): Promise<number> {
  const { terminal } = call;
  const what = oneOf(call.arguments[0] ?? '', whats, 'takeaway wants WHAT to be');
  const named = option(call, 'out', '');
  const ending = named.split('.').at(-1) ?? '';
  const format = oneOf(option(call, 'format', ending), formats, 'takeaway wants --format to be');
  const journey = option(call, 'journey', '');
  const wish = {
    ...{ what, format, journey: journey === '' ? null : journey },
    language: oneOf(option(call, 'lang', 'en'), ['en', 'de'] as const, '--lang wants to be'),
    theme: oneOf(option(call, 'theme', 'light'), ['light', 'dark'] as const, '--theme wants to be'),
  };
  const directory = dataDirectory(call);
  const made = await withLedger(directory, terminal, async (reading) => {
    terminal.progress('reading the ledger');
    const overview = await reportData(reading, new Date().toISOString());
    terminal.progress(`making ${what} as ${format}`);
    const changed = what === 'changed' ? await changedMonth(reading, monthsOf(call)) : null;
    return takeAway(takeAwayTold(reading, overview, changed), wish);
  });
  if (made.kind === 'refused') throw new Refusal(`${made.message}; ${made.hint}`);
  const out = resolve(named === '' ? made.name : named);
  await wholeFile(out, (half) => writeFile(half, made.bytes));
  terminal.done();
  const bytes = made.bytes.length;
  terminal.out(terminal.json ? JSON.stringify({ what, format, out, bytes }, null, 2) : out);
  return 0;
}

/** Which months are compared. */
function monthsOf(call: Call): ChangedAsked {
  const month = option(call, 'month', '');
  if (month !== '' && !/^\d{4}-\d{2}$/.test(month))
    throw new WrongUse(`--month ${month}: want a month as 2026-08`);
  const against = oneOf(
    option(call, 'against', 'month'),
    ['month', 'year'] as const,
    '--against wants to be',
  );
  return { month: month === '' ? undefined : month, against };
}

function oneOf<Word extends string>(said: string, known: readonly Word[], wants: string): Word {
  const word = known.find((each) => each === said);
  if (word === undefined)
    throw new WrongUse(`${wants} one of ${known.join(', ')}; "${said}" is none of them`);
  return word;
}
