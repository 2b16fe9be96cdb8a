import type { ReportSide, ReportTransfer, ReportVoices } from '../contract/overview-journeys.ts';
import { type BelievedLedger, type BelievedRow, believedLedger } from '../ledger/believed.ts';
import type { Draws } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { type LedgerRow, ledgerRows } from '../ledger/ledger-rows.ts';
import { type Nets, nets } from '../ledger/nets.ts';
import { sidesOf } from '../ledger/sides.ts';
import { type Counted, volumeOf } from '../ledger/volume.ts';
import { type Model, type Touchpoint, touchpointsOf } from '../model/model.ts';

/**
 * Both voices of one touchpoint as measured, a year. A year is an extrapolation: its nets carry the spread of what was
 * counted. `unsaid`: kinds whose quantity no encounter said.
 */
export function measuredVoices(
  { id }: Pick<Touchpoint, 'id'>,
  yearly: readonly CubeRow[],
  model: Model,
  { draws, unsaid, counted }: MeasuredFrom,
): ReportVoices {
  const side = sidesOf(model);
  const delivered = yearly.filter(({ receiver }) => side(receiver) === 'customer');
  const captured = yearly.filter(({ giver }) => side(giver) === 'customer');
  const volume = volumeOf(id, counted);
  const { encounters } = counted;
  const netsOf = (some: readonly CubeRow[]): Nets =>
    nets(some, model, { draws, encounters, volume });
  const voice = (some: readonly CubeRow[], direction: Direction): ReportSide =>
    sideOf(ledgerRows(some, model, draws), netsOf(some), direction, model, unsaid[direction]);
  const whole = netsOf(yearly);
  return {
    delivered: voice(delivered, 'delivered'),
    captured: voice(captured, 'captured'),
    customer: whole.customer,
    business: whole.business,
  };
}

type Direction = 'delivered' | 'captured';

/** Why nothing can be said of a direction in which nothing was counted; null: nothing went that way. */
export type Unsaid = Readonly<Record<Direction, string | null>>;

export interface MeasuredFrom {
  readonly draws: Draws;
  readonly counted: Counted;
  readonly unsaid: Unsaid;
}

/** Both voices of every touchpoint as the model believes them, by touchpoint; a year already. */
export function believedVoices(model: Model, draws: Draws): ReadonlyMap<string, ReportVoices> {
  const side = sidesOf(model);
  const whole = believedLedger(model, { draws });
  const delivered = believedLedger(
    keeping(model, ({ to }) => side(to) === 'customer'),
    { draws },
  );
  const captured = believedLedger(
    keeping(model, ({ give }) => side(give) === 'customer'),
    { draws },
  );
  const netsOf = (ledger: BelievedLedger, touchpoint: string): Nets | undefined =>
    ledger.touchpoints.find((each) => each.touchpoint === touchpoint)?.nets;
  const rowsOf = (ledger: BelievedLedger, touchpoint: string): readonly BelievedRow[] =>
    ledger.rows.filter(({ keys }) => keys['touchpoint'] === touchpoint);
  const unsaidOf = (touchpoint: string): Unsaid => {
    const legs = whole.unstated.filter((each) => each.touchpoint === touchpoint);
    const reason = (kinds: readonly string[]): string | null =>
      kinds.length === 0 ? null : `nobody has said how much ${kinds.join(', ')}`;
    const lines = touchpointsOf(model).find(({ id }) => id === touchpoint)?.exchange ?? [];
    const kindsOf = (holds: (line: Line) => boolean): readonly string[] =>
      legs
        .filter(({ leg }) => lines.some((line) => line.leg === leg && holds(line)))
        .map(({ kind }) => model.values.find(({ id }) => id === kind)?.name ?? kind);
    return {
      delivered: reason(kindsOf(({ to }) => side(to) === 'customer')),
      captured: reason(kindsOf(({ give }) => side(give) === 'customer')),
    };
  };
  return new Map(
    whole.touchpoints.map(({ touchpoint, nets: both }) => {
      const unsaid = unsaidOf(touchpoint);
      const voice = (ledger: BelievedLedger, direction: Direction): ReportSide =>
        sideOf(
          rowsOf(ledger, touchpoint),
          netsOf(ledger, touchpoint),
          direction,
          model,
          unsaid[direction],
        );
      return [
        touchpoint,
        {
          delivered: voice(delivered, 'delivered'),
          captured: voice(captured, 'captured'),
          customer: both.customer,
          business: both.business,
        },
      ];
    }),
  );
}

export type Line = Touchpoint['exchange'][number];

/** The same model with only some of its exchange lines: the sums of one direction, with the same draws. */
export function keeping(
  model: Model,
  keep: (line: Line, touchpoint: Touchpoint) => boolean,
): Model {
  return changing(model, (touchpoint) => ({
    ...touchpoint,
    exchange: touchpoint.exchange.filter((line) => keep(line, touchpoint)),
  }));
}

/** The same model with each touchpoint changed. */
export function changing(model: Model, change: (touchpoint: Touchpoint) => Touchpoint): Model {
  return withTouchpoints(model, (all) => all.map(change));
}

/** The same model with other touchpoints at each step. */
export function withTouchpoints(
  model: Model,
  others: (all: readonly Touchpoint[]) => readonly Touchpoint[],
): Model {
  return {
    ...model,
    journeys: model.journeys.map((journey) => ({
      ...journey,
      phases: journey.phases.map((phase) => ({
        ...phase,
        steps: phase.steps.map((step) => ({ ...step, touchpoints: others(step.touchpoints) })),
      })),
    })),
  };
}

/** Nothing of this side was exchanged: that is known, and it is zero. */
const NOTHING: Estimate = {
  kind: 'estimate',
  median: 0,
  low: 0,
  high: 0,
  level: 0.9,
  n: 0,
  method: 'nothing was exchanged',
  grade: 'A',
};

/** One direction from its rows and its sums. `unsaid`: why nothing can be said of it where nothing was counted. */
export function sideOf(
  rows: readonly LedgerRow[],
  sums: Nets | undefined,
  direction: Direction,
  model: Model,
  unsaid: string | null,
): ReportSide {
  const kinds = new Map(model.values.map((kind) => [kind.id, kind]));
  const [receiving, giving] =
    direction === 'delivered' ? [sums?.customer, sums?.business] : [sums?.business, sums?.customer];
  const transfers: ReportTransfer[] = rows.map(({ kind, quantity, unit, worth, cost }) => ({
    kind,
    name: kinds.get(kind)?.name ?? kind,
    family: kinds.get(kind)?.family ?? '',
    ...{ quantity, unit, worth, cost },
  }));
  if (rows.length === 0 || receiving === undefined || giving === undefined) {
    const nothing: Estimate = unsaid === null ? NOTHING : { kind: 'abstained', reason: unsaid };
    return { worth: nothing, cost: nothing, transfers };
  }
  return { worth: receiving, cost: negated(giving), transfers };
}

/** A cost, which a net counts against its side, as the positive amount it is by itself. */
function negated(estimate: Estimate): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const { median, low, high } = estimate;
  return { ...estimate, median: 0 - median, low: 0 - high, high: 0 - low };
}
