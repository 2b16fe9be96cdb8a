import type { Estimate } from '@bothways/core';
import type { DriverShown, Drivers } from '@bothways/core/contract';
import { expect, test } from 'vitest';
import { html, markupText } from './html.ts';
import { fixtureReport } from './report-fixture.ts';
import { reportHtml } from './report-html.ts';
import { driversSection } from './section-drivers.ts';

const estimate = (median: number): Estimate => ({
  ...{ kind: 'estimate', median, low: median - 0.05, high: median + 0.05, level: 0.9, n: 400 },
  ...{ method: 'lmg', grade: 'C' },
});

function driver(rank: number, name: string, share: number, first: number): DriverShown {
  return {
    ...{ id: name, name, influence: null, of: [], score: 'felt', scored: 400, rank },
    ...{ importance: estimate(share / 2), share: estimate(share), slope: estimate(0.4) },
    rankProbabilities: [first, 1 - first],
    performance: estimate(0.3 / rank),
    ...{ scale: { low: -1, high: 1 }, headroom: 0.6, reach: estimate(0.3) },
    ...{ second: { share, rank }, withoutHalo: null },
    quadrant: rank === 1 ? 'concentrate' : 'undecided',
  };
}

function drivers(first: number): Drivers {
  const outcome = { id: 'whole', kind: 'rating', name: 'A <whole>', n: 500 } as const;
  return {
    ...{ about: 'ledger', name: 'M', currency: 'EUR', rows: 'people', asked: 500 },
    ...{ by: 'influence', byOther: true, segments: [], segment: null, outcomes: [outcome] },
    ...{ outcome, why: 'says-whole', mean: null, window: null, scores: [], leftOut: [] },
    result: {
      ...{ kind: 'found', n: 400, r2: estimate(0.5), model: 'linear', bootstraps: 1000 },
      drivers: [driver(1, 'service', 0.7, first), driver(2, 'brand', 0.3, 1 - first)],
      lines: { share: 0.5, performance: 0.6 },
      weakestLink: { kind: 'abstained', because: 'no-rating', seen: null, needed: null },
      forceMultiplier: {
        ...{ kind: 'abstained', because: 'no-money', seen: null, needed: null, gains: [] },
      },
      interactions: { pairs: [] },
    },
    caveats: [],
  };
}

test('[D22] what shapes value is told in words, that it is no cause beside it, as pictures and as a table', () => {
  const text = markupText(driversSection(drivers(0.97)) ?? html``);
  expect(text).toContain('Service goes with the rating of “A &#60;whole&#62;” most.');
  expect(text).toContain('This is association, not cause.');
  expect(text).toContain('70');
  expect(text).toContain('1. Service');
  expect(text).toContain('dashed');
  expect(markupText(driversSection(drivers(0.6)) ?? html``)).toContain('is open: Service (60');
});

test('[D22] where nothing was found there is no such section', () => {
  const result = {
    kind: 'abstained',
    because: 'no-scores',
    ...{ seen: null, needed: null, reason: '' },
  } as const;
  expect(driversSection({ ...drivers(0.9), result })).toBeNull();
  expect(driversSection(null)).toBeNull();
  const whole = reportHtml(fixtureReport(), { drivers: drivers(0.9) });
  expect(Buffer.byteLength(whole)).toBeLessThan(400_000);
  const ids = [...whole.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
