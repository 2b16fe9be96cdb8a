import { formatCount } from '@bothways/core';
import {
  type DriverLine,
  type DriversLines,
  type DriversOfFile,
  driversLines,
} from '../../alone/drivers-alone.ts';
import { table } from '../terminal.ts';

/** What --json prints. */
export function driversJson(found: DriversOfFile): Readonly<Record<string, unknown>> {
  const { asked, all, groups, groupsLeft, performance, weakest, necessity } = found;
  const main = all.driven.found;
  return {
    ...driversLines(all),
    outcome: asked.outcome,
    method: asked.method,
    rows: found.table.count,
    notes: found.table.notes,
    r2_adjusted: main.kind === 'found' && !Number.isNaN(main.r2Adjusted) ? main.r2Adjusted : null,
    performance,
    weakest_link: weakest,
    necessity,
    odds: oddsOf(found),
    interactions: interactionsOf(found),
    groups: groups.map((each) => ({ group: each.group, rows: each.rows, ...driversLines(each) })),
    groups_left: groupsLeft,
  };
}

/** Odds ratios of the full logit: of an answer above rather than below, for one unit more. */
function oddsOf({ all }: DriversOfFile): readonly Readonly<Record<string, unknown>>[] | null {
  const { found } = all.driven;
  if (found.kind === 'abstained' || found.effects === undefined) return null;
  return found.effects.map(({ driver, slope, error }) => ({
    name: driver,
    odds_ratio: Math.exp(slope),
    coefficient: slope,
    se: error,
  }));
}

function interactionsOf({
  all,
}: DriversOfFile): readonly { a: string; b: string; value: number }[] | null {
  const { found } = all.driven;
  if (found.kind === 'abstained' || found.interactions === null) return null;
  const { drivers, interactions } = found;
  const pairs = drivers.flatMap(({ name: a }, i) =>
    drivers.slice(i + 1).map(({ name: b }, j) => ({
      a,
      b,
      value: interactions[i * drivers.length + i + 1 + j] ?? 0,
    })),
  );
  return pairs.sort((x, y) => Math.abs(y.value) - Math.abs(x.value)).slice(0, 10);
}

const METHODS = {
  lmg: 'LMG: what it adds to R2 on average over all orders',
  johnson: "Johnson's relative weights",
  logit: "what it adds to McFadden's R2 of a logit, over all orders",
} as const;

/** What a person reads. */
export function driversText(found: DriversOfFile): string {
  const { asked, table: read, all, groups, groupsLeft } = found;
  const lines = driversLines(all);
  const notes = read.notes.map((note) => `note: ${note}`);
  if (lines.abstained !== null)
    return [`No shares can be given: ${lines.abstained}.`, ...notes].join('\n');
  return [
    `${asked.outcome}: the drivers together explain ${percent(lines.r2)} of it (${percent(lines.r2_low)} to ${percent(lines.r2_high)}, 9 times in 10); ${rowsTold(lines.n, read.count)}`,
    `share of that by ${METHODS[asked.method]}`,
    '',
    barsText(lines.drivers),
    '█ at least, ▓ up to the share, ░ at most (9 times in 10)',
    ...weakestText(found.weakest),
    ...necessaryText(found),
    ...performanceText(found.performance),
    ...oddsText(found),
    '',
    'Keep in mind:',
    ...lines.caveats.map((caveat) => `- ${caveat}`),
    ...notes,
    ...groups.flatMap((each) => groupText(each.group, each.rows, driversLines(each))),
    ...(groupsLeft === 0 ? [] : ['', `and ${groupsLeft} smaller groups`]),
  ].join('\n');
}

function rowsTold(n: number, of: number): string {
  return n === of
    ? `${formatCount(n)} rows`
    : `${formatCount(n)} complete rows of ${formatCount(of)}`;
}

const BAR = 24;

function barsText(drivers: readonly DriverLine[]): string {
  const most = Math.max(1e-9, ...drivers.map((driver) => driver.share_high));
  const cells = (value: number): number => Math.round((Math.max(0, value) / most) * BAR);
  const rows = drivers.map((driver) => {
    const [low, middle, high] = [
      cells(driver.share_low),
      cells(driver.share),
      cells(driver.share_high),
    ];
    const bar = `${'█'.repeat(Math.min(low, middle))}${'▓'.repeat(Math.max(0, middle - low))}${'░'.repeat(Math.max(0, high - middle))}`;
    return [
      driver.name,
      bar,
      percent(driver.share),
      `${percent(driver.share_low)} to ${percent(driver.share_high)}`,
      ranksText(driver.rank_probabilities),
    ];
  });
  return table(['driver', '', 'share', '9 times in 10', 'chance of its rank'], rows);
}

/** The likeliest ranks until they make nine in ten, at most three. */
function ranksText(chances: readonly number[]): string {
  const ranked = chances
    .map((chance, at) => ({ chance, rank: at + 1 }))
    .sort((a, b) => b.chance - a.chance);
  const told: string[] = [];
  let sum = 0;
  for (const { chance, rank } of ranked) {
    if (sum >= 0.9 || told.length === 3) break;
    told.push(`no. ${rank} ${percent(chance, 0)}`);
    sum += chance;
  }
  return told.join(', ');
}

const VERDICTS = {
  'weakest-link': 'the weakest driver decides: strong ones do not make up for it',
  compensating: 'strong drivers make up for weak ones',
  undecided: 'undecided: these rows fit both that strong ones make up and that the weakest decides',
} as const;

function weakestText(weakest: DriversOfFile['weakest']): readonly string[] {
  if (weakest === null) return [];
  if (weakest.kind === 'abstained') return ['', `Weakest link: not tested; ${weakest.reason}`];
  const { low, median, high } = weakest.rho;
  const sampled =
    weakest.rows < weakest.of ? `, on ${formatCount(weakest.rows)} rows by chance` : '';
  return [
    '',
    `Weakest link: ${VERDICTS[weakest.verdict]} (rho ${short(median)}, ${short(low)} to ${short(high)}; 1 adds up, below 0 the weakest pulls${sampled})`,
  ];
}

function necessaryText({ necessity }: DriversOfFile): readonly string[] {
  const needed = necessity?.drivers.filter(({ isNecessary }) => isNecessary) ?? [];
  if (necessity === null) return [];
  if (needed.length === 0)
    return ['Necessary: none; high outcomes were seen with every driver low'];
  const said = needed.map(
    ({ name, effect, p }) => `${name} (effect ${short(effect)}, p ${short(p)})`,
  );
  return [`Necessary: without it no high outcome was ever seen: ${said.join(', ')}`];
}

const QUADRANTS = {
  concentrate: 'matters, done badly: begin here',
  'keep-up': 'matters, done well: keep it up',
  'low-priority': 'matters less, done badly',
  'more-than-needed': 'matters less, done well',
  undecided: 'undecided: its range crosses a line',
} as const;

function performanceText(performance: DriversOfFile['performance']): readonly string[] {
  if (performance === null || performance.points.length === 0) return [];
  const rows = performance.points.map(({ name, performance: level, quadrant, reach }) => [
    name,
    level.kind === 'estimate' ? percent(level.median) : '—',
    reach.kind === 'estimate'
      ? `${signed(reach.median)} (${signed(reach.low)} to ${signed(reach.high)})`
      : '—',
    QUADRANTS[quadrant],
  ]);
  return [
    '',
    table(
      ['driver', 'of its scale', 'outcome were it at the top', 'importance and performance'],
      rows,
    ),
  ];
}

function oddsText({ all }: DriversOfFile): readonly string[] {
  const { found } = all.driven;
  if (found.kind === 'abstained' || found.effects === undefined) return [];
  const rows = found.effects.map(({ driver, slope, error }) => [
    driver,
    short(Math.exp(slope)),
    `${short(Math.exp(slope - 1.6448536 * error))} to ${short(Math.exp(slope + 1.6448536 * error))}`,
  ]);
  return ['', table(['driver', 'odds ratio', '9 times in 10'], rows)];
}

function groupText(group: string, rows: number, lines: DriversLines): readonly string[] {
  if (lines.abstained !== null) return ['', `${group}: ${lines.abstained}`];
  return [
    '',
    `${group}: ${percent(lines.r2)} explained; ${rowsTold(lines.n, rows)}`,
    barsText(lines.drivers),
  ];
}

function percent(part: number | null, digits = 1): string {
  return part === null ? '—' : `${(100 * part).toFixed(digits)} %`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${short(value)}`;
}
