import { type Model, touchpointsOf } from '@bothways/core';
import type { Data, Rejects } from '@bothways/core/contract';
import { imported, importsLatest } from '../store/measure/imports.ts';
import { type RejectFilter, type RejectPlace, rejectsPage } from '../store/measure/rejects.ts';
import { rejectsByReason } from '../store/measure/totals.ts';
import type { Stores } from '../store/stores.ts';
import type { Reading } from './reading.ts';

const IMPORTS_MAX = 1000;

/** What came in, and what became of it in the ledger that is read; null: none has been built. */
export async function dataShown(stores: Stores, reading: Reading | null): Promise<Data> {
  const [imports, { events }, rejected, builtAt] = await Promise.all([
    importsLatest(stores.state, IMPORTS_MAX),
    imported(stores.state),
    rejectsByReason(stores.facts),
    reading === null ? null : readyAt(reading),
  ]);
  const summary = reading?.generation.summary ?? null;
  return {
    imports,
    events,
    ledger:
      reading === null
        ? null
        : {
            generation: reading.generation.id,
            modelVersion: reading.generation.modelVersion,
            builtAt,
            behind: Math.max(0, events - reading.generation.seqDone),
          },
    rejected,
    unmapped: summary?.unmapped ?? [],
    unmappedNames: summary?.unmappedNames ?? 0,
    unseen: reading === null ? [] : unseenOf(reading.model, summary?.unseen ?? []),
  };
}

/** Touchpoints by id, for people. */
export function unseenOf(model: Model, ids: readonly string[]): Data['unseen'] {
  const known = new Map(touchpointsOf(model).map((each) => [each.id, each]));
  return ids.map((id) => {
    const { name = id, channel = '' } = known.get(id) ?? {};
    return { id, name, channel };
  });
}

/** When the ledger was ready; ISO 8601. */
async function readyAt({ stores, generation }: Reading): Promise<string | null> {
  const { rows } = await stores.state.query<{ at: Date | null }>(
    'SELECT ready_at AS at FROM generation WHERE id = $1',
    [generation.id],
  );
  return rows[0]?.at?.toISOString() ?? null;
}

/**
 * A page of the rejects. `after`: the `next` of the page before.
 *
 * Errors: null where `after` is nothing that a page has given.
 */
export async function rejectsShown(
  stores: Stores,
  after: string | undefined,
  limit: number,
  filter?: RejectFilter,
): Promise<Rejects | null> {
  const from = after === undefined ? null : placeRead(after);
  if (from === null && after !== undefined) return null;
  const { rows, next } = await rejectsPage(stores, from, limit, filter);
  const rejects = rows.map(({ at, ...row }) => ({ ...row, at: new Date(at).toISOString() }));
  return { rejects, next: next === null ? null : placeText(next) };
}

function placeText({ at, import: id, batch, file, line, skip }: RejectPlace): string {
  return Buffer.from(JSON.stringify([at, id, batch, line, skip, file])).toString('base64url');
}

function placeRead(text: string): RejectPlace | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 6) return null;
    const [at, id, batch, line, skip, file]: unknown[] = parts;
    const isCount = (part: unknown): part is number =>
      Number.isSafeInteger(part) && Number(part) >= 0;
    if (!isCount(at) || !isCount(id) || !isCount(batch)) return null;
    return isCount(line) && isCount(skip) && typeof file === 'string'
      ? { at, import: id, batch, file, line, skip }
      : null;
  } catch {
    return null;
  }
}
