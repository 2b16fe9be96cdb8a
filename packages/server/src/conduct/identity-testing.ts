// For tests: what people do and say of who they are, as events that the door leaves.
import fc from 'fast-check';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import { accepted, idOf } from './conduct-testing.ts';

export const ANONYMOUS = ['a0', 'a1', 'a2', 'a3', 'a4'];
export const USERS = ['u0', 'u1', 'u2'];
const DAY_MS = 86_400_000;

/** What somebody does, or says of who they are. Names are of one round, so that rounds do not meet. */
export interface Deed {
  readonly kind: 'Paid' | 'Called' | 'Asked' | 'identify' | 'alias' | 'link' | 'unlink';
  readonly user: string | null;
  readonly anonymous: string | null;
  readonly day: number;
}

export const deed: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('Paid', 'Paid', 'Called', 'Asked', 'identify', 'alias'),
  user: fc.oneof(fc.constant(null), fc.constant(null), fc.constantFrom(...USERS)),
  anonymous: fc.option(fc.constantFrom(...ANONYMOUS), { freq: 4 }),
  day: fc.integer({ min: 0, max: 90 }),
});
export const byHand: fc.Arbitrary<Deed> = fc.record({
  kind: fc.constantFrom('link', 'unlink', 'unlink'),
  user: fc.constantFrom(...USERS),
  anonymous: fc.constantFrom(...ANONYMOUS),
  day: fc.integer({ min: 0, max: 90 }),
});

/** Events of one round; the index says which of them it is, whatever the order in which they come. */
export function eventOf(
  round: string,
  { kind, user, anonymous, day }: Deed,
  index: number,
): AcceptedEvent {
  const name = (id: string | null): string | null => (id === null ? null : idOf(round + id));
  const isByHand = kind === 'link' || kind === 'unlink';
  const isAlias = kind === 'alias' && anonymous !== null && user !== null;
  const type = kind === 'identify' || kind === 'alias' ? kind : isByHand ? 'alias' : 'track';
  const sent = {
    ...{ type, event: kind, messageId: `${round}-${index}` },
    ...(kind === 'identify' ? { traits: { household: (index % 6) + 1 } } : {}),
    ...(type === 'track' ? { properties: { total: index + 0.25, minutes: index % 7 } } : {}),
    timestamp: new Date(Date.UTC(2026, 0, 1) + day * DAY_MS).toISOString(),
  };
  return accepted(sent, {
    user: name(user),
    anonymous: isAlias ? null : name(anonymous),
    previous: isAlias
      ? { user: idOf(`user ${round}${anonymous}`), anonymous: name(anonymous) ?? '' }
      : null,
    ...(isByHand ? { byHand: kind, name: '' } : {}),
  });
}
