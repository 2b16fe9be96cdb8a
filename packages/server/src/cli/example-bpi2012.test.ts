import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleData } from './cli-testing.ts';
import { type ExampleBench, openExample, skipped, whole } from './example-testing.ts';

const LOANS = exampleData('log-bpi2012');
describe.skipIf(LOANS === null)(`BPI 2012${skipped(LOANS)}`, () => {
  let bench: ExampleBench;
  const CANCELLED = 'touchpoint == "called-then-cancelled"';
  beforeAll(async () => {
    bench = await openExample('bpi2012');
    const log = join(LOANS ?? '', 'bpic2012.xes.gz');
    expect(await bench.take(log, 'events')).toEqual(whole(262_200));
    expect(await bench.take(log, 'cases')).toEqual(whole(262_200, 13_087, 13_087));
    const absent = { kind: 'time:work', reason: 'absent' };
    expect(await bench.rebuild()).toMatchObject({
      ...{ events: 275_287, unseen: [] },
      refused: [
        { ...absent, touchpoint: 'assessment', count: 6 },
        { ...absent, touchpoint: 'completion', count: 455 },
        { ...absent, touchpoint: 'leads', count: 1 },
      ],
    });
  }, 300_000);
  afterAll(async () => {
    expect(await bench.close()).toEqual([]);
  });

  test('[EX5] applicants who were called and then cancelled: cases, hours of both sides, median', async () => {
    const mine = await bench.ledger('person', `${CANCELLED} && family == "time"`);
    for (const kind of ['time:personal', 'time:work']) {
      const seconds = mine
        .filter((row) => row.kind === kind)
        .map(({ quantity }) => Number(quantity))
        .sort((a, b) => a - b);
      expect(seconds).toHaveLength(1635);
      expect((seconds.reduce((sum, each) => sum + each, 0) / 3600).toFixed(2)).toBe('849.21');
      expect(((seconds[817] ?? 0) / 60).toFixed(2)).toBe('14.42');
      expect(Math.max(...seconds)).toBe(14_400);
    }
    const [uncapped] = await bench.sql<{ hours: string }>(
      `SELECT toString(round(sum(toFloat64(properties['call_s'])) / 3600, 2)) AS hours FROM event
       WHERE source = 'bpi2012/cases' AND properties['cancelled'] != '0' AND toFloat64OrZero(properties['call_s']) > 0`,
    );
    expect(uncapped?.hours).toBe('2006.9');
    for (const figure of ['1,635', '849.21 h', '2,006.90 h', '14.42 min'])
      expect(bench.readme).toContain(figure);
  });

  test('[EX5] it is found to be costly for both, with hours, money and break-even', async () => {
    const { findings, abstained } = await bench.findings();
    expect(findings.map(({ touchpoint, kind }) => [touchpoint, kind])).toEqual([
      ['called-then-cancelled', 'costly-for-both'],
      ['called-then-declined', 'costly-for-both'],
    ]);
    const [found] = findings;
    expect(found).toMatchObject({ people: 1635, encounters: 1635, break_even: { holds: true } });
    expect(found?.['why']).toContain('It took 849 h of Own time and 849 h of Staff time.');
    const { headline, break_even: turn } = found ?? {};
    const { sentence } = turn as { readonly sentence: string };
    for (const words of [String(headline), sentence]) expect(bench.readme).toContain(words);
    expect(abstained.map(({ touchpoint }) => touchpoint)).toEqual([
      ...['apply', 'called-still-open', 'called-then-loan', 'offer'],
    ]);
  });

  test('[EX5] no minute is counted twice: calls are in no touchpoint of single events', async () => {
    const [seen] = await bench.sql<{ others: string }>(
      `SELECT toString(sum(least(14400, floor(toFloat64(properties['seconds']) + 0.5)))) AS others FROM event
       WHERE source = 'bpi2012/events' AND mapContains(properties, 'seconds') AND NOT startsWith(name, 'W_Nabellen')`,
    );
    const [calls] = await bench.sql<{ seconds: string }>(
      `SELECT toString(sum(least(14400, floor(toFloat64(properties['call_s']) + 0.5)))) AS seconds FROM event
       WHERE source = 'bpi2012/cases' AND toFloat64OrZero(properties['call_s']) > 0`,
    );
    const work = await bench.ledger('kind', 'kind == "time:work"');
    const total = work.reduce((sum, { quantity }) => sum + Number(quantity), 0);
    expect(total).toBe(Number(seen?.others) + Number(calls?.seconds));
  });
});
