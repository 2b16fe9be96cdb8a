import {
  type BelievedLedger,
  type Estimate,
  explainRuleError,
  formatEstimate,
  LEDGER_ENVIRONMENT,
  type LedgerRow,
  oneOf,
  type Rule,
  readRule,
} from '@bothways/core';
import { BELIEVED_KEYS, believedRows, measuredLedger } from '../../measure/ledger.ts';
import { LEDGER_KEYS } from '../../store/measure/cube.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, option } from '../command.ts';
import { modelFiles, usableModel } from '../model-files.ts';
import { WrongUse } from '../refusal.ts';
import { table } from '../terminal.ts';
import { withLedger } from '../workspace.ts';

export const ledger: Command = {
  name: 'ledger',
  summary: 'Show what was given and received, by any keys, with what it is worth and costs.',
  detail: `Keys: ${LEDGER_KEYS.join(', ')}. --where is an expression over ${Object.keys(LEDGER_ENVIRONMENT).join(', ')}. n counts transfers, aggregates with their number: an encounter with two legs of one kind and direction counts twice. The believed ledger comes from the model alone, as a year; with --model it needs no data directory.`,
  arguments: [],
  options: [
    { flags: '--by <keys>', about: 'keys with commas between (default touchpoint,kind)' },
    { flags: '--where <expr>', about: 'only transfers for which this holds' },
    { flags: '--believed', about: 'what the model says happens, instead of what did' },
    {
      flags: '--model <model>',
      about: "with --believed: read this model instead of the last rebuild's",
    },
    DATA_OPTION,
  ],
  examples: [
    'bothways ledger --by touchpoint,kind',
    `bothways ledger --by month --where 'family == "time" && giver == "customer"' --json`,
    'bothways ledger --believed --model examples/larkfield',
  ],
  json: '{ rows: [{ ...keys, giver, receiver, kind, quantity, unit, worth: Estimate, cost: Estimate, n, grade, grades }] }; with --believed also quantityRange in each row, and unstated: [{ touchpoint, leg, kind }], the lines that are left out',
  run: runLedger,
};

async function runLedger(call: Call): Promise<number> {
  const { terminal } = call;
  const isBelieved = call.options['believed'] === true;
  const { rows, currency, unstated } = isBelieved ? await believed(call) : await measured(call);
  terminal.done();
  const plain = rows.map(({ keys, ...rest }) => ({ ...keys, ...rest }));
  terminal.out(
    terminal.json
      ? JSON.stringify(isBelieved ? { rows: plain, unstated } : { rows: plain }, null, 2)
      : [ledgerText(rows, currency, isBelieved), ...unstatedText(unstated)].join('\n\n'),
  );
  return 0;
}

interface Ledger {
  readonly rows: readonly LedgerRow[];
  readonly currency: string;
  /** Lines of the believed ledger that are left out, for nobody said how much they move. */
  readonly unstated: BelievedLedger['unstated'];
}

async function measured(call: Call): Promise<Ledger> {
  const by = keysOf(call, LEDGER_KEYS);
  const where = ruleOf(option(call, 'where', ''));
  return withLedger(dataDirectory(call), call.terminal, async (reading) => ({
    rows: await measuredLedger(reading, by, where),
    currency: reading.model.currency,
    unstated: [],
  }));
}

async function believed(call: Call): Promise<Ledger> {
  if (option(call, 'where', '') !== '')
    throw new WrongUse('--where reads transfers that happened; with --believed leave it out');
  const by = keysOf(call, BELIEVED_KEYS);
  const path = option(call, 'model', '');
  const of = (model: Parameters<typeof believedRows>[0]): Ledger => ({
    ...believedRows(model, by),
    currency: model.currency,
  });
  if (path !== '') return of(usableModel(modelFiles(path)));
  return withLedger(dataDirectory(call), call.terminal, async ({ model }) => of(model));
}

function keysOf<Key extends string>(call: Call, known: readonly Key[]): readonly Key[] {
  const words = option(call, 'by', 'touchpoint,kind')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words.map((word) => {
    const key = known.find((each) => each === word);
    if (key === undefined) throw new WrongUse(`--by ${word}: no such key; use ${oneOf(known)}`);
    return key;
  });
}

function ruleOf(text: string): Rule | null {
  if (text === '') return null;
  const read = readRule(text, LEDGER_ENVIRONMENT, 'bool');
  if ('error' in read) throw new WrongUse(`--where:\n${explainRuleError(text, read.error)}`);
  return read.rule;
}

function ledgerText(rows: readonly LedgerRow[], currency: string, isBelieved: boolean): string {
  if (rows.length === 0)
    return isBelieved
      ? 'Nothing is believed yet. Give touchpoints "believed: { volume: ... }" and their lines "believed: { median: ... }", or plain numbers as quantities.'
      : 'No transfer. "bothways rebuild" says which events no touchpoint takes.';
  const keys = Object.keys(rows[0]?.keys ?? {}).filter((key) => key !== 'kind');
  const money = (estimate: Estimate): string =>
    estimate.kind === 'abstained' ? '—' : formatEstimate(estimate, currency);
  return table(
    [...keys, 'kind', 'giver', 'receiver', 'quantity', 'unit', 'worth', 'cost', 'n', 'grade'],
    rows.map((row) => [
      ...keys.map((key) => row.keys[key] ?? ''),
      row.kind,
      row.giver,
      row.receiver,
      row.quantity,
      row.unit,
      money(row.worth),
      money(row.cost),
      String(row.n),
      row.grade,
    ]),
  );
}

/** As many lines that are left out are named. */
const UNSTATED_SHOWN = 8;

function unstatedText(unstated: Ledger['unstated']): readonly string[] {
  if (unstated.length === 0) return [];
  const named = unstated
    .slice(0, UNSTATED_SHOWN)
    .map(({ touchpoint, kind }) => `  ${touchpoint}: ${kind}`);
  const more = unstated.length - named.length;
  return [
    [
      'Left out, for nobody said how much moves (add believed: { median: ... } to the line of the exchange):',
      ...named,
      ...(more > 0 ? [`  and ${more} more.`] : []),
    ].join('\n'),
  ];
}
