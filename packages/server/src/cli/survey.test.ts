import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bothways, document, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(folder, 'survey.csv');
  writeFileSync(path, text);
  return path;
}

test('[SY1] nps of a file: its own keys, the column told by its name, and what is not on the scale told', async () => {
  const path = file('nps,place\n10,a\n9,a\n0,b\n7,b\n11,b\n');
  const told = await document<Record<string, unknown>>(['nps', path, '--by', 'place']);
  expect(told).toMatchObject({
    n: 4,
    promoters: 2,
    detractors: 1,
    nps: 25,
    groups: [{ group: 'a' }, { group: 'b' }],
  });
  expect(told['se']).toBeCloseTo(41.458, 3);
  const { out, err } = await bothways(['nps', path]);
  expect(out).toContain('NPS 25.0');
  expect(out).toContain('if that means "no answer", say --missing 11');
  expect(err).toContain('--score "nps", by its name');
});

test('[SY2] experience of a file says what it wants, and a survey stands alone', async () => {
  const path = file('f,d,ease\n1,5,7\n1,5,6\n2,5,5\n');
  const wrong = await bothways(['experience', path]);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--scale WORST..BEST')]);
  const told = await document<{ survey: { kano: unknown; ces: unknown }; experience: null }>([
    ...['experience', path, '--kano', 'f,d', '--ces', 'ease'],
  ]);
  expect(told.experience).toBeNull();
  expect(told.survey.kano).toMatchObject([{ category: 'O', warnings: ['few-answers'] }]);
  expect(told.survey.ces).toMatchObject({ n: 3, mean: { median: 6 } });
});
