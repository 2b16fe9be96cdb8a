import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { draftModel, GRID_MAX } from './draft-model.ts';
import { gridFrom } from './drafting-testing.ts';
import type { GridRow } from './grid.ts';
import { type LaneKind, laneOf } from './lanes.ts';
import { recogniseGrid } from './recognise-grid.ts';

const cellsOf = (rows: readonly GridRow[]) => rows.map(({ cells }) => cells);

const names: readonly (readonly [string, LaneKind | null])[] = [
  ['Touchpoints', 'touchpoint'],
  ['TOUCH POINT', 'touchpoint'],
  ['Kontaktpunkte', 'touchpoint'],
  ['Berührungspunkte', 'touchpoint'],
  ['🛠 Channels:', 'channel'],
  ['Kanäle', 'channel'],
  ['Customer actions', 'action'],
  ['Doing', 'action'],
  ['What they do', 'action'],
  ['Aktivitäten', 'action'],
  ['Handlungen des Kunden', 'action'],
  ['Thinking', 'thinking'],
  ['Gedanken', 'thinking'],
  ['Feelings / emotions', 'emotion'],
  ['Gefühle', 'emotion'],
  ['Experience', 'emotion'],
  ['Pain points', 'pain'],
  ['Schmerzpunkte', 'pain'],
  ['Opportunities', 'opportunity'],
  ['Chancen & Ideen', 'opportunity'],
  ['Quotes', 'quote'],
  ['Zitate', 'quote'],
  ['Backstage actions', 'backstage'],
  ['Hinter den Kulissen', 'backstage'],
  ['Frontstage', 'frontstage'],
  ['Employee actions', 'frontstage'],
  ['Support processes', 'support'],
  ['Unterstützende Prozesse', 'support'],
  ['Physical evidence', 'physicalEvidence'],
  ['User goals', 'goal'],
  ['Ziele', 'goal'],
  ['Needs', 'need'],
  ['Metrics', 'metric'],
  ['KPIs', 'metric'],
  ['Kennzahlen', 'metric'],
  ['Owner', 'owner'],
  ['Verantwortlich', 'owner'],
  ['Moments of truth', 'moment'],
  ['Weather', null],
  ['Domain', null],
  ['I think that this is much too long to be the name of any lane at all', null],
];
test.each(names)('[JD1] the lane %j is of kind %s', (name, kind) => {
  expect(laneOf(name)).toBe(kind);
});

const maps: readonly (readonly [string, string, 'matrix' | 'long'])[] = [
  [
    'plain',
    '\n|Aware||Buy\n|see|ask|pay\nTouchpoints|ad|shop|till\nPain points||queue|\n',
    'matrix',
  ],
  ['labelled', '\nPhase|Aware||Buy\nStep|see|ask|pay\nDoing|look|go|pay\n', 'matrix'],
  ['German', '\nPhasen|Suchen|Kaufen\nKanäle|Web|Laden\nGefühle|froh|müde\n', 'matrix'],
  ['lanes of its own', '\n|Aware|Buy|Use\nScene|a|b|c\nProps we want|d||e\n', 'matrix'],
  [
    'on its side',
    '\nPhase|Step|Touchpoint|Pain points\nBuy|pay|till|queue\n|leave|door|\n',
    'matrix',
  ],
  ['long', '\nStep|Lane|Text|Stage\npay|Touchpoints|till|Buy\npay|Pain points|queue|Buy\n', 'long'],
];
test.each(maps)('[JD1] a map: %s', (_, picture, layout) => {
  const found = recogniseGrid(cellsOf(gridFrom(picture)));
  expect(found).toMatchObject({ layout, sure: expect.any(Number) });
  expect(found.sure).toBeGreaterThan(0.25);
  expect(found.why.length).toBeGreaterThan(0);
});

const data: readonly (readonly [string, string])[] = [
  ['events', '\nid|at|what|customer\n1|2026-05-08|asked|c001\n2|2026-05-09|paid|c002\n'],
  ['an index', '\n|a|b\n0|1|2\n1|3|4\n'],
  ['a log', '\ncase|activity|resource|time\n1|Create|Ann|2026-01-01\n1|Close|Bob|2026-01-02\n'],
  ['answers', '\nrespondent|q1|q2|comment\nr1|3|4|good\nr2|1|2|bad\n'],
];
test.each(data)('[JD2] no map: %s', (_, picture) => {
  const rows = gridFrom(picture);
  expect(recogniseGrid(cellsOf(rows))).toMatchObject({ layout: null, sure: 0 });
  expect(draftModel(rows, 'x')).toMatchObject({ kind: 'refused', code: 'grid-unknown' });
});

test('[JD2] tickets whose category is a word of maps are not taken for one', () => {
  const rows = Array.from({ length: 60 }, (_, index) => ({
    line: index + 1,
    cells: [['Problem', 'Idea', 'Question'][index % 3] ?? '', `ticket ${index}`, 'open'],
  }));
  const tickets = [{ line: 0, cells: ['category', 'title', 'status'] }, ...rows];
  expect(recogniseGrid(cellsOf(tickets)).sure).toBeLessThan(0.4);
});

test('[JD2] a refusal says what was looked for and what stands there', () => {
  const refused = draftModel(gridFrom('\nid|at|what\n1|2026|asked\n2|2027|paid\n3|x|y\n'), 'x');
  expect(refused).toEqual({
    kind: 'refused',
    code: 'grid-unknown',
    message:
      'this is no journey map that I know; seen: row 1: "id", "at", "what" | row 2: "1", "2026", "asked" | row 3: "2", "2027", "paid"',
    hint: expect.stringMatching(/Touchpoints.*step, lane and text/),
  });
});

function filled(rows: number, columns: number): readonly GridRow[] {
  const cells = Array.from({ length: columns }, () => 'a');
  return Array.from({ length: rows }, (_, index) => ({ line: index + 1, cells }));
}
const sizes: readonly (readonly [string, readonly GridRow[], string, RegExp])[] = [
  ['nothing', [], 'grid-empty', /no cell/],
  ['blanks', [{ line: 1, cells: ['', ' ', '\t'] }], 'grid-empty', /no cell/],
  ['one column', filled(5, 1), 'grid-one-column', /one column/],
  ['one row', filled(1, 5), 'grid-unknown', /one row/],
  ['2,001 columns', filled(2, GRID_MAX.columns + 1), 'grid-too-wide', /2001.*2000/],
  ['200,200 cells', filled(200, 1001), 'grid-too-full', /200200.*200000/],
  ['10,001 rows', filled(GRID_MAX.rows + 1, 2), 'grid-too-long', /10001.*10000/],
];
test.each(sizes)('[JD3] %s', (_, rows, code, message) => {
  const refused = draftModel(rows, 'x');
  expect(refused).toMatchObject({ kind: 'refused', code, message: expect.stringMatching(message) });
});

describe('real data', () => {
  const FILES = ['examples/starter/events.csv', 'examples/larkfield/sample.csv'];
  test.each(FILES)('[JD2] %s is no map', (file) => {
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .map((line, index) => ({ line: index + 1, cells: line.split(',') }));
    expect(recogniseGrid(cellsOf(rows))).toMatchObject({ layout: null });
  });
});
