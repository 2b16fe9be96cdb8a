import type { WeakestLink } from '@bothways/core/contract';
import type { FoundAsked } from './driver-asked.ts';
export async function weakestOf(
  { outcome }: FoundAsked,
  _columns: readonly number[],
): Promise<WeakestLink> {
  return { kind: 'abstained', because: 'no-rating', seen: outcome.shown.n, needed: null };
}
