import { Z_HIGH } from '@bothways/core';
import type { DriverCaveat, Drivers, DriversNothing, WeakestLink } from '@bothways/core/contract';
import { caveatSent, DRAWS, driversTold, momentsOf, type ScoreTold } from '@bothways/core/drivers';
import type { DriversOfFile } from './drivers-alone.ts';

const SEED = 20_261_122;

type Shown = Pick<
  Extract<Drivers['result'], { kind: 'found' }>['drivers'][number],
  'id' | 'influence' | 'of' | 'score'
>;

/** The drivers of a file as the page of the ledger's draws them. */
export function driversShownOf(name: string, file: DriversOfFile): Drivers {
  const { asked, all, table } = file;
  const { driven } = all;
  const { outcome } = asked;
  const head: Drivers = {
    ...{ about: 'file', name, currency: null, rows: 'rows', asked: table.count, by: 'column' },
    ...{ byOther: false, segments: [], segment: null, window: null, why: 'asked', leftOut: [] },
    outcomes: [],
    outcome: { id: outcome, kind: 'column', name: outcome, n: known(table.rows.outcome).n },
    ...{ mean: null, scores: [], caveats: [], notices: noticesOf(table.notes) },
    result: nothing('few-complete', driven.found.n, null),
  };
  if (driven.found.kind === 'abstained')
    return { ...head, result: nothing('few-complete', driven.found.n, driven.found.needed) };
  const { blocks, drawn } = driven;
  const told = driversTold({
    ...{ blocks, units: drawn.units, seed: SEED, grade: 'C', draws: DRAWS },
    scores: scoresOf(file),
  });
  if (told.kind === 'abstained')
    return { ...head, result: nothing('few-complete', told.n, told.needed) };
  const r2 = told.r2.kind === 'estimate' ? told.r2.median : 0;
  if (told.chance >= 0.05) return { ...head, result: nothing('no-relation', r2, null) };
  const { means, covariance, width } = momentsOf(blocks);
  const [middle = 0, spread = 0] = [means.at(-1), covariance[width * width - 1]];
  const reach = Z_HIGH * Math.sqrt(Math.max(0, spread) / Math.max(1, told.n));
  return {
    ...head,
    mean: {
      ...{ kind: 'estimate', median: middle, low: middle - reach, high: middle + reach },
      ...{ level: 0.9, n: told.n, method: 'mean', grade: 'C' },
    },
    result: {
      ...{ kind: 'found', model: 'linear', n: told.n, r2: told.r2, bootstraps: told.bootstraps },
      ...{ drivers: told.drivers, lines: told.lines, interactions: told.interactions },
      weakestLink: weakestOf(file),
      forceMultiplier: {
        ...{ kind: 'abstained', because: 'no-money', seen: null, needed: null, gains: [] },
      },
    },
    caveats: [...all.caveats.map(caveatSent), ...BESIDE],
  };
}

/** What was noted on reading, for who has fields to fill in before them and no command line. */
function noticesOf(notes: readonly string[]): string[] {
  return notes
    .slice(0, 30)
    .map((note) => note.replace(/say --missing (-?[\d.]*\d)/, 'write $1 under “No answer is”'));
}

/** What is to be asked of any file of answers. */
const BESIDE: readonly DriverCaveat[] = [
  { code: 'same-moment' },
  { code: 'reverse' },
  { code: 'survivors' },
];

function scoresOf({ table }: DriversOfFile): readonly ScoreTold<Shown>[] {
  let next = 0;
  return table.rows.players.map(({ name, columns }): ScoreTold<Shown> => {
    const places = columns.map((_, at) => next + at);
    next += columns.length;
    const seen = known(columns[0] ?? new Float64Array());
    return {
      ...{ name, columns: places, n: seen.n, mean: seen.mean, sd: seen.sd },
      scale: { low: seen.least, high: Math.max(seen.least + 1e-9, seen.most) },
      shown: { id: name, influence: null, of: [], score: 'answer' },
    };
  });
}

function known(column: Float64Array) {
  let [n, sum, squares] = [0, 0, 0];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    n += 1;
    sum += value;
    squares += value * value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (n === 0) return { n, mean: 0, sd: 0, least: 0, most: 1 };
  const mean = sum / n;
  const sd = Math.sqrt(Math.max(0, squares / n - mean ** 2));
  return { n, mean, sd, least, most };
}

function weakestOf({ weakest, necessity }: DriversOfFile): WeakestLink {
  const none = { kind: 'abstained' as const, seen: null, needed: null };
  if (weakest === null) return { ...none, because: 'no-rating' };
  if (weakest.kind === 'abstained')
    return weakest.n < weakest.needed
      ? { ...none, because: 'few-complete', seen: weakest.n, needed: weakest.needed }
      : { ...none, because: 'not-fitted' };
  return {
    ...{ kind: 'tested', n: weakest.rows, of: weakest.of, rho: weakest.rho },
    ...{ verdict: weakest.verdict, profile: weakest.profile },
    weakest: weakest.lowest
      .map((each) => ({ ...each, id: each.name }))
      .toSorted((a, b) => b.share - a.share),
    needs: (necessity?.drivers ?? []).map(({ name, effect, size, p, isNecessary }) => ({
      ...{ id: name, name, effect, size, p, isNecessary },
    })),
    bottleneck: necessity?.bottleneck ?? [],
  };
}

function nothing(
  because: DriversNothing['because'],
  seen: number | null,
  needed: number | null,
): DriversNothing {
  const reason =
    because === 'no-relation'
      ? 'together the drivers go with no more of the outcome than chance would'
      : 'too few rows have every answer';
  return { kind: 'abstained', because, seen, needed, reason };
}
