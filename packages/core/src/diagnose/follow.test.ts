import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Estimate } from '../ledger/estimate.ts';
import {
  DEEDS,
  type FollowEvent,
  hasGrown,
  isAllowed,
  isNewTo,
  isSettled,
  MAY,
  NEEDS_WORDS,
  noticed,
  type Stake,
  type Standing,
  standingOf,
} from './follow.ts';

function money(median: number, spread = 10): Estimate {
  return {
    ...{ kind: 'estimate', median, low: median - spread, high: median + spread },
    ...{ level: 0.9, n: 100, method: 'closed form', grade: 'A' },
  };
}
const UNKNOWN: Estimate = { kind: 'abstained', reason: 'nobody said' };

function stake(customer: Estimate, business = money(0, 0), encounters = 100): Stake {
  return { customer, business, joint: customer, encounters, from: '2026-01-01', to: '2026-08-31' };
}

/** Something that may come next: a deed that is allowed then, or the ledger read anew with a loss, or without. */
const step = fc.oneof(
  fc.record({
    deed: fc.constantFrom(...DEEDS),
    by: fc.constantFrom<string>('care', 'shop'),
    text: fc.string({ minLength: 1, maxLength: 9 }),
  }),
  fc.record({ lost: fc.option(fc.integer({ min: 1, max: 500 })) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays steps by the rules: what is not allowed is left out, as a server refuses it. */
function played(steps: readonly Step[]): readonly FollowEvent[] {
  const events: FollowEvent[] = [];
  let now: Stake | null = stake(money(-100));
  const add = (did: FollowEvent['did'], by: string | null, text: string): void => {
    const at = new Date(Date.UTC(2026, 0, 1) + events.length * 60_000).toISOString();
    events.push({ did, by, text, at, stake: now });
  };
  add('found', null, '');
  for (const each of steps) {
    const standing = standingOf(events);
    if ('lost' in each) {
      now = each.lost === null ? null : stake(money(-each.lost));
      const seen = noticed(standing, now);
      if (seen !== null) add(seen, null, '');
    } else if (standing !== null && isAllowed(standing, each.deed)) {
      add(each.deed, each.by, NEEDS_WORDS.has(each.deed) ? each.text : '');
    }
  }
  return events;
}

function standing(...steps: readonly Step[]): Standing {
  const found = standingOf(played(steps));
  if (found === null) throw new Error('nothing was found');
  return found;
}
const does = (deed: (typeof DEEDS)[number], text = 'because', by = 'care'): Step => ({
  ...{ deed, by, text },
});
const reads = (lost: number | null): Step => ({ lost });

test('[FW1] whatever is done, the state is what the events say, and what is settled has its words', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const events = played(steps);
      const now = standingOf(events);
      if (now === null) throw new Error('nothing was found');
      expect(isSettled(now)).toBe(now.reason !== '');
      if (!isSettled(now)) expect(now.stakeSettled).toBeNull();
      expect(now.isFound).toBe(now.goneSince === null);
      expect(isSettled({ state: now.before })).toBe(false);
      for (const deed of MAY[now.state]) expect(isAllowed(now, deed)).toBe(true);
    }),
  );
});

test.each([
  ['accept', 'accepted'],
  ['dismiss', 'dismissed'],
  ['see', 'seen'],
] as const)('[FW1] a new one, after %s: %s', (deed, state) => {
  expect(standing(does(deed)).state).toBe(state);
});

test('[FW2] a dismissal and a closing that are taken back lead to where it was', () => {
  expect(standing(does('accept'), does('dismiss'), does('reopen'))).toMatchObject({
    ...{ state: 'accepted', reason: '', reopened: 'asked', stakeSettled: null },
  });
  expect(standing(does('accept'), does('work'), does('close'), does('reopen')).state).toBe(
    'in-work',
  );
  expect(standing(does('dismiss'), does('reopen')).state).toBe('new');
});

test('[FW3] what is no longer found is kept, with since when, and opens itself when it comes back', () => {
  const gone = standing(does('accept'), reads(null));
  expect(gone).toMatchObject({ state: 'accepted', isFound: false });
  expect(gone.goneSince).not.toBeNull();
  expect(standing(does('accept'), reads(null), reads(50))).toMatchObject({
    ...{ state: 'accepted', isFound: true, goneSince: null },
  });
  for (const deed of ['dismiss', 'close'] as const)
    expect(standing(does('accept'), does(deed), reads(null), reads(50))).toMatchObject({
      ...{ state: 'new', reopened: 'back', reason: '' },
    });
});

test.each([
  // lost when dismissed (100, up to 110), and now
  [100, 'dismissed'],
  [110, 'dismissed'],
  [111, 'new'],
])('[FW4] dismissed at 100 give or take 10, at %d it is %s', (lost, state) => {
  const now = standing(does('dismiss'), reads(lost));
  expect(now.state).toBe(state);
  expect(now.reopened).toBe(state === 'new' ? 'grown' : null);
});

test('[FW4] without money it has grown when it happens half as often again; both losses count', () => {
  const then = stake(UNKNOWN, UNKNOWN, 100);
  expect(hasGrown(then, stake(UNKNOWN, UNKNOWN, 149))).toBe(false);
  expect(hasGrown(then, stake(UNKNOWN, UNKNOWN, 150))).toBe(true);
  expect(hasGrown(stake(money(-100), money(-50)), stake(money(-100), money(-60)))).toBe(false);
  expect(hasGrown(stake(money(-100), money(-50)), stake(money(-100), money(-90)))).toBe(true);
  expect(hasGrown(stake(money(-100), money(500)), stake(money(-100), money(-5)))).toBe(false);
});

test('[FW5] it is new to somebody until they looked at it since the last thing that others did', () => {
  const events = played([does('see'), does('dismiss', 'no', 'shop')]);
  expect([isNewTo(events, 'care'), isNewTo(events, 'shop'), isNewTo(events, 'app')]).toEqual([
    ...[true, false, true],
  ]);
  expect(isNewTo(played([does('see')]), 'care')).toBe(false);
  expect(isNewTo(played([does('see'), reads(null)]), 'care')).toBe(true);
  expect(isNewTo(played([does('see'), does('see', '', 'shop')]), 'care')).toBe(false);
});

test('[FW6] before and after a closing stand the stakes of its acceptance and of itself', () => {
  const closed = standing(does('accept'), reads(300), does('work'), does('close'));
  expect(closed.stakeBefore?.customer).toMatchObject({ median: -100 });
  expect(closed.stakeSettled?.customer).toMatchObject({ median: -300 });
});
