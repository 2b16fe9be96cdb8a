import type { LiveBecameShown, LiveEventShown } from '@bothways/core/contract';
import type { LiveSearch, Outcome } from './search.ts';

/** As what an event is counted: part of it held back is told before that the rest is in the ledger. */
export function outcomeOf(became: LiveBecameShown): Outcome {
  if (became.kind === 'unmapped' || became.kind === 'rejected') return became.kind;
  if (became.kind !== 'encounters') return 'other';
  return became.encounters.some(({ refused }) => refused.some(isHeldBack))
    ? 'refused'
    : 'encounter';
}

/** A movement whose quantity an event leaves out is no fault: most events do not say all. */
export function isHeldBack({ reason }: { readonly reason: string }): boolean {
  return reason !== 'absent';
}

/** Whether an event is among those that are looked for. */
export function isWanted(event: LiveEventShown, { source, name, outcome }: LiveSearch): boolean {
  if (source !== undefined && event.source !== source) return false;
  const called = event.name === '' ? event.type : event.name;
  if (name !== undefined && !called.toLowerCase().includes(name.toLowerCase())) return false;
  return outcome === undefined || outcomeOf(event.became) === outcome;
}
