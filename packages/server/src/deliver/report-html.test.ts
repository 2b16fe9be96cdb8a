import { expect, test } from 'vitest';
import type { ReportData, ReportTouchpoint } from './report-data.ts';
import { fixtureReport } from './report-fixture.ts';
import { reportHtml, reportPolicy } from './report-html.ts';

const nothing = { unmapped: [], unseen: [], unstated: [], rejected: [], refused: [] };

test('[D1] no address, no script, and a policy that allows only the own style and font', () => {
  const text = reportHtml(fixtureReport());
  expect(/https?:|<script|<link|@import|src=/i.test(text)).toBe(false);
  expect([...text.matchAll(/url\(([^)]{0,24})/g)].map(([, address]) => address)).toEqual([
    'data:font/woff2;base64,d',
  ]);
  expect(text).toContain(
    'http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-',
  );
  expect(reportPolicy).not.toContain('unsafe-inline');
  expect(/\sstyle=/.test(text)).toBe(false);
});

test('[D7] the report of a rich journey is below 400 kB', () => {
  expect(Buffer.byteLength(reportHtml(fixtureReport()))).toBeLessThan(400_000);
});

test('[D5] no events yet: the believed ledger, said plainly', () => {
  const text = reportHtml(onlyBelieved());
  expect(text).toContain('No events yet: this is what the model believes.');
  expect(text).toContain('nothing was measured and nothing can be found');
  expect(text).toContain('Believed, no event yet.');
  expect(text).not.toContain('Measured from');
  expect(text).not.toContain('Outline: believed, fill: measured');
});

test('[D5] nothing believed: the measured ledger alone', () => {
  const data = fixtureReport();
  const text = reportHtml({
    ...data,
    journeys: withTouchpoints(data, (each) => ({ ...each, believed: null })),
    values: data.values.filter(({ evidence }) => evidence === 'measured'),
    net: { ...data.net, believed: null },
  });
  expect(text).not.toContain('Outline: believed');
  expect(/class="[^"]*p-outline/.test(text)).toBe(false);
});

test('[D5] nothing found, nothing missed, nothing valued: says so', () => {
  const data = fixtureReport();
  const text = reportHtml({
    ...data,
    headline: null,
    findings: [],
    abstained: [],
    blind: nothing,
    across: null,
    made: { ...data.made, valuations: [], figures: [] },
  });
  expect(text).toContain('Nothing was found at any touchpoint');
  expect(text.match(/None\./g)?.length).toBe(4);
  expect(text).toContain('The model states no valuations');
  expect(text).toContain('nothing can be said about single customers');
});

test('[D5] a model without touchpoints still makes a report', () => {
  const data = onlyBelieved();
  const text = reportHtml({
    ...data,
    journeys: [],
    values: [],
    net: { measured: null, believed: null, elsewhere: 0 },
  });
  expect(text).toContain('The model has no touchpoints yet.');
  expect(text).toContain('Nothing was exchanged yet.');
  expect(text).toContain('there is no net');
  expect(text.includes('<svg')).toBe(false);
});

test('[D5] what cannot be said in money gives its reason', () => {
  const text = reportHtml(fixtureReport());
  expect(text).toContain('title="nobody has said what it is worth"');
  expect(text).toContain('Nobody has said what these are worth');
});

test('[D11] every picture has a name and a description, and every id is used once', () => {
  const text = reportHtml(fixtureReport());
  const svgs = text.match(/<svg[^>]*>/g) ?? [];
  expect(svgs.length).toBeGreaterThan(10);
  expect(svgs.every((svg) => svg.includes('role="img"'))).toBe(true);
  const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, names = ''] of text.matchAll(/aria-labelledby="([^"]+)"/g))
    for (const name of names.split(' ')) expect(ids).toContain(name);
});

test('[D11] a table beside each chart holds its numbers', () => {
  const text = reportHtml(fixtureReport());
  for (const summary of [
    'Every touchpoint in numbers',
    'Net in numbers',
    'Every kind in numbers',
    'Every movement of value',
  ])
    expect(text).toContain(`<summary>${summary}`);
});

function onlyBelieved(): ReportData {
  const data = fixtureReport();
  const journeys = withTouchpoints(data, (each) => ({
    ...each,
    measured: null,
    encounters: null,
    people: null,
    felt: null,
    unseen: false,
    noEvidence: true,
  }));
  return {
    ...data,
    journeys,
    period: null,
    people: 0,
    encounters: 0,
    events: 0,
    generation: null,
    headline: null,
    findings: [],
    abstained: [],
    values: data.values.filter(({ evidence }) => evidence === 'believed'),
    net: { ...data.net, measured: null },
    across: null,
    blind: nothing,
    made: { ...data.made, scaling: null },
  };
}

function withTouchpoints(
  data: ReportData,
  change: (touchpoint: ReportTouchpoint) => ReportTouchpoint,
): ReportData['journeys'] {
  return data.journeys.map((journey) => ({
    ...journey,
    phases: journey.phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) => ({ ...step, touchpoints: step.touchpoints.map(change) })),
    })),
  }));
}

test('[D15] what is not sure says how probable it is, and what a net leaves out is named', () => {
  const data = fixtureReport();
  const measured = data.net.measured;
  if (measured === null) throw new Error('the fixture is measured');
  const unsure = { ...measured, quadrant: { name: 'lose-lose' as const, probability: 0.83 } };
  const html = reportHtml({ ...data, net: { ...data.net, measured: unsure, elsewhere: 3 } });
  expect(html).toContain('Probably (83\u00a0%): both sides lose.');
  expect(html).toContain(
    'Net for customers leaves out, because nobody has said it: what Belonging is worth.',
  );
  expect(html).toContain('3 more that no event has reached are not in it');
});

test('[D16] what customers get from others is theirs, and apart from what they get from the business', () => {
  const data = fixtureReport();
  const [first] = data.values.filter(
    ({ giver, worth }) => giver === 'business' && worth.kind === 'estimate',
  );
  if (first === undefined) throw new Error('the fixture has values');
  const others = [
    { ...first, giver: 'other' as const },
    { ...first, giver: 'business' as const, receiver: 'other' as const },
  ];
  const html = reportHtml({ ...data, values: [...others, first] });
  expect(html).toContain('they get from others');
  expect(html).toContain('between us and others');
  expect(html.split(`${first.name}, with others`).length).toBeGreaterThan(1);
});

test('[D17] a year worked out from few days, or from totals of a period, says so', () => {
  const data = fixtureReport();
  const scaling = { days: 12, factor: 30.4, isShort: true, hasAggregates: true };
  const html = reportHtml({ ...data, made: { ...data.made, scaling } });
  expect(html).toContain('only 12 days, so a year is a guess');
  expect(html).toContain('Totals of a period are scaled by the days they cover themselves.');
});
