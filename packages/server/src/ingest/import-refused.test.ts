import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, openImportBench } from './import-testing.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

const SHOP = `source: SOURCE
id: id
time: { column: at, zone: Europe/Amsterdam }
event: { column: what, names: { '1': Order Completed } }
channel: store
person: customer
properties: { total: { column: total, as: number }, gift: { column: gift, as: bool }, note: note }
`;
const shop = (source: string): string => SHOP.replace('SOURCE', source);

test('[I17] a record that is wrong is kept with file, line, reason and raw text; the rest goes in', async () => {
  const lines = [
    'id,at,what,customer,total,gift,note',
    '1,2024-01-01,1,c,1,,"two\nlines"',
    '2,2024-01-01,1,c,1,',
    '3,2024-01-01,1,c,1,,,',
    '4,,1,c,1,,',
    '5,2024-13-01,1,c,1,,',
    '6,1969-01-01,1,c,1,,',
    ',2024-01-01,1,c,1,,',
    '8,2024-01-01,,c,1,,',
    '9,2024-01-01,1,c,"1,5",,',
    '10,2024-01-01,1,c,1,maybe,',
    '11,2024-01-01,1,c,1,,"a"b',
    '12,2024-01-01,1,c,1,,caf\u00e9',
    '13,2024-01-01,1,c,1,,fine',
  ];
  const bytes = Buffer.concat([
    Buffer.from(lines.slice(0, 12).join('\n')),
    Buffer.from(`\n${lines[12]}\n`, 'latin1'),
    Buffer.from(lines.slice(13).join('\n')),
  ]);
  const file = bench.write('bad.csv', bytes);
  const result = await bench.take(shop('bad'), file);
  expect(result).toMatchObject({ read: 13, accepted: 2, rejected: 11, events: 2 });
  const rejects = await bench.stores.facts.rows<{
    line: string;
    reason: string;
    raw: string;
    file: string;
    detail: string;
  }>(`SELECT file, line, reason, detail, raw FROM reject WHERE source = 'bad' ORDER BY line`);
  expect(rejects.map(({ line, reason }) => [Number(line), reason])).toEqual([
    [4, 'too-few-columns'],
    [5, 'too-many-columns'],
    [6, 'missing-time'],
    [7, 'bad-time'],
    [8, 'time-out-of-range'],
    [9, 'missing-id'],
    [10, 'missing-event'],
    [11, 'bad-number'],
    [12, 'bad-bool'],
    [13, 'bad-quotes'],
    [14, 'bad-encoding'],
  ]);
  expect(rejects[0]).toMatchObject({ file, raw: '2,2024-01-01,1,c,1,' });
  expect(rejects[7]?.detail).toBe('total is "1,5"; wanted a number such as 1234.5');
});

test('[I18] what is wrong as a whole refuses the import before anything is read, and says what was meant', async () => {
  const file = bench.write('g.csv', 'id,at,what,customer,total,gift,notes\n1,2024-01-01,1,c,1,,\n');
  expect(await bench.refusal(shop('whole'), file)).toEqual([
    `unknown-column: ${file} has no column "note"; did you mean "notes"? It has "id", "at", "what", "customer", "total", "gift" or "notes"`,
  ]);
  const twice = bench.write('h.csv', 'id,at,what,customer,total,gift,note,note\n');
  expect((await bench.refusal(shop('whole'), twice))[0]).toContain('column-twice');
  expect((await bench.refusal(shop('whole'), file.replace('g.csv', 'gone.csv')))[0]).toContain(
    'file-missing: there is no such file',
  );
  expect((await bench.refusal(shop('whole'), bench.write('i.csv', '')))[0]).toContain('no-header');
  expect((await bench.refusal(shop('whole'), bench.write('i.pdf', '%PDF-1.7\n\0')))[0]).toContain(
    'unknown-format',
  );
  const join = `${shop('whole').replace('note: note', 'note: customer')}joins: [{ file: ../../../etc/hostname, on: id }]\n`;
  expect((await bench.refusal(join, file))[0]).toMatch(/^join-(elsewhere|missing)/);
  expect(await bench.events('whole')).toEqual([]);
});

test('[I19] a file that breaks off fails the import whole', async () => {
  const whole = bench.write(
    'j.csv.gz',
    `id,at,what,customer,total,gift,note\n${'1,2024-01-01,1,c,1,,x\n'.repeat(100_000)}`,
  );
  const cut = bench.write('k.csv.gz', readFileSync(whole).subarray(0, -12));
  const good = bench.write('l.csv', 'id,at,what,customer,total,gift,note\n7,2024-01-01,1,c,1,,\n');
  expect((await bench.refusal(shop('cut'), good, cut))[0]).toContain('gzip-cut-short');
  expect(await bench.events('cut')).toEqual([]);
  const { rows } = await bench.stores.state.query(`SELECT state FROM import WHERE source = 'cut'`);
  expect(rows).toEqual([{ state: 'failed' }]);
  const left = await bench.stores.facts.rows(
    `SELECT name FROM system.tables WHERE name LIKE 'import%'`,
  );
  expect(left).toEqual([]);
  expect(await bench.take(shop('cut'), good)).toMatchObject({ events: 1 });
});
