import { touchpointsOf } from '@bothways/core';
import type { ReplayDone } from '@bothways/core/contract';
import type { Reading } from '../measure/reading.ts';
import { encounterTable } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import type { Replayed } from './replay-rejects.ts';

type Each = ReplayDone['each'][number];

/** What the ledger made of records that were sent again. `before`: the last number of events until then. */
export async function becameOf(
  { facts }: Stores,
  reading: Reading | null,
  before: number,
  replayed: readonly Replayed[],
): Promise<readonly Each[]> {
  const ids = replayed.flatMap(({ became, messageId }) =>
    became === 'accepted' ? [messageId] : [],
  );
  const events =
    ids.length === 0
      ? []
      : await facts.rows<{ source: string; id: string; seq: string }>(
          `SELECT toString(source) AS source, message_id AS id, toString(event.seq) AS seq
           FROM event WHERE event.seq > {before:UInt64} AND message_id IN {ids:Array(String)}`,
          { parameters: { before, ids } },
        );
  const seqs = new Map(events.map(({ source, id, seq }) => [`${source} ${id}`, seq]));
  const met = reading === null ? null : await metAt(reading, [...seqs.values()].map(Number));
  return replayed.map(({ became, source, messageId, ...each }) => {
    if (became !== 'accepted') return { ...each, became, touchpoints: [] };
    const seq = seqs.get(`${source} ${messageId}`);
    if (met === null || seq === undefined) return { ...each, became: 'stored', touchpoints: [] };
    const touchpoints = met.get(seq) ?? [];
    return { ...each, became: touchpoints.length > 0 ? 'encounters' : 'unmapped', touchpoints };
  });
}

/** The touchpoints whose encounters events became, by the number of the event. */
async function metAt(
  { stores: { facts }, generation, model }: Reading,
  seqs: readonly number[],
): Promise<ReadonlyMap<string, Each['touchpoints']>> {
  if (seqs.length === 0) return new Map();
  const rows = await facts.rows<{ seq: string; touchpoint: string }>(
    `SELECT toString(met.seq) AS seq, toString(met.touchpoint) AS touchpoint
     FROM ${encounterTable(generation)} AS met WHERE met.seq IN {seqs:Array(UInt64)}`,
    { parameters: { seqs } },
  );
  const names = new Map(touchpointsOf(model).map(({ id, name }) => [id, name]));
  return new Map(
    [...Map.groupBy(rows, ({ seq }) => seq)].map(([seq, some]) => [
      seq,
      some.map(({ touchpoint: id }) => ({ id, name: names.get(id) ?? id })),
    ]),
  );
}
