import type { Estimate } from '../ledger/estimate.ts';

/** Where a finding stands with the people it was told to. */
export const FOLLOW_STATES = ['new', 'seen', 'accepted', 'dismissed', 'in-work', 'closed'] as const;
export type FollowState = (typeof FOLLOW_STATES)[number];

/** What a person can do about a finding. */
export const DEEDS = ['see', 'accept', 'dismiss', 'work', 'close', 'reopen', 'say'] as const;
export type Deed = (typeof DEEDS)[number];
/** What the ledger does by itself when it is read anew. */
export type Noticed = 'found' | 'gone' | 'back' | 'grown';

/** What a finding is about at one moment. Money in workspace currency a year. */
export interface Stake {
  readonly customer: Estimate;
  readonly business: Estimate;
  readonly joint: Estimate;
  /** Encounters a year. */
  readonly encounters: number;
  /** First and last day of the evidence; null: none. */
  readonly from: string | null;
  readonly to: string | null;
}

/** One thing that was done or noticed. Never edited: the state is what these say in their order. */
export interface FollowEvent {
  readonly did: Deed | Noticed;
  /** The id of an actor; null: the ledger noticed it. */
  readonly by: string | null;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What the ledger said then; null: nothing. */
  readonly stake: Stake | null;
}

/** Where a finding stands, and how it came there. */
export interface Standing {
  readonly state: FollowState;
  /** Where it goes if a dismissal or a closing is taken back. */
  readonly before: FollowState;
  readonly since: string;
  readonly by: string | null;
  /** Why it was dismissed, or what was done; empty in other states. */
  readonly reason: string;
  /** Why it came back to be looked at; null: it did not. */
  readonly reopened: 'back' | 'grown' | 'asked' | null;
  readonly isFound: boolean;
  readonly goneSince: string | null;
  /** What was at stake when it was accepted, or first found. */
  readonly stakeBefore: Stake | null;
  /** What was at stake when it was dismissed or closed; null in other states. */
  readonly stakeSettled: Stake | null;
  /** The last thing that anybody did but seeing it, or that was noticed. */
  readonly movedAt: string;
}

/** What can be done in each state; seeing and saying are always possible. */
export const MAY: Readonly<Record<FollowState, readonly Deed[]>> = {
  new: ['accept', 'dismiss'],
  seen: ['accept', 'dismiss'],
  accepted: ['work', 'close', 'dismiss'],
  'in-work': ['close', 'dismiss'],
  dismissed: ['reopen'],
  closed: ['reopen'],
};
/** What needs words: the reason, what was done, or what is said. */
export const NEEDS_WORDS: ReadonlySet<Deed> = new Set<Deed>(['dismiss', 'close', 'say']);

/** Whether something can be done about a finding that stands so. */
export function isAllowed(standing: Standing, deed: Deed): boolean {
  return deed === 'see' || deed === 'say' || MAY[standing.state].includes(deed);
}

/** Where a finding stands after all that was done, in order; null: nobody has ever found it. */
export function standingOf(events: readonly FollowEvent[]): Standing | null {
  return events.reduce<Standing | null>(after, null);
}

function after(standing: Standing | null, event: FollowEvent): Standing | null {
  if (standing === null) return event.did === 'found' ? begun(event) : null;
  const { did, at, by, text, stake } = event;
  const moved = did === 'see' ? standing : { ...standing, movedAt: at };
  const to = (state: FollowState, more: Partial<Standing> = {}): Standing => ({
    ...moved,
    ...{ state, since: at, by, reason: '', reopened: null, stakeSettled: null },
    ...more,
  });
  switch (did) {
    case 'see':
      return standing.state === 'new' ? to('seen', { reopened: standing.reopened }) : standing;
    case 'accept':
      return to('accepted', { stakeBefore: stake });
    case 'work':
      return to('in-work');
    case 'dismiss':
      return to('dismissed', { before: standing.state, reason: text, stakeSettled: stake });
    case 'close':
      return to('closed', { before: standing.state, reason: text, stakeSettled: stake });
    case 'reopen':
      return to(standing.before, { reopened: 'asked' });
    case 'gone':
      return { ...moved, isFound: false, goneSince: at };
    case 'back':
    case 'grown': {
      const here = { isFound: true, goneSince: null };
      return isSettled(standing)
        ? to('new', { ...here, reopened: did, stakeBefore: stake })
        : { ...moved, ...here };
    }
    case 'found':
    case 'say':
      return moved;
  }
}

function begun({ at, stake }: FollowEvent): Standing {
  return {
    ...{ state: 'new', before: 'new', since: at, by: null, reason: '', reopened: null },
    ...{ isFound: true, goneSince: null, stakeBefore: stake, stakeSettled: null, movedAt: at },
  };
}

/** Dismissed or closed: nobody has to look at it now. */
export function isSettled({ state }: Pick<Standing, 'state'>): boolean {
  return state === 'dismissed' || state === 'closed';
}

/** What the ledger notices of a finding when it is read anew; null: nothing. `now`: null where it is not found. */
export function noticed(standing: Standing | null, now: Stake | null): Noticed | null {
  if (standing === null) return now === null ? null : 'found';
  if (now === null) return standing.isFound ? 'gone' : null;
  if (!standing.isFound) return 'back';
  const { stakeSettled: then } = standing;
  return isSettled(standing) && then !== null && hasGrown(then, now) ? 'grown' : null;
}

/** Without money a finding has grown when it happens half as often again. */
const GROWN_BY = 1.5;

/**
 * Whether more is lost now than could be meant then: the median of now lies above the high end of then. Where there is no
 * money, whether it happens half as often again.
 */
export function hasGrown(then: Stake, now: Stake): boolean {
  const [lost, losing] = [lostOf(then), lostOf(now)];
  if (lost === null || losing === null) return now.encounters >= then.encounters * GROWN_BY;
  return losing.median > lost.high;
}

/** What the losing sides lose a year; null: no money can be said. */
function lostOf({
  customer,
  business,
}: Stake): { readonly median: number; readonly high: number } | null {
  const sides = [customer, business].flatMap((each) => (each.kind === 'estimate' ? [each] : []));
  if (sides.length === 0) return null;
  return {
    median: sides.reduce((sum, { median }) => sum + Math.max(0, -median), 0),
    high: sides.reduce((sum, { low }) => sum + Math.max(0, -low), 0),
  };
}

/** Whether anything happened to a finding that somebody has not seen: they are told until they look. */
export function isNewTo(events: readonly FollowEvent[], person: string): boolean {
  const last = events.findLastIndex(({ by }) => by === person);
  return events.slice(last + 1).some(({ did }) => did !== 'see');
}
