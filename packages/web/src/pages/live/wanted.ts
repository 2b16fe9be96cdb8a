import type { LiveEventShown } from '@bothways/core/contract';
import type { LiveSearch } from './search.ts';

/** Whether an event is among those that are looked for: what stands there when paused was looked for otherwise. */
export function isWanted(event: LiveEventShown, { source, name, outcome }: LiveSearch): boolean {
  if (source !== undefined && event.source !== source) return false;
  const called = event.name === '' ? event.type : event.name;
  if (name !== undefined && !called.toLowerCase().includes(name.toLowerCase())) return false;
  return outcome === undefined || event.outcome === outcome;
}
