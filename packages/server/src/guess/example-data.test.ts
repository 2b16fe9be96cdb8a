import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFiles } from '../ingest/import-files.ts';
import { type ImportBench, openImportBench } from '../ingest/import-testing.ts';
import { ImportRefused } from '../read/import-refused.ts';
import { type Guess, guessFile } from './guess-file.ts';

const DATA = '../shared/data';
const isThere = existsSync(DATA);

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

async function mappingOf(file: string): Promise<Extract<Guess, { kind: 'mapping' }>> {
  const path = join(DATA, file);
  const guess = await guessFile({ file: path, path });
  if (guess.kind !== 'mapping') throw new Error(`${file} is ${guess.kind}`);
  return guess;
}

test.skipIf(!isThere).each([
  // file                                  events   cases  names
  ['log-helpdesk/helpdesk.xes.gz', 21_348, 4_580, 14],
  ['log-helpdesk/helpdesk_tax2017.csv', 13_710, 3_804, 9],
  ['log-sepsis/sepsis.csv.gz', 15_214, 1_050, 16],
  ['log-receipt/receipt.xes.gz', 8_577, 1_434, 27],
  ['log-running-example/running-example.csv', 42, 6, 8],
])(
  `[GS18] %s comes in by a guess alone (skipped without ${DATA})`,
  async (file, events, cases, names) => {
    const guess = await mappingOf(file);
    expect(guess.toMend).toEqual([]);
    const mappingFile = join(bench.dataDir, `${file.replaceAll('/', '-')}.mapping.yaml`);
    await writeFile(mappingFile, guess.text);
    const { stores, dataDir } = bench;
    const result = await importFiles({ stores, dataDir, files: [join(DATA, file)], mappingFile });
    expect(result).toMatchObject({ read: events, accepted: events, rejected: 0, events });
    // A case without a name is one, too: one patient of the hospital has none.
    const [counted] = await stores.facts.rows(
      `SELECT toUInt32(uniqExact(ifNull(case_id, ''))) AS cases, toUInt32(uniqExact(name)) AS names,
         toUInt32(count()) AS events FROM event WHERE source = {source:String}`,
      { parameters: { source: String(guess.mapping['source']) } },
    );
    expect(counted).toEqual({ cases, names, events });
  },
  60_000,
);

test.skipIf(!isThere).each([
  [
    'orders-onlineretail/onlineretail.csv.gz',
    {
      time: { column: 'InvoiceDate' },
      group: { by: ['InvoiceNo'] },
      person: 'CustomerID',
      properties: { amount: { times: 'UnitPrice' } },
    },
  ],
  [
    'log-traffic-fines/traffic_fines_10000_cases.csv.gz',
    { time: { column: 'timestamp' }, event: { column: 'activity' }, case: 'case_id' },
  ],
  [
    'clv-cdnow/cdnowElog.csv',
    { time: { column: 'date' }, person: 'masterid', properties: { sales: { as: 'number' } } },
  ],
  ['segment-rfm/rfm_data_orders.csv', { time: { column: 'order_date' }, person: 'customer' }],
  [
    'loyalty-completejourney/transactions_sample.csv.gz',
    {
      time: { column: 'transaction_timestamp' },
      group: { by: ['basket_id'] },
      person: 'household_id',
      account: 'household_id',
    },
  ],
  [
    'survey-abia/Airport_Quarterly_Passenger_Survey.csv',
    {
      time: { column: 'Date recorded', format: 'MM/dd/yyyy' },
      felt: { column: 'Overall satisfaction', scale: 'csat-5', none: ['0'] },
    },
  ],
  [
    'peakend-mpath/mpath_momentary_and_evening.csv',
    { time: { column: 'scheduled' }, person: 'participant' },
  ],
  [
    'churn-telco/Telco-Customer-Churn.csv',
    {
      type: 'identify',
      person: 'customerID',
      properties: { TotalCharges: { as: 'number', none: [' '] } },
    },
  ],
])(`[GS18] of %s the roles are seen (skipped without ${DATA})`, async (file, mapping) => {
  expect((await mappingOf(file)).mapping).toMatchObject(mapping);
});

test.skipIf(!isThere)(
  `[GS18] every other table is read without a reject, or refused plainly (skipped without ${DATA})`,
  async () => {
    const files = readdirSync(DATA, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(csv|txt)(\.gz)?$/.test(file),
    );
    expect(files.length).toBeGreaterThan(50);
    const refused: string[] = [];
    for (const file of files) {
      const guess = await mappingOf(file).catch((error: unknown) => {
        if (!(error instanceof ImportRefused)) throw error;
        refused.push(file);
        return null;
      });
      if (guess === null) continue;
      expect([file, guess.check.rejected]).toEqual([file, 0]);
      const isTimed = guess.keys.find(({ key }) => key === 'time')?.sure !== 0;
      if (!isTimed) expect(guess.toMend.map(({ key }) => key)).toContain('time');
    }
    // Columns set apart by blanks, and lists of one column.
    expect(refused.sort()).toEqual([
      'clv-cdnow/CDNOW_master.txt.gz',
      'conjoint-tea/chocolate_level_names.csv',
      'conjoint-tea/tea_level_names.csv',
    ]);
  },
  120_000,
);
