import {
  type CubeRow,
  type Draws,
  drawsOf,
  type Estimate,
  ledgerRows,
  nets,
  sidesOf,
} from '@bothways/core';
import { cube } from '../store/measure/cube.ts';
import { singlesByTouchpoint } from '../store/measure/journey-here.ts';
import type { Reading } from './reading.ts';

/** What both sides are left with of something. */
export interface Exchanged {
  readonly customer: Estimate;
  readonly business: Estimate;
  readonly joint: Estimate;
}

/** What the touchpoints of a ledger exchange on average, at one encounter. */
export interface Exchanges {
  /** Of one encounter there. */
  readonly at: (touchpoint: string) => Exchanged;
  /** Of so many encounters there together, with the doubt that they share. */
  readonly of: (encounters: ReadonlyMap<string, number>, n: number) => Exchanged;
  /**
   * What both sides receive at one encounter, at the medians: what is not exchanged where it is missed. Never below 0; 0 where
   * nothing that moves there has a value.
   */
  readonly received: (touchpoint: string) => number;
}

/** Single encounters and what moved at them; of one segment where the reading is of one. */
export async function exchangesOf(reading: Reading): Promise<Exchanges> {
  const { stores, generation, model, segment } = reading;
  const request = { facts: stores.facts, generation, model, part: 'single' } as const;
  const [all, singles] = await Promise.all([
    cube({ ...request, by: segment === undefined ? ['touchpoint'] : ['touchpoint', 'segment'] }),
    singlesByTouchpoint(stores.facts, generation, segment),
  ]);
  const rows = segment === undefined ? all : all.filter((row) => row.segment === segment);
  const rowsAt = Map.groupBy(rows, ({ keys }) => keys['touchpoint'] ?? '');
  const draws = drawsOf();
  const once = new Map<string, Exchanged>();
  const of = (encounters: ReadonlyMap<string, number>, n: number): Exchanged => {
    const scaled = [...encounters].flatMap(([touchpoint, count]) =>
      scaledRows(rowsAt.get(touchpoint) ?? [], count / (singles.get(touchpoint) ?? 1)),
    );
    const { customer, business, joint } = nets(scaled, model, {
      ...{ draws, encounters: n, perYear: 1 / FINE },
    });
    return { customer, business, joint };
  };
  return {
    of,
    at: (touchpoint) => {
      const known = once.get(touchpoint);
      if (known !== undefined) return known;
      const made = of(new Map([[touchpoint, 1]]), singles.get(touchpoint) ?? 0);
      once.set(touchpoint, made);
      return made;
    },
    received: (touchpoint) =>
      receivedBy(rowsAt.get(touchpoint) ?? [], model, draws) / (singles.get(touchpoint) ?? 1),
  };
}

/** Quantities are whole numbers: so many parts of the smallest unit are counted, so that a small mean is not lost. */
const FINE = 1_000_000;

function scaledRows(rows: readonly CubeRow[], by: number): readonly CubeRow[] {
  return rows.map((row) => ({
    ...row,
    keys: {},
    quantity: BigInt(Math.round(Number(row.quantity) * by * FINE)),
  }));
}

function receivedBy(rows: readonly CubeRow[], model: Reading['model'], draws: Draws): number {
  const side = sidesOf(model);
  let sum = 0;
  for (const { receiver, worth } of ledgerRows(rows, model, draws))
    if (side(receiver) !== 'other' && worth.kind === 'estimate') sum += Math.max(0, worth.median);
  return sum;
}

/** An estimate of one, of so many; where it was missed with the sign turned. */
export function timesOf(estimate: Estimate, by: number): Estimate {
  if (estimate.kind === 'abstained') return estimate;
  const ends = [estimate.low * by, estimate.high * by] as const;
  return {
    ...estimate,
    median: estimate.median * by,
    low: Math.min(...ends),
    high: Math.max(...ends),
  };
}
