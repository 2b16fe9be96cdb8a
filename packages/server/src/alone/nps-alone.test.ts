import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npsReply } from '@bothways/core/contract';
import { afterAll, expect, test } from 'vitest';
import { npsAlone } from './nps-alone.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-nps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(folder, 'survey.csv');
  writeFileSync(path, text);
  return path;
}

const plain = { weight: null, by: null, missing: [] };
const SFO = '../shared/data/survey-sfo/sfo_2017.csv.gz';
const there = existsSync(SFO);

test.skipIf(!there)(
  `[SA1] the airport${there ? '' : `: not on this machine, see ${SFO}`}`,
  async () => {
    const told = await npsAlone(SFO, { ...plain, score: 'NETPRO', missing: ['11'] });
    expect(npsReply.parse(told)).toEqual(told);
    expect(told).toMatchObject({
      n: 2746,
      promoters: 1436,
      detractors: 342,
      nps: expect.closeTo(39.84, 2),
    });
    expect(told.leftOut).toEqual({ none: 85, outside: [], unread: 0, unweighted: 0 });
    const unsaid = await npsAlone(SFO, { ...plain, score: 'NETPRO' });
    expect(unsaid.nps).toBe(told.nps);
    expect(unsaid.leftOut.outside).toEqual([{ score: 11, n: 84 }]);
  },
);

test('[SA2] weights and groups', async () => {
  const path = file('score,w,place\n10,1,a\n9,2,a\n0,1,b\n7,,b\n8,2,b\n10,1,\n');
  const told = await npsAlone(path, { score: 'score', weight: 'w', by: 'place', missing: [] });
  expect(told.n).toBe(5);
  expect(told.nps).toBeCloseTo((100 * (1 + 2 - 1 + 1)) / 7, 9);
  expect(told.leftOut.unweighted).toBe(1);
  expect(told.groups.map(({ group, n, nps }) => [group, n, nps])).toEqual([
    ['a', 2, 100],
    ['b', 2, expect.closeTo(-33.333, 2)],
    ['(none)', 1, 100],
  ]);
  expect(told.groups[0]?.difference.kind).toBe('estimate');
  expect(told.groups[2]?.difference.kind).toBe('abstained');
});

test('[SA3] no such scores; words for no answer', async () => {
  const path = file('score\nBlank\n5\n10\n999\n');
  const told = await npsAlone(path, { ...plain, score: 'score', missing: ['Blank', '999'] });
  expect(told).toMatchObject({ n: 2, leftOut: { none: 2, outside: [], unread: 0 } });
  expect((await npsAlone(path, { ...plain, score: 'score' })).leftOut).toMatchObject({
    none: 0,
    unread: 1,
    outside: [{ score: 999, n: 1 }],
  });
  await expect(npsAlone(file('score\n99\n'), { ...plain, score: 'score' })).rejects.toThrow(
    '0 answers in the column "score" are of 0 to 10, and more are not: 99 (1 times)',
  );
});

test('[SA7] a column that is mostly no scores is refused, however many different numbers it has; so are answers without weight', async () => {
  const numbers = Array.from({ length: 3000 }, (_, at) => at);
  await expect(
    npsAlone(file(`score\n${numbers.join('\n')}\n`), { ...plain, score: 'score' }),
  ).rejects.toThrow('11 answers in the column "score" are of 0 to 10, and more are not');
  await expect(
    npsAlone(file('score,w\n9,0\n10,0\n'), { ...plain, score: 'score', weight: 'w' }),
  ).rejects.toThrow('none of the 2 answers in the column "score" has a weight above 0');
});
