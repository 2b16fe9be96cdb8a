import { type CubeRow, type PackedCube, packedCube } from '@bothways/core';
import { cube, type LedgerKey } from '../store/measure/cube.ts';
import { StoreError } from '../store/store-error.ts';
import type { Reading } from './reading.ts';

/** The most bytes that the cube for a browser has, as JSON before any compression. */
export const CUBE_BYTES_MAX = 2_000_000;
/** More cells than this have never fitted; they are not fetched. */
const CELLS_MAX = 200_000;

/** How finely cells are told apart, and what it says where that is coarser than the step before. */
interface Step {
  readonly period: PackedCube['period'];
  readonly byChannel: boolean;
  readonly says: string;
}

/** From the finest to the coarsest. What is never summed over: touchpoint, kind, giver, receiver, segment and grade. */
const STEPS: readonly Step[] = [
  { period: 'month', byChannel: true, says: '' },
  { period: 'quarter', byChannel: true, says: 'months are summed to quarters' },
  { period: 'year', byChannel: true, says: 'quarters are summed to years' },
  { period: 'all', byChannel: true, says: 'all years are summed to one' },
  { period: 'all', byChannel: false, says: 'all channels of a touchpoint are summed' },
];

/** The cube for a browser, and the JSON that it gets. */
export interface SmallCube {
  readonly cube: PackedCube;
  readonly json: string;
}

/**
 * The ledger's quantities by touchpoint, kind, giver, receiver, channel, segment, grade and month, in at most
 * `CUBE_BYTES_MAX` bytes: small enough to be revalued in a browser at once. A ledger that does not fit is summed by quarter,
 * by year, over all time, then over channels, until it does, and the cube says so. No quantity and no transfer is left out.
 *
 * Errors: throws a StoreError where even the coarsest does not fit.
 */
export async function smallCube(
  reading: Reading,
  bytesMax: number = CUBE_BYTES_MAX,
): Promise<SmallCube> {
  const { generation, model } = reading;
  const coarser: string[] = [];
  for (const { period, byChannel, says } of STEPS) {
    if (says !== '') coarser.push(says);
    const rows = await cells(reading, period, byChannel);
    if (rows === null) continue;
    const about = { generation: generation.id, period, byChannel, coarser };
    const packed = packedCube(rows, model, about);
    const json = JSON.stringify(packed);
    if (Buffer.byteLength(json) <= bytesMax) return { cube: packed, json };
  }
  throw new StoreError({
    store: 'facts',
    code: 'too-many-rows',
    seen: `the cube of this ledger has more than ${bytesMax} bytes, even over all time and channels`,
    todo: 'part the model in two, or have fewer touchpoints or segments in it',
  });
}

/** One row a cell; null: too many. */
async function cells(
  { stores, generation, model }: Reading,
  period: PackedCube['period'],
  byChannel: boolean,
): Promise<readonly CubeRow[] | null> {
  const by: readonly LedgerKey[] = [
    'touchpoint',
    'segment',
    'grade',
    ...(byChannel ? ['channel' as const] : []),
    ...(period === 'all' ? [] : [period]),
  ];
  try {
    const rows = await cube({ facts: stores.facts, generation, model, by, limit: CELLS_MAX });
    return rows.map(({ keys, ...row }) => ({
      keys: { ...keys, period: keys[period] ?? '' },
      ...row,
    }));
  } catch (fault) {
    if (fault instanceof StoreError && fault.code === 'too-many-rows') return null;
    throw fault;
  }
}
