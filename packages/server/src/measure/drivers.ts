import {
  DRIVERS_MAX,
  type DriverOutcome,
  type Drivers,
  type DriversNothing,
} from '@bothways/core/contract';
import { type ScoredInAll, scoredInAll } from '../store/measure/driver-table.ts';
import { scoresShown } from './driver-asked.ts';
import { type DriverChoice, driverChoices } from './driver-choices.ts';
import { chooseDrivers, rowsWanted, rowsWith } from './driver-chosen.ts';
import type { DriverCost } from './driver-costs.ts';
import { type DriversMade, driversFound } from './driver-found.ts';
import { type OutcomeChoice, outcomeChoices } from './driver-outcomes.ts';
import { driverTableSeen, leftOutOf } from './driver-seen.ts';
import { nothing } from './driver-words.ts';
import type { Reading } from './reading.ts';
import { lensNames } from './report-lens.ts';

/** What is asked of the drivers of a ledger. */
export interface DriversAsked {
  /** Of `outcomes`; left out: the best that there is. */
  readonly outcome?: string | undefined;
  readonly by?: 'influence' | 'touchpoint' | undefined;
  /** By driver: what lifting it by a tenth of its scale costs a year. */
  readonly costs: ReadonlyMap<string, DriverCost>;
}

/** An outcome asked for that this ledger has not. */
export class UnknownOutcome extends Error {
  readonly asked: string;
  readonly known: readonly string[];

  constructor(asked: string, known: readonly string[]) {
    super(`there is no outcome ${asked}`);
    this.name = 'UnknownOutcome';
    this.asked = asked;
    this.known = known;
  }
}

/**
 * What shapes value, of a ledger: its people (or forms that name nobody) by how each influence felt to them, held against
 * an outcome. Where nothing is asked for, what can be said is looked for: a rating of the whole first, then what people did
 * afterwards; influences first, then touchpoints.
 *
 * Errors: throws an UnknownOutcome.
 */
export async function driversShown(reading: Reading, asked: DriversAsked): Promise<Drivers> {
  const { stores, generation, segment } = reading;
  const scored = await scoredInAll(stores.facts, generation, segment);
  const choices = await outcomeChoices(reading, scored);
  const known = choices.map(({ shown }) => shown);
  const about = { reading, scored, choices, known, asked };
  if (scored.at.length === 0) return without(about, 'no-encounters');
  if (asked.outcome !== undefined && !known.some(({ id }) => id === asked.outcome))
    throw new UnknownOutcome(
      asked.outcome,
      known.map(({ id }) => id),
    );
  if (driverChoices(reading.model, scored, 'touchpoint', null).length === 0)
    return without(about, 'no-scores');
  const tried = choices.filter(({ shown, isWhole }) =>
    asked.outcome === undefined
      ? isWhole || DEFAULTS.includes(shown.kind)
      : shown.id === asked.outcome,
  );
  let first: Drivers | null = null;
  for (const outcome of tried)
    for (const by of asked.by === undefined ? (['influence', 'touchpoint'] as const) : [asked.by]) {
      const made = await tryOne(about, outcome, by);
      // What was looked at and goes with nothing is an answer: to look further until something does would find chance.
      if (made.result.kind === 'found' || made.result.because === 'no-relation') return made;
      first ??= made;
    }
  return first ?? without(about, 'no-outcome');
}

/** What is held against scores where nothing is asked for, after ratings of the whole. */
const DEFAULTS: readonly DriverOutcome['kind'][] = ['bought-again', 'came-back', 'joint'];

interface About {
  readonly reading: Reading;
  readonly scored: ScoredInAll;
  readonly choices: readonly OutcomeChoice[];
  readonly known: readonly DriverOutcome[];
  readonly asked: DriversAsked;
}

async function tryOne(
  about: About,
  outcome: OutcomeChoice,
  by: 'influence' | 'touchpoint',
): Promise<Drivers> {
  const { reading, scored, asked } = about;
  const except = outcome.shown.kind === 'rating' ? outcome.shown.id : null;
  const choices = mostScored(driverChoices(reading.model, scored, by, except), scored);
  const head = { ...headOf(about, by), ...outcomeHead(about, outcome) };
  if (new Set(choices.map(({ id }) => id)).size < 2)
    return { ...head, ...nothing('one-driver', choices.length, 2) };
  const seen = await driverTableSeen(reading, choices, outcome, scored);
  const chosen = chooseDrivers(choices, seen.patterns, DRIVERS_MAX);
  const leftOut = leftOutOf(reading.model, { by, choices, chosen, seen, outcome });
  const shown = {
    ...head,
    outcome: { ...outcome.shown, n: rowsWith(seen.patterns, [], choices.length) },
    scores: scoresShown({ choices, seen, columns: chosen?.columns ?? null }),
  };
  if (chosen === null || chosen.columns.length < 2) {
    const pairs = choices.flatMap((_, a) =>
      choices.slice(a + 1).map((__, b) => [a, a + 1 + b] as const),
    );
    const rows = pairs
      .filter(([a, b]) => choices[a]?.id !== choices[b]?.id)
      .map((pair) => rowsWith(seen.patterns, pair, choices.length));
    return { ...shown, leftOut, ...nothing('few-complete', Math.max(0, ...rows), rowsWanted(2)) };
  }
  const made: DriversMade = await driversFound({
    ...{ reading, scored, choices, chosen, seen, outcome, by },
    joint: about.choices.find(({ shown }) => shown.kind === 'joint') ?? null,
    costs: asked.costs,
  });
  return { ...shown, leftOut: [...leftOut, ...made.leftOut], ...made.shown };
}

/** Patterns of known and unknown scores are told apart by the bits of one number. */
const COLUMNS_MAX = 28;

function mostScored(
  choices: readonly DriverChoice[],
  { at }: ScoredInAll,
): readonly DriverChoice[] {
  if (choices.length <= COLUMNS_MAX) return choices;
  const known = new Map(at.map((each) => [each.touchpoint, each]));
  const scored = ({ column, of }: DriverChoice): number =>
    Math.max(...of.map(({ id }) => known.get(id)?.[column.kind === 'felt' ? 'felt' : 'met'] ?? 0));
  const kept = new Set(choices.toSorted((a, b) => scored(b) - scored(a)).slice(0, COLUMNS_MAX));
  return choices.filter((each) => kept.has(each));
}

function headOf({ reading, scored, known }: About, by: Drivers['by']) {
  const { model, segment } = reading;
  return {
    about: 'ledger' as const,
    name: model.name,
    currency: model.currency,
    rows: scored.people >= scored.forms ? ('people' as const) : ('forms' as const),
    asked: scored.people + scored.forms,
    by,
    byOther: true,
    segments: lensNames(model),
    segment: segment ?? null,
    outcomes: known,
    outcome: null,
    why: null,
    mean: null,
    window: null,
    scores: [],
    leftOut: [],
    caveats: [],
  };
}

function outcomeHead({ asked }: About, { shown, isWhole, window }: OutcomeChoice) {
  const why =
    asked.outcome !== undefined
      ? ('asked' as const)
      : isWhole
        ? ('says-whole' as const)
        : ('most-known' as const);
  return {
    ...{ outcome: shown, why },
    window: window === null ? null : { from: window.from, to: window.to, days: window.days },
  };
}

function without(about: About, because: DriversNothing['because']): Drivers {
  return { ...headOf(about, about.asked.by ?? 'influence'), ...nothing(because, null, null) };
}
