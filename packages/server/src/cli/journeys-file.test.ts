import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bothways, document } from './cli-testing.ts';
import { commands } from './commands/index.ts';
import { commandsFor } from './commands/lone.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const ORDERS = written(
  'orders.csv',
  `case_id,activity,timestamp
1,ask,2026-01-01T10:00:00Z
1,buy,2026-01-01T11:00:00Z
2,ask,2026-01-02T10:00:00Z
2,buy,2026-01-02T10:30:00Z
3,buy,2026-01-03T10:00:00Z
3,ask,2026-01-03T12:00:00Z
3,leave,2026-01-09T12:00:00Z
`,
);

test('[JN1] a file as one document', async () => {
  const found = await document(['journeys', ORDERS]);
  expect(found).toMatchObject({
    ...{ cases: 3, events: 7, activities: 3, variants: 2 },
    top_variants: [
      { activities: ['ask', 'buy'], count: 2 },
      { activities: ['buy', 'ask', 'leave'], count: 1 },
    ],
    edges: [
      { from: 'ask', to: 'buy', count: 2, median_wait_s: 2_700 },
      { from: 'ask', to: 'leave', count: 1, median_wait_s: 518_400 },
      { from: 'buy', to: 'ask', count: 1, median_wait_s: 7_200 },
    ],
  });
});

test('[JN1] a file for people, against a plan, until they end', async () => {
  const { out, err, code } = await bothways([
    ...['journeys', ORDERS, '--plan', 'ask > buy', '--ends', 'buy,leave', '--clusters'],
  ]);
  expect(code).toBe(0);
  for (const words of [
    ...['3 journeys, 7 events, 3 activities, 2026-01-01 to 2026-01-09', '2 variants', 'ask > buy'],
    ...['Against the plan: fitness 0.800', '67 % without any deviation', '1 out of order'],
    ...[
      'Until they end: 3 journeys, 0 of them still under way',
      'No few ways: 3 journeys by 2 ways',
    ],
  ])
    expect(out).toContain(words);
  expect(err).toContain('"case_id" says which journey an event belongs to');
});

test.each([
  [['--plan', 'ask > (buy'], 2, 'nothing closes it with )'],
  [['--gap', 'soon'], 2, '--gap soon: want learned, or a time such as 30m, 12h or 30d'],
  [['--top', '0'], 2, '--top 0: want a whole number above 0'],
  [['--ends', 'pay'], 1, 'there is no activity "pay"; there are "ask", "buy", "leave"'],
  [['--case', 'order'], 1, 'its columns are "case_id", "activity", "timestamp"'],
])('[JN2] %j ends with %d and says what to do', async (line, code, words) => {
  const ended = await bothways(['journeys', ORDERS, ...line]);
  expect(ended.code).toBe(code);
  expect(ended.err).toContain(words);
});

test('[JN2] a file that is not there, empty or damaged is refused', async () => {
  for (const [file, words] of [
    [join(folder, 'none.xes'), 'there is no such file'],
    [written('empty.xes', ''), 'an empty file'],
    [written('cut.xes', '<log><trace><string key="concept:name" value="a"/>'), 'cut.xes'],
    [written('other.xes', '<?xml version="1.0"?><html></html>'), 'not <log>'],
  ] as const) {
    const { code, err } = await bothways(['journeys', file]);
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).not.toContain('fault of Bothways');
  }
});

test('[JN3] a verb that is loaded alone is the one of the list', async () => {
  for (const command of commands) {
    const alone = await commandsFor([command.name, 'a.csv']);
    expect(alone).toHaveLength(1);
    expect(alone[0]).toBe(command);
  }
  for (const line of [[], ['toString'], ['imports'], ['--help']])
    expect(await commandsFor(line)).toBe(commands);
});
