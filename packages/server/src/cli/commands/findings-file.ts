import { type Finding, formatCount, formatEstimate, kindName } from '@bothways/core';
import { NAMED } from '../../alone/column-guess.ts';
import { scaleOf } from '../../alone/felt-scale.ts';
import {
  type FindingsAsked,
  type FindingsOfFile,
  findingsAlone,
} from '../../alone/findings-alone.ts';
import { missingOf } from '../../alone/survey-columns.ts';
import { type Call, option, wholeNumber } from '../command.ts';
import { WrongUse } from '../refusal.ts';
import { columnOf, readingTold } from './nps.ts';

/** What may be said of a file. */
export const FILE_OPTIONS = [
  { flags: '--case <column>', about: 'of a file: which journey an event belongs to' },
  { flags: '--activity <column>', about: 'what happened' },
  { flags: '--at <column>', about: 'when it happened' },
  { flags: '--time <format>', about: 'how times are written, as dd.MM.yyyy HH:mm' },
  { flags: '--ends <activities>', about: 'which activities complete a case: "Paid,Delivered"' },
  {
    flags: '--open-days <n>',
    about: 'a case without an end is open if the file ends within so many days (default 30)',
  },
  { flags: '--felt <column>', about: 'how each event felt' },
  { flags: '--scale <scale>', about: 'of it: WORST..BEST as 1..7 or 100..0, or csat-5, ces-7' },
  {
    flags: '--neutral <answer>',
    about: 'the answer that means "as expected" (default the middle)',
  },
  { flags: '--money <column>', about: 'what customers pay in each event' },
  { flags: '--currency <code>', about: 'of it (default EUR)' },
  { flags: '--person <column>', about: 'who, where people have several cases' },
  { flags: '--missing <codes>', about: 'what of --felt means "no answer", as "0,99"' },
] as const;

/** Says what goes wrong in a file by itself. */
export async function findingsOfFile(call: Call, file: string): Promise<number> {
  const { terminal } = call;
  const asked = await askedOf(call, file);
  const told = await findingsAlone(file, asked, readingTold(call));
  terminal.done();
  for (const line of [...told.told, ...leftOutWords(told)]) terminal.err(line);
  terminal.out(terminal.json ? JSON.stringify(plain(told), null, 2) : textOf(told, asked));
  return 0;
}

async function askedOf(call: Call, file: string): Promise<FindingsAsked> {
  const said = (name: string): string | null => option(call, name, '') || null;
  const [felt, money, person] = [said('felt'), said('money'), said('person')];
  const needsColumns = felt !== null || money !== null || person !== null;
  const column = async (name: 'case' | 'activity' | 'at'): Promise<string | null> =>
    needsColumns ? columnOf(call, file, name, NAMED[name]) : said(name);
  const columns = {
    case: await column('case'),
    activity: await column('activity'),
    at: await column('at'),
  };
  const ends = said('ends');
  return {
    ...{ ...columns, time: said('time'), money, person },
    felt: felt === null ? null : { column: felt, scale: scaleSaid(call) },
    missing: missingOf(option(call, 'missing', '')),
    ends: ends === null ? null : listOf(ends),
    openDays: wholeNumber(call, 'openDays', 30, { least: 0, most: 3650 }),
    currency: currencyOf(option(call, 'currency', 'EUR')),
    command: commandOf(call, file, columns),
  };
}

function scaleSaid(call: Call): ReturnType<typeof scaleOf> {
  const text = option(call, 'scale', '');
  if (text === '')
    throw new WrongUse(
      'on which scale did they say how it felt? --scale WORST..BEST, as 1..7 or 100..0, or a name as csat-5',
    );
  const neutral = option(call, 'neutral', '');
  if (neutral !== '' && !Number.isFinite(Number(neutral)))
    throw new WrongUse(`--neutral ${neutral}: want a number`);
  return scaleOf('scale', text, neutral === '' ? null : Number(neutral));
}

function currencyOf(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text;
  throw new WrongUse(`--currency ${text}: want three capital letters, as EUR`);
}

function listOf(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    ),
  ];
}

const TOLD_AGAIN = [
  ...['time', 'ends', 'openDays', 'felt', 'scale', 'neutral', 'money', 'currency', 'person'],
  'missing',
] as const;

/** The command that asks the same again, each column named. */
function commandOf(
  call: Call,
  file: string,
  columns: Readonly<Record<string, string | null>>,
): string {
  const asked = [
    ...Object.entries(columns),
    ...TOLD_AGAIN.map((name) => [name, option(call, name, '')] as const),
  ];
  const words = asked.flatMap(([name, value]) =>
    value === null || value === ''
      ? []
      : [`--${name.replaceAll(/[A-Z]/g, (big) => `-${big.toLowerCase()}`)}`, quoted(value)],
  );
  return ['bothways findings', quoted(file), ...words].join(' ');
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** As scripts read them: the keys of the ledger's findings. */
function plain({ findings, abstained, cases, columns, leftOut }: FindingsOfFile): object {
  return {
    findings: findings.map(({ breakEven, ...finding }) => ({ ...finding, break_even: breakEven })),
    ...{ strengths: [], blind_spots: [], abstained },
    ...{ cases, columns, left_out: leftOut },
  };
}

function leftOutWords({
  leftOut: { events, unread, offScale },
}: FindingsOfFile): readonly string[] {
  const lines = [
    [events, 'records are no event and left out'],
    [unread, 'cells are neither a number nor empty'],
    [offScale, 'answers are not on the scale'],
  ] as const;
  return lines.flatMap(([count, what]) => (count === 0 ? [] : [`${formatCount(count)} ${what}`]));
}

function textOf({ findings, abstained, cases }: FindingsOfFile, asked: FindingsAsked): string {
  const { all, done, open } = cases;
  const ended = asked.ends === null ? '' : `, ${formatCount(done)} done`;
  const blocks = [
    `${formatCount(all)} cases${ended}, ${formatCount(open)} still open and not judged.`,
    ...(findings.length === 0
      ? ['No activity shows a fault.']
      : findings.map((each, at) => findingText(each, at, asked.currency))),
    ['Not judged:', ...abstained.map(notJudgedLine)].join('\n'),
  ];
  return blocks.join('\n\n');
}

function notJudgedLine({ touchpoint, reason }: FindingsOfFile['abstained'][number]): string {
  return touchpoint === null ? `  ${reason}` : `  ${touchpoint}: ${reason}`;
}

function findingText(finding: Finding, at: number, currency: string): string {
  const { stake } = finding;
  const money =
    stake.kind === 'estimate'
      ? `${formatEstimate(stake, currency)} a year`
      : `not in money (${stake.reason})`;
  return [
    `${at + 1}. ${finding.touchpoint}: ${kindName(finding.kind).toLowerCase()}`,
    ...[finding.headline, finding.why].map((line) => `   ${line}`),
    `   at stake for the business ${money}; ${formatCount(finding.people)} people`,
    `   but: ${finding.caveat}`,
    `   next: ${finding.next}`,
  ].join('\n');
}
