import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { document, exampleData } from './cli-testing.ts';
import { type ExampleBench, openExample, skipped, whole } from './example-testing.ts';

const GUESTS = exampleData('survey-sfo');
describe.skipIf(GUESTS === null)(`Airport guests${skipped(GUESTS)}`, () => {
  let bench: ExampleBench;
  const YEARS = { 2014: 2818, 2015: 2958, 2016: 3087, 2017: 2831 };
  beforeAll(async () => {
    bench = await openExample('survey-sfo');
    for (const [year, lines] of Object.entries(YEARS)) {
      const file = join(GUESTS ?? '', `sfo_${year}.csv.gz`);
      expect(await bench.take(file, `sfo-${year}`)).toEqual(whole(lines));
    }
    expect(await bench.rebuild()).toMatchObject({ events: 11_694, unmapped: [], unseen: [] });
  }, 300_000);
  afterAll(async () => {
    expect(await bench.close()).toEqual([]);
  });

  /** Means of the answers of a touchpoint by year, from the encounters as `export` writes them. */
  async function means(touchpoint: string): Promise<Readonly<Record<string, string>>> {
    const out = join(bench.folder, `${touchpoint}.jsonl`);
    await document(['export', '--table', 'encounter', '--out', out, '--data', bench.data]);
    const encounters = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
      .filter((each) => each['touchpoint'] === touchpoint);
    const years = Map.groupBy(encounters, ({ at }) => String(at).slice(0, 4));
    return Object.fromEntries(
      [...years].map(([year, mine]) => {
        const raw = mine.map((each) => Number(each['felt_raw']));
        for (const { felt, felt_raw } of mine)
          expect(felt).toBeCloseTo((2 * (Number(felt_raw) - 1)) / 4 - 1, 12);
        return [year, (raw.reduce((sum, each) => sum + each, 0) / raw.length).toFixed(4)];
      }),
    );
  }

  test('[EX6] how the airport felt as a whole comes out as its data set states it', async () => {
    const wanted = { 2014: '3.9959', 2015: '4.0480', 2016: '4.0380', 2017: '4.0644' };
    expect(await means('airport')).toEqual(wanted);
    for (const mean of Object.values(wanted)) expect(bench.readme).toContain(mean);
  });

  test('[EX6] security felt worse to those who met a problem', async () => {
    expect(await means('security-with-problem')).toMatchObject({ 2017: '3.8596' });
    expect(await means('security-without-problem')).toMatchObject({ 2017: '4.3824' });
    const { findings } = await bench.findings();
    expect(findings.map(({ touchpoint, kind, people }) => [touchpoint, kind, people])).toEqual([
      ['survey', 'data-taken-nothing-given', 0],
    ]);
  });
});
