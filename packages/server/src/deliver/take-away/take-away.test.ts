import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { readXlsx } from '../../read/read-xlsx.ts';
import { attacks, poisoned } from '../report-attacks.ts';
import { fixtureReport } from '../report-fixture.ts';
import { everyFile, namesIn, partsOf, taken, textOf, xmlOf } from './taking-testing.ts';
import { placedIn } from './told.ts';
import { own as ownEn } from './words-en.ts';

const report = fixtureReport();
const bare = (text: string): string => text.replace(/\s+/g, '');
const decoded = (text: string): string => xmlOf(text).texts;

test('[TA1] every touchpoint stands in every export', async () => {
  const names = namesIn(report).map(bare);
  expect(names.length).toBeGreaterThan(10);
  const svg = bare(decoded(textOf(await taken('journey', 'svg'))));
  const slides = [...(await partsOf(await taken('journey', 'pptx')))]
    .filter(([path]) => path.startsWith('ppt/slides/slide'))
    .map(([, xml]) => decoded(xml));
  const cells = [...(await partsOf(await taken('journey', 'xlsx'))).values()].map(bare);
  const csv = bare(textOf(await taken('journey', 'csv')));
  const pdf = bare(pdfText(await taken('journey', 'pdf')) ?? names.join(''));
  for (const name of names) {
    expect(svg).toContain(name);
    expect(bare(slides.join(''))).toContain(name);
    expect(cells.some((each) => each.includes(name))).toBe(true);
    expect(csv).toContain(name);
    expect(pdf, name).toContain(name);
  }
});

test('[TA2] a PDF is lines and letters', async () => {
  const bytes = await taken('journey', 'pdf');
  const text = Buffer.from(bytes).toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text).not.toContain('/Subtype /Image');
  expect(text.match(/\/FontFile2/g)).toHaveLength(2);
  expect(text).toContain('/Lang (en-GB)');
  expect(text).toContain('/Marked true');
  expect(text).not.toMatch(/\/(JavaScript|URI|Launch|EmbeddedFile)\b/);
  const sizes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, a, b]) =>
    [Math.round(Number(a)), Math.round(Number(b))].join('x'),
  );
  expect(sizes.length).toBeGreaterThan(1);
  for (const size of sizes) expect(['842x595', '1191x842']).toContain(size);
  const read = pdfText(bytes);
  if (read !== null) expect(read).toContain(report.journeys[0]?.name ?? '-');
});

test.each(['journey', 'findings', 'summary'] as const)('[TA3] %s as SVG', async (what) => {
  for (const theme of ['light', 'dark'] as const) {
    const svg = textOf(await taken(what, 'svg', report, { theme }));
    const { tags } = xmlOf(svg);
    expect(new Set(tags)).toEqual(
      new Set(
        [...'svg title desc rect g polyline circle text'.split(' ')].filter((tag) =>
          tags.includes(tag),
        ),
      ),
    );
    expect(svg).not.toMatch(/href|url\(|class=|<style|onload/);
    expect(svg).toContain('aria-labelledby="title desc"');
    expect(svg).toContain('font-family="Inter, &#39;Inter Variable&#39;');
  }
});

test('[TA4] slides are native', async () => {
  const parts = await partsOf(await taken('journey', 'pptx'));
  const paths = [...parts.keys()];
  expect(paths.filter((path) => path.includes('media'))).toEqual([]);
  const slides = [...parts].filter(([path]) => /slides\/slide\d+\.xml$/.test(path));
  expect(slides.length).toBeGreaterThan(4);
  for (const [path, xml] of parts) {
    if (!/\.(xml|rels)$/.test(path)) continue;
    const { tags } = xmlOf(xml);
    expect(tags).not.toContain('p:pic');
    if (!path.endsWith('.rels')) continue;
    const from = path.replace('_rels/', '').split('/').slice(0, -1);
    for (const [whole, target = ''] of xml.matchAll(/Target="([^"]+)"/g)) {
      expect(whole).not.toMatch(/http/);
      expect(paths, `${path}: ${target}`).toContain(resolved(from, target));
    }
  }
  const groups = slides.flatMap(([, xml]) => [...xml.matchAll(/<p:grpSp>.*?descr="([^"]+)"/g)]);
  const told = groups.map(([, name = '']) => decoded(`<x>${name}</x>`).trim());
  for (const name of namesIn(report)) expect(told).toContain(name);
  for (const [, xml] of slides) {
    const ids = [...xml.matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(xml).toContain('type="title"');
  }
  expect(paths.some((path) => path.startsWith('ppt/charts/chart'))).toBe(true);
  expect(paths.some((path) => path.endsWith('.xlsx'))).toBe(true);
  const notes = [...parts].filter(([path]) => path.includes('notesSlide') && path.endsWith('.xml'));
  expect(notes.map(([, xml]) => decoded(xml)).join(' ')).toContain(namesIn(report)[0]);
});

test('[TA5] a sheet read back has the numbers of the overview', async () => {
  const rows = await sheetRows(await taken('journey', 'xlsx'), ownEn.touchpoint);
  const [head = [], ...body] = rows;
  expect(head).toContain('They get, EUR a year');
  const at = (name: string): number => head.indexOf(name);
  for (const { touchpoint } of placedIn(report.journeys)) {
    const worth = touchpoint.measured?.delivered.worth;
    const row = body.find(
      (each) =>
        each[at(ownEn.touchpointId)] === touchpoint.id &&
        each[at(ownEn.evidence)] === ownEn.measured,
    );
    if (worth === undefined) expect(row).toBeUndefined();
    else if (worth.kind === 'estimate') {
      expect(Number(row?.[at('They get, EUR a year')])).toBeCloseTo(worth.median, 6);
      expect(Number(row?.[at('They get, low')])).toBeCloseTo(worth.low, 6);
      expect(Number(row?.[at('They get, high')])).toBeCloseTo(worth.high, 6);
    }
  }
  const parts = await partsOf(await taken('journey', 'xlsx'));
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet).toContain('state="frozen"');
  expect(parts.get('xl/workbook.xml')).toContain(ownEn.madeTitle);
});

test('[TA6] CSV begins with the published columns and hides no formula', async () => {
  const names = ['=HYPERLINK("http://x")', '+1', '-1', '@sum', '\ttab', 'plain, "quoted"\nline'];
  const touched = JSON.parse(JSON.stringify(report), (key, value: unknown) =>
    key === 'owner' ? names[0] : value,
  );
  const rows = csvRows(await taken('journey', 'csv', touched));
  expect(rows[0]?.slice(0, 11).join()).toBe(
    'touchpoint_id,step_id,kind,activity,channel,intention,initiator,receiver,expectation,customer_effort_min,evidence_grade',
  );
  const owner = rows[0]?.indexOf('owner') ?? -1;
  expect(rows.slice(1).map((row) => row[owner])).toContain(`'${names[0]}`);
  const get = rows[0]?.indexOf('they_get') ?? -1;
  const known = placedIn(report.journeys).flatMap(({ touchpoint: { id, measured } }) =>
    measured?.delivered.worth.kind === 'estimate' ? [[id, measured.delivered.worth.median]] : [],
  );
  expect(known.length).toBeGreaterThan(5);
  for (const [id, median] of known)
    expect(Number(rows.find(([each]) => each === id)?.[get])).toBe(median);
  const found = csvRows(await taken('findings', 'csv'));
  expect(found[0]?.slice(0, 12).join()).toBe(
    'id,kind,title,description,customer_value,business_value,effort,insight_ids,step_ids,status,owner,backlog_ref',
  );
  expect(found).toHaveLength(report.findings.length + 1);
  // A loss is a number with a minus, not a text.
  const loss = report.findings[0]?.customer;
  expect(Number(found[1]?.[4])).toBe(loss?.kind === 'estimate' ? loss.median : Number.NaN);
  expect(
    csvRows(await taken('summary', 'csv'))[0]
      ?.slice(0, 7)
      .join(),
  ).toBe('metric,type,unit,date,value,n,dimension');
  for (const [what] of everyFile.filter(([, format]) => format === 'csv'))
    for (const row of csvRows(await taken(what, 'csv', poisoned(report, '=1+1'))))
      for (const cell of row) expect(cell).not.toMatch(/^[=@+]/);
});

const hostile = [
  ...attacks,
  '=HYPERLINK("http://x","y")',
  'שלום ',
  'مرحبا ',
  '😀👍🏽 ',
  'long '.repeat(40),
];
test.each(hostile)('[TA7] %j stays text', async (attack) => {
  const overview = poisoned(report, attack);
  for (const [what, format] of everyFile) {
    const isEnough = what === 'journey' ? format !== 'png' && format !== 'pdf' : format === 'pdf';
    if (!isEnough) continue;
    const bytes = await taken(what, format, overview);
    expect(bytes.length).toBeGreaterThan(100);
    if (format === 'svg') {
      const { tags } = xmlOf(textOf(bytes));
      expect(tags.filter((tag) => tag === 'script' || tag === 'img')).toEqual([]);
    }
    if (format !== 'pptx' && format !== 'xlsx') continue;
    for (const [path, xml] of await partsOf(bytes))
      if (/\.(xml|rels)$/.test(path)) {
        const { tags } = xmlOf(xml);
        expect(tags.filter((tag) => /^(script|img|f|p:pic)$/.test(tag))).toEqual([]);
      }
  }
});

/** What a reader of PDFs takes out of it; null where this machine has none. */
function pdfText(bytes: Uint8Array): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-take-away-'));
  const file = join(folder, 'a.pdf');
  writeFileSync(file, bytes);
  const { status, stdout } = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (status === 0) return stdout;
  console.log('no pdftotext found: what a PDF says is not read back');
  return null;
}

function resolved(from: readonly string[], target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = [...from];
  for (const part of target.split('/'))
    if (part === '..') path.pop();
    else path.push(part);
  return path.join('/');
}

function csvRows(bytes: Uint8Array): readonly (readonly string[])[] {
  return parse(textOf(bytes), { bom: true, record_delimiter: '\r\n' });
}

async function sheetRows(bytes: Uint8Array, sheet: string): Promise<readonly string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-take-away-'));
  const file = join(folder, 'a.xlsx');
  writeFileSync(file, bytes);
  const rows: string[][] = [];
  for await (const records of readXlsx('a.xlsx', file, sheet))
    for (const record of records) rows.push([...record.cells]);
  rmSync(folder, { recursive: true });
  return rows;
}
