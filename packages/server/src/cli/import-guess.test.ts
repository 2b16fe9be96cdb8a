import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { BOTHWAYS, bothways, document, REPOSITORY, temporaryFolder } from './cli-testing.ts';

interface Guessed {
  readonly format: string;
  readonly sure: number;
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly columns: readonly {
    readonly name: string;
    readonly role: string;
    readonly sure: number;
  }[];
  readonly notes: readonly string[];
  readonly toMend: readonly { readonly line: number; readonly key: string }[];
  readonly written: string | null;
  readonly imported: { readonly read: number; readonly accepted: number } | null;
}

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const STEPS = ['Asked', 'Answered', 'Paid'];
const ROWS = Array.from({ length: 45 }, (_, i) => [
  `c${Math.floor(i / 3)}`,
  `k${Math.floor(i / 9)}`,
  STEPS[i % 3] ?? '',
  `2024-03-${String(1 + Math.floor(i / 2)).padStart(2, '0')} 10:${String(10 + i)}:00`,
]);
const HEADER = ['case_id', 'customer_id', 'activity', 'timestamp'];
const LOG = [HEADER, ...ROWS].map((row) => row.join(',')).join('\n');

test('[IG1] a log that is sure is imported at once, and with --dry-run only told', async () => {
  const file = put('desk.csv.gz', gzipSync(LOG));
  const dry = await bothways(['import', file, '--guess', '--dry-run'], { cwd: folder });
  expect(dry).toMatchObject({ code: 0 });
  expect(dry.out).toContain('time: { column: timestamp, format: iso }');
  expect(existsSync(join(folder, 'desk.mapping.yaml'))).toBe(false);
  expect(existsSync(join(folder, 'bothways-data'))).toBe(false);
  const told = await document<Guessed>(['import', file, '--guess'], { cwd: folder });
  expect(told).toMatchObject({
    format: 'csv',
    mapping: { event: { column: 'activity' }, person: 'customer_id', case: 'case_id' },
    toMend: [],
    written: 'desk.mapping.yaml',
    imported: { read: 45, accepted: 45, events: 45 },
  });
  expect(told.sure).toBeGreaterThan(0.8);
  expect(told.columns.map(({ role }) => role)).toEqual(['case', 'person', 'event', 'time']);
  const again = await bothways(['import', file, '--map', 'desk.mapping.yaml'], { cwd: folder });
  expect(again.out).toContain('0 accepted, 45 there already');
}, 90_000);

test('[IG2] what is not sure is written with the line to mend and the command to run then', async () => {
  const file = put(
    'gifts.csv',
    LOG.replace('activity', 'colour').replaceAll(/,(Asked|Answered|Paid),/g, ',red,'),
  );
  const first = await bothways(['import', file, '--guess'], { cwd: folder });
  expect(first.code).toBe(1);
  const place = /gifts\.mapping\.yaml:(\d+): event: /.exec(first.err);
  const text = readFileSync(join(folder, 'gifts.mapping.yaml'), 'utf8');
  expect(text.split('\n')[Number(place?.[1]) - 1]).toBe('event: Gifts');
  const command = /^Then run: bothways (.*)$/m.exec(first.err)?.[1] ?? '';
  expect(command).toBe('import gifts.csv --map gifts.mapping.yaml');
  const then = await bothways(command.split(' '), { cwd: folder });
  expect(then).toMatchObject({ code: 0 });
  expect(then.out).toContain('45 accepted');
}, 90_000);

test('[IG5] what is said to do next names the data directory', async () => {
  const file = put('far.csv', LOG);
  const line = ['import', file, '--guess', '--data', 'far off'];
  const { code, out } = await bothways(line, { cwd: folder });
  expect({ code, out }).toMatchObject({ code: 0 });
  expect(out).toMatch(/^Next: .* then: bothways rebuild --model MODEL --data 'far off'$/m);
  const again = await bothways(line, { cwd: folder });
  expect(again.err).toContain("--map far.mapping.yaml --data 'far off', or name another");
}, 90_000);

test('[IG3] a mapping that is there stays as it is', async () => {
  const file = put('mine.csv', LOG);
  put('mine.mapping.yaml', 'mine');
  const told = await bothways(['import', file, '--guess'], { cwd: folder });
  expect(told.code).toBe(1);
  expect(told.err).toContain(
    'not overwritten; import by it: bothways import mine.csv --map mine.mapping.yaml',
  );
  expect(readFileSync(join(folder, 'mine.mapping.yaml'), 'utf8')).toBe('mine');
  const other = ['import', file, '--guess', '--out', 'mine.mapping.yaml', '--dry-run'];
  expect((await bothways(other, { cwd: folder })).code).toBe(0);
  const wrong = [
    ['import', file, '--guess', '--map', 'mine.mapping.yaml'],
    ['import', file, '--map', 'mine.mapping.yaml', '--dry-run'],
  ];
  for (const line of wrong) expect((await bothways(line, { cwd: folder })).code).toBe(2);
}, 60_000);

test('[IG4] standard input and spreadsheets are guessed like others', async () => {
  const line = [BOTHWAYS, 'import', '-', '--guess', '--json'];
  const piped = spawnSync(process.execPath, line, { input: LOG, encoding: 'utf8', cwd: folder });
  expect(JSON.parse(piped.stdout)).toMatchObject({
    written: 'stdin.mapping.yaml',
    imported: { read: 45, accepted: 45 },
  });
  const sheet = await writeExcelFile([
    [{ value: 'Export of May' }],
    HEADER.map((value) => ({ value })),
    ...ROWS.map((row) => row.map((value) => ({ value }))),
  ]).toBuffer();
  const dry = ['import', put('desk.xlsx', sheet), '--guess', '--dry-run'];
  expect(await document<Guessed>(dry, { cwd: folder })).toMatchObject({
    format: 'xlsx',
    mapping: { file: { header: 2 }, time: { column: 'timestamp' }, event: { column: 'activity' } },
    written: null,
    imported: null,
  });
}, 90_000);

test('[IG4] what a guess that was killed left of standard input goes with the next', async () => {
  const ended = spawnSync('true').pid;
  const left = join(tmpdir(), `bothways-guess-${ended}-x`);
  mkdirSync(left);
  writeFileSync(join(left, 'standard-input'), LOG);
  const file = put('after.csv', LOG);
  await document<Guessed>(['import', file, '--guess', '--dry-run'], { cwd: folder });
  expect(existsSync(left)).toBe(false);
}, 60_000);

test('[IG4] what needs another command is told that command', async () => {
  const sent = Array.from({ length: 5 }, (_, i) =>
    JSON.stringify({
      type: 'track',
      event: 'Paid',
      userId: `u${i}`,
      messageId: `m${i}`,
      timestamp: '2024-03-01T10:00:00Z',
    }),
  );
  const file = put('sent.jsonl', sent.join('\n'));
  const segment = await bothways(['import', file, '--guess'], { cwd: folder });
  expect(segment).toMatchObject({ code: 1 });
  expect(segment.err).toContain('run: bothways import sent.jsonl --source NAME');
  const map = join(REPOSITORY, 'examples/journey-map/matrix.csv');
  const journey = await document<Guessed>(['import', map, '--guess'], { cwd: folder, code: 1 });
  expect(journey).toMatchObject({ written: null, imported: null });
  expect(journey.notes[0]).toContain('run: bothways draft ');
}, 60_000);
