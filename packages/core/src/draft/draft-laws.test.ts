import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drafted, modelOf } from './drafting-testing.ts';
import type { GridRow } from './grid.ts';
import { oneLine } from './grid.ts';
import { uncommented } from './uncommented-testing.ts';

/** What YAML, CSV and people make of texts: each has a word of its own, so that it can be found again. */
const HOSTILE = [
  'yes',
  '1.0',
  '- ',
  ': ',
  ' #',
  '#',
  '"',
  "'",
  '\\',
  '{}',
  '[a]',
  '&a',
  '*a',
  '!x',
  '|',
  '>',
  '%',
  '@',
  '`',
  '~',
  'null',
  '---',
  '...',
  '<<',
  '0x1F',
  '2026-01-01',
  'é',
  'ß',
  '日本',
  '🙂',
  '\u202e',
  '\t',
  '\u00a0',
  '\ud83d',
  '\u0007',
  ', ',
  '? ',
  'a: b',
  '# fill in: x',
  '\\n',
  '=1+1',
  '\u2028',
];
const word = fc.integer({ min: 100, max: 999_999 }).map((n) => `w${n}`);
const decorated = fc
  .tuple(fc.constantFrom('', ...HOSTILE), word, fc.constantFrom('', ...HOSTILE))
  .map(([before, own, after]) => `${before}${own}${after}`);
const cell = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  {
    weight: 5,
    arbitrary: fc
      .array(decorated, { minLength: 1, maxLength: 3 })
      .chain((items) => fc.constantFrom('\n', '; ', '\n- ', ' • ').map((mark) => items.join(mark))),
  },
);
const LANES = [
  'Channels',
  'Doing',
  'Thinking',
  'Feelings',
  'Pain points',
  'Opportunities',
  'Quotes',
  'Backstage',
  'Frontstage',
  'Support processes',
  'Goals',
  'KPI',
  'Owner',
  'Moment of truth',
  'Description',
  'Weather',
  'Posters',
  'Touchpoints',
];

interface Small {
  readonly phases: readonly { readonly name: string; readonly steps: readonly string[] }[];
  readonly lanes: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

const named = decorated.filter((text) => oneLine(text) !== '');
const small: fc.Arbitrary<Small> = fc
  .tuple(
    fc.array(fc.record({ name: named, steps: fc.array(named, { minLength: 1, maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.array(fc.constantFrom(...LANES), { maxLength: 6 }),
  )
  .chain(([phases, others]) => {
    const lanes = ['Touchpoints', ...others];
    const width = phases.reduce((sum, { steps }) => sum + steps.length, 0);
    const row = fc.array(cell, { minLength: width, maxLength: width });
    return fc
      .array(row, { minLength: lanes.length, maxLength: lanes.length })
      .map((cells) => ({ phases, lanes, cells }));
  });

/** The sheet of a small map as a matrix, moved from the corner, with or without labels. */
function matrixOf(
  { phases, lanes, cells }: Small,
  across: number,
  down: number,
  isLabelled: boolean,
): readonly GridRow[] {
  const head = phases.flatMap(({ name, steps }) =>
    steps.map((_, index) => (index === 0 ? name : '')),
  );
  const steps = phases.flatMap((phase) => phase.steps);
  const rows = [
    [isLabelled ? 'Phases' : '', ...head],
    [isLabelled ? 'Steps' : '', ...steps],
    ...lanes.map((lane, index) => [lane, ...(cells[index] ?? [])]),
  ];
  const margin = Array.from({ length: across }, () => '');
  return rows.map((row, index) => ({ line: down + index + 1, cells: [...margin, ...row] }));
}

function longOf({ phases, lanes, cells }: Small): readonly GridRow[] {
  const steps = phases.flatMap(({ name, steps }, phase) =>
    steps.map((step) => ({ phase: `${name} ${phase}`, step })),
  );
  const rows = lanes.flatMap((lane, index) =>
    steps.map(({ phase, step }, at) => [phase, step, lane, cells[index]?.[at] ?? '']),
  );
  return [['Phase', 'Step', 'Lane', 'Text'], ...rows].map((row, index) => ({
    line: index + 1,
    cells: row,
  }));
}

/** As the reader cleans texts. */
function plain(text: string): string {
  return oneLine(text.toWellFormed().replaceAll(/(?!\s)[\p{Cc}\uFEFF]/gu, ''));
}

const wordsIn = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.match(/w\d+/g) ?? []);

function checked(rows: readonly GridRow[], { phases, lanes, cells }: Small): void {
  const { text } = drafted(rows);
  const model = modelOf(text);
  const steps = model.journeys.flatMap((journey) => journey.phases).flatMap((phase) => phase.steps);
  for (const step of phases.flatMap((phase) => phase.steps))
    expect(steps.map(({ name }) => name)).toContain(plain(step));
  const touchpoints = steps
    .flatMap((step) => step.touchpoints)
    .map(({ name }) => name)
    .join('\n');
  const named = cells.flatMap((row, index) => (lanes[index] === 'Touchpoints' ? row : []));
  for (const own of wordsIn(named)) expect(touchpoints).toContain(own);
  for (const own of wordsIn(rows.flatMap((row) => row.cells))) expect(text).toContain(own);
  expect(drafted(rows).text).toBe(text);
  modelOf(uncommented(text));
}

test('[JD8] [JD9] [JD10] any matrix drafts to a model that has every text, twice the same', () => {
  const place = fc.tuple(fc.nat(2), fc.nat(3), fc.boolean());
  fc.assert(
    fc.property(small, place, (map, [across, down, isLabelled]) => {
      checked(matrixOf(map, across, down, isLabelled), map);
    }),
    { numRuns: 100 },
  );
});

test('[JD8] [JD9] [JD10] so does any long layout', () => {
  fc.assert(
    fc.property(small, (map) => {
      checked(longOf(map), map);
    }),
    { numRuns: 60 },
  );
});

test('[JD8] no grid makes it throw, and what it drafts always reads', () => {
  const grid = fc.array(
    fc.array(
      fc.oneof(
        cell,
        fc.constantFrom(...LANES, 'Phase', 'Step', 'Lane', 'Text'),
        fc.string({ unit: 'binary' }),
      ),
      { maxLength: 6 },
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(grid, (cells) => {
      const rows = cells.map((row, index) => ({ line: index + 1, cells: row }));
      try {
        modelOf(drafted(rows).text);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: grid-/);
      }
    }),
    { numRuns: 300 },
  );
});
