import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { experienceOfFileReply } from '@bothways/core/contract';
import { afterAll, expect, test } from 'vitest';
import { type ExperienceAsked, experienceAlone } from './experience-alone.ts';
import type { FeltAsked } from './felt-journeys.ts';
import { feltOn, scaleOf } from './felt-scale.ts';
import type { SurveyAsked } from './survey-alone.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-experience-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(lines: readonly string[]): string {
  const path = join(folder, 'journeys.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const DATA = '../shared/data';
const missing = (path: string) => !existsSync(`${DATA}/${path}`);
const why = (path: string) => (missing(path) ? `: not on this machine, see ${DATA}/${path}` : '');

function felt(parts: Partial<FeltAsked>): ExperienceAsked {
  const scale = scaleOf('scale', '1..5');
  return {
    felt: {
      ...{ case: 'case', activity: null, at: null, time: null, felt: 'felt', scale },
      ...{ overall: null, overallScale: scale, days: null, person: null, missing: [] },
      ...parts,
    },
    momentsMin: 2,
    survey: null,
  };
}

function survey(parts: Partial<SurveyAsked>): ExperienceAsked {
  const plain: SurveyAsked = {
    ...{ csat: null, csatScale: { least: 1, most: 5 }, ces: null, cesScale: { least: 1, most: 7 } },
    ...{ expected: [], perceived: [], overall: null, middle: null, setBy: null, kano: [] },
    ...{ weight: null, by: null, missing: [] },
  };
  return { felt: null, momentsMin: 2, survey: { ...plain, ...parts } };
}

const diary = 'peakend-mpath/mpath_momentary_and_evening.csv';

test.skipIf(missing(diary))(`[FE1] the diary by itself${why(diary)}`, async () => {
  const scale = scaleOf('scale', '100..0', 0);
  const told = await experienceAlone(`${DATA}/${diary}`, {
    ...felt({
      ...{ case: 'participant,day_n', at: 'scheduled', felt: 'slider_anxious', scale },
      ...{ overall: 'evening_slider_anxious', overallScale: scale, person: 'participant' },
    }),
    momentsMin: 3,
  });
  expect(experienceOfFileReply.parse(told)).toEqual(told);
  const { remembered, instances, people } = told.experience ?? {};
  expect([instances, people, remembered?.answers, remembered?.verdict]).toEqual([
    180,
    18,
    134,
    'peak-and-end',
  ]);
  expect(remembered?.bayesFactor).toBeCloseTo(27.6, 0);
  expect(told.within).toMatchObject({ persons: 18, verdict: 'undecided' });
});

test('[FE2] rows that answer for the whole, time, and cases of several columns', async () => {
  const path = file([
    'who,day,at,felt,overall',
    'a,1,2025-01-01T10:00:00Z,5,',
    'a,1,2025-01-01T12:00:00Z,1,',
    'a,1,2025-01-01T11:00:00Z,3,',
    'a,1,2025-01-01T20:00:00Z,,4',
    'a,2,2025-01-02T10:00:00Z,2,',
    ',,2025-01-02T10:00:00Z,2,',
  ]);
  const told = await experienceAlone(path, felt({ case: 'who,day', at: 'at', overall: 'overall' }));
  const { experience, leftOut } = told;
  expect([experience?.instances, experience?.encounters, experience?.felt]).toEqual([2, 4, 4]);
  expect(experience?.curve.places.map(({ n }) => n)).toEqual([2, 1, 1]);
  expect(experience?.curve.places[2]?.felt.kind).toBe('abstained');
  expect(experience?.remembered).toMatchObject({ answers: 1, unsaid: { code: 'too-few-answers' } });
  expect(leftOut).toEqual({ rows: 1, unread: 0, offScale: 0 });
});

test('[FE3] scales', async () => {
  const anger = scaleOf('scale', '100..0', 0);
  expect([0, 50, 100, 101].map((raw) => feltOn(anger, raw))).toEqual([-0, -0.5, -1, Number.NaN]);
  expect([1, 4, 7, 0].map((raw) => feltOn(scaleOf('scale', 'ces-7'), raw))).toEqual([
    -1,
    0,
    1,
    Number.NaN,
  ]);
  expect(() => scaleOf('scale', 'five')).toThrow('--scale "five" is no scale; write WORST..BEST');
  expect(() => scaleOf('scale', '1..5', 9)).toThrow('--neutral 9 does not lie on the scale 1..5');
  const some = await experienceAlone(file(['case,felt', 'a,5', 'a,4', 'b,9', 'b,3']), felt({}));
  expect(some.leftOut?.offScale).toBe(1);
  await expect(
    experienceAlone(file(['case,felt', 'a,50', 'a,4', 'b,90']), felt({})),
  ).rejects.toThrow(
    'most answers are not on the scale 1..5: the first in the column "felt" is 50; say on which scale',
  );
});

test('[FE4] places in order, and pairs', async () => {
  const rows = ['case,what,felt,overall'];
  for (let at = 0; at < 200; at += 1) {
    const [advice, demo] = [at % 2 === 0, at % 4 < 2];
    const overall =
      2 + (advice ? 1 : 0) + (demo ? 1 : 0) - (advice && demo ? 1 : 0) + (at % 3 === 0 ? 0.5 : 0);
    const met = ['ask', ...(advice ? ['advice'] : []), ...(demo ? ['demo'] : []), 'pay'];
    for (const [place, what] of met.entries())
      rows.push(
        `${at},${what},${1 + ((at + place) % 5)},${place === met.length - 1 ? overall : ''}`,
      );
  }
  const { experience } = await experienceAlone(
    file(rows),
    felt({ activity: 'what', overall: 'overall' }),
  );
  expect(experience?.curve.touchpoints.map(({ name }) => name)).toEqual([
    'ask',
    'advice',
    'demo',
    'pay',
  ]);
  expect(experience?.combined.pairs).toHaveLength(1);
  expect(experience?.combined.pairs[0]).toMatchObject({
    first: { id: 'advice' },
    second: { id: 'demo' },
    verdict: 'redundant',
    isFound: true,
    order: { kind: 'abstained' },
  });
  expect(experience?.curve.touchpoints[0]).toMatchObject({ lasts: { median: 0 }, journeys: 200 });
});

const kiosk = 'survey-kiosk-servqual/kiosk_194.csv';

test.skipIf(missing(kiosk))(`[SA4] the kiosk by itself${why(kiosk)}`, async () => {
  const items = Array.from({ length: 24 }, (_, at) => String(at + 1).padStart(2, '0'));
  const told = await experienceAlone(
    `${DATA}/${kiosk}`,
    survey({
      expected: items.map((item) => `exp${item}`),
      perceived: items.map((item) => `per${item}`),
      ...{ overall: 'total1', setBy: 'frequency' },
      kano: [
        ['kano23_f', 'kano23_d'],
        ['kano10_f', 'kano10_d'],
      ],
    }),
  );
  expect(experienceOfFileReply.parse(told)).toEqual(told);
  const { expectation, kano } = told.survey ?? {};
  const gaps = expectation?.gaps.map(({ gap }) =>
    gap.kind === 'estimate' ? gap.median.toFixed(4) : '',
  );
  expect(gaps?.slice(0, 4)).toEqual(['-2.0876', '-2.0567', '-1.9381', '-1.9278']);
  expect(expectation?.gaps[0]?.reliability).toBeGreaterThan(0.7);
  expect(expectation?.gaps[0]?.penalty.kind).toBe('estimate');
  expect(expectation?.surface?.n).toBe(194);
  expect(expectation?.setters).toHaveLength(3);
  expect(kano?.map(({ item, category, counts }) => [item, category, counts.M])).toEqual([
    ['kano23', 'M', 115],
    ['kano10', 'A', expect.any(Number)],
  ]);
});

const airport = 'survey-sfo/sfo_2017.csv.gz';

test.skipIf(missing(airport))(`[SA5] the airport by itself${why(airport)}`, async () => {
  const path = `${DATA}/${airport}`;
  const asked = {
    csat: 'Q7ALL',
    ces: 'Q14PASSTHRU',
    cesScale: { least: 1, most: 5 },
    by: 'Q15PROBLEM',
  };
  const told = await experienceAlone(path, survey({ ...asked, missing: ['0', '6', 'Blank'] }));
  expect(told.survey?.csat).toMatchObject({
    n: 2688,
    top: { median: expect.closeTo(0.8207, 4) },
    mean: { median: expect.closeTo(4.0644, 4) },
  });
  const by = (group: string) => told.survey?.ces?.groups.find((each) => each.group === group)?.mean;
  expect(by('1')).toMatchObject({ median: expect.closeTo(3.8596, 4) });
  expect(by('2')).toMatchObject({ median: expect.closeTo(4.3824, 4) });
  const weighted = await experienceAlone(
    path,
    survey({ csat: 'Q7ALL', weight: 'WEIGHT', missing: ['Blank'] }),
  );
  expect(weighted.survey?.csat?.effective).toBeLessThan(2300);
  await expect(experienceAlone(path, survey({ csat: 'RESPNUM' }))).rejects.toThrow(
    'are of 1 to 5, and more are not',
  );
});
