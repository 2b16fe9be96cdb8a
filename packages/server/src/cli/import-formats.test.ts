import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { BOTHWAYS, bothways, document, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const here = { cwd: folder };

const EVENTS = `{"type":"track","event":"Order Completed","messageId":"1","userId":"u","timestamp":"2026-01-02T03:04:05Z","properties":{"total":12.5}}
{"type":"page","name":"Home","messageId":"2","anonymousId":"a","timestamp":"2026-01-02T03:04:05Z"}
{"type":
`;

test("[IM1] events in Segment's shape need no mapping, from a file or a pipe, and go in once", async () => {
  writeFileSync(join(folder, 'events.jsonl.gz'), gzipSync(EVENTS));
  const line = ['import', 'events.jsonl.gz', '--source', 'shop'];
  expect(await document(line, { ...here, code: 1 })).toMatchObject({
    ...{ read: 3, accepted: 2, duplicates: 0, rejected: 1, events: 2 },
    reasons: [{ reason: 'bad-json', count: 1 }],
  });
  const piped = spawnSync(
    process.execPath,
    [BOTHWAYS, 'import', '-', '--source', 'shop', '--json'],
    {
      ...{ cwd: folder, input: gzipSync(EVENTS), encoding: 'utf8' },
    },
  );
  expect(JSON.parse(piped.stdout)).toMatchObject({ accepted: 0, duplicates: 2, rejected: 1 });
});

test.each([
  [['import', 'events.jsonl.gz'], /--source NAME/],
  [
    ['import', 'events.jsonl.gz', '--source', 's', '--map', 'm.yaml'],
    /give --map or --source, not both/,
  ],
  [['import', 'events.jsonl.gz', '--source', 's', '--guess'], /leave --map and --source out/],
  [['import', 'events.jsonl.gz', '--source', 'x'.repeat(201)], /201 characters/],
])('[IM1] %j is wrong use', async (line, says) => {
  const { code, err } = await bothways(line, here);
  expect([code, err]).toEqual([2, expect.stringMatching(says)]);
});
