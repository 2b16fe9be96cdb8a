import { type Mark, moneyScale, type Scene, textBox } from '@bothways/core/scene';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kindsScene } from './kinds-scene.ts';
import { netScene, tiltScene } from './net-scene.ts';
import { reports } from './report-arbitrary.ts';
import type { ReportData } from './report-data.ts';
import { fixtureReport } from './report-fixture.ts';
import { voicePictures } from './voices.ts';
import { voicesNarrow } from './voices-narrow.ts';
import { packRows } from './voices-pack.ts';
import { voicesStrip } from './voices-strip.ts';
import { voicesWide } from './voices-wide.ts';

test('[D6] no text overlaps another or leaves its picture, in a rich journey', () => {
  for (const scene of scenesOf(fixtureReport())) expect(faults(scene), scene.title).toEqual([]);
});

test('[D6] no text overlaps another or leaves its picture, in any journey', () => {
  fc.assert(
    fc.property(reports, (data) => {
      for (const scene of scenesOf(data)) expect(faults(scene), scene.title).toEqual([]);
    }),
    { numRuns: 100 },
  );
}, 120_000);

test('[D8] where all can be read the scale is plain, where a few dwarf the rest it is torn behind them', () => {
  expect(moneyScale([100, 60, 40, 30])).toMatchObject({ isTorn: false, ticks: [0, 50, 100] });
  const torn = moneyScale([7_800, 6_600, 300, 200, 120, 80, 60, 40]);
  expect(torn.isTorn).toBe(true);
  expect(torn.cap).toBeGreaterThanOrEqual(300);
  expect(torn.cap).toBeLessThan(1_000);
});

test('[D8] no sizes, no scale to speak of', () => {
  expect(moneyScale([])).toEqual({ cap: 1, isTorn: false, ticks: [0, 1] });
  expect(moneyScale([0, -3])).toMatchObject({ cap: 1 });
});

test('[D8] a bar is as long as its money, the same on both sides', () => {
  const [picture] = voicePictures(fixtureReport());
  if (picture === undefined) throw new Error('the fixture has a journey');
  const columns = picture.phases.flatMap((phase) => phase.columns);
  const marks = voicesWide(picture, 1120, 340).flatMap((scene) => scene.marks);
  for (const voice of columns.flatMap(({ get, give }) => [get, give])) {
    const bar = marks.find(
      (mark) => mark.kind === 'rect' && mark.paint === 'fill' && mark.title === voice.told,
    );
    const money = voice.measured?.median ?? 0;
    if (bar?.kind !== 'rect' || money > picture.scale.cap) continue;
    const perPixel = picture.scale.cap / ((340 - 2 * 34) / 2);
    expect(Math.abs(bar.height - money / perPixel)).toBeLessThanOrEqual(2);
  }
});

test('[D8] the torn are cut, carry their number, and stand to scale beside', () => {
  const [picture] = voicePictures(fixtureReport());
  if (picture === undefined) throw new Error('the fixture has a journey');
  expect(picture.scale.isTorn).toBe(true);
  const cuts = voicesWide(picture, 1120, 340).flatMap(({ marks }) => marks.filter(isCut));
  expect(cuts.length).toBeGreaterThan(0);
  expect(voicesStrip(picture, 1120)?.marks.filter(isCut)).toEqual([]);
});

test('[D13] rows are few, even, and broken between phases', () => {
  const phase = (name: string, size: number) => ({
    name,
    columns: Array.from({ length: size }, (_, index) => column(`${name}${index}`)),
  });
  const shape = (rows: ReturnType<typeof packRows>) =>
    rows.map((row) => row.map(({ name, columns }) => `${name}:${columns.length}`));
  expect(shape(packRows([phase('a', 3), phase('b', 3), phase('c', 3), phase('d', 3)], 10))).toEqual(
    [
      ['a:3', 'b:3'],
      ['c:3', 'd:3'],
    ],
  );
  expect(shape(packRows([phase('a', 3)], 10))).toEqual([['a:3']]);
  expect(shape(packRows([phase('a', 13), phase('b', 1)], 6))).toEqual([
    ['a:5'],
    ['a, continued:5'],
    ['a, continued:3', 'b:1'],
  ]);
});

test('[D15] they get: worth to the customer; they give: cost to the customer; data without a value by name', () => {
  const columns = voicePictures(fixtureReport())
    .flatMap(({ phases }) => phases)
    .flatMap((phase) => phase.columns);
  const of = (id: string) => columns.find((each) => each.id === id);
  expect(of('call')?.get.measured?.median).toBeCloseTo(96_400 * 1.2);
  expect(of('call')?.give.measured?.median).toBeCloseTo(96_400 * (840 * 0.0035 + 380 * 0.0018));
  expect(of('sign-up')?.give.outside).toBe('+ data, permission');
  expect(of('sign-up')?.get.label).toBe('nothing');
  expect(of('store-event')).toMatchObject({ note: 'unseen', isMeasured: false });
  expect(of('chat')).toMatchObject({ note: 'no evidence' });
});

test('[D16] one band is lit, with its sentence; none where nothing was found', () => {
  const lit = (data: ReportData) =>
    scenesOf(data).map(
      ({ marks }) => marks.filter((mark) => mark.kind === 'rect' && mark.tone === 'lit').length,
    );
  const data = fixtureReport();
  expect(lit(data).reduce((sum, each) => sum + each, 0)).toBe(3);
  expect(lit({ ...data, headline: null }).every((each) => each === 0)).toBe(true);
  const texts = scenesOf(data).flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])),
  );
  expect(texts.filter((text) => text.startsWith('Matters most: '))).toHaveLength(3);
});

function isCut(mark: Mark): boolean {
  return mark.kind === 'line' && mark.tone === 'paper';
}

function column(id: string) {
  const none = { measured: null, believed: null, label: '', outside: '', told: '' };
  return {
    id,
    name: id,
    channel: 'web',
    get: none,
    give: none,
    felt: null,
    note: null,
    isLit: false,
    isMeasured: false,
  } as const;
}

/** Every scene of a report's page but the small bars of grades, which hold no text. */
function scenesOf(data: ReportData): readonly Scene[] {
  const { measured, believed } = data.net;
  const pictures = voicePictures(data).flatMap((picture) => [
    ...voicesWide(picture, 1120, 340),
    ...voicesWide(picture, 680, 206),
    voicesNarrow(picture, 342),
    voicesStrip(picture, 1120),
    voicesStrip(picture, 342),
  ]);
  const others = [1120, 680, 342].flatMap((width) => [
    kindsScene(data.values, data.currency, width),
    netScene(measured, believed, data.currency, Math.min(width, 600)),
    tiltScene(measured?.tilt ?? null, believed?.tilt ?? null, Math.min(width, 300)),
  ]);
  return [...pictures.filter((scene) => scene !== null), ...others];
}

/** What is wrong with the texts of a scene; half a pixel is nothing. */
function faults({ width, height, marks }: Scene): readonly string[] {
  const texts = marks
    .filter((mark) => mark.kind === 'text')
    .map((mark) => ({ text: mark.text, box: textBox(mark) }));
  const outside = texts.filter(
    ({ box }) =>
      box.left < -0.5 || box.right > width + 0.5 || box.top < -0.5 || box.bottom > height + 0.5,
  );
  const overlapping = texts.flatMap(({ text, box }, index) =>
    texts
      .slice(index + 1)
      .filter(
        (other) =>
          box.left < other.box.right - 0.5 &&
          other.box.left < box.right - 0.5 &&
          box.top < other.box.bottom - 0.5 &&
          other.box.top < box.bottom - 0.5,
      )
      .map((other) => `"${text}" overlaps "${other.text}"`),
  );
  return [...outside.map(({ text }) => `"${text}" leaves the picture`), ...overlapping];
}
