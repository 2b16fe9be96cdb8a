import type { Estimate } from '@bothways/core';
import type { Experience, FeltTouchpoint } from '@bothways/core/contract';
import { expect, test } from 'vitest';
import { html, markupText } from './html.ts';
import { fixtureReport } from './report-fixture.ts';
import { reportHtml } from './report-html.ts';
import { experienceSection } from './section-experience.ts';

const none: Estimate = { kind: 'abstained', reason: 'nobody is asked here' };
const estimate = (median: number): Estimate => ({
  ...{ kind: 'estimate', median, low: median - 0.05, high: median + 0.05, level: 0.9, n: 40 },
  ...{ method: 'mean of ratings', grade: 'A' },
});

function touchpoint(name: string, felt: Estimate, peaks: Estimate): FeltTouchpoint {
  return {
    ...{ id: name, name, phase: { id: 'p', name: 'Phase' }, step: null, channel: 'web' },
    momentOfTruth: false,
    scale: felt.kind === 'estimate' ? 'csat-5' : null,
    ...{ encounters: 90, n: felt.kind === 'estimate' ? 40 : 0, felt, negative: none, journeys: 40 },
    ...{ peaks, ends: peaks, lasts: peaks, lever: none },
  };
}

function experience(felt: number): Experience {
  const touchpoints = [
    touchpoint('Desk & door', estimate(0.4), estimate(0.3)),
    touchpoint('Corridor', none, none),
    touchpoint('Doctor', estimate(-0.2), estimate(0.6)),
  ];
  return {
    ...{ of: 'ledger', journeys: [], journey: { id: 'visit', name: 'A <visit>' }, segment: null },
    ...{ segments: [], currency: 'EUR', period: null, encounters: 270, felt, instances: 90 },
    ...{ people: 90, read: 90, imagined: 0 },
    curve: { touchpoints, places: [], unsaid: null },
    lenses: {
      ...{ journeys: 40, experienced: estimate(0.1), byTime: true, remembered: estimate(0.05) },
      ...{ spread: none, later: [], cost: { customer: none, business: none, seconds: none } },
      unsaid: null,
    },
    remembered: {
      ...{ answer: null, answers: 0, answersOf: 90, weights: [], explained: null, rules: [] },
      ...{ bayesFactor: null, verdict: 'undecided', strength: 'none', isUsed: false },
      ...{ halfLifeDays: none, unsaid: null },
    },
    combined: { pairs: [], unsaid: null },
    expectations: { setters: [], held: [], unsaid: null },
    scores: { asked: [], unsaid: null },
  };
}

test('[D20] how a journey felt is a curve with its band and a table of the same', () => {
  const text = markupText(experienceSection([experience(80)]) ?? html``);
  expect(text).toContain('A &#60;visit&#62;');
  expect(text).toContain('“Doctor” is the strongest moment for 60');
  for (const told of [
    '+0.40',
    '\u22120.20',
    'not asked',
    '+0.35 to +0.45',
    'polyline class="t-rule filled"',
  ])
    expect(text).toContain(told);
  expect(text).toContain('As it went +0.10 (+0.05 to +0.15), as it is remembered +0.05');
});

test('[D20] nobody was asked: there is no such section, and a report without it is as it was', () => {
  expect(experienceSection([experience(0)])).toBeNull();
  expect(reportHtml(fixtureReport(), {})).toBe(reportHtml(fixtureReport()));
  const whole = reportHtml(fixtureReport(), { experiences: [experience(80), experience(80)] });
  expect(Buffer.byteLength(whole)).toBeLessThan(400_000);
  const ids = [...whole.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
