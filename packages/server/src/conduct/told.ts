import type { Conducted } from './conduct-batch.ts';
import { isOfPerson } from './fact-rows.ts';
import type { LiveEvent } from './live-feed.ts';

/** Of a batch so many are told: nobody reads more. */
const TOLD_MOST = 100;

/** What became of the events of a batch, for the live view. */
export function toldOf({
  made,
  suppressed,
  hasLedger,
}: Conducted): readonly Omit<LiveEvent, 'id'>[] {
  const told = made.slice(-TOLD_MOST).map(({ event: { event }, person, ...what }) => {
    const { receivedAt, at, source, type, name, channel } = event;
    const shown = { receivedAt, at, source, type, name, channel, person };
    if (!hasLedger) return { ...shown, became: { kind: 'stored' } as const };
    if (what.encounters.length === 0)
      return { ...shown, became: { kind: isOfPerson(event) ? 'traits' : 'unmapped' } as const };
    return { ...shown, became: becameOf(what) };
  });
  const left = suppressed
    .slice(-TOLD_MOST)
    .map(({ receivedAt, at, source, type, name, channel }) => ({
      ...{ receivedAt, at, source, type, name, channel, person: null },
      became: { kind: 'suppressed' } as const,
    }));
  return [...left, ...told];
}

function becameOf({
  encounters,
  transfers,
  held,
  refused,
}: Omit<Conducted['made'][number], 'event' | 'person'>): LiveEvent['became'] {
  return {
    kind: 'encounters',
    encounters: encounters.map(({ encounterId, journey, touchpoint }) => {
      const isOf = (row: { readonly encounterId: string }): boolean =>
        row.encounterId === encounterId;
      return {
        ...{ journey, touchpoint },
        legs: transfers
          .filter(isOf)
          .map(({ giver, receiver, kind, quantity }) => ({ giver, receiver, kind, quantity })),
        refused: [
          ...refused.filter(isOf).map(({ kind, reason }) => ({ kind, reason })),
          ...held.filter(isOf).map(({ kind }) => ({ kind, reason: 'no-consent' })),
        ],
      };
    }),
  };
}
