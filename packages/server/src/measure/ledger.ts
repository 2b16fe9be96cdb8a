import {
  type BelievedLedger,
  believedLedger,
  type LedgerRow,
  ledgerRows,
  type Rule,
} from '@bothways/core';
import { cube, type LedgerKey } from '../store/measure/cube.ts';
import type { Reading } from './reading.ts';

/** The measured ledger by any keys: quantities from the facts, valuations from the model, as of the reading. */
export async function measuredLedger(
  { stores, generation, model }: Reading,
  by: readonly LedgerKey[],
  where: Rule | null,
): Promise<readonly LedgerRow[]> {
  return ledgerRows(await cube({ facts: stores.facts, generation, model, by, where }), model);
}

/** The keys that a model alone can break its believed ledger down by. */
export const BELIEVED_KEYS = ['journey', 'phase', 'step', 'touchpoint', 'channel', 'kind'] as const;
export type BelievedKey = (typeof BELIEVED_KEYS)[number];

/** The believed ledger of a year, from the model alone: its rows, and the lines left out as nobody said how much they move. */
export function believedRows(
  model: Reading['model'],
  by: readonly BelievedKey[],
): Pick<BelievedLedger, 'rows' | 'unstated'> {
  const { rows, unstated } = believedLedger(model, { by });
  return { rows, unstated };
}
