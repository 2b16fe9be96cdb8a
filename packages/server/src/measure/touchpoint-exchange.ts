import {
  believedLedger,
  type CubeRow,
  type Draws,
  directionOf,
  type Estimate,
  EVERYONE,
  type LedgerRow,
  ledgerRows,
  type Model,
  type Nets,
  nets,
  type Spreads,
  sidesOf,
  type Touchpoint,
  unitValuesOf,
  volumeOf,
} from '@bothways/core';
import type { TouchpointExchange, TouchpointLine, Way } from '@bothways/core/contract';
import { changing, keeping, withTouchpoints } from '@bothways/core/revalue';
import { touchpointWords } from './touchpoint-words.ts';

/**
 * Both directions at one touchpoint as measured: a year, as the journey says it, and at one encounter. The year carries the
 * spread of how much was counted; one encounter does not.
 */
export function measuredExchange(
  model: Model,
  { touchpoint, yearly, draws, seen, spreads, seenRows, encountersYearly, unsaid }: MeasuredHere,
): TouchpointExchange {
  const volume = volumeOf(touchpoint.id, { encounters: seen, spreads });
  const netsOf = (rows: readonly CubeRow[]): Nets =>
    nets(rows, model, { draws, encounters: seen, volume });
  const each = nets(seenRows, model, { draws, encounters: seen, perYear: 1 / seen });
  const words = touchpointWords(model);
  const going = (way: Way): readonly CubeRow[] =>
    yearly.filter(({ giver, receiver }) => words.way(giver, receiver) === way);
  return exchangeOf(model, {
    rows: ledgerRows(yearly, model, draws),
    once: { rows: ledgerRows(seenRows, model, draws), of: seen },
    encounters: encountersYearly,
    whole: netsOf(yearly),
    each,
    delivered: sumsOf(netsOf(going('delivered')), 'delivered', going('delivered').length),
    captured: sumsOf(netsOf(going('captured')), 'captured', going('captured').length),
    unsaid,
  });
}

export interface MeasuredHere {
  readonly touchpoint: Touchpoint;
  readonly yearly: readonly CubeRow[];
  readonly draws: Draws;
  /** Encounters seen, at least one, and what moved at them. */
  readonly seen: number;
  /** How far what moved is spread over people, by kind. */
  readonly spreads: Spreads;
  readonly seenRows: readonly CubeRow[];
  readonly encountersYearly: number;
  readonly unsaid: readonly string[];
}

/** The same as the model believes it; null: it states no volume. */
export function believedExchange(
  model: Model,
  { id }: Touchpoint,
  draws: Draws,
): TouchpointExchange | null {
  const mine = withTouchpoints(model, (all) => all.filter((each) => each.id === id));
  const options = { draws, includeFuture: true } as const;
  const whole = believedLedger(mine, options);
  const [stated] = whole.touchpoints;
  if (stated === undefined) return null;
  const side = sidesOf(model);
  const going = (way: 'delivered' | 'captured'): Sums => {
    const some = believedLedger(
      keeping(mine, ({ give, to }) =>
        way === 'delivered'
          ? side(to) === 'customer'
          : side(to) !== 'customer' && side(give) === 'customer',
      ),
      options,
    );
    return sumsOf(some.touchpoints[0]?.nets, way, some.rows.length);
  };
  // The same with a volume of one for certain.
  const once = believedLedger(
    changing(mine, (touchpoint) => ({
      ...touchpoint,
      believed: { per: 'year', volume: { median: 1, low: 1, high: 1 } },
    })),
    options,
  );
  const words = touchpointWords(model);
  return exchangeOf(model, {
    rows: whole.rows,
    once: { rows: once.rows, of: 1 },
    encounters: stated.encounters.median,
    whole: stated.nets,
    each: once.touchpoints[0]?.nets ?? stated.nets,
    delivered: going('delivered'),
    captured: going('captured'),
    unsaid: [...new Set(whole.unstated.map(({ kind }) => words.kind(kind).name))],
  });
}

interface Once {
  readonly rows: readonly LedgerRow[];
  readonly of: number;
}

interface Sums {
  readonly worth: Estimate;
  readonly cost: Estimate;
}

interface Parts {
  readonly rows: readonly LedgerRow[];
  /** What moves at so many encounters. */
  readonly once: Once;
  readonly encounters: number;
  readonly whole: Nets;
  /** At one encounter. */
  readonly each: Nets;
  readonly delivered: Sums;
  readonly captured: Sums;
  readonly unsaid: readonly string[];
}

function exchangeOf(
  model: Model,
  { rows, once, encounters, whole, each, delivered, captured, unsaid }: Parts,
): TouchpointExchange {
  return {
    encounters,
    lines: rows.map((row) => lineOf(model, row, once)),
    ...{ delivered, captured, unsaid },
    customer: whole.customer,
    business: whole.business,
    joint: whole.joint,
    tilt: whole.tilt,
    customerEach: each.customer,
    businessEach: each.business,
  };
}

function lineOf(model: Model, row: LedgerRow, { rows, of }: Once): TouchpointLine {
  const words = touchpointWords(model);
  const { giver, receiver, kind, quantity, worth, cost } = row;
  const { name, family, unit } = words.kind(kind);
  const side = sidesOf(model);
  const direction = directionOf(side(giver));
  const unitOf = (part: 'worth' | 'cost'): TouchpointLine['unitWorth'] => {
    const value = unitValuesOf(model)(kind, EVERYONE, direction, part);
    if (value === null) return null;
    const { median, sigma, grade } = value;
    const reach = Math.exp(sigma * 1.6448536269514722);
    return { median, low: median / reach, high: median * reach, grade };
  };
  const same = rows.find(
    (each) => each.kind === kind && each.giver === giver && each.receiver === receiver,
  );
  return {
    giver: words.actor(giver),
    receiver: words.actor(receiver),
    giverSide: side(giver),
    receiverSide: side(receiver),
    way: words.way(giver, receiver),
    ...{ kind, name, family, unit, quantity },
    each: same === undefined ? null : Number(same.quantity) / of,
    ...{ worth, cost },
    worthEach: same === undefined ? NONE : times(same.worth, 1 / of),
    costEach: same === undefined ? NONE : times(same.cost, 1 / of),
    unitWorth: unitOf('worth'),
    unitCost: unitOf('cost'),
  };
}

const NONE: Estimate = { kind: 'abstained', reason: 'there are no encounters' };
/** Nothing went this way: that is known, and it is zero. */
const NOTHING: Estimate = {
  ...{ kind: 'estimate', median: 0, low: 0, high: 0, level: 0.9, n: 0, grade: 'A' },
  method: 'nothing was exchanged',
};

/** What one direction is worth to whoever gets it, and costs whoever gives it. */
function sumsOf(sums: Nets | undefined, way: 'delivered' | 'captured', rows: number): Sums {
  if (sums === undefined || rows === 0) return { worth: NOTHING, cost: NOTHING };
  const [gets, gives] =
    way === 'delivered' ? [sums.customer, sums.business] : [sums.business, sums.customer];
  return { worth: gets, cost: negated(gives) };
}

function negated(estimate: Estimate): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const { median, low, high } = estimate;
  return { ...estimate, median: 0 - median, low: 0 - high, high: 0 - low };
}

function times(estimate: Estimate, by: number): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const { median, low, high } = estimate;
  return { ...estimate, median: median * by, low: low * by, high: high * by };
}
