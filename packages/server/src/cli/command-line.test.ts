import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  bothways,
  document,
  olderNode,
  REPOSITORY,
  start,
  temporaryFolder,
} from './cli-testing.ts';
import { commands } from './commands/index.ts';
import { summaryText } from './commands/rebuild.ts';

const folder = temporaryFolder();
/** A text that says something; in toMatchObject a bare RegExp would match anything. */
const SAID: unknown = expect.stringMatching(/./);
const STARTER = join(REPOSITORY, 'examples/starter/model.bothways.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

interface Refused {
  readonly ok: false;
  readonly message: string;
  readonly errors?: readonly {
    readonly code: string;
    readonly file: string;
    readonly line: number;
  }[];
}

test.concurrent.each([
  // command line                                  what is told
  [['reckon'], /unknown command 'reckon'/],
  [['ledger', '--bye', 'kind'], /unknown option '--bye'.*--by/s],
  [['check'], /missing required argument 'model'/],
  [['check', 'a', 'b'], /too many arguments/],
  [['import', 'x.csv'], /--map MAPPING/],
  [['rebuild'], /--model MODEL/],
  [['ledger', '--by', 'moon'], /--by moon: no such key; use "journey"/],
  [['ledger', '--where', 'family = 3'], /family = 3\n {7}\^ .*\nwrite == to compare/],
  [['ledger', '--where', 'family > 3'], /family > 3\n\s*\^/],
  [['ledger', '--believed', '--by', 'person'], /--by person: no such key/],
  [['export', '--table', 'event'], /--out FILE/],
  [['export', '--table', 'secret', '--out', 'x.csv'], /encounter, transfer, event/],
  [['export', '--table', 'event', '--out', 'x.docx'], /parquet, csv, jsonl; "docx" is none/],
  [['demo', '--people', '1.5'], /--people 1.5: want a whole number from 1 to/],
  [['demo', '--seed', ''], /--seed : want a whole number/],
  [['demo', '--port', '70000'], /--port 70000/],
] as const)('[CL1] [CL3] bothways %j is wrong use', async (line, told) => {
  const ended = await bothways([...line, '--json'], { cwd: folder });
  expect(ended.code).toBe(2);
  expect(ended.err).toMatch(told);
  expect(ended.err).not.toMatch(/fault of Bothways|\n\s+at /);
  expect(JSON.parse(ended.out)).toEqual({ ok: false, message: expect.stringMatching(/./) });
  expect(readdirSync(folder)).not.toContain('bothways-data');
});

test.concurrent('[CL1] [CL2] without a verb, and with help', async () => {
  expect(await bothways([])).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('Usage: bothways'),
  });
  const { code, out } = await bothways(['--help']);
  expect(code).toBe(0);
  for (const { name, summary } of commands)
    expect(out).toMatch(new RegExp(`^ +${name}\\b.*${summary.slice(0, 10)}`, 'm'));
});

test.concurrent.each(commands.map(({ name }) => name))('[CL2] %s --help', async (name) => {
  const { code, out, err } = await bothways([name, '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const examples = [...out.matchAll(/^ {2}\$ bothways (\S+)(.*)$/gm)];
  expect(examples.length).toBeGreaterThan(0);
  for (const [, verb, rest = ''] of examples) {
    expect(verb).toBe(name);
    const options = rest.match(/(?<= )--[a-z-]+/g) ?? [];
    for (const option of options)
      expect(out.match(new RegExp(`^ +${option}\\b`, 'm')), option).not.toBeNull();
  }
});

test.concurrent('[CM1] thirty errors are told at once, each in its place', async () => {
  const file = 'thirty.bothways.yaml';
  const valuations = Array.from(
    { length: 30 },
    (_, index) => `  - { kind: "nothing-${index}", worth: { median: 1, basis: assumed } }`,
  );
  writeFileSync(
    join(folder, file),
    `bothways: 1\nname: Thirty\ncurrency: EUR\nvaluations:\n${valuations.join('\n')}\n`,
  );
  const told = await document<Refused & { lints: unknown[] }>(['check', file], {
    code: 1,
    cwd: folder,
  });
  expect(told.ok).toBe(false);
  expect(told.errors?.length).toBe(30);
  for (const [index, error] of (told.errors ?? []).entries())
    expect(error).toEqual({
      ...{ code: expect.any(String), file, line: 5 + index, column: expect.any(Number) },
      ...{ message: expect.stringContaining(`nothing-${index}`), hint: expect.any(String) },
    });
  expect(told.lints).toEqual(expect.any(Array));
  const words = await bothways(['check', file], { cwd: folder });
  expect(words.code).toBe(1);
  expect(words.out.match(/\^/g)?.length).toBeGreaterThanOrEqual(30);
  expect(words.out).toContain('nothing-29');
  const rebuilt = await document<Refused>(['rebuild', '--model', file, '--data', 'none'], {
    code: 1,
    cwd: folder,
  });
  expect(rebuilt.errors?.length).toBe(30);
  expect(readdirSync(folder)).not.toContain('none');
});

test.concurrent('[CM1] a sound model is ok, its lints beside it', async () => {
  const told = await document(['check', STARTER]);
  expect(told).toMatchObject({
    ok: true,
    errors: [],
    lints: [{ code: 'kind-unvalued', line: expect.any(Number) }],
  });
  for (const example of ['larkfield', 'complete-journey'])
    expect(await document(['check', join(REPOSITORY, 'examples', example)])).toMatchObject({
      ok: true,
      errors: [],
    });
});

const unreadable: readonly (readonly [string, string | Buffer | null, RegExp])[] = [
  ['absent.bothways.yaml', null, /^no-such-file$/],
  ['empty.bothways.yaml', '', /./],
  ['comment.bothways.yaml', '# nothing\n', /./],
  ['binary.bothways.yaml', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 0x80]), /^not-text$/],
  ['zeros.bothways.yaml', '\0'.repeat(40), /./],
  ['list.bothways.yaml', '- 1\n- 2\n', /./],
  ['large.bothways.yaml', Buffer.alloc(9 * 1024 * 1024, 'a'), /^file-too-large$/],
  ['half.bothways.json', '{ "bothways": 1,', /./],
  ['/dev/zero', null, /^not-a-file$/],
];
test.concurrent.each(unreadable)(
  '[CM2] [CL3] [CL4] %s is an error like any other',
  async (name, content, code) => {
    if (content !== null) writeFileSync(join(folder, name), content);
    const ended = await bothways(['check', name, '--json'], { cwd: folder });
    expect(ended.code).toBe(1);
    expect(ended.err).not.toMatch(/fault of Bothways|\n\s+at /);
    const told = JSON.parse(ended.out);
    expect(told).toMatchObject({ ok: false, lints: expect.any(Array) });
    expect(told.errors.length).toBeGreaterThan(0);
    expect(told.errors[0]).toMatchObject({
      code: expect.stringMatching(code),
      file: name,
      line: 1,
      column: expect.any(Number),
      message: SAID,
      hint: SAID,
    });
  },
);

test.concurrent('[CM2] a folder without a model is one, too; in one with several all are read', async () => {
  for (const each of ['bare', 'several'])
    mkdirSync(join(folder, each, 'deep.bothways.yaml'), { recursive: true });
  const run = { code: 1, cwd: folder };
  const bare = await document<Refused>(['check', 'bare'], run);
  expect(bare.errors).toMatchObject([{ code: 'no-model-here', file: 'bare' }]);
  const [first, second] = ['several/a.bothways.yaml', 'several/deep.bothways.yaml/b.bothways.yaml'];
  writeFileSync(join(folder, first), 'bothways: 1\nname: Two\ncurrency: EUR\n');
  const wrong = 'valuations:\n  - { kind: nothing, worth: { median: 1, basis: assumed } }\n';
  writeFileSync(join(folder, second), wrong);
  const told = await document<Refused>(['check', 'several'], run);
  expect(told.errors?.map(({ file }) => file)).toContain(second);
});

test.concurrent('[CM3] diff says what changed', async () => {
  const larkfield = join(REPOSITORY, 'examples/larkfield');
  expect(await document(['diff', larkfield, larkfield])).toEqual({ changes: [] });
  const { changes } = await document<{ changes: { sentence: string }[] }>([
    'diff',
    STARTER,
    larkfield,
  ]);
  expect(changes.length).toBeGreaterThan(10);
  for (const change of changes)
    expect(change).toMatchObject({ kind: SAID, what: SAID, sentence: SAID });
  expect(await document(['diff', STARTER, join(folder, 'nowhere')], { code: 1 })).toMatchObject({
    ok: false,
    errors: [{ code: 'no-such-file' }],
  });
});

test.concurrent('[CM4] [LE3] the believed ledger comes from a model alone', async () => {
  const cwd = temporaryFolder();
  const { rows } = await document<{ rows: Record<string, unknown>[] }>(
    [
      'ledger',
      '--believed',
      '--model',
      STARTER,
      '--by',
      'journey,phase,step,touchpoint,channel,kind',
    ],
    { cwd },
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows)
    expect(row).toMatchObject({
      journey: 'repair',
      giver: SAID,
      quantity: expect.stringMatching(/^\d+(\.\d+)?$/),
      unit: SAID,
      n: 0,
      grade: expect.stringMatching(/^[CD]$/),
      worth: { kind: SAID },
    });
  expect(readdirSync(cwd)).toEqual([]);
  rmSync(cwd, { recursive: true });
});

test.concurrent('[CM5] init overwrites nothing', async () => {
  const shop = join(folder, 'shop');
  const { written } = await document<{ written: string[] }>(['init', shop]);
  expect(written.map((file) => file.slice(shop.length + 1)).sort()).toEqual(
    readdirSync(shop).sort(),
  );
  expect(await document(['init', shop], { code: 1 })).toMatchObject({
    message: expect.stringContaining('there already'),
  });
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const ended = await bothways(['init', file]);
  expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('folder is wanted') });
});

test.concurrent('[RO3] an import of what is not there leaves no data directory', async () => {
  const data = join(folder, 'nothing');
  const mapping = join(REPOSITORY, 'examples/starter/events.mapping.yaml');
  const ended = await bothways(['import', 'nope.csv', '--map', mapping, '--data', data]);
  expect(ended.code).toBe(1);
  expect(ended.err).toContain('nope.csv');
  expect(existsSync(data)).toBe(false);
});

test.concurrent('[CL5] a reader that stops reading is no fault', async () => {
  const larkfield = join(REPOSITORY, 'examples/larkfield');
  const running = start(['ledger', '--believed', '--model', larkfield, '--json']);
  running.child.stdout?.once('data', () => running.child.stdout?.destroy());
  expect(await running.ended).toMatchObject({ code: 0, err: '' });
});

test.concurrent('[CL6] on an older Node it starts its own', async (context) => {
  const node = olderNode();
  context.skip(node === null, 'no Node 20 to 23 on this machine');
  if (node === null) return;
  expect(await document(['check', STARTER], { node })).toMatchObject({ ok: true });
  expect(await bothways(['check', join(folder, 'nowhere')], { node })).toMatchObject({ code: 1 });
  expect(await bothways(['reckon'], { node })).toMatchObject({ code: 2 });
});

test.concurrent('[CL7] a ledger of nothing believed asks for beliefs', async () => {
  const model = join(folder, 'silent.bothways.yaml');
  writeFileSync(model, 'bothways: 1\nname: Silent\ncurrency: EUR\n');
  const { code, out } = await bothways(['ledger', '--believed', '--model', model]);
  expect([code, out]).toEqual([0, expect.stringContaining('believed: { volume: ... }')]);
  expect(out).not.toContain('rebuild');
});

test.each([
  [20, null],
  [21, 'and 1 more name.'],
  [1203, 'and 1183 more names.'],
])('[CL8] of %i names of events that no touchpoint takes 20 are shown: %s', (names, said) => {
  const unmapped = Array.from({ length: Math.min(names, 1000) }, (_, index) => {
    return { name: `Event ${index}`, count: 1 };
  });
  const counts = { events: names, encounters: 0, transfers: 0, unseen: [], refused: [] };
  const text = summaryText({ ...counts, unmapped, unmappedNames: names });
  expect(text.match(/Event \d+/g)).toHaveLength(20);
  if (said === null) expect(text).not.toContain('more');
  else expect(text).toContain(said);
});
