import { formatCount } from '@bothways/core';
import type { NpsReply } from '@bothways/core/contract';
import { guessColumn, NAMED } from '../../alone/column-guess.ts';
import { npsAlone } from '../../alone/nps-alone.ts';
import { columnList, columnNames, type ReadSoFar } from '../../alone/read-columns.ts';
import { missingOf } from '../../alone/survey-columns.ts';
import { type Call, type Command, option } from '../command.ts';
import { WrongUse } from '../refusal.ts';
import { table } from '../terminal.ts';

export const nps: Command = {
  name: 'nps',
  summary: 'Work out the Net Promoter Score of a column of scores, with its doubt.',
  detail:
    'Of a file by itself: no workspace, no model. The score is the share that gives 9 or 10 less the share that gives 0 to 6, in points; its standard error is exact, with weights the linearised one, and its range holds the true score 9 times in 10. Codes that mean "no answer" differ by source and are named with --missing; other numbers outside 0 to 10 are not counted either, and told. Nothing is written.',
  arguments: [{ name: '<file>', about: 'CSV, XLSX, JSON lines or Parquet; plain, gzip or zstd' }],
  options: [
    { flags: '--score <column>', about: 'the scores (default: the column whose name says so)' },
    { flags: '--missing <codes>', about: 'what means "no answer", as 11 or "11,Blank"' },
    { flags: '--weight <column>', about: 'how much each answer counts' },
    { flags: '--by <column>', about: 'a score for each value of this column too' },
  ],
  examples: [
    'bothways nps survey.csv --score recommend',
    'bothways nps sfo_2017.csv.gz --score NETPRO --missing 11 --weight WEIGHT --by TERMINAL --json',
  ],
  json: '{ n, promoters, detractors, nps, se, low, high, effective, passives, level, method, groups: [{ group, n, promoters, detractors, nps, se, low, high, effective, difference }], groupsLeft, leftOut: { none, outside: [{ score, n }], unread, unweighted }, column }; se, low and high in points, counts in people',
  run: runNps,
};

async function runNps(call: Call): Promise<number> {
  const { terminal } = call;
  const file = call.arguments[0] ?? '';
  const score = await columnOf(call, file, 'score', NAMED.nps);
  const optional = (name: string): string | null => option(call, name, '') || null;
  const reply = await npsAlone(
    file,
    {
      score,
      weight: optional('weight'),
      by: optional('by'),
      missing: missingOf(option(call, 'missing', '')),
    },
    readingTold(call),
  );
  terminal.done();
  terminal.out(terminal.json ? JSON.stringify(reply, null, 2) : npsText(reply));
  return 0;
}

/** The column an option names, or the one column whose name says what is looked for; that is said. */
export async function columnOf(
  call: Call,
  file: string,
  name: string,
  patterns: readonly RegExp[],
): Promise<string> {
  const said = option(call, name, '');
  if (said !== '') return said;
  const names = await columnNames(file);
  const guessed = guessColumn(names, patterns);
  if (guessed === null)
    throw new WrongUse(
      `which column is it? Say --${name} COLUMN; ${file} has ${columnList(names)}`,
    );
  call.terminal.err(`--${name} ${JSON.stringify(guessed)}, by its name`);
  return guessed;
}

/** Says how far reading is, once it takes over a second. */
export function readingTold({ terminal }: Call): (soFar: ReadSoFar) => void {
  const since = performance.now();
  return ({ rows }) => {
    if (performance.now() - since > 1000) terminal.progress(`reading ${formatCount(rows)} rows`);
  };
}

function npsText(reply: NpsReply): string {
  const { n, promoters, passives, detractors, effective, column, leftOut } = reply;
  const weighted =
    column.weight === null
      ? ''
      : `, weighted by ${column.weight}: worth ${formatCount(Math.round(effective))} without weights`;
  const rows = reply.groups.map((group) => {
    const { difference } = group;
    const apart =
      difference.kind === 'abstained'
        ? '—'
        : `${points(difference.median)} (${points(difference.low)} to ${points(difference.high)})`;
    return [group.group, formatCount(group.n), points(group.nps), rangeOf(group), apart];
  });
  return [
    `NPS ${points(reply.nps)} (${rangeOf(reply)}, 9 times in 10), standard error ${reply.se?.toFixed(2) ?? '—'}`,
    `${formatCount(n)} answers in ${column.score}${weighted}: ${formatCount(promoters)} promoters (9, 10), ${formatCount(passives)} passives (7, 8), ${formatCount(detractors)} detractors (0 to 6)`,
    ...leftOutLines(leftOut),
    ...(rows.length === 0
      ? []
      : [
          '',
          table([column.by ?? '', 'answers', 'NPS', '9 times in 10', 'against all others'], rows),
        ]),
    ...(reply.groupsLeft === 0 ? [] : [`and ${reply.groupsLeft} smaller groups`]),
  ].join('\n');
}

/** What is not counted, and what to do about it. */
export function leftOutLines(leftOut: NpsReply['leftOut']): readonly string[] {
  const { none, outside, unread, unweighted } = leftOut;
  const codes = outside.map(({ score, n }) => `${score} (${formatCount(n)} times)`).join(', ');
  const named = outside.map(({ score }) => score).join(',');
  return [
    ...(none === 0 ? [] : [`${formatCount(none)} row${none === 1 ? ' has' : 's have'} no answer`]),
    ...(outside.length === 0
      ? []
      : [
          `not on the scale and not counted: ${codes}; if that means "no answer", say --missing ${named}`,
        ]),
    ...(unread === 0 ? [] : [`${formatCount(unread)} cells are no numbers and not counted`]),
    ...(unweighted === 0
      ? []
      : [`${formatCount(unweighted)} answers have no weight and do not count`]),
  ];
}

function points(value: number | null): string {
  if (value === null) return '—';
  return value.toFixed(1);
}

function rangeOf({
  low,
  high,
}: {
  readonly low: number | null;
  readonly high: number | null;
}): string {
  return low === null ? 'too few answers for a range' : `${points(low)} to ${points(high)}`;
}
