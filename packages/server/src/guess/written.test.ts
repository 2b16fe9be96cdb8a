import { expect, test } from 'vitest';
import { columnWords } from './column-name.ts';
import { delimiterSeen } from './delimiter.ts';
import { headerSeen } from './header-row.ts';
import { numbersOf } from './number-shape.ts';
import { encodingSeen } from './text-encoding.ts';
import { type Counted, timeShape } from './time-shape.ts';

test.each([
  ['UTF-8', Buffer.from('Straße;Größe'), { encoding: null, note: null }],
  ['UTF-8 cut inside a letter', Buffer.from('ab;ä').subarray(0, 4), { encoding: null, note: null }],
  ['a byte order mark', Buffer.from('\ufeffa;b', 'utf16le'), { encoding: null, note: null }],
  [
    'UTF-16 without a mark',
    Buffer.from('name;time', 'utf16le'),
    { encoding: 'utf-16le', note: expect.stringContaining('UTF-16') },
  ],
  [
    'Windows-1252',
    Buffer.from('Kanal;Größe', 'latin1'),
    { encoding: 'windows-1252', note: expect.stringContaining('"Größe"') },
  ],
  [
    'the high byte first',
    Buffer.from([0xfe, 0xff, 0, 97]),
    { fault: expect.stringContaining('high byte first'), hint: 'save it in UTF-8' },
  ],
  [
    'rubbish',
    Buffer.from([1, 2, 3, 0, 200, 7, 0, 0]),
    { fault: 'its bytes are no text', hint: expect.any(String) },
  ],
])('[GS1] the encoding of %s', (_, bytes, seen) => {
  expect(encodingSeen(bytes)).toEqual(seen);
});

test.each([
  ['a,b;c\n1;2\n3;4\n5;6', ';'],
  ['a;b\n1,5;2,5\n3,5;4,5\n5,5;6,5', ';'],
  ['a\tb, c\n1\t2\n3\t4', '\t'],
  ['a|b|c\n"1,2,3"|x|y\n"4,5,6"|x|y', '|'],
  ['a,b,c\n1,2,3\n4,5,6', ','],
  ['name,said\n1,"a;b;c"\n2,"d;e"\n3,x', ','],
])('[GS2] the delimiter of %j is %j', async (text, delimiter) => {
  expect((await delimiterSeen(text, true)).delimiter).toBe(delimiter);
});

test.each([
  // rows                                                     width  header
  [['id,when', '1,2024-01-01', '2,2024-01-02'], 2, 1],
  [['1,2024-01-01', '2,2024-01-02', '3,2024-01-03'], 2, 0],
  [['Report', 'made on Monday', 'id,when,what', '1,2024-01-01,a', '2,2024-01-02,b'], 3, 3],
  [['name,said', 'ann,hello', 'bob,there'], 2, 1],
  [['view,ann', 'buy,bob', 'view,cy', 'view,ann', 'buy,ann', 'buy,ann'], 2, 0],
  [['q1,2016,2017', 'a,5,6', 'b,6,7'], 3, 0],
])('[GS3] the names of %j stand on line', (lines, width, header) => {
  const rows = lines.map((line, index) => ({ line: index + 1, cells: line.split(',') }));
  expect(headerSeen(rows, width).header).toBe(header);
});

const counted = (values: readonly string[]): readonly Counted[] =>
  values.map((value) => [value, 1]);

test.each([
  [['2024-01-31 08:00:00', '2024-02-01 09:10:11'], 'iso', 'yyyy-MM-dd HH:mm:ss'],
  [['2024-01-31T08:00:00.123+01:00'], 'iso', 'yyyy-MM-ddTHH:mm:ss.SSSZZ'],
  [['20240131', '20240201'], 'iso', 'yyyyMMdd'],
  [['31.01.2024 08:00', '01.02.2024 09:10'], 'dd.MM.yyyy HH:mm', 'dd.MM.yyyy HH:mm'],
  [['1.2.24', '31.12.23'], 'd.M.yy', 'd.M.yy'],
  [['1/31/2024 8:46 PM', '12/1/2024 10:00 AM'], 'M/d/yyyy h:mm a', 'M/d/yyyy h:mm a'],
  [['13/02/2024', '01/02/2024'], 'dd/MM/yyyy', 'dd/MM/yyyy'],
  [['10 Oct 2023', '11 Nov 2023'], 'dd MMM yyyy', 'dd MMM yyyy'],
  [['October 10, 2023', 'May 1, 2023'], 'MMM d, yyyy', 'MMM d, yyyy'],
  [['10/Oct/2023:13:55:36 -0700'], 'dd/MMM/yyyy:HH:mm:ss ZZ', 'dd/MMM/yyyy:HH:mm:ss ZZ'],
  [['1700000000', '1700000001'], 'unix', 'unix'],
  [['1700000000000', '1700000001000'], 'unix-ms', 'unix-ms'],
  [['2024/01/31 08:00:00.000'], 'yyyy/MM/dd HH:mm:ss.SSS', 'yyyy/MM/dd HH:mm:ss.SSS'],
])('[GS4] %j are times as %s', (values, format, words) => {
  const shape = timeShape(counted(values), values);
  expect(shape).toMatchObject({ format, words, share: 1, unclear: null });
});

test('[GS4] what day and month leave open is decided by custom and order, else said', () => {
  const german = ['01.02.2024', '03.04.2024', '05.06.2024'];
  expect(timeShape(counted(german), german)).toMatchObject({ format: 'dd.MM.yyyy', unclear: null });
  const byDay = ['01/02/2024', '02/02/2024', '05/02/2024', '01/03/2024', '07/03/2024'];
  expect(timeShape(counted(byDay), byDay)).toMatchObject({ format: 'dd/MM/yyyy', unclear: null });
  const open = ['01/02/2024', '03/01/2024', '02/03/2024', '05/05/2024'];
  const shape = timeShape(counted(open), open);
  expect(shape?.unclear).toContain('could be dd/MM/yyyy as well');
  expect(timeShape(counted(['ABC', '12:30', '7', '0', '-1']), [])).toBeNull();
});

test.each([
  [['12.50', '3.75'], '.', '', true],
  [['12,50', '3,75'], ',', '', true],
  [['1.234,50', '3,75'], ',', '.', true],
  [['1,234.50', '3.75'], '.', ',', true],
  [["1'234.50", '3.75'], '.', "'", true],
  [['1 234,50', '3,75'], ',', ' ', true],
  [['12', '3'], '.', '', false],
])('[GS5] %j are numbers with %j and %j between thousands', (values, decimal, group, isTold) => {
  expect(numbersOf([counted(values), counted(['a', 'b'])], false)).toMatchObject({
    format: { decimal, group },
    isTold,
  });
});

test('[GS5] what can be read either way is said, and follows the delimiter', () => {
  const open = [counted(['1.234', '5.678'])];
  expect(numbersOf(open, false)).toMatchObject({ format: { decimal: '.' }, sure: 0.6 });
  expect(numbersOf(open, true)).toMatchObject({ format: { decimal: ',' }, sure: 0.6 });
  expect(numbersOf(open, false).why).toContain('either way');
});

test.each([
  ['CustomerID', 'customer_id'],
  ['case:concept:name', 'case_concept_name'],
  ['Größe (cm)', 'groesse_cm'],
  ['HTTPStatus', 'http_status'],
  ['  ', ''],
])('[GS6] the name %j is read as %j', (name, words) => {
  expect(columnWords(name)).toBe(words);
});
