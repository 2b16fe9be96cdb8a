import { GPC_KIND, type Permission, type RightKinds, spokenOf } from './right-kinds.ts';

/** By what a word was said. A rider on another event (`context`) says what a client still believes, not a new will. */
export const EXPRESSED_BY = ['event', 'context', 'gpc', 'api', 'leg'] as const;
export type ExpressedBy = (typeof EXPRESSED_BY)[number];

/** What was said of a right, by whom, when. Times in milliseconds since 1970, UTC. */
export interface RightWord {
  /** Who said it, under the identity of that moment: 32 hex digits. */
  readonly identity: string;
  /** A right, or a client's category as `wordKindOf` keeps it. */
  readonly kind: string;
  readonly granted: boolean;
  readonly at: number;
  /** From here on a grant no longer holds; null: until it is withdrawn. */
  readonly expiresAt: number | null;
  readonly by: ExpressedBy;
  readonly source: string;
  /** Of the event that says it; of a leg `<encounter id>/<leg>`. */
  readonly messageId: string;
  /** Of the event that says it. */
  readonly seq: number;
}

/** A stretch of time in which a right was held without a break. */
export interface HeldRun {
  readonly from: number;
  /** Not held any more; Infinity: no end is known. */
  readonly to: number;
  /** The grant that began it. */
  readonly first: RightWord;
}

/** When each identity became one with the person, by its name. */
export type LinkTimes = ReadonlyMap<string, number>;

/** What one person allows, at any moment. */
export interface PersonRights {
  /** Whether an event of this identity at that moment had the right. */
  isHeld(kind: string, identity: string, at: number): boolean;
  /** The grant that a balance of one rests on at a moment; null: the right is not held. */
  standing(kind: string, now: number): RightWord | null;
  /** When the person held a right, as one with all that was linked. */
  runs(kind: string): readonly HeldRun[];
  /** When a linked identity held it, as long as it was alone. */
  runsAlone(kind: string, identity: string): readonly HeldRun[];
  /** All of it as a text: where two are the same, so is every answer. */
  text(): string;
}

/**
 * What a person allows at each moment, from all words of all identities that are theirs, in whatever order they came.
 *
 * A right is held where the latest word is a grant that has not expired; of words of one moment the strictest counts. Until
 * an identity was linked its own words alone count for its events. At the link the stricter of both holds, and nothing said
 * counts as no; later words count as they come. A client's repetition of what it said last is no new word. A signal of Global
 * Privacy Control withdraws the rights to sell and to share, and only an explicit grant behind it overrides it.
 *
 * Source: semantics.md 26; methods.md 9; segment-api.md, consent and privacy.
 */
export function rightsOf(
  words: readonly RightWord[],
  links: LinkTimes,
  kinds: RightKinds,
): PersonRights {
  const said = spoken(words);
  const tracks = new Map(
    kinds.permissions.map((permission) => [
      permission.kind,
      trackOf(permission, said, links, kinds),
    ]),
  );
  return {
    isHeld(kind, identity, at) {
      const track = tracks.get(kind);
      const linkedAt = links.get(identity);
      if (linkedAt === undefined || at >= linkedAt) return isWithin(track?.joined ?? [], at);
      return isWithin(track?.alone.get(identity) ?? [], at);
    },
    standing(kind, now) {
      const runs = tracks.get(kind)?.joined ?? [];
      return runs.find(({ from, to }) => from <= now && now < to)?.first ?? null;
    },
    runs: (kind) => tracks.get(kind)?.joined ?? [],
    runsAlone(kind, identity) {
      const linkedAt = links.get(identity) ?? Number.NEGATIVE_INFINITY;
      const runs = tracks.get(kind)?.alone.get(identity) ?? [];
      return runs.flatMap((run) =>
        run.from < linkedAt ? [{ ...run, to: Math.min(run.to, linkedAt) }] : [],
      );
    },
    text: () =>
      JSON.stringify([
        [...tracks].map(([kind, track]) => [kind, ...trackText(track)]),
        [...links].sort(),
      ]),
  };
}

interface Track {
  readonly joined: readonly HeldRun[];
  /** Of each linked identity, as long as it was alone. */
  readonly alone: ReadonlyMap<string, readonly HeldRun[]>;
}

function trackText({ joined, alone }: Track): readonly string[] {
  const text = (runs: readonly HeldRun[]): string =>
    runs.map(({ from, to, first }) => `${from} ${to} ${first.source} ${first.messageId}`).join(',');
  return [
    text(joined),
    ...[...alone].map(([identity, runs]) => `${identity} ${text(runs)}`).sort(),
  ];
}

/** What happens to a right: somebody speaks of it; or another identity joins, that held it no longer than `cap`. */
type Step =
  | { readonly at: number; readonly word: RightWord }
  | { readonly at: number; readonly cap: number | null };

function trackOf(
  permission: Permission,
  said: readonly RightWord[],
  links: LinkTimes,
  kinds: RightKinds,
): Track {
  const own = said.filter(({ kind }) => spokenOf(kind, kinds).includes(permission));
  const alone = new Map<string, readonly HeldRun[]>();
  const joins: Step[] = [];
  for (const [identity, at] of links) {
    const runs = runsOf(stepsOf(own.filter((word) => word.identity === identity && word.at < at)));
    alone.set(identity, runs);
    const last = runs.at(-1);
    joins.push({ at, cap: last !== undefined && last.to > at ? last.to : null });
  }
  // What an identity had said of Global Privacy Control alone, it says as it joins.
  const joined = own.flatMap((word) => {
    const at = links.get(word.identity) ?? Number.NEGATIVE_INFINITY;
    if (word.at >= at) return [word];
    return word.by === 'gpc' ? [{ ...word, at }] : [];
  });
  return { joined: runsOf([...joins, ...stepsOf(joined)]), alone };
}

/** The words that count, where a client's grant behind a signal of Global Privacy Control does not. */
function stepsOf(words: readonly RightWord[]): readonly Step[] {
  const signals = words.filter(({ kind }) => kind === GPC_KIND).map(({ at }) => at);
  const first = Math.min(...signals);
  return words
    .filter(({ by, granted, at }) =>
      by === 'gpc' ? at === first : by !== 'context' || !granted || at < first,
    )
    .map((word) => ({ at: word.at, word }));
}

function runsOf(steps: readonly Step[]): readonly HeldRun[] {
  const runs: HeldRun[] = [];
  let held: HeldRun | null = null;
  for (const step of steps.toSorted(byMoment)) {
    if (held !== null && held.to <= step.at) held = ended(runs, held, held.to);
    if ('cap' in step) held = joinedBy(runs, held, step);
    else if (!step.word.granted || endOf(step.word) <= step.at) held = ended(runs, held, step.at);
    else held = grantedOnce(held, step.word);
  }
  ended(runs, held, Number.POSITIVE_INFINITY);
  return runs;
}

function ended(runs: HeldRun[], held: HeldRun | null, at: number): null {
  if (held !== null && Math.min(held.to, at) > held.from)
    runs.push({ ...held, to: Math.min(held.to, at) });
  return null;
}

/** Another identity joins: what either did not hold is not held. */
function joinedBy(
  runs: HeldRun[],
  held: HeldRun | null,
  { at, cap }: Extract<Step, { cap: unknown }>,
): HeldRun | null {
  if (cap === null) return ended(runs, held, at);
  return held === null ? null : { ...held, to: Math.min(held.to, cap) };
}

/** A run goes on with a further grant, and ends as that one says. Of grants of one moment a leg is what began it. */
function grantedOnce(held: HeldRun | null, word: RightWord): HeldRun {
  if (held === null) return { from: word.at, to: endOf(word), first: word };
  const begins = held.from === word.at && isBefore(word, held.first);
  return { from: held.from, to: endOf(word), first: begins ? word : held.first };
}

function endOf({ expiresAt }: RightWord): number {
  return expiresAt ?? Number.POSITIVE_INFINITY;
}

/** Links first, then grants, the longest first, then withdrawals: what comes last is the strictest. */
function byMoment(a: Step, b: Step): number {
  if (a.at !== b.at) return a.at - b.at;
  if ('cap' in a || 'cap' in b) return Number('cap' in b) - Number('cap' in a);
  if (a.word.granted !== b.word.granted) return a.word.granted ? -1 : 1;
  const [one, other] = [endOf(a.word), endOf(b.word)];
  if (one !== other) return one > other ? -1 : 1;
  return isBefore(a.word, b.word) ? -1 : 1;
}

function isBefore(a: RightWord, b: RightWord): boolean {
  const key = ({ by, source, messageId, kind }: RightWord): readonly string[] => [
    by === 'leg' ? '0' : '1',
    source,
    messageId,
    kind,
  ];
  const [one, other] = [key(a), key(b)];
  const at = one.findIndex((part, index) => part !== other[index]);
  return at !== -1 && (one[at] ?? '') < (other[at] ?? '');
}

/** What was said, without riders that repeat what the same client said last of the same identity and category. */
export function spoken(words: readonly RightWord[]): readonly RightWord[] {
  const last = new Map<string, boolean>();
  const inOrder = words
    .map((word) => ({ at: word.at, word }))
    .toSorted(byMoment)
    .map(({ word }) => word);
  return inOrder.filter(({ by, identity, source, kind, granted }) => {
    if (by !== 'context') return true;
    const key = `${identity} ${source} ${kind}`;
    const isNew = last.get(key) !== granted;
    last.set(key, granted);
    return isNew;
  });
}

function isWithin(runs: readonly HeldRun[], at: number): boolean {
  return runs.some(({ from, to }) => from <= at && at < to);
}
