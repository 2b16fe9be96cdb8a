import {
  type BelievedLedger,
  type BelievedRow,
  believedLedger,
  type CubeRow,
  type Draws,
  type Estimate,
  type LedgerRow,
  ledgerRows,
  type Model,
  type Nets,
  nets,
  type Side,
  sidesOf,
} from '@bothways/core';
import type { ReportSide, ReportTransfer, ReportVoices } from '../deliver/report-data.ts';

/** An estimate times a constant; a negative one turns the range over. */
export function scaled(estimate: Estimate, by: number): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const [low, high] = [estimate.low * by, estimate.high * by].sort((a, b) => a - b);
  return { ...estimate, median: estimate.median * by, low: low ?? 0, high: high ?? 0 };
}

/** Both voices of one touchpoint as measured, a year. */
export function measuredVoices(
  cube: readonly CubeRow[],
  model: Model,
  perYear: number,
  draws: Draws,
): ReportVoices {
  const side = sidesOf(model);
  const counted = cube.filter(({ giver, receiver }) => touchesBoth(side(giver), side(receiver)));
  const delivered = counted.filter(({ receiver }) => side(receiver) === 'customer');
  const captured = counted.filter(({ giver }) => side(giver) === 'customer');
  const netsOf = (some: readonly CubeRow[]): Nets => nets(some, model, { perYear, draws });
  const whole = netsOf(cube);
  const rows = (some: readonly CubeRow[]): readonly LedgerRow[] => ledgerRows(some, model, draws);
  return {
    delivered: sideOf(rows(delivered), netsOf(delivered), 'delivered', model, perYear),
    captured: sideOf(rows(captured), netsOf(captured), 'captured', model, perYear),
    customer: whole.customer,
    business: whole.business,
  };
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
  return new Map(
    whole.touchpoints.map(({ touchpoint, nets: both }) => [
      touchpoint,
      {
        delivered: sideOf(
          rowsOf(delivered, touchpoint),
          netsOf(delivered, touchpoint),
          'delivered',
          model,
          1,
        ),
        captured: sideOf(
          rowsOf(captured, touchpoint),
          netsOf(captured, touchpoint),
          'captured',
          model,
          1,
        ),
        customer: both.customer,
        business: both.business,
      },
    ]),
  );
}

type Line =
  Model['journeys'][number]['phases'][number]['steps'][number]['touchpoints'][number]['exchange'][number];

/** The same model with only some of its exchange lines: the sums of one direction, with the same draws. */
function keeping(model: Model, keep: (line: Line) => boolean): Model {
  return {
    ...model,
    journeys: model.journeys.map((journey) => ({
      ...journey,
      phases: journey.phases.map((phase) => ({
        ...phase,
        steps: phase.steps.map((step) => ({
          ...step,
          touchpoints: step.touchpoints.map((touchpoint) => ({
            ...touchpoint,
            exchange: touchpoint.exchange.filter(keep),
          })),
        })),
      })),
    })),
  };
}

function touchesBoth(giver: Side, receiver: Side): boolean {
  return giver === 'customer' || receiver === 'customer';
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

function sideOf(
  rows: readonly LedgerRow[],
  sums: Nets | undefined,
  direction: 'delivered' | 'captured',
  model: Model,
  perYear: number,
): ReportSide {
  const kinds = new Map(model.values.map((kind) => [kind.id, kind]));
  const [receiving, giving] =
    direction === 'delivered' ? [sums?.customer, sums?.business] : [sums?.business, sums?.customer];
  const transfers: ReportTransfer[] = rows.map(({ kind, quantity, unit, worth, cost }) => ({
    kind,
    name: kinds.get(kind)?.name ?? kind,
    family: kinds.get(kind)?.family ?? '',
    quantity: perYear === 1 ? quantity : yearly(quantity, perYear),
    unit,
    worth: scaled(worth, perYear),
    cost: scaled(cost, perYear),
  }));
  const isNothing = rows.length === 0 || receiving === undefined || giving === undefined;
  return isNothing
    ? { worth: NOTHING, cost: NOTHING, transfers }
    : { worth: receiving, cost: scaled(giving, -1), transfers };
}

/** A decimal quantity times a factor, to the decimals it has: for showing, not for summing. */
export function yearly(quantity: string, perYear: number): string {
  const decimals = quantity.split('.')[1]?.length ?? 0;
  return (Number(quantity) * perYear).toFixed(decimals);
}
