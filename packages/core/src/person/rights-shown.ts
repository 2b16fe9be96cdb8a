import { type Permission, type RightKinds, spokenOf } from './right-kinds.ts';
import { type LinkTimes, type PersonRights, type RightWord, rightsOf, spoken } from './rights.ts';

/** How a right stands now. */
export type RightState = 'held' | 'refused' | 'withdrawn' | 'expired';

/** A right that somebody spoke of. */
export interface RightShown<Word extends RightWord = RightWord> {
  readonly permission: Permission;
  readonly state: RightState;
  /** The latest word that counts. */
  readonly word: Word;
  /** Until when it is held; null: until it is withdrawn, or it is not held. */
  readonly expiresAt: number | null;
  readonly words: number;
}

/** The rights of the model that somebody ever spoke of, in its order, as they stand at a moment. */
export function rightsShown<Word extends RightWord>(
  words: readonly Word[],
  links: LinkTimes,
  kinds: RightKinds,
  now: number,
): readonly RightShown<Word>[] {
  const rights = rightsOf(words, links, kinds);
  const said = spoken(words) as readonly Word[];
  return kinds.permissions.flatMap((permission) => {
    const own = said.filter(
      (word) => word.at <= now && spokenOf(word.kind, kinds).includes(permission),
    );
    const word = own.at(-1);
    if (word === undefined) return [];
    const held = rights.runs(permission.kind).find(({ from, to }) => from <= now && now < to);
    const expiresAt = held === undefined || held.to === Number.POSITIVE_INFINITY ? null : held.to;
    const state = held === undefined ? stateWithout(rights, permission.kind, word, now) : 'held';
    return [{ permission, state, word, expiresAt, words: own.length }];
  });
}

function stateWithout(
  rights: PersonRights,
  kind: string,
  word: RightWord,
  now: number,
): Exclude<RightState, 'held'> {
  const last = rights.runs(kind).findLast(({ to }) => to <= now);
  if (word.granted && word.expiresAt !== null && word.expiresAt <= now) return 'expired';
  return last === undefined ? 'refused' : 'withdrawn';
}
