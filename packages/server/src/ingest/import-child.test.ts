import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, openImportBench } from './import-testing.ts';

const child = fileURLToPath(new URL('./import-child-testing.ts', import.meta.url));

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

function start(mapping: string, file: string): ChildProcess {
  const mappingFile = join(dirname(file), 'mapping.yaml');
  writeFileSync(mappingFile, `bothways_mapping: 1\n${mapping}`);
  return spawn(process.execPath, [child, bench.dataDir, mappingFile, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits for the end; `onLine` hears each line of progress. */
async function ended(
  process: ChildProcess,
  onLine: (line: string) => void = () => {},
): Promise<string> {
  let last = '';
  let part = '';
  process.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (part + text).split('\n');
    part = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    last = lines.at(-1) ?? last;
  });
  await new Promise((resolve) => process.once('close', resolve));
  return last;
}

const BASKETS = `group: { by: basket }
time: { column: at }
event: Paid
person: who
properties: { total: { column: amount, as: number, sum: true }, lines: { count: true }, item: item }
`;

const PAYMENTS = `id: id
time: { column: at }
event: Paid
person: who
properties: { total: { column: amount, as: number }, item: item }
`;

test.each([
  ['of groups', 'baskets', BASKETS],
  ['of single records', 'payments', PAYMENTS],
])(
  '[I26] an import %s killed at any point and run again ends as one that was left alone',
  async (_, kind, mapping) => {
    const [alone, shaken] = [`calm ${kind}`, `shaken ${kind}`];
    const lines = ['id,basket,at,who,amount,item'];
    for (let line = 0; line < 60_000; line += 1) {
      const amount = line % 5000 === 0 ? 'free' : (line % 977) / 100;
      lines.push(
        `${line},b${(line * 7919) % 20_011},2024-01-${(line % 28) + 1 < 10 ? '0' : ''}${(line % 28) + 1},w${line % 500},${amount},i${line % 13}`,
      );
    }
    const file = bench.write(`${kind}.csv`, lines.join('\n'));
    const calm = await bench.take(`source: ${alone}\n${mapping}`, file);
    expect(calm).toMatchObject({ read: 60_000, rejected: 12 });

    // Killed while reading, while grouping, while storing; then once more a moment into each.
    for (const stop of ['reading', 'grouping lines', 'storing events']) {
      for (const wait of [0, 40]) {
        const process = start(`source: ${shaken}\n${mapping}`, file);
        await ended(process, (line) => {
          if (line.startsWith(stop)) setTimeout(() => process.kill('SIGKILL'), wait);
        });
        const { rows } = await bench.stores.state.query<{ state: string }>(
          `SELECT state FROM import WHERE source = $1 AND state = 'done'`,
          [shaken],
        );
        if (rows.length > 0) break;
      }
    }
    const last = JSON.parse(await ended(start(`source: ${shaken}\n${mapping}`, file)));
    const { rows } = await bench.stores.state.query<{ state: string; events: string }>(
      `SELECT state, events FROM import WHERE source = $1 ORDER BY events DESC`,
      [shaken],
    );
    expect(rows[0]).toEqual({ state: 'done', events: String(calm.events) });
    expect(rows.slice(1).every(({ state, events }) => state === 'failed' || events === '0')).toBe(
      true,
    );
    expect(last).toMatchObject({ read: calm.read, rejected: calm.rejected });
    const [wanted, got] = [await bench.events(alone), await bench.events(shaken)];
    const bare = (events: typeof got): unknown =>
      events.map(({ seq, ...event }) => ({
        ...event,
        after: Number(seq) - Number(events[0]?.seq),
      }));
    expect(bare(got)).toEqual(bare(wanted));
    const rejects = await bench.stores.facts.rows(
      `SELECT source, count() AS count, uniqExact(line) AS lines FROM reject WHERE endsWith(source, {kind:String}) GROUP BY source ORDER BY source`,
      { parameters: { kind } },
    );
    expect(rejects).toEqual(
      [alone, shaken].map((source) => ({ source, count: '12', lines: '12' })),
    );
    expect(
      await bench.stores.facts.rows(`SELECT name FROM system.tables WHERE name LIKE 'import%'`),
    ).toEqual([]);
  },
  120_000,
);

test('[I27] a file of hundreds of megabytes needs no more memory than a small one', async () => {
  const mapping =
    'source: large\nid: id\ntime: { column: at }\nevent: Read\nproperties: { id: id }\n';
  const filler = 'lorem ipsum '.repeat(500);
  const weigh = async (records: number): Promise<number> => {
    const file = join(dirname(bench.write('x.csv', '')), `large-${records}.csv.gz`);
    function* text(): Generator<string> {
      yield 'id,at,filler\n';
      for (let record = 0; record < records; record += 1)
        yield `${records}-${record},2024-01-01,"${filler}"\n`;
    }
    await pipeline(text, createGzip({ level: 1 }), createWriteStream(file));
    const { accepted, megabytes } = JSON.parse(await ended(start(mapping, file)));
    expect(accepted).toBe(records);
    return megabytes;
  };
  const small = await weigh(2_000);
  const large = await weigh(50_000);
  expect(large - small).toBeLessThan(120);
}, 120_000);
