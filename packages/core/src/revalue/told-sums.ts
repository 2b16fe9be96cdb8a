import type { ReportSums, ReportTouchpoint, ReportVoices } from '../contract/overview-journeys.ts';
import { believedLedger } from '../ledger/believed.ts';
import type { Draws } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import { type Estimate, gradeWorst } from '../ledger/estimate.ts';
import { type LedgerRow, ledgerRows } from '../ledger/ledger-rows.ts';
import { believedMoves, type Moves, measuredMoves, sumOfMoves } from '../ledger/moves.ts';
import { type Nets, netsOf } from '../ledger/nets.ts';
import { sidesOf } from '../ledger/sides.ts';
import type { Valued } from '../ledger/terms.ts';
import type { Counted } from '../ledger/volume.ts';
import { type Model, touchpointsOf } from '../model/model.ts';
import { keeping, sideOf } from './told-voices.ts';

/** What sums are made of: the year's rows and the encounters seen at each touchpoint, and the draws that all share. */
export interface Summed {
  readonly model: Model;
  readonly rowsAt: (touchpoint: string) => readonly CubeRow[];
  readonly countedAt: (touchpoint: string) => Counted;
  readonly draws: Draws;
}

/**
 * Both voices over several touchpoints: their heaps are added up in every draw, each touchpoint with the spread of its own
 * encounters. Believed is over the touchpoints that were measured, where any was, so that the two can be compared.
 */
export function sumsOf(touchpoints: readonly ReportTouchpoint[], summed: Summed): ReportSums {
  const measured = touchpoints.filter((each) => each.measured !== null);
  const believed = touchpoints.filter((each) => each.believed !== null);
  const compared = measured.length === 0 ? believed : believed.filter((each) => each.measured);
  const yearly = measured.flatMap(({ encounters }) => encounters ?? []);
  return {
    measured: measured.length === 0 ? null : measuredSum(measured, summed),
    believed: compared.length === 0 ? null : believedSum(compared, summed),
    felt: feltOf(touchpoints),
    encounters: yearly.length === 0 ? null : yearly.reduce((sum, each) => sum + each, 0),
    elsewhere: believed.length - compared.length,
  };
}

function measuredSum(touchpoints: readonly ReportTouchpoint[], summed: Summed): ReportVoices {
  const { model, rowsAt, countedAt, draws } = summed;
  const moves = touchpoints.map(({ id }) =>
    measuredMoves(rowsAt(id), model, { place: id, ...countedAt(id) }),
  );
  const rows = touchpoints.flatMap(({ id }) => rowsAt(id)).map((row) => ({ ...row, keys: {} }));
  return voicesOf(sumOfMoves(moves), ledgerRows(rows, model, draws), touchpoints, 'measured', {
    model,
    draws,
  });
}

function believedSum(touchpoints: readonly ReportTouchpoint[], summed: Summed): ReportVoices {
  const { model, draws } = summed;
  const ids = new Set(touchpoints.map(({ id }) => id));
  const planned = touchpointsOf(model).filter(({ id }) => ids.has(id));
  const only = keeping(model, (_, { id }) => ids.has(id));
  const { rows } = believedLedger(only, { by: ['kind'], draws });
  const moves = sumOfMoves(planned.map((touchpoint) => believedMoves(touchpoint, model)));
  return voicesOf(moves, rows, touchpoints, 'believed', { model, draws });
}

function voicesOf(
  moves: Moves,
  rows: readonly LedgerRow[],
  touchpoints: readonly ReportTouchpoint[],
  evidence: 'measured' | 'believed',
  { model, draws }: Pick<Summed, 'model' | 'draws'>,
): ReportVoices {
  const side = sidesOf(model);
  const net = (valued: Valued): Nets => netsOf(valued, draws, moves.n);
  const whole = net(moves.whole);
  // Where nothing went one way, why it cannot be said is why it cannot be said of one of them.
  const unsaid = (way: 'delivered' | 'captured'): string | null =>
    touchpoints
      .map((each) => each[evidence]?.[way].worth)
      .flatMap((each) => (each?.kind === 'abstained' ? [each.reason] : []))[0] ?? null;
  const delivered = rows.filter(({ receiver }) => side(receiver) === 'customer');
  const captured = rows.filter(({ giver }) => side(giver) === 'customer');
  const about = (way: 'delivered' | 'captured') => [way, model, unsaid(way)] as const;
  return {
    delivered: sideOf(delivered, net(moves.delivered), ...about('delivered')),
    captured: sideOf(captured, net(moves.captured), ...about('captured')),
    customer: whole.customer,
    business: whole.business,
  };
}

/**
 * How all encounters of some touchpoints felt: the mean of their means by how many said, with the range that theirs make when
 * they miss independently.
 */
export function feltOf(touchpoints: readonly Pick<ReportTouchpoint, 'felt'>[]): Estimate | null {
  const asked = touchpoints.flatMap(({ felt }) => (felt?.kind === 'estimate' ? [felt] : []));
  const n = asked.reduce((sum, each) => sum + each.n, 0);
  const [first] = asked;
  if (first === undefined || n === 0) return null;
  const mean = asked.reduce((sum, each) => sum + each.median * each.n, 0) / n;
  // A range that ends at -1 or +1 was cut there: the other half is the whole one.
  const halves = asked.map(({ median, low, high, n: some }) => {
    return (Math.max(median - low, high - median) * some) / n;
  });
  const half = Math.hypot(...halves);
  return {
    ...first,
    median: mean,
    low: Math.max(-1, mean - half),
    high: Math.min(1, mean + half),
    n,
    grade: gradeWorst(asked.map(({ grade }) => grade)),
  };
}
