import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, openImportBench } from './import-testing.ts';
import { canonicalNumber, decimalProduct } from './parse-number.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

const INVOICE = `group: { by: invoice }
time: { column: at }
event: Invoiced
properties:
  amount: { column: quantity, as: number, times: price, sum: true }
  post: { column: quantity, as: number, times: price, sum: true, where: { code: [POST, DOT] } }
  home: { column: quantity, as: number, sum: true, where: { code: POST, land: UK } }
  free: { count: true, where: { price: "0" } }
  lines: { count: true }
  first: { column: quantity, as: number, times: price }
`;
const LINES = `invoice,at,code,land,quantity,price
1,2011-01-01 10:00,A,UK,6,2.55
1,2011-01-01 10:01,POST,UK,-1,0.1
1,2011-01-01 10:00,DOT,FR,3,0.001
2,2011-01-02 10:00,A,UK,2,0
2,2011-01-02 10:00,POST,UK,,5
3,2011-01-03 10:00,POST,UK,12345678901234567.8,100
4,2011-01-04 10:00,A,UK,1,x
5,2011-01-04 10:00,A,UK,1,-0.5
`;

test('[I50] a product of two columns is exact, and so is its sum; where either is empty there is none', async () => {
  const file = bench.write('lines.csv', LINES);
  expect(await bench.take(`source: products\n${INVOICE}`, file)).toMatchObject({
    ...{ read: 8, accepted: 7, rejected: 1, events: 4 },
    reasons: [{ reason: 'bad-number', count: 1 }],
  });
  const properties = (await bench.events('products')).map((event) => event.properties);
  expect(properties.map(({ amount, first }) => [amount, first])).toEqual([
    ['15.203', '15.3'],
    ['0', '0'],
    ['1234567890123456800', '1234567890123456800'],
    ['-0.5', '-0.5'],
  ]);
  const [{ detail = '' } = {}] = await bench.stores.facts.rows<{ detail: string }>(
    `SELECT detail FROM reject WHERE source = 'products'`,
  );
  expect(detail).toBe('price is "x"; wanted a number such as 1234.5');
});

test('[I51] a sum or count of chosen lines is over those alone: of no line they are 0; lines that say nothing make no sum', async () => {
  const file = bench.write(
    'lines.csv',
    LINES.replace('POST,UK,,5', 'POST,UK,,5\n2,2011-01-02,A,UK,1,0'),
  );
  await bench.take(`source: chosen\n${INVOICE}`, file);
  const properties = (await bench.events('chosen')).map((event) => event.properties);
  expect(properties.map(({ post, home, free, lines }) => ({ post, home, free, lines }))).toEqual([
    { post: '-0.097', home: '-1', free: '0', lines: '3' },
    // The one line chosen has no quantity: what it comes to is unknown, and not 0.
    { free: '2', lines: '3' },
    { post: '1234567890123456800', home: '12345678901234568', free: '0', lines: '1' },
    { post: '0', home: '0', free: '0', lines: '1' },
  ]);
});

/** Decimals in tenths of a cent, so that whole numbers do the sums of the test. */
const UNITS = 1000n;
const decimal = fc
  .bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
  .map((units) => ({ units, text: decimalText(units, UNITS) }));

function decimalText(units: bigint, scale: bigint): string {
  const size = units < 0n ? -units : units;
  const behind = String(size % scale).padStart(String(scale).length - 1, '0');
  return `${units < 0n ? '-' : ''}${size / scale}.${behind}`;
}

test('[I50] a product agrees with whole numbers, whatever the digits', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const scale = UNITS * UNITS;
      const text = decimalText(a.units * b.units, scale);
      expect(decimalProduct(a.text, b.text)).toBe(text);
    }),
  );
});

test('[I51] sums of products of chosen lines agree with whole numbers, whatever the lines', async () => {
  const line = fc.record({
    group: fc.integer({ min: 1, max: 150 }),
    code: fc.constantFrom('a', 'b', 'c'),
    quantity: fc.option(decimal, { nil: null }),
    price: decimal,
  });
  const lines = fc.sample(line, { numRuns: 600, seed: 50 });
  const rows = lines.map(
    ({ group, code, quantity, price }) =>
      `${group},2011-01-01,${code},${quantity?.text ?? ''},${price.text}`,
  );
  const file = bench.write('random.csv', ['group,at,code,quantity,price', ...rows].join('\n'));
  await bench.take(
    `source: random
group: { by: group }
time: { column: at }
event: Invoiced
case: group
properties:
  all: { column: quantity, as: number, times: price, sum: true }
  some: { column: quantity, as: number, times: price, sum: true, where: { code: [a, b] } }
  none: { column: quantity, as: number, sum: true, where: { code: d } }
  counted: { count: true, where: { code: [a, b] } }
`,
    file,
  );
  const wanted = new Map(
    [...Map.groupBy(lines, ({ group }) => String(group))].map(([group, mine]) => {
      const some = mine.filter(({ code }) => code !== 'c');
      const known = some.length === 0 ? '0' : sumOf(some);
      return [group, { all: sumOf(mine), some: known, counted: String(some.length) }];
    }),
  );
  const events = await bench.events('random');
  expect(events).toHaveLength(wanted.size);
  for (const { case_id, properties } of events) {
    const { all, some, counted } = wanted.get(case_id ?? '') ?? {};
    expect(properties).toEqual({
      ...(all === undefined ? {} : { all }),
      ...(some === undefined ? {} : { some }),
      none: '0',
      counted,
    });
  }
});

interface Line {
  readonly quantity: { readonly units: bigint } | null;
  readonly price: { readonly units: bigint };
}

/** What a bag keeps of the sum of quantity times price: none where no line has a quantity. */
function sumOf(lines: readonly Line[]): string | undefined {
  const counted = lines.flatMap(({ quantity, price }) =>
    quantity === null ? [] : [quantity.units * price.units],
  );
  if (counted.length === 0) return undefined;
  const total = counted.reduce((sum, each) => sum + each, 0n);
  return canonicalNumber(decimalText(total, UNITS * UNITS)) ?? undefined;
}

test('[I52] codes for no answer are as if the cell were empty', async () => {
  const file = bench.write('answers.csv', 'at,g,a,b\n2011-01-01,1,99,n/a\n2011-01-01,1,3,yes\n');
  const plain = `source: answers
time: { column: at }
event: Asked
properties: { a: { column: a, as: number, none: ["99"] }, b: { column: b, none: [n/a, "-"] } }
`;
  await bench.take(plain, file);
  expect((await bench.events('answers')).map(({ properties }) => properties)).toEqual([
    {},
    { a: '3', b: '"yes' },
  ]);
  const grouped = `source: answered
group: { by: g }
time: { column: at }
event: Asked
properties:
  a: { column: a, as: number, sum: true, none: ["99"] }
  product: { column: a, as: number, times: g, none: ["99"] }
`;
  await bench.take(grouped, file);
  expect((await bench.events('answered')).map(({ properties }) => properties)).toEqual([
    { a: '3' },
  ]);
});

test('[I53] the answer to how it felt becomes property felt; one outside its scale is refused, a code for none is none', async () => {
  const file = bench.write(
    'survey.csv',
    'at,score\n2011-01-01,5\n2011-01-01, 1.50 \n2011-01-01,\n2011-01-01,Blank\n2011-01-01,0\n2011-01-01,6\n2011-01-01,good\n',
  );
  const mapping = `source: survey
time: { column: at }
event: Asked
properties: {}
felt: { column: score, scale: csat-5, none: [Blank, "0"] }
`;
  expect(await bench.take(mapping, file)).toMatchObject({
    ...{ read: 7, accepted: 5, rejected: 2 },
    reasons: [{ reason: 'bad-felt', count: 2 }],
  });
  expect((await bench.events('survey')).map(({ properties }) => properties)).toEqual([
    { felt: '5' },
    { felt: '1.5' },
    {},
    {},
    {},
  ]);
  const details = await bench.stores.facts.rows<{ detail: string }>(
    `SELECT detail FROM reject WHERE source = 'survey' ORDER BY line`,
  );
  expect(details.map(({ detail }) => detail)).toEqual([
    'score is "6"; csat-5 goes from 1 to 5: list codes for "no answer" under felt.none',
    'score is "good"; csat-5 goes from 1 to 5: list codes for "no answer" under felt.none',
  ]);
});

test('[I53] a column "felt" and the answer are not both taken', async () => {
  const file = bench.write('survey.csv', 'at,felt,score\n2011-01-01,5,1\n');
  const mapping = (column: string): string =>
    `source: both\ntime: { column: at }\nevent: Asked\nfelt: { column: ${column}, scale: csat-5 }\n`;
  expect(await bench.refusal(mapping('score'), file)).toEqual([
    'felt-twice: column "felt" would become the property that "felt" already gives; list the properties that you want under "properties"',
  ]);
  await bench.take(mapping('felt'), file);
  const [event] = await bench.events('both');
  expect(event?.properties).toEqual({ felt: '5', score: '"1' });
});

test('[I54] an import of groups says how many were read, and how many have lines of more than one time', async () => {
  const file = bench.write('lines.csv', LINES);
  const mapping = `source: times\n${INVOICE}`;
  expect(await bench.take(mapping, file)).toMatchObject({ groups: 4, mixedTimes: 1 });
  expect(await bench.take(mapping, file)).toMatchObject({ events: 0, groups: 4, mixedTimes: 1 });
  const plain = 'source: untimed\ntime: { column: at }\nevent: Line\n';
  expect(await bench.take(plain, file)).toMatchObject({ groups: null, mixedTimes: 0 });
});

test('[I55] the columns of where, times and felt must be there, each told at its place', async () => {
  const file = bench.write('lines.csv', LINES);
  const mapping = `source: missing
group: { by: invoice }
time: { column: at }
event: Invoiced
properties:
  amount: { column: quantity, as: number, times: prise, sum: true }
  post: { count: true, where: { cod: POST, invoice: "1", lnd: [UK] } }
felt: { column: mood, scale: csat-5 }
`;
  const problems = await bench.take(mapping, file).then(
    () => [],
    (error: { problems: readonly { code: string; line: number; column: number }[] }) =>
      error.problems.map(({ code, line, column }) => [code, line, column]),
  );
  expect(problems).toEqual([
    ['unknown-column', 7, 50],
    ['unknown-column', 8, 33],
    ['unknown-column', 8, 58],
    ['unknown-column', 9, 17],
  ]);
});
