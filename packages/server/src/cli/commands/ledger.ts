import {
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
  json: '{ rows: [{ ...keys, giver, receiver, kind, quantity, unit, worth: Estimate, cost: Estimate, n, grade, grades }] }',
  run: runLedger,
};

async function runLedger(call: Call): Promise<number> {
  const { terminal } = call;
  const { rows, currency } =
    call.options['believed'] === true ? await believed(call) : await measured(call);
  terminal.done();
  terminal.out(
    terminal.json
      ? JSON.stringify({ rows: rows.map(({ keys, ...rest }) => ({ ...keys, ...rest })) }, null, 2)
      : ledgerText(rows, currency, call.options['believed'] === true),
  );
  return 0;
}

interface Ledger {
  readonly rows: readonly LedgerRow[];
  readonly currency: string;
}

async function measured(call: Call): Promise<Ledger> {
  const by = keysOf(call, LEDGER_KEYS);
  const where = ruleOf(option(call, 'where', ''));
  return withLedger(dataDirectory(call), call.terminal, async (reading) => ({
    rows: await measuredLedger(reading, by, where),
    currency: reading.model.currency,
  }));
}

async function believed(call: Call): Promise<Ledger> {
  if (option(call, 'where', '') !== '')
    throw new WrongUse('--where reads transfers that happened; with --believed leave it out');
  const by = keysOf(call, BELIEVED_KEYS);
  const path = option(call, 'model', '');
  const of = (model: Parameters<typeof believedRows>[0]): Ledger => ({
    rows: believedRows(model, by),
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
