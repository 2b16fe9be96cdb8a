import type { Facts } from '../store/facts.ts';
import type { Generation } from '../store/generation.ts';
import { dropLinksTable, linksTable, type PersonsLinked } from '../store/links.ts';
import { anyMoves, type MovedIdentity, movePersons } from './move-persons.ts';

/**
 * Does something with a table of whose each linked identity is, which goes afterwards; without one where nobody is linked,
 * so that it then costs nothing.
 */
export async function withLinks<Made>(
  facts: Facts,
  name: string,
  persons: PersonsLinked,
  work: (links: string | null) => Promise<Made>,
): Promise<Made> {
  const links = await linksTable({ facts }, name, persons);
  try {
    return await work(links);
  } finally {
    // What cannot be dropped now is made anew under its name the next time.
    if (links !== null) await dropLinksTable({ facts }, name).catch(() => {});
  }
}

/**
 * Moves entries of a ledger that nobody reads yet from whose they were, when they were made, to whose they are now. `seq`:
 * what the ledger comes to next; nothing else may have been posted to it under that number.
 *
 * Shape: whether anything was moved; the generation is then to be kept as corrected.
 * Source: semantics.md 10.
 */
export async function moveLate(
  facts: Facts,
  generation: Pick<Generation, 'id'>,
  before: PersonsLinked,
  now: PersonsLinked,
  seq: number,
): Promise<boolean> {
  const moved = movedBetween(before, now);
  if (moved.length === 0 || !(await anyMoves(facts, generation, moved, seq))) return false;
  await movePersons(facts, generation, moved, seq, 'rebuild');
  return true;
}

/** Identities that are another's than they were. */
export function movedBetween(before: PersonsLinked, now: PersonsLinked): readonly MovedIdentity[] {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((identity) => {
    const [from, to] = [before.get(identity) ?? identity, now.get(identity) ?? identity];
    return from === to ? [] : [{ identity, from, to }];
  });
}
