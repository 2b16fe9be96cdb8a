import type { Recognised } from '../ledger/recognise.ts';
import { quantity } from '../model/units.ts';
import { isThreaded, type RightKinds } from './right-kinds.ts';
import type { ExpressedBy, PersonRights, RightWord } from './rights.ts';

/** A transfer that waits for what is known of rights. */
export interface GatedLeg {
  readonly encounterId: string;
  readonly leg: number;
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
}

/**
 * Whether a leg stands: one of data that needs consent, where any right to its category was held at its moment; one that
 * gives a right, where the balance of one rests on it now. Of nobody no right is known: what needs one waits.
 *
 * Shape: `rights` of the person that the leg is of; `identity` is under which it came.
 * Source: semantics.md 26, 27.
 */
export function mayStand(
  leg: GatedLeg,
  identity: string | null,
  rights: PersonRights,
  kinds: RightKinds,
  now: number,
): boolean {
  const allowing = kinds.gates.get(leg.kind);
  if (allowing !== undefined)
    return identity !== null && allowing.some((kind) => rights.isHeld(kind, identity, leg.at));
  const said = saidBy(leg, kinds);
  if (said === null || identity === null) return true;
  return said && rights.standing(leg.kind, now)?.messageId === legName(leg);
}

/** What a leg says of a right: given (true), taken back (false), or nothing, as it is none of a customer's (null). */
export function saidBy(
  { giver, receiver }: Pick<GatedLeg, 'giver' | 'receiver'>,
  { customers }: RightKinds,
): boolean | null {
  if (customers.has(giver)) return true;
  return customers.has(receiver) ? false : null;
}

/** A leg as the message id of its word. */
export function legName({ encounterId, leg }: Pick<GatedLeg, 'encounterId' | 'leg'>): string {
  return `${encounterId}/${leg}`;
}

/** The words that legs of rights are. They are named by their encounter, so that none has a source beside. */
export function legWords(
  legs: readonly (GatedLeg & { readonly seq: number })[],
  identity: string,
  kinds: RightKinds,
): readonly RightWord[] {
  return legs.flatMap((leg) => {
    if (!kinds.permissions.some(({ kind }) => kind === leg.kind)) return [];
    const granted = saidBy(leg, kinds);
    if (granted === null) return [];
    const by: ExpressedBy = 'leg';
    const { kind, at, seq } = leg;
    return [
      {
        identity,
        kind,
        granted,
        at,
        expiresAt: null,
        by,
        source: '',
        messageId: legName(leg),
        seq,
      },
    ];
  });
}

/** What one event made, parted into what stands and what waits; a right is one, however many a leg names. */
export function parted(
  recognised: Recognised,
  identity: string | null,
  rights: PersonRights,
  kinds: RightKinds,
  now: number,
): Pick<Recognised, 'transfers' | 'refused'> & { readonly held: Recognised['transfers'] } {
  const transfers: Recognised['transfers'][number][] = [];
  const held: Recognised['transfers'][number][] = [];
  for (const each of recognised.transfers) {
    if (!isThreaded(each.kind, kinds)) transfers.push(each);
    else {
      const leg = oneRight(each, identity, kinds);
      (mayStand(leg, identity, rights, kinds, now) ? transfers : held).push(leg);
    }
  }
  return { transfers, held, refused: recognised.refused };
}

function oneRight(
  transfer: Recognised['transfers'][number],
  identity: string | null,
  kinds: RightKinds,
): Recognised['transfers'][number] {
  const right = kinds.permissions.find(({ kind }) => kind === transfer.kind);
  if (right === undefined || identity === null) return transfer;
  return { ...transfer, quantity: quantity(right.one, transfer.kind) };
}
