import { createWriteStream, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bothways, document, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'id,at,who,what,total';
const GOOD = 'g1,2025-01-01T10:00:00Z,p1,Order Completed,12.50';
const MAPPING = `bothways_mapping: 1
source: bad
id: id
time: { column: at }
event: { column: what }
channel: web
person: who
properties:
  total: { column: total, as: number }
`;
const MODEL_HEAD = `bothways: 1
name: Bad
currency: EUR
values: { money: { unit: EUR, scale: 2 } }
journeys:
`;
const WHEN = 'when: event == "Order Completed"';

function modelOf(...touchpoints: readonly string[]): string {
  return `${MODEL_HEAD}  - id: buy
    state: current
    phases:
      - id: pay
        stage: purchase
        steps:
          - id: till
            touchpoints:
${touchpoints.map((each) => `              - { ${each} }`).join('\n')}
`;
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Told {
  readonly errors: readonly { code: string; line: number; message: string; hint: string }[];
}

async function checked(name: string, content: string | Buffer): Promise<Told> {
  return document<Told>(['check', file(name, content)], { code: 1 });
}

beforeAll(async () => {
  file('good.mapping.yaml', MAPPING);
  file('good.csv', `${HEADER}\n${GOOD}\n`);
  mkdirSync(join(folder, 'elsewhere'));
  const first = await imported('good.csv');
  expect(first.events).toBe(1);
});

interface Imported {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly events: number;
  readonly reasons: readonly { reason: string; count: number }[];
}

/** What came of a file that is taken, with or without rejects. */
async function imported(name: string, code = 0): Promise<Imported> {
  const line = ['import', join(folder, name), '--map', join(folder, 'good.mapping.yaml')];
  return document<Imported>([...line, '--data', data], { code });
}

/** The codes with which a file is refused as a whole; in words it is told without a trace. */
async function refused(name: string, mapping = 'good.mapping.yaml'): Promise<readonly string[]> {
  const line = ['import', join(folder, name), '--map', join(folder, mapping), '--data', data];
  const ended = await bothways([...line, '--json'], {});
  expect(ended.code, ended.out + ended.err).toBe(1);
  expect(ended.err).not.toMatch(/\n\s+at |fault of Bothways/);
  const told = JSON.parse(ended.out) as { errors: readonly { code: string; hint: string }[] };
  for (const { hint } of told.errors) expect(hint).not.toBe('');
  return told.errors.map(({ code }) => code);
}

/** Aliases that stand for 9^8 values: the "billion laughs" of YAML. */
function yamlBomb(): string {
  const nine = (what: string): string => `[${Array.from({ length: 9 }, () => what).join(',')}]`;
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  return names
    .map((name, index) => `${name}: &${name} ${nine(index === 0 ? 'x' : `*${names[index - 1]}`)}`)
    .join('\n');
}

const MODELS: readonly (readonly [string, string | Buffer, string])[] = [
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0xff, 0xfe]), 'not-text'],
  ['text that is no YAML', 'bothways: 1\n  name: [x\n', 'yaml-block-as-implicit-key'],
  ['a bomb of aliases', yamlBomb(), 'aliases-too-large'],
  ['an alias to itself', 'bothways: 1\nname: &n\n  a: *n\n', 'aliases-too-large'],
  ['brackets without end', `a: ${'['.repeat(100_000)}`, 'nested-too-deep'],
  ['nothing', '', 'file-empty'],
  ['an unknown key', modelOf(`id: a, channel: web, chanel: x, ${WHEN}`), 'unknown-key'],
  [
    'an id twice',
    modelOf(`id: a, channel: web, ${WHEN}`, `id: a, channel: web, ${WHEN}`),
    'id-twice',
  ],
  [
    'a rule that is no yes or no',
    modelOf('id: a, channel: web, when: properties.a + 1'),
    'expression',
  ],
  ['a rule of an unknown name', modelOf('id: a, channel: web, when: nothing == 1'), 'expression'],
];

test.each(MODELS)('[BI1] a model that is %s is refused in place', async (_, content, code) => {
  const { errors } = await checked('bad.bothways.yaml', content);
  expect(errors.map((each) => each.code)).toContain(code);
  for (const { hint, line } of errors) {
    expect(hint).not.toBe('');
    expect(line).toBeGreaterThan(0);
  }
});

test('[BI1] of an unknown key the one that was meant is named', async () => {
  const { errors } = await checked('typo.bothways.yaml', modelOf(`id: a, chanel: web, ${WHEN}`));
  expect(errors.map(({ hint }) => hint).join()).toContain('channel');
});

const WHOLE: readonly (readonly [string, string, () => string | Buffer, string])[] = [
  [
    'a gzip file cut short',
    'cut.csv.gz',
    () => gzipSync(`${HEADER}\n${GOOD}\n`.repeat(999)).subarray(0, 99),
    'gzip-cut-short',
  ],
  ['nothing', 'empty.csv', () => '', 'no-header'],
  [
    'a picture called CSV',
    'picture.csv',
    () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8, 0, 0]),
    'bad-header',
  ],
  [
    'another delimiter than the mapping says',
    'bars.csv',
    () => `${HEADER}\n${GOOD}\n`.replaceAll(',', '~'),
    'unknown-column',
  ],
  [
    'XML with a document type',
    'xxe.xes',
    () =>
      '<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<log><trace><event><string key="id" value="&x;"/></event></trace></log>',
    'xes-dtd',
  ],
  [
    'entities that double',
    'laughs.xes',
    () => '<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><log/>',
    'xes-dtd',
  ],
];

test.each(WHOLE)('[BI2] a file that is %s is refused whole', async (_, name, content, code) => {
  file(name, content());
  expect(await refused(name)).toContain(code);
});

test('[BI2] a zip bomb is refused long before it is unpacked', async () => {
  const zeros = Buffer.alloc(1_048_576, 'a');
  const path = join(folder, 'bomb.csv.gz');
  const bytes = Readable.from(
    (function* () {
      yield Buffer.from(`${HEADER}\n`);
      for (let count = 0; count < 700; count += 1) yield zeros;
    })(),
  );
  await pipeline(bytes, createGzip({ level: 6 }), createWriteStream(path));
  expect(await refused('bomb.csv.gz')).toContain('packed-too-tightly');
  rmSync(path);
});

test('[BI2] a file of which nothing can be taken is refused before all of it is kept', async () => {
  file('other.csv', `${HEADER}\n${'a;b\n'.repeat(120_000)}`);
  expect(await refused('other.csv')).toContain('nothing-fits');
});

test('[BI2] a side table outside the folders is not read', async () => {
  file('outside.mapping.yaml', `${MAPPING}joins: [{ file: ../../../etc/passwd, on: id }]\n`);
  expect(await refused('good.csv', 'outside.mapping.yaml')).toContain('join-elsewhere');
});

const RECORDS: readonly (readonly [string, string, string | null])[] = [
  ['1970', 'r1,1970-01-01T00:00:00Z,p,Order Completed,1', null],
  ['before 1970', 'r2,1969-12-31T23:59:59Z,p,Order Completed,1', 'time-out-of-range'],
  ['2999', 'r3,2999-12-31T00:00:00Z,p,Order Completed,1', 'time-out-of-range'],
  ['a day that is none', 'r4,2025-02-30T00:00:00Z,p,Order Completed,1', 'bad-time'],
  ['NaN', 'r5,2025-01-01T00:00:00Z,p,Order Completed,NaN', 'bad-number'],
  ['1e308', 'r6,2025-01-01T00:00:00Z,p,Order Completed,1e308', null],
  ['1e309', 'r7,2025-01-01T00:00:00Z,p,Order Completed,1e309', 'bad-number'],
  ['2^53+1', 'r8,2025-01-01T00:00:00Z,p,Order Completed,9007199254740993', null],
  [
    'a line of 20 MB',
    `r9,2025-01-01T00:00:00Z,${'x'.repeat(20_000_000)},Order Completed,1`,
    'record-too-long',
  ],
  ['a NUL', 'r\u000010,2025-01-01T00:00:00Z,p\u0000,Order Completed,1', null],
  ['too few cells', 'r11,2025-01-01T00:00:00Z', 'too-few-columns'],
];

test('[BI3] a record that is wrong is kept with its reason, and the rest goes in', async () => {
  const lines = RECORDS.map(([, line]) => line);
  file('records.csv', [HEADER, ...lines, GOOD].join('\n'));
  const result = await imported('records.csv', 1);
  const wanted = RECORDS.flatMap(([, , reason]) => (reason === null ? [] : [reason]));
  expect(result.read).toBe(RECORDS.length + 1);
  expect(result.rejected).toBe(wanted.length);
  const seen = result.reasons.flatMap(({ reason, count }) =>
    Array.from({ length: count }, () => reason),
  );
  expect(seen.toSorted()).toEqual(wanted.toSorted());
});

test('[BI3] every record that was refused can be looked at, before there is a ledger', async () => {
  const rows = join(folder, 'rejects.csv');
  await document(['export', '--table', 'reject', '--out', rows, '--data', data]);
  const text = readFileSync(rows, 'utf8');
  expect(text).toContain('r3,2999-12-31T00:00:00Z');
  expect(text).toMatch(/records\.csv",4,"time-out-of-range"/);
});

test('[BI3] a letter in another encoding spoils its own line only', async () => {
  const odd = Buffer.from('l1,2025-01-01T10:00:00Z,Jos\u00e9,Order Completed,1\n', 'latin1');
  file('latin.csv', Buffer.concat([Buffer.from(`${HEADER}\n`), odd, Buffer.from(`${GOOD}\n`)]));
  const { rejected, reasons } = await imported('latin.csv', 1);
  expect(rejected).toBe(1);
  expect(reasons[0]?.reason).toBe('bad-encoding');
});

test('[BI4] whole numbers that JavaScript cannot hold stay apart as ids, and are refused as quantities', async () => {
  const ids = ['9007199254740992', '9007199254740993'];
  const records = ids.map(
    (id) =>
      `{"id":${id},"at":"2025-01-02T00:00:00Z","who":${id},"what":"Order Completed","total":${id}}`,
  );
  file('large.jsonl', records.join('\n'));
  expect((await imported('large.jsonl')).events).toBe(2);
  const leg = 'exchange: [{ give: customer, kind: money, quantity: properties.total }]';
  const model = file('good.bothways.yaml', modelOf(`id: order, channel: web, ${WHEN}, ${leg}`));
  const { refused: legs } = await document<{ refused: readonly { reason: string }[] }>([
    'rebuild',
    '--model',
    model,
    '--data',
    data,
  ]);
  expect(legs.map(({ reason }) => reason)).toContain('too-large');
});
