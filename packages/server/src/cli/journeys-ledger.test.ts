import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type JourneysReply, journeysReply } from '@bothways/core/contract';
import { afterAll, expect, test } from 'vitest';
import { bothways, document, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const data = join(folder, 'larkfield');
afterAll(() => rmSync(folder, { recursive: true }));

test('[JL1] journeys of the ledger, as text and as the API says them', async () => {
  await document(['demo', '--people', '300', '--no-serve', '--data', data]);
  const of = ['journeys', '--journey', 'first-order', '--data', data];
  const { out, code } = await bothways([...of, '--top', '3']);
  expect(code).toBe(0);
  expect(out).toMatch(/From an idea to a planted border: [\d,]+ journeys of \d+ people/);
  expect(out).toMatch(/Against the plan \(\d+ % of the journeys\): fitness 0\.\d{3}/);
  expect(out).toMatch(/missed +Pay \(any of it\) +after product-page/);
  expect(out).toMatch(/Half have completed after/);
  expect(out).toMatch(/kinds of journeys/);
  const whole = journeysReply.parse(await document<JourneysReply>(of));
  expect(whole.journey?.id).toBe('first-order');
  const students = await document<JourneysReply>([...of, '--segment', 'students']);
  expect(students.segment?.id).toBe('students');
  expect(students.journey?.cases).toBeLessThan(whole.journey?.cases ?? 0);
}, 120_000);

test('[JL2] what is not there is refused with what there is', async () => {
  const missed = await bothways(['journeys', '--journey', 'first-ordr', '--data', data]);
  expect([missed.code, missed.err]).toEqual([
    2,
    expect.stringMatching(/no such current journey; did you mean "first-order"/),
  ]);
  const nobody = await bothways(['journeys', '--segment', 'nobody', '--data', data]);
  expect([nobody.code, nobody.err]).toEqual([
    2,
    expect.stringMatching(/no such segment; .*students/),
  ]);
  const nowhere = await bothways(['journeys', '--data', join(folder, 'nowhere')]);
  expect([nowhere.code, nowhere.err]).toEqual([
    1,
    expect.stringMatching(/there is no data directory here/),
  ]);
}, 120_000);
