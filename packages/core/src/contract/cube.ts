import { z } from 'zod';
import type { PackedKey } from '../ledger/packed-cube.ts';
import type { ReadOnly } from './read-only.ts';

const NAMES = 'Each name once; series and cells hold places in these lists.';
const places = z.array(z.int().min(0));
const names = z.array(z.string());

const SERIES = {
  touchpoint: places,
  kind: places,
  giver: places,
  receiver: places,
  channel: places,
  segment: places,
  grade: places,
} satisfies Record<Exclude<PackedKey, 'period'>, typeof places>;

export const cubeReply = z
  .strictObject({
    bothways: z.literal('cube'),
    version: z.literal(1),
    model: z.string(),
    currency: z.string(),
    generation: z.int().describe('The build of the ledger that was read.'),
    period: z
      .enum(['month', 'quarter', 'year', 'all'])
      .describe('Cells are by 2026-05, 2026-Q2, 2026, or there is one for all time.'),
    byChannel: z.boolean().describe('False: all channels are together, by the name "".'),
    coarser: z
      .array(z.string())
      .describe('What was summed more coarsely to keep the cube small, in words; empty: nothing.'),
    names: z
      .strictObject({
        touchpoint: names,
        kind: names,
        giver: names,
        receiver: names,
        channel: names,
        segment: names,
        grade: names,
        period: names,
      } satisfies Record<PackedKey, typeof names>)
      .describe(NAMES),
    units: z
      .array(z.strictObject({ unit: z.string(), scale: z.int().min(0) }))
      .describe('Of each of `names.kind`; scale: decimals of a whole unit in a quantity.'),
    series: z
      .strictObject({ ...SERIES, cells: places.describe('How many cells the series has.') })
      .describe('A series is one combination of its keys; its cells follow each other.'),
    cells: z.strictObject({
      period: places,
      quantity: z
        .array(z.union([z.int(), z.string().regex(/^-?\d+$/)]))
        .describe("In the kind's smallest units; as text where beyond 2^53."),
      n: places.describe('Transfers, aggregates with their n.'),
    }),
  })
  .meta({
    id: 'Cube',
    description:
      'The quantities of the ledger by touchpoint, kind, giver, receiver, channel, segment, grade and month, packed. No valuation is in it: a changed opinion needs no new cube.',
  });

export type Cube = ReadOnly<z.infer<typeof cubeReply>>;
