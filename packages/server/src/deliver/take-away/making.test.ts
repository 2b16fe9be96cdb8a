import { expect, test } from 'vitest';
import { fixtureReport } from '../report-fixture.ts';
import { takeAwayMaker } from './in-thread.ts';
import { findingTable } from './tables.ts';
import { takeAway } from './take-away.ts';
import {
  everyFile,
  manyReport,
  taken,
  tellingOf,
  textOf,
  toldOf,
  xmlOf,
} from './taking-testing.ts';
import { own as ownDe } from './words-de.ts';
import { own as ownEn } from './words-en.ts';

const report = fixtureReport();
const decoded = (text: string): string => xmlOf(text).texts;

test('[TA8] same figures, same bytes', async () => {
  for (const [what, format] of everyFile) {
    // Their writers are tried with the summary, which is the smallest.
    const isTried = what === 'summary' || (what === 'journey' && format === 'xlsx');
    if (!isTried) continue;
    const [a, b] = [await taken(what, format), await taken(what, format)];
    expect(Buffer.from(a).equals(Buffer.from(b)), `${what}.${format}`).toBe(true);
  }
  // Its library counts charts as long as its process lives: a thread of its own begins anew.
  const maker = takeAwayMaker();
  const wish = { what: 'findings', format: 'pptx', journey: null } as const;
  const make = async () => maker.make(toldOf(), { ...wish, language: 'en', theme: 'light' });
  expect(await make()).toEqual(await make());
});

test('[TA10] English and German', async () => {
  const keys = (words: object): readonly string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [`${key} ${(value.match(/\{\{\w+\}\}/g) ?? []).toSorted().join()}`]
        : keys(value as object),
    );
  expect(keys(ownDe)).toEqual(keys(ownEn));
  const german = decoded(textOf(await taken('summary', 'svg', report, { language: 'de' })));
  expect(german).toContain('Der Austausch auf einen Blick');
  expect(german).toMatch(/\d\s€/);
  expect(german).not.toContain('{{');
  const [kind] = findingTable(tellingOf(report, 'de')).rows[0] ?? [];
  expect(kind).not.toBe(report.findings[0]?.kindName);
});

test('[TA11] what cannot be had is refused with what to do', async () => {
  const wish = {
    what: 'journey',
    format: 'pdf',
    journey: null,
    language: 'en',
    theme: 'light',
  } as const;
  const refusal = async (change: object, overview = report) => {
    const made = await takeAway(toldOf(overview), { ...wish, ...change });
    if (made.kind === 'file') throw new Error('it was made');
    return made.hint.length > 10 ? made.code : 'says nothing';
  };
  expect(await refusal({ what: 'summary', format: 'pptx' })).toBe('not-offered');
  expect(await refusal({ journey: 'none' })).toBe('no-journey');
  expect(await refusal({}, { ...report, journeys: [] })).toBe('no-touchpoints');
  expect(await refusal({ format: 'png', journey: 'all' }, manyReport(1000))).toBe('too-large');
  const made = await takeAway(toldOf(), wish);
  expect(made.kind === 'file' && made.name).toMatch(/^larkfield-[a-z0-9-]+-2026-10\.pdf$/);
});

test('[TA12] one after another, bounded, and whoever serves stays free', async () => {
  const wish = {
    what: 'journey',
    format: 'pdf',
    journey: 'all',
    language: 'en',
    theme: 'light',
  } as const;
  const maker = takeAwayMaker({ waitingMost: 2 });
  const many = toldOf(manyReport(40));
  const [first, second, third] = [1, 2, 3].map(() => maker.make(many, wish));
  expect(third).toBeNull();
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 10);
  expect((await first)?.kind).toBe('file');
  expect((await second)?.kind).toBe('file');
  clearInterval(turning);
  expect(turns).toBeGreaterThan(10);
  const late = await takeAwayMaker({ secondsMax: 0.05 }).make(many, wish);
  expect(late).toMatchObject({ kind: 'refused', code: 'too-large' });
});

test('[TA13] 500 touchpoints', async () => {
  const many = manyReport(500);
  for (const format of ['pdf', 'csv'] as const) {
    const began = performance.now();
    const bytes = await taken('journey', format, many);
    expect(performance.now() - began, format).toBeLessThan(30_000);
    if (format === 'csv') expect(textOf(bytes).split('\r\n').length).toBeGreaterThan(500);
  }
});
