import { didYouMean, type Estimate, formatCount, formatEstimate, oneOf } from '@bothways/core';
import type { DriverCaveat, Drivers, DriversFound } from '@bothways/core/contract';
import { sayDriverCaveat } from '../../alone/driver-caveat-words.ts';
import { readCosts, WrongCosts } from '../../measure/driver-costs.ts';
import { driversShown, UnknownOutcome } from '../../measure/drivers.ts';
import { lensNames } from '../../measure/report-lens.ts';
import { type Call, dataDirectory, option } from '../command.ts';
import { Refusal, WrongUse } from '../refusal.ts';
import { table } from '../terminal.ts';
import { withLedger } from '../workspace.ts';

/** What shapes value, of the ledger, as text or as /api/drivers answers. */
export async function driversOfLedger(call: Call): Promise<number> {
  const { terminal } = call;
  for (const name of ['drivers', 'missing', 'weight', 'cluster', 'method'])
    if (option(call, name, '') !== '')
      throw new WrongUse(`--${name} is of a file; name one, or leave it out to read the ledger`);
  const segment = option(call, 'segment', '');
  const outcome = option(call, 'outcome', '');
  const [by, costs] = [byOf(call), costsOf(call)];
  const shown = await withLedger(dataDirectory(call), terminal, async (reading) => {
    const known = lensNames(reading.model).map(({ id }) => id);
    if (segment !== '' && !known.includes(segment))
      throw new Refusal(
        `--segment ${segment}: the model has no such segment; ${didYouMean(segment, known, known.length === 0 ? 'it has none' : `there is ${oneOf(known)}`)}`,
      );
    terminal.progress('holding scores against an outcome');
    const eyes = segment === '' ? reading : { ...reading, segment };
    return driversShown(eyes, { outcome: outcome || undefined, by, costs }).catch(tellOutcome);
  });
  terminal.done();
  terminal.out(terminal.json ? JSON.stringify(plain(shown), null, 2) : driversLedgerText(shown));
  return 0;
}

function byOf(call: Call): 'influence' | 'touchpoint' | undefined {
  const by = option(call, 'by', '');
  if (by === '') return undefined;
  if (by === 'influence' || by === 'touchpoint') return by;
  throw new WrongUse(`--by ${by}: of the ledger it is influence or touchpoint`);
}

function costsOf(call: Call): ReturnType<typeof readCosts> {
  try {
    return readCosts(option(call, 'cost', ''));
  } catch (fault) {
    if (!(fault instanceof WrongCosts)) throw fault;
    throw new WrongUse(`--cost: ${fault.message}; write service:4000-9000, with commas between`);
  }
}

function tellOutcome(fault: unknown): never {
  if (!(fault instanceof UnknownOutcome)) throw fault;
  const { asked, known } = fault;
  throw new Refusal(
    `--outcome ${asked}: this ledger has no such outcome; ${didYouMean(asked, known, known.length === 0 ? 'there is none yet' : `there is ${oneOf(known)}`)}`,
  );
}

/** The reply with what a file's drivers have, under the same names. */
function plain(shown: Drivers): Readonly<Record<string, unknown>> {
  const { result } = shown;
  const lines = result.kind === 'found' ? result.drivers : [];
  return {
    n: result.kind === 'found' ? result.n : 0,
    r2: result.kind === 'found' ? middle(result.r2) : null,
    drivers: lines.map(({ name, share, importance, rankProbabilities }) => ({
      ...{ name, share: middle(share), importance: middle(importance) },
      low: importance.kind === 'estimate' ? importance.low : null,
      high: importance.kind === 'estimate' ? importance.high : null,
      rank_probabilities: rankProbabilities,
    })),
    ...shown,
    caveats: shown.caveats.map(sayDriverCaveat),
    caveat_codes: shown.caveats.map(({ code }) => code),
  };
}

function middle(estimate: Estimate): number | null {
  return estimate.kind === 'estimate' ? estimate.median : null;
}

const OUTCOMES: Readonly<Record<NonNullable<Drivers['outcome']>['kind'], string>> = {
  rating: 'the rating of',
  'came-back': 'coming back',
  'bought-again': 'buying again',
  'net-customer': 'what customers gain afterwards',
  'net-business': 'what the business gains afterwards',
  joint: 'what both sides gain afterwards',
  column: '',
};

/** What a reply says, for a terminal. */
export function driversLedgerText(shown: Drivers): string {
  const { outcome, result, leftOut, caveats, window, rows, asked } = shown;
  const what =
    outcome === null
      ? ''
      : `${OUTCOMES[outcome.kind]}${outcome.name === '' ? '' : ` "${outcome.name}"`}`;
  const when =
    window === null
      ? []
      : [`Scores are from before ${window.from}, the outcome from the ${window.days} days after.`];
  if (result.kind === 'abstained')
    return [
      `Nothing can be said${what === '' ? '' : ` of ${what}`}: ${result.reason}.`,
      ...(result.needed === null
        ? []
        : [`There are ${formatCount(result.seen ?? 0)}; it takes ${formatCount(result.needed)}.`]),
      ...when,
      ...leftOutLines(leftOut),
    ].join('\n');
  return [
    `What goes with ${what}: ${formatCount(result.n)} of ${formatCount(asked)} ${rows}; together ${percent(result.r2)} of its differences`,
    ...when,
    '',
    table(
      ['driver', 'part', 'range', 'chance of being first', 'how it does', 'place'],
      result.drivers.map((driver) => [
        driver.name,
        percent(driver.share),
        driver.share.kind === 'estimate'
          ? `${part(driver.share.low)} to ${part(driver.share.high)}`
          : '',
        part(driver.rankProbabilities[0] ?? 0),
        driver.performance.kind === 'estimate' ? driver.performance.median.toFixed(2) : '—',
        driver.quadrant,
      ]),
    ),
    ...weakestLines(result.weakestLink),
    ...forceLines(result.forceMultiplier, shown.currency ?? ''),
    '',
    'Keep in mind:',
    ...caveats.map((caveat: DriverCaveat) => `- ${sayDriverCaveat(caveat)}`),
    ...leftOutLines(leftOut),
  ].join('\n');
}

function weakestLines(link: DriversFound['weakestLink']): readonly string[] {
  if (link.kind === 'abstained' || link.rho.kind === 'abstained') return [];
  const { median, low, high } = link.rho;
  const verdict = {
    'weakest-link': 'a weak side drags the rest down',
    compensating: 'strong sides make up for weak ones',
    undecided: 'undecided',
  }[link.verdict];
  const needed = link.needs.filter(({ isNecessary }) => isNecessary).map(({ name }) => name);
  return [
    '',
    `Weakest link: ${verdict} (rho ${median.toFixed(2)}, ${low.toFixed(2)} to ${high.toFixed(2)}); necessary: ${needed.join(', ') || 'none'}`,
  ];
}

function forceLines(force: DriversFound['forceMultiplier'], currency: string): readonly string[] {
  if (force.kind === 'abstained') return [];
  return [
    '',
    table(
      ['lift by a tenth', `joint value for 1 ${currency}`, 'a year', 'chance of being best'],
      force.drivers.map(({ name, perCost, gain, best }) => [
        name,
        formatEstimate(perCost, currency),
        formatEstimate(gain, currency),
        part(best),
      ]),
    ),
  ];
}

function leftOutLines(leftOut: Drivers['leftOut']): readonly string[] {
  if (leftOut.length === 0) return [];
  const lines = leftOut.map(
    ({ name, because, scored, needed }) =>
      `- ${name}: ${LEFT[because]}${scored === 0 ? '' : ` (${formatCount(scored)} of ${formatCount(needed)})`}`,
  );
  return ['', 'Left out:', ...lines];
}

const LEFT: Readonly<Record<Drivers['leftOut'][number]['because'], string>> = {
  'no-touchpoint': 'no touchpoint of the model has this influence',
  'not-scored': 'nobody rated it and no expectation measures it',
  'few-scored': 'too few scores',
  'not-together': 'hardly scored by those who scored the others',
  'no-spread': 'the same for everybody',
  'too-many': 'more drivers than can be told apart',
};

function percent(estimate: Estimate): string {
  return estimate.kind === 'estimate' ? part(estimate.median) : '—';
}

function part(value: number): string {
  return `${Math.round(100 * value)} %`;
}
