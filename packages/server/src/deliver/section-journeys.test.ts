import type { JourneyFlow } from '@bothways/core/contract';
import { expect, test } from 'vitest';
import { markupText } from './html.ts';
import { fixtureReport } from './report-fixture.ts';
import { reportHtml } from './report-html.ts';
import { journeysSection } from './section-journeys.ts';

const not = { kind: 'abstained', reason: 'too few' } as const;

function flow(name: string, cases: number): JourneyFlow {
  const activity = (id: string, starts: number, ends: number) => ({
    ...{ id, name: `Step ${id}`, phase: null, step: null, planned: true, medianDuration: null },
    ...{ encounters: cases, cases, starts, ends },
  });
  return {
    ...{ id: 'j', name, mission: null, cases, encounters: 2 * cases, people: cases, period: null },
    threading: {
      ...{ by: ['gap'], startsWhen: null, endsWhen: null, gapDays: 30, gapLearned: not },
    },
    ...{ medianLength: 2, medianSeconds: 60, outcomes: null },
    activities: [activity('<a>', cases, 0), activity('b', 0, cases)],
    activitiesInAll: 2,
    edges: [{ from: '<a>', to: 'b', count: cases, waits: { median: 60, low: 30, high: 90 } }],
    edgesInAll: 1,
    variants: [{ activities: ['<a>', 'b'], length: 2, count: cases, share: 1, coverage: 1 }],
    ...{ variantsInAll: 1, variantsOnce: 0, conformance: not, clusters: not },
    dropOff: {
      ...{ kind: 'seen', completedWhen: 'rule', level: 0.9, medianToComplete: 60, left: [] },
      steps: [
        {
          ...{ seconds: 60, atRisk: cases, underWay: 0.2, underWayLow: 0.1, underWayHigh: 0.3 },
          ...{ completed: 0.7, completedLow: 0.6, completedHigh: 0.8 },
          ...{ abandoned: 0.1, abandonedLow: 0.05, abandonedHigh: 0.2 },
        },
      ],
    },
  };
}

test('[D21] the ways people took, and how they ended', () => {
  const section = journeysSection([flow('A <visit>', 1234)]);
  if (section === null) throw new Error('nothing is told');
  const text = markupText(section);
  expect(text).toContain('1,234 journeys with 2,468 encounters.');
  expect(text).toContain('A &#60;visit');
  expect(text).toContain('Step &#60;a');
  expect(text).toContain('Half of all are completed after');
  expect(text.match(/<svg /g)).toHaveLength(6);
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(text).toMatch(/<th scope="row">Step &#60;a[^<]*<\/th><td>Step b<\/td>/);
  expect(journeysSection([flow('Nobody', 0)])).toBeNull();
  const whole = reportHtml(fixtureReport(), { journeys: [flow('A <visit>', 1234)] });
  expect(whole).toContain('id="happened"');
});
