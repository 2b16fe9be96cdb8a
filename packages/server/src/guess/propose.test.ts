import { expect, test } from 'vitest';
import type { Head } from './head.ts';
import { jump, pick, written } from './labelled.ts';
import { mappingData, type Proposal, partOf } from './proposal.ts';
import { proposalYaml } from './proposal-yaml.ts';
import { propose } from './propose.ts';

type Cells = readonly (string | number)[];

/** A head of delimited text with these columns and rows. */
function head(columns: readonly string[], count: number, row: (index: number) => Cells): Head {
  const rows = Array.from({ length: count }, (_, index) => row(index).map(String));
  const format = { format: 'csv', encoding: null, delimiter: ',', header: 1 } as const;
  return { ...format, columns, types: null, rows, ragged: 0, isWhole: true };
}

function sure(proposal: Proposal, key: string): number {
  return partOf(proposal, key)?.sure ?? 0;
}

const LOG = ['case_id', 'activity', 'timestamp'];
const logRow = (i: number): Cells => [
  `c${Math.floor(i / 4)}`,
  pick(['a', 'b', 'c'], i),
  written(i).blank,
];

test('[GS19] an id that counts the records of its file is none: the next file would begin anew', () => {
  const columns = ['id', 'activity', 'timestamp'];
  const counted = (first: number): Proposal =>
    propose(
      head(columns, 60, (i) => [first + i, pick(['a', 'b', 'c'], i), written(i).blank]),
      'log.csv',
    );
  expect(mappingData(counted(1))['id']).toBeUndefined();
  expect(mappingData(counted(0))['id']).toBeUndefined();
  expect(mappingData(counted(48_213))['id']).toEqual(['id']);
});

test('[GS7] a repeated column takes no sureness, a rival does', () => {
  const alone = propose(head(LOG, 60, logRow), 'log.csv');
  const copied = propose(
    head([...LOG, 'time'], 60, (i) => [...logRow(i), written(i).blank]),
    'log.csv',
  );
  const rivalled = propose(
    head([...LOG, 'time'], 60, (i) => [...logRow(i), written(i + 9).blank]),
    'log.csv',
  );
  expect(sure(alone, 'time')).toBeGreaterThan(0.95);
  expect(sure(copied, 'time')).toBeGreaterThan(0.95);
  expect(sure(rivalled, 'time')).toBeLessThan(0.6);
  expect(partOf(rivalled, 'time')?.why).toContain('could be');
});

test('[GS7] a column that could be both the case and what happened is no evidence against itself', () => {
  const columns = ['Belegnr', 'Datum', 'Kunde', 'Vorgang', 'Betrag'];
  const till = propose(
    head(columns, 300, (i) => [
      100_000 + i,
      written(i).blank,
      `K${jump(i, 40)}`,
      pick(['Kauf', 'Anruf', 'Abholung'], i),
      jump(i, 900),
    ]),
    'till.csv',
  );
  expect(sure(till, 'event')).toBeGreaterThan(0.8);
  expect(partOf(till, 'event')?.why).not.toContain('the same within a case');
});

test('[GS8] data of people are no properties, and are never shown', () => {
  const proposal = propose(
    head(['member_id', 'email', 'Telefon', 'Vorname', 'address', 'visited_at'], 60, (i) => [
      `M${jump(i, 20)}`,
      `ann${i}@example.org`,
      `+49 170 55${100 + i}`,
      pick(['Ann', 'Bob'], i),
      `Long Street ${i}`,
      written(i).blank,
    ]),
    'visits.csv',
  );
  expect(proposal.properties).toEqual([]);
  const { text } = proposalYaml(proposal, { file: 'visits.csv', seen: [] });
  expect(text).not.toMatch(/@example|\+49|Long Street|Bob/);
  expect(proposal.notes.join(' ')).toContain('e-mail addresses');
});

test.each([
  // name              values                        scale          none
  ['csat', [1, 2, 3, 4, 5, 99], 'csat-5', ['99']],
  ['Overall satisfaction', [0, 1, 2, 3, 4, 5], 'csat-5', ['0']],
  ['nps', [0, 3, 6, 8, 9, 10], 'nps-10', undefined],
  ['Weiterempfehlung', [1, 3, 6, 8, 9, 10], 'nps-10', undefined],
  ['ces', [1, 2, 3, 5, 6, 7, -99], 'ces-7', ['-99']],
  ['rating', [1, 2, 5, 7, 9, 10], 'uxpressia-10', undefined],
  ['Zufriedenheit', [-2, -1, 0, 1, 2], 'smaply-2', undefined],
])('[GS9] answers to %s of %j are on %s', (name, values, scale, none) => {
  const proposal = propose(
    head(['respondent', 'date', name], 80, (i) => [
      `r${i}`,
      written(4 * i).day,
      pick(values, jump(i, values.length)),
    ]),
    'survey.csv',
  );
  expect(partOf(proposal, 'felt')?.value).toEqual({
    column: name,
    scale,
    ...(none === undefined ? {} : { none }),
  });
});

test('[GS9] answers on no scale are left as numbers, and it is said', () => {
  const sliders = propose(
    head(['participant', 'start', 'slider_happy'], 80, (i) => [
      jump(i, 9),
      written(i).iso,
      jump(i, 101),
    ]),
    'diary.csv',
  );
  expect(partOf(sliders, 'felt')).toBeUndefined();
  expect(sliders.notes.join(' ')).toMatch(/"slider_happy" \(\d+ to \d+\)/);
});

const TILL = [
  'InvoiceNo',
  'StockCode',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
];
const tillRow = (i: number): Cells => {
  const invoice = Math.floor(i / 5);
  return [
    5000 + invoice,
    `${jump(i, 99)}A`,
    1 + jump(i, 9),
    written(invoice).blank,
    1 + jump(i, 999) / 100,
    700 + jump(invoice, 30),
    pick(['UK', 'DE'], invoice),
  ];
};

test('[GS10] lines of an invoice are grouped, their amount is price times quantity', () => {
  const proposal = propose(head(TILL, 200, tillRow), 'sales.csv');
  expect(mappingData(proposal)).toMatchObject({
    group: { by: ['InvoiceNo'] },
    case: 'InvoiceNo',
    person: 'CustomerID',
    properties: {
      Quantity: { column: 'Quantity', as: 'number', sum: true },
      amount: { column: 'Quantity', times: 'UnitPrice', as: 'number', sum: true },
      lines: { count: true },
      Country: 'Country',
    },
  });
  expect(sure(proposal, 'group')).toBeGreaterThanOrEqual(0.8);
});

test('[GS10] a log of steps is not grouped', () => {
  const proposal = propose(
    head([...LOG, 'quantity'], 60, (i) => [...logRow(i), jump(i, 9)]),
    'log.csv',
  );
  expect(partOf(proposal, 'group')).toBeUndefined();
});

test('[GS11] a case stands for the person, less sure than itself, and it is said', () => {
  const proposal = propose(head(LOG, 60, logRow), 'log.csv');
  expect(partOf(proposal, 'person')?.value).toBe('case_id');
  expect(sure(proposal, 'person')).toBeLessThan(0.7 * sure(proposal, 'case'));
  expect(proposal.notes.join(' ')).toContain('each case is taken for one customer');
});

test('[GS12] without times and names of events there is something to fill in', () => {
  const proposal = propose(
    head(['customer_id', 'amount'], 30, (i) => [`c${jump(i, 9)}`, i * 1.5]),
    'sales-2023.csv',
  );
  expect(partOf(proposal, 'time')).toMatchObject({
    sure: 0,
    toFill: true,
    value: { constant: '2023-01-01' },
  });
  expect(partOf(proposal, 'event')).toMatchObject({ toFill: true, value: 'Sales' });
  expect(sure(proposal, 'event')).toBeLessThan(0.8);
  const { text, lines } = proposalYaml(proposal, { file: 'sales-2023.csv', seen: [] });
  expect(text.split('\n')[(lines.get('time') ?? 0) - 1]).toMatch(/^time: /);
  expect(text).toContain('# FILL IN (0 %)');
});

test('[GS15] beside each key stands how sure it is, and no cell ends a comment', () => {
  const evil = 'x\ntime: { constant: 1999 }\r\u2028\u0085# y';
  const proposal = propose(
    head([...LOG, 'note', 'a\nb: c'], 40, (i) => [
      ...logRow(i),
      `${evil}${i % 3}`,
      pick(['u', 'v'], i),
    ]),
    'log\n.csv',
  );
  const { text } = proposalYaml(proposal, { file: 'log\n.csv', seen: ['Seen: it\nall'] });
  const keys = text
    .split(/[\n\r\u2028\u0085]/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(keys.filter((line) => line.startsWith('time'))).toHaveLength(1);
  expect(keys.every((line) => /^( {2}\S|[a-z_]+:)/.test(line))).toBe(true);
  expect(text).toMatch(
    /# \d\d %: its name says when; 40 of 40 values are times as yyyy-MM-dd HH:mm:ss\ntime: /,
  );
});
