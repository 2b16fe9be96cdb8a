import { type Mark, textBox } from '@bothways/core/scene';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reports } from '../report-arbitrary.ts';
import { attacks, poisoned } from '../report-attacks.ts';
import { fixtureReport } from '../report-fixture.ts';
import { findingsPages, findingsPicture } from './findings-sheets.ts';
import { papers } from './frame.ts';
import { mapPicture } from './map-picture.ts';
import { mapRows } from './map-rows.ts';
import { mapPages } from './map-sheets.ts';
import { marksIn, type Sheet } from './sheet.ts';
import { deckSlides } from './slides.ts';
import { summarySheet } from './summary-sheet.ts';
import { tablePages } from './table-sheets.ts';
import { takeAway } from './take-away.ts';
import {
  everyFile,
  manyReport,
  partsOf,
  taken,
  tellingOf,
  textOf,
  toldOf,
} from './taking-testing.ts';
import { openFindings, placedIn, type Telling } from './told.ts';
import { own } from './words-en.ts';

/** The smallest letters, in points of paper and of a slide: below these nobody reads. */
const SIZE_LEAST = 6;

function everySheet(telling: Telling): readonly (readonly [string, Sheet])[] {
  const named = (name: string, sheets: readonly Sheet[]) =>
    sheets.map((sheet, index) => [`${name} ${index}`, sheet] as const);
  return [
    ...named('map', mapPages(telling)),
    ...named('table', tablePages(telling)),
    ...named('findings', findingsPages(telling)),
    ...named('summary', [summarySheet(telling)]),
    ...named('map picture', [mapPicture(telling)]),
    ...named('findings picture', [findingsPicture(telling)]),
    ...named(
      'slide',
      deckSlides(telling, 'journey').map(({ sheet }) => sheet),
    ),
  ];
}

function inside({ width, height, ...sheet }: Sheet, name: string, sizeLeast = SIZE_LEAST): void {
  for (const mark of marksIn({ width, height, ...sheet })) {
    const { left, right, top, bottom } = boxOf(mark);
    const seen = `${name}: ${mark.kind} ${mark.kind === 'text' ? mark.text : ''} ${left},${top} to ${right},${bottom} of ${width},${height}`;
    expect(left >= -1 && top >= -1 && right <= width + 1 && bottom <= height + 1, seen).toBe(true);
    if (mark.kind === 'text') expect(mark.size, seen).toBeGreaterThanOrEqual(sizeLeast);
  }
}

test.each(['en', 'de'] as const)('[TA9] nothing leaves its page: %s', (language) => {
  for (const overview of [fixtureReport(), manyReport(120)])
    for (const [name, sheet] of everySheet(tellingOf(overview, language))) inside(sheet, name);
});

test('[TA9] nothing leaves its page: any journey', () => {
  fc.assert(
    fc.property(reports, (overview) => {
      const telling = tellingOf(overview);
      if (placedIn(overview.journeys).length === 0) return;
      // Made-up journeys have more channels than a page is high; then it is smaller.
      for (const [name, sheet] of everySheet(telling)) inside(sheet, name, 0);
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

test('[TA9] a long map goes over pages by phase, at one scale', () => {
  const overview = manyReport(120);
  const telling = tellingOf(overview);
  const { rows } = mapRows(telling, { width: 1540, voicesHeight: 400 });
  expect(rows.length).toBeGreaterThan(5);
  const columns = rows.flatMap((row) => row.columns);
  expect(columns.map(({ key }) => key)).toEqual(
    placedIn(overview.journeys).map(({ touchpoint }) => touchpoint.id),
  );
  expect(new Set(rows.map(({ height }) => height)).size).toBe(1);
  for (const row of rows) {
    expect(row.width).toBeLessThanOrEqual(1541);
    expect(row.phases.length).toBeGreaterThan(0);
    for (const name of row.phases) expect(name).toMatch(/^Phase \d+ \(\d of \d\)$/);
  }
  const pages = mapPages(telling);
  for (const { width } of pages) expect(width).toBe(papers.a3Wide.width);
  const sizes = pages.map((page) =>
    Math.max(
      ...page.parts
        .slice(3, -2)
        .flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.size] : []))),
    ),
  );
  expect(new Set(sizes.map((size) => size.toFixed(3))).size).toBe(1);
});

test('[TA14] a summary is one page, whatever it has to say', () => {
  const wordy = [...attacks, 'W'.repeat(120), 'very long '.repeat(30)];
  for (const attack of wordy)
    for (const language of ['en', 'de'] as const) {
      const telling = tellingOf(poisoned(fixtureReport(), attack), language);
      const sheet = summarySheet(telling);
      expect(sheet.height).toBe(papers.a4.height);
      inside(sheet, attack);
    }
  const quiet = { ...fixtureReport(), headline: null, findings: [] };
  const nets = { ...quiet, period: null, net: { ...quiet.net, measured: null } };
  for (const overview of [quiet, nets]) inside(summarySheet(tellingOf(overview)), 'quiet');
});

function boxOf(mark: Mark): Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>> {
  switch (mark.kind) {
    case 'text':
      return textBox(mark);
    case 'dot': {
      const { x, y, radius } = mark;
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
    }
    case 'line': {
      const [xs, ys] = [mark.points.map(([x]) => x), mark.points.map(([, y]) => y)];
      return {
        ...{ left: Math.min(...xs), right: Math.max(...xs) },
        ...{ top: Math.min(...ys), bottom: Math.max(...ys) },
      };
    }
    case 'rect':
      return {
        ...{ left: mark.x, right: mark.x + mark.width },
        ...{ top: mark.y, bottom: mark.y + mark.height },
      };
  }
}

test('[TA15] what is dismissed or closed is nothing to act on', async () => {
  const report = fixtureReport();
  const settled = report.findings.map(({ kind, touchpoint }) => `${kind}:${touchpoint.id}`);
  const all = { ...report, headline: null, settled };
  for (const [what, format] of [
    ['summary', 'svg'],
    ['journey', 'pptx'],
  ] as const) {
    const said = async (overview: typeof report): Promise<string> => {
      const bytes = await taken(what, format, overview);
      return format === 'svg' ? textOf(bytes) : [...(await partsOf(bytes)).values()].join('');
    };
    expect(await said(report)).toContain(own.actTitle);
    expect(await said(all)).not.toContain(own.actTitle);
  }
  const [first] = report.findings;
  if (first === undefined) throw new Error('the report has no findings');
  const one = { ...report, settled: settled.slice(0, 1) };
  expect(openFindings(one)).toEqual(report.findings.slice(1));
  const lit = async (headline: typeof report.headline): Promise<string> =>
    textOf(await taken('findings', 'svg', { ...report, headline }));
  expect(await lit(null)).not.toBe(await lit(first));
});

test('[TA16] figures of one segment say so', async () => {
  const told = { ...toldOf(), segment: 'Families' };
  const wish = { journey: 'all', language: 'en', theme: 'light' } as const;
  for (const [what, format] of everyFile) {
    const made = await takeAway(told, { ...wish, what, format });
    if (made.kind === 'refused') throw new Error(made.message);
    expect(made.name).toContain('-for-families-');
    if (format === 'svg') expect(textOf(made.bytes)).toContain('Families');
    if (format === 'xlsx')
      expect([...(await partsOf(made.bytes)).values()].join('')).toContain('Families alone');
  }
});
