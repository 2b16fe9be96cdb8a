import { formatCount, formatEstimate, formatMoney } from '@bothways/core';
import type { NetworkShown } from '@bothways/core/contract';
import { type E3Result, evaluateE3, explainE3 } from '@bothways/core/network';
import { networkShown } from '../../measure/network-shown.ts';
import { ImportRefused } from '../../read/import-refused.ts';
import { readE3valueFile } from '../../read/read-e3value.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, option } from '../command.ts';
import { counted } from '../model-files.ts';
import { Refusal, WrongUse } from '../refusal.ts';
import { withLedger } from '../workspace.ts';

export const network: Command = {
  name: 'network',
  summary: 'Show who gives what to whom, what each is left with and where nothing comes back.',
  detail:
    'Without a file it reads the ledger, as measured where anything was. With one it works out an e3value model: RDF of the e3value editor or of e3tools with its formulas, or an .e3value file, which has no values. A broken formula is named with its place, and the rest is worked out. Nothing is written.',
  arguments: [{ name: '[file]', about: 'an e3value model; left out: the ledger' }],
  options: [
    DATA_OPTION,
    { flags: '--journey <id>', about: 'only this journey of the ledger' },
    { flags: '--believed', about: 'what the model says happens, not what was measured' },
  ],
  examples: ['bothways network', 'bothways network telephony.rdf --json'],
  json: 'of the ledger as /api/network: { evidence, actors, figures: { actors: [{ id, received, given, net }], ways, flows, pairs, places } ... }; of a file { name, format, hasValues, actors: [{ name, net ... }], flows, problems, sum }',
  run: runNetwork,
};

async function runNetwork(call: Call): Promise<number> {
  const [file] = call.arguments;
  return file === undefined ? ofLedger(call) : ofFile(call, file);
}

async function ofFile({ terminal, options }: Call, file: string): Promise<number> {
  if (options['journey'] !== undefined || options['believed'] === true)
    throw new WrongUse('--journey and --believed are of the ledger: leave them or the file out');
  const worked = evaluateE3(await readE3valueFile(file).catch(refused));
  const problems = worked.problems.map((each) => ({ ...each, message: explainE3(each) }));
  terminal.out(terminal.json ? JSON.stringify({ ...worked, problems }, null, 2) : fileText(worked));
  return 0;
}

function refused(fault: unknown): never {
  if (!(fault instanceof ImportRefused)) throw fault;
  throw new Refusal(fault.message, { problems: fault.problems });
}

function fileText({
  name,
  hasValues,
  actors,
  flows,
  objects,
  starts,
  problems,
  sum,
}: E3Result): string {
  const parts = `${formatCount(actors.length)} actors, ${formatCount(objects)} value objects, ${formatCount(flows.length)} exchanges`;
  const paths = starts.map(
    (start) =>
      `${start.name}${start.occurrences === null ? '' : ` (${counted(start.occurrences, 'time')})`}`,
  );
  const lines = hasValues
    ? actors.map((each) => `  ${each.name}: ${amount(each.net)}`)
    : actors.map((each) => `  ${each.name}`);
  return [
    `${name}: ${parts}`,
    ...(paths.length === 0 ? [] : [`begins with ${paths.join(', ')}`]),
    hasValues ? 'net of each actor:' : 'the format has no values, so no net can be said; actors:',
    ...lines,
    ...(sum === null ? [] : [`  sum: ${amount(sum)}`]),
    ...(problems.length === 0 ? [] : ['', 'to mend:']),
    ...problems.map((each) => `  ${explainE3(each)}`),
  ].join('\n');
}

function amount(value: number | null): string {
  if (value === null) return 'not said';
  return `${value > 0 ? '+' : ''}${value.toFixed(2)}`;
}

async function ofLedger(call: Call): Promise<number> {
  const { terminal, options } = call;
  const journey = option(call, 'journey', '');
  const shown = await withLedger(dataDirectory(call), terminal, (reading) =>
    networkShown(reading, {
      journey: journey === '' ? null : journey,
      evidence: options['believed'] === true ? 'believed' : null,
    }),
  );
  if (shown === null)
    throw new Refusal(`there is no journey "${journey}"; leave --journey out to see all`);
  terminal.done();
  terminal.out(terminal.json ? JSON.stringify(shown, null, 2) : ledgerText(shown));
  return 0;
}

const STATES = {
  'one-way': 'nothing comes back',
  elsewhere: 'nothing comes back here, the giver is paid elsewhere',
  short: 'what comes back is worth less than what is given costs',
  doubtful: 'what comes back may be worth less than what is given costs',
  kept: 'neither is short',
  unsaid: 'nobody has said what it is worth',
} as const;

function ledgerText({ actors, figures, evidence, currency }: NetworkShown): string {
  if (figures.ways.length === 0)
    return 'Nothing moved yet: import events and rebuild, or give touchpoints a believed volume and see "bothways network --believed".';
  const name = (id: string | null): string =>
    actors.find((each) => each.id === id)?.name ?? id ?? '';
  const money = (estimate: NetworkShown['figures']['actors'][number]['net']): string =>
    formatEstimate(estimate, currency);
  return [
    `${evidence === 'measured' ? 'Measured' : 'Believed'}, a year:`,
    ...figures.ways.map(
      (way) =>
        `  ${name(way.giver)} -> ${name(way.receiver)}: worth ${money(way.worth)}, costs ${money(way.cost)} (${way.kinds.map(({ kind }) => kind).join(', ')})`,
    ),
    '',
    'What each is left with:',
    ...figures.actors.map((each) => `  ${name(each.id)}: ${money(each.net)}`),
    '',
    'What comes back:',
    ...figures.pairs.map(({ a, b, state, loser, balance }) => {
      const short =
        loser === null
          ? ''
          : `; ${name(loser)} is left with ${balance?.kind === 'estimate' ? formatMoney(balance.median, currency) : 'an unknown balance'}`;
      return `  ${name(a)} and ${name(b)}: ${STATES[state]}${short}`;
    }),
  ].join('\n');
}
