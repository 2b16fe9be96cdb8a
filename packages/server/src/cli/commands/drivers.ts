import { namedDrivers } from '../../alone/driver-names.ts';
import {
  type DriversAloneAsked,
  type DriversMethod,
  driversAlone,
} from '../../alone/drivers-alone.ts';
import { columnList, columnNames } from '../../alone/read-columns.ts';
import { missingOf } from '../../alone/survey-columns.ts';
import { type Call, type Command, option } from '../command.ts';
import { WrongUse } from '../refusal.ts';
import { driversOfLedger } from './drivers-ledger.ts';
import { driversJson, driversText } from './drivers-told.ts';
import { columnOf, readingTold } from './nps.ts';

export const drivers: Command = {
  name: 'drivers',
  summary: 'Say what goes with an outcome: how much of it each driver explains, and how surely.',
  detail:
    'Of a file by itself: no workspace, no model. Without a file it reads the ledger of a data directory: people (or forms that name nobody) by how each influence felt to them, held against a rating of the whole or what they did afterwards. The share of a driver is what it adds to R2 on average over all orders in which drivers can come (LMG, the Shapley value of R2); its range and the chances of its rank are bootstrapped (9 times in 10). "importance" is that part of R2 itself, "share" the same as a part of all drivers together, so shares sum to 1. Rows in which anything asked for is missing are left out. Words become numbers, which is said. With too few rows it says so and gives no shares. Nothing is written.',
  arguments: [{ name: '[file]', about: 'CSV, XLSX, JSON lines or Parquet; plain, gzip or zstd' }],
  options: [
    {
      flags: '--outcome <column>',
      about:
        'what is to be explained: numbers, or words with an order; of the ledger a touchpoint that is rated, came-back, bought-again, net-customer, net-business or joint',
    },
    {
      flags: '--drivers <columns>',
      about: 'what may explain it: a,b,c; several columns as one driver: service=friendly+fast',
    },
    {
      flags: '--method <name>',
      about: 'lmg (default), johnson (relative weights) or logit (shares of the likelihood)',
    },
    { flags: '--missing <codes>', about: 'what means "no answer", as 0,-99 or "0,Blank"' },
    { flags: '--weight <column>', about: 'how much each row counts' },
    { flags: '--cluster <column>', about: 'whose rows are drawn together: a person, a shop' },
    {
      flags: '--by <column>',
      about: 'the drivers for each value of this column too; of the ledger influence or touchpoint',
    },
    { flags: '--segment <id>', about: 'of the ledger: only its people' },
    {
      flags: '--cost <costs>',
      about:
        'of the ledger: what lifting a driver by a tenth of its scale costs a year, as service:4000-9000,brand:12000',
    },
    { flags: '--data <dir>', about: 'the data directory (default ./bothways-data)' },
  ],
  examples: [
    'bothways drivers',
    'bothways drivers --outcome joint --cost service:4000-9000,product:2500 --json',
    'bothways drivers survey.csv --outcome overall --drivers price,staff,speed',
    'bothways drivers airline.csv.gz --outcome satisfaction --drivers "Online boarding,Seat comfort,Cleanliness" --missing 0 --method logit --json',
  ],
  json: 'of the ledger as GET /api/drivers, with n, r2 and drivers: [{ name, share, importance, low, high, rank_probabilities }] at its top; of a file { n, r2, r2_low, r2_high, drivers: [{ name, share, importance, low, high, share_low, share_high, rank_probabilities, first, last, second_opinion, slope, mean }], caveats, caveat_codes, abstained, outcome, method, rows, notes, performance, weakest_link, necessity, odds, interactions, groups: [{ group, rows, n, r2, drivers ... }] }; low and high are of importance, the most important driver first',
  run: runDrivers,
};

const METHODS: readonly DriversMethod[] = ['lmg', 'johnson', 'logit'];
/** How sources call what is to be explained. */
const OUTCOMES = [
  /^(overall[ _-]?satisfaction|overall|satisfaction|outcome)$/i,
  /^(nps|net_?promoter([_ -]?score)?|recommend(ation)?)$/i,
  /overall/i,
] as const;

async function runDrivers(call: Call): Promise<number> {
  const { terminal } = call;
  const file = call.arguments[0];
  if (file === undefined) return driversOfLedger(call);
  const asked = await askedOf(call, file);
  const found = await driversAlone(file, asked, readingTold(call), toldLater(call));
  terminal.done();
  terminal.out(terminal.json ? JSON.stringify(driversJson(found), null, 2) : driversText(found));
  return 0;
}

async function askedOf(call: Call, file: string): Promise<DriversAloneAsked> {
  const method = METHODS.find((each) => each === option(call, 'method', 'lmg'));
  if (method === undefined)
    throw new WrongUse(`--method ${option(call, 'method', '')}: there are ${METHODS.join(', ')}`);
  const columns = await columnNames(file);
  const outcome = await columnOf(call, file, 'outcome', OUTCOMES);
  const text = option(call, 'drivers', '');
  if (text.trim() === '')
    throw new WrongUse(
      `which columns may explain ${JSON.stringify(outcome)}? Say --drivers A,B,C; ${file} has ${columnList(columns)}`,
    );
  const optional = (name: string): string | null => option(call, name, '') || null;
  return {
    outcome,
    drivers: namedDrivers(file, text, columns),
    missing: missingOf(option(call, 'missing', '')),
    weight: optional('weight'),
    cluster: optional('cluster'),
    by: optional('by'),
    method,
  };
}

/** Says what is done after reading where the whole takes long. */
function toldLater({ terminal, arguments: [file = ''] }: Call): (what: string) => void {
  const since = performance.now();
  return (what) => {
    if (performance.now() - since > 500) terminal.progress(`${file}: ${what}`);
  };
}
