import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitLogit } from '@bothways/core/drivers';
import { afterAll, expect, test } from 'vitest';
import { type DriverColumns, readDrivers } from './driver-columns.ts';
import { namedDrivers } from './driver-names.ts';
import { outcomeWords } from './driver-words.ts';
import { driversAlone, driversLines } from './drivers-alone.ts';

const DATA = '../shared/data';
const isHere = existsSync(DATA);
if (!isHere) console.warn(`${DATA} is not here: drivers of files are not held to published data`);

const folder = mkdtempSync(join(tmpdir(), 'bothways-drivers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(lines: readonly string[]): string {
  const path = join(folder, `${lines.length}-${lines[0]?.length}.csv`);
  writeFileSync(path, lines.join('\n'));
  return path;
}

function columns(outcome: string, drivers: readonly string[]): DriverColumns {
  return {
    outcome,
    drivers: drivers.map((name) => ({ name, columns: [name] })),
    ...{ missing: [], weight: null, cluster: null, by: null },
  };
}

const AIRLINE = `${DATA}/driver-airline/airline_satisfaction_test.csv.gz`;
const RATINGS = [
  ...['Inflight wifi service', 'Departure/Arrival time convenient', 'Ease of Online booking'],
  ...['Gate location', 'Food and drink', 'Online boarding', 'Seat comfort'],
  ...['Inflight entertainment', 'On-board service', 'Leg room service', 'Baggage handling'],
  ...['Checkin service', 'Inflight service', 'Cleanliness'],
];
const PASSENGER = ['Gender', 'Customer Type', 'Age', 'Type of Travel', 'Class', 'Flight Distance'];
const DELAYS = ['Departure Delay in Minutes', 'Arrival Delay in Minutes'];

test.skipIf(!isHere)(
  '[DA1] the airline: odds, tests, accuracy and AUC as published',
  async () => {
    const { rows } = await readDrivers(
      AIRLINE,
      columns('satisfaction', [...PASSENGER, ...RATINGS, ...DELAYS]),
    );
    const all = rows.players.flatMap((player) => player.columns);
    const complete = [...rows.outcome.keys()].filter((row) =>
      all.every((column) => !Number.isNaN(column[row])),
    );
    expect(complete.length).toBe(25_893);
    const part = (column: Float64Array): Float64Array =>
      Float64Array.from(complete, (row) => column[row] ?? 0);
    const predictors = all.map(part);
    // What was published is of being neutral or dissatisfied; "satisfied" is 1 here.
    const outcome = Int32Array.from(complete, (row) => 1 - (rows.outcome[row] ?? 0));
    const fit = fitLogit(
      { outcome, categories: 2, predictors, weights: null },
      { wantsErrors: true },
    );
    const names = rows.players.flatMap(({ name, columns: own }) => own.map(() => name));
    const odds = (name: string): number => Math.exp(fit.slopes[names.indexOf(name)] ?? 0);
    expect(odds('Type of Travel').toFixed(3)).toBe('16.298');
    // A loyal customer is 1 here, a disloyal one there.
    expect((1 / odds('Customer Type')).toFixed(3)).toBe('7.738');
    expect(odds('Online boarding').toFixed(3)).toBe('0.552');
    expect(names.length).toBe(23);
    const clear = names.filter(
      (_, at) => Math.abs((fit.slopes[at] ?? 0) / (fit.errors?.[at + 1] ?? 1)) > 1.959964,
    );
    expect(clear.length).toBe(18);
    const scores = complete.map((_, row) =>
      predictors.reduce(
        (sum, x, at) => sum + (fit.slopes[at] ?? 0) * (x[row] ?? 0),
        -(fit.cuts[0] ?? 0),
      ),
    );
    const right = (value: number): number => {
      const mine = scores.filter((_, row) => outcome[row] === value);
      return mine.filter((score) => score > 0 === (value === 1)).length / mine.length;
    };
    expect(right(1).toFixed(4)).toBe('0.8997');
    expect(right(0).toFixed(4)).toBe('0.8340');
    const hits = scores.filter((score, row) => score > 0 === (outcome[row] === 1)).length;
    expect((hits / scores.length).toFixed(4)).toBe('0.8709');
    expect(aucOf(scores, outcome).toFixed(5)).toBe('0.92605');
  },
  30_000,
);

/** How often one of the ones scores above one of the zeros. */
function aucOf(scores: readonly number[], outcome: Int32Array): number {
  const order = [...scores.keys()].sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let [zeros, below] = [0, 0];
  for (const row of order) {
    if (outcome[row] === 0) zeros += 1;
    else below += zeros;
  }
  return below / (zeros * (scores.length - zeros));
}

test.skipIf(!isHere)(
  '[DA2] the yellow pages by themselves',
  async () => {
    const drivers = ['q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10'];
    const found = await driversAlone(`${DATA}/driver-yellowpages/customerSat.csv`, {
      ...columns('q1', drivers),
      method: 'lmg',
    });
    const lines = driversLines(found.all);
    expect(lines.n).toBe(1811);
    expect(lines.r2?.toFixed(10)).toBe('0.7167289049');
    expect(lines.drivers.map(({ name }) => name)).toEqual([
      ...['q4', 'q6', 'q2', 'q5', 'q3', 'q7', 'q8', 'q10', 'q9'],
    ]);
    expect(lines.drivers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const { importance, share, low, high } of lines.drivers) {
      expect(importance).toBeCloseTo(share * (lines.r2 ?? 0), 12);
      expect(low).toBeLessThan(importance);
      expect(high).toBeGreaterThan(importance);
    }
    expect(lines.caveat_codes).toEqual([
      ...['association', 'top-undecided', 'methods-differ', 'halo'],
    ]);
    expect(found.weakest).toMatchObject({ kind: 'tested', verdict: 'compensating' });
    expect(found.necessity?.drivers.some(({ isNecessary }) => isNecessary)).toBe(false);
  },
  30_000,
);

const ABIA = `${DATA}/survey-abia/Airport_Quarterly_Passenger_Survey.csv`;
const TOUCHED = [
  ...['Restaurants', 'Shopping facilities', 'Cleanliness of airport terminal'],
  'Courtesy of airport staff',
];

test.skipIf(!isHere)(
  '[DA3] zeros that mean "not used": told, and another answer without them',
  async () => {
    const asked = { ...columns('Overall satisfaction', TOUCHED), method: 'lmg' } as const;
    const naive = await driversAlone(ABIA, asked);
    expect(naive.table.count).toBe(3501);
    expect(naive.table.notes.join('\n')).toContain('say --missing 0');
    expect(driversLines(naive.all).r2).toBeLessThan(0.03);
    const right = await driversAlone(ABIA, { ...asked, missing: ['0'] });
    const lines = driversLines(right.all);
    // Half a thousand people used all four; the zeros of the others had hidden what they say.
    expect(lines.n).toBeLessThan(700);
    expect(lines.r2).toBeGreaterThan(0.5);
    expect(lines.drivers[0]?.name).toBe('Cleanliness of airport terminal');
    expect(lines.caveat_codes).toContain('missing');
  },
  30_000,
);

test('[DA4] words become numbers, and it is said which', async () => {
  const lines = Array.from({ length: 60 }, (_, at) => {
    const mood = ['Eco', 'Business', 'Eco', 'First'][at % 4];
    return `${at % 3 === 0 ? 'neutral or dissatisfied' : 'satisfied'},${at % 7},${mood},${at % 2 === 0 ? 'disloyal Customer' : 'Loyal Customer'}`;
  });
  const path = written(['felt,wait,class,type', ...lines]);
  const { rows, notes } = await readDrivers(path, columns('felt', ['wait', 'class', 'type']));
  expect([...rows.outcome.slice(0, 3)]).toEqual([0, 1, 1]);
  expect(rows.players.map((player) => player.columns.length)).toEqual([1, 2, 1]);
  expect(notes).toEqual([
    'felt: "satisfied" counts as 1, "neutral or dissatisfied" as 0.',
    'class: "Business", "First" against "Eco", together one driver.',
    'type: "Loyal Customer" counts as 1.',
    '0 stands beside 1 and more in "wait": where it means "not used" or "no answer", say --missing 0.',
  ]);
});

test.each([
  [['agree', 'neutral', 'disagree'], { disagree: 1, neutral: 2, agree: 3 }, false],
  [['Yes', 'No'], { No: 0, Yes: 1 }, false],
  [['churned', 'active'], { churned: 0, active: 1 }, false],
  [['blue', 'red'], { blue: 0, red: 1 }, true],
  [['blue', 'red', 'green'], null, false],
])('[DA4] %j mean %j', (words, numbers, isGuess) => {
  const meant = outcomeWords(words);
  expect(meant === null ? null : Object.fromEntries(meant.numbers)).toEqual(numbers);
  if (meant !== null) expect(meant.isGuess).toBe(isGuess);
});

test('[DA5] a 0 of an outcome of 0 and 1 is an answer, whatever 0 means elsewhere', async () => {
  const lines = Array.from({ length: 40 }, (_, at) => `${at % 2},${at % 5},${at % 6}`);
  const path = written(['bought,a,b', ...lines]);
  const asked = { ...columns('bought', ['a', 'b']), missing: ['0'] };
  const { rows, notes } = await readDrivers(path, asked);
  expect([...rows.outcome.slice(0, 2)]).toEqual([0, 1]);
  expect(rows.players[0]?.columns[0]?.[0]).toBeNaN();
  expect(notes).toEqual(['The outcome is 0 or 1, so its 0 is an answer.']);
});

test('[DA6] drivers are named by their columns, those with commas too, and in groups', () => {
  const header = ['price', 'staff, friendly', 'staff, fast', 'a+b', 'Speed'];
  expect(namedDrivers('f', 'price,staff, friendly,speed', header)).toEqual([
    { name: 'price', columns: ['price'] },
    { name: 'staff, friendly', columns: ['staff, friendly'] },
    { name: 'Speed', columns: ['Speed'] },
  ]);
  expect(namedDrivers('f', 'people=staff, friendly+staff, fast,a+b', header)).toEqual([
    { name: 'people', columns: ['staff, friendly', 'staff, fast'] },
    { name: 'a+b', columns: ['a+b'] },
  ]);
  expect(() => namedDrivers('f', 'prize', header)).toThrow(
    'there is no column "prize"; its columns are "price", "staff, friendly", "staff, fast", "a+b", "Speed"; did you mean "price"?',
  );
  expect(() => namedDrivers('f', 'price,price', header)).toThrow('named twice among the drivers');
});

test('[DA7] groups, weights and people; too few rows of a group abstain', async () => {
  const lines = Array.from({ length: 120 }, (_, at) => {
    const shop = at < 90 ? 'north' : at < 115 ? 'south' : '';
    return `${(at * 7) % 11},${(at * 5) % 9},${((at * 7) % 11) + ((at * 3) % 4)},${shop},${1 + (at % 2)},${at % 40}`;
  });
  const path = written(['a,b,y,shop,w,who', ...lines]);
  const found = await driversAlone(path, {
    ...columns('y', ['a', 'b']),
    ...{ weight: 'w', cluster: 'who', by: 'shop', method: 'johnson' },
  });
  expect(found.all.driven.drawn.units).toBe(40);
  expect(found.groups.map(({ group, rows }) => [group, rows])).toEqual([
    ['north', 90],
    ['south', 25],
    ['(none)', 5],
  ]);
  const [north, , none] = found.groups.map(driversLines);
  expect(north?.drivers[0]?.name).toBe('a');
  expect(none?.abstained).toContain('5 complete rows for 2 columns of drivers');
});

test('[DA9] drivers that have nothing to do with the outcome are told so', async () => {
  const lines = Array.from(
    { length: 100 },
    (_, at) => `${(at * 37) % 11},${(at * 53) % 7},${(at * 71) % 13}`,
  );
  const path = written(['nothing,none,y', ...lines]);
  const asked = { ...columns('y', ['nothing', 'none']), method: 'lmg' } as const;
  const { caveats, caveat_codes } = driversLines((await driversAlone(path, asked)).all);
  expect(caveat_codes[0]).toBe('no-relation');
  expect(caveats[0]).toMatch(/no more than chance would \(F test, p 0\.\d\d\)/);
});

test('[DA8] what cannot be meant is refused', async () => {
  const path = written([
    'y,a,name',
    ...Array.from({ length: 30 }, (_, at) => `${at},${at},n${at}`),
  ]);
  const read = (outcome: string, drivers: string[]) => readDrivers(path, columns(outcome, drivers));
  await expect(read('y', ['a', 'y'])).rejects.toThrow('is named among the drivers');
  await expect(read('y', ['name'])).rejects.toThrow('holds 30 different texts, such as "n0"');
  await expect(read('name', ['a'])).rejects.toThrow('whose order nobody has said');
  await expect(read('z', ['a'])).rejects.toThrow('there is no column "z"');
});

test('[DA7] rows without a weight above 0 are told', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `${at % 5},${(at * 3) % 7},${at < 3 ? -1 : 1}`,
  );
  const path = written(['y,a,w', ...rows]);
  const { notes } = await readDrivers(path, { ...columns('y', ['a']), weight: 'w' });
  expect(notes).toContain('3 rows have no weight above 0 in "w" and do not count.');
});

test('[DA8] drivers that name nothing are refused with the columns there are', () => {
  expect(() => namedDrivers('f.csv', ' ,, ', ['a', 'b'])).toThrow(/names no column/);
});
