import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IdentityLink, type LinkSaid, linksSaid, linksWith, personsOf } from './identity.ts';

const saying = fc.record({
  anonymous: fc.constantFrom('a1', 'a2', 'a3'),
  identified: fc.constantFrom('u1', 'u2', 'u3'),
  at: fc.integer({ min: 0, max: 5 }),
  saidBy: fc.constantFrom('m1', 'm2', 'm3'),
  how: fc.constant('said' as const),
});
const anything = fc.oneof(
  { weight: 4, arbitrary: saying },
  { weight: 1, arbitrary: fc.tuple(saying, fc.constantFrom('made' as const, 'undone' as const)) },
);
const history: fc.Arbitrary<readonly LinkSaid[]> = fc.array(
  anything.map((each) => (Array.isArray(each) ? { ...each[0], how: each[1] } : each)),
  { maxLength: 12 },
);

function after(said: readonly LinkSaid[], before: readonly IdentityLink[] = []) {
  return said.reduce(linksWith, before);
}

test('[PI1] what events say gives the same persons in any order, however often it is said', () => {
  const shuffled = fc
    .array(saying, { maxLength: 12 })
    .chain((said) =>
      fc.tuple(
        fc.constant(said),
        fc.shuffledSubarray([...said, ...said], { minLength: 2 * said.length }),
      ),
    );
  fc.assert(
    fc.property(shuffled, ([said, again]) => {
      expect(personsOf(after(again))).toEqual(personsOf(after(said)));
    }),
  );
});

test('[PI2] two users are never one person, whatever is said', () => {
  fc.assert(
    fc.property(history, (said) => {
      for (const [anonymous, person] of personsOf(after(said))) {
        expect(anonymous).toMatch(/^a/);
        expect(person).toMatch(/^u/);
      }
    }),
  );
});

test('[PI3] of two users it is the one said first, by the moment of the event', () => {
  const [late, early] = [
    { anonymous: 'a1', identified: 'u1', at: 20, saidBy: 'm1', how: 'said' as const },
    { anonymous: 'a1', identified: 'u2', at: 10, saidBy: 'm2', how: 'said' as const },
  ];
  expect(personsOf(after([late])).get('a1')).toBe('u1');
  expect(personsOf(after([late, early])).get('a1')).toBe('u2');
  // The same moment: the message id tells, so that the order of arrival does not.
  expect(personsOf(after([late, { ...early, at: 20 }])).get('a1')).toBe('u1');
  expect(personsOf(after([{ ...early, at: 20 }, late])).get('a1')).toBe('u1');
});

test('[PI4] an undone link stays so, and everything is as if it had never been said', () => {
  fc.assert(
    fc.property(
      history,
      fc.array(saying, { maxLength: 8 }),
      fc.constantFrom('a1', 'a2', 'a3'),
      fc.constantFrom('u1', 'u2', 'u3'),
      (before, later, anonymous, identified) => {
        const isIt = (link: { anonymous: string; identified: string }): boolean =>
          link.anonymous === anonymous && link.identified === identified;
        const undo: LinkSaid = { anonymous, identified, at: 99, saidBy: 'hand', how: 'undone' };
        const known = after(before);
        fc.pre(known.some(isIt));
        const undone = after([undo, ...later], known);
        const never = after(
          later.filter((each) => !isIt(each)),
          known.filter((link) => !isIt(link)),
        );
        expect(personsOf(undone)).toEqual(personsOf(never));
      },
    ),
  );
});

test('[PI5] what somebody at work says goes before what events say', () => {
  const by = { anonymous: 'a1', at: 50, saidBy: 'hand' };
  const events: readonly LinkSaid[] = [
    { anonymous: 'a1', identified: 'u1', at: 10, saidBy: 'm1', how: 'said' },
  ];
  const made = after([{ ...by, identified: 'u2', how: 'made' }], after(events));
  expect(personsOf(made).get('a1')).toBe('u2');
  const undone = after([{ ...by, identified: 'u2', how: 'undone' }], made);
  expect(personsOf(undone).get('a1')).toBe('u1');
  const gone = after([{ ...by, identified: 'u1', how: 'undone' }, ...events], undone);
  expect(personsOf(gone).get('a1')).toBeUndefined();
  expect(personsOf(after([{ ...by, identified: 'u1', how: 'made' }], gone)).get('a1')).toBe('u1');
  expect(after([{ ...by, identified: 'u3', how: 'undone' }])).toEqual([]);
});

test('[PI6] an event with both ids links them, and an alias what somebody was called before', () => {
  const event = { at: 1, messageId: 'm', user: null, anonymous: null, previous: null };
  const said = { anonymous: 'a1', identified: 'u1', at: 1, saidBy: 'm', how: 'said' };
  expect(linksSaid({ ...event, user: 'u1', anonymous: 'a1' })).toEqual([said]);
  expect(linksSaid({ ...event, user: 'u1', previous: { anonymous: 'a1' } })).toEqual([said]);
  expect(
    linksSaid({ ...event, user: 'u1', anonymous: 'a2', previous: { anonymous: 'a1' } }),
  ).toEqual([{ ...said, anonymous: 'a2' }, said]);
  expect(linksSaid({ ...event, user: 'u1' })).toEqual([]);
  expect(linksSaid({ ...event, anonymous: 'a1', previous: { anonymous: 'a2' } })).toEqual([]);
  const [byHand] = linksSaid({ ...event, user: 'u1', anonymous: 'a1', byHand: 'unlink' });
  expect(byHand?.how).toBe('undone');
});
