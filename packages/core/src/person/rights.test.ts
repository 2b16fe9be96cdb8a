import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readModel } from '../model/read-model.ts';
import { mayStand } from './gate.ts';
import { isGpc } from './gpc.ts';
import { GPC_KIND, rightKindsOf, spokenOf, wordKindOf } from './right-kinds.ts';
import { type ExpressedBy, type LinkTimes, type RightWord, rightsOf } from './rights.ts';
import { rightsShown } from './rights-shown.ts';
import { wordsOf } from './words.ts';

const KIND = 'permission:marketing/email';
const SALE = 'permission:sale/place';
const { model } = readModel([
  {
    file: 'm.bothways.yaml',
    text: `
bothways: 1
name: M
currency: EUR
values:
  data:email: { basis: consent }
  data:place: { basis: consent }
  data:orders: { basis: contract }
  ${KIND}: {}
  permission:third-party-advertising/email: { scale: 2 }
  ${SALE}: {}
  permission:sales/email: {}
journeys: []
`,
  },
]);
const kinds = model === null ? null : rightKindsOf(model);
if (model === null || kinds === null) throw new Error('the model of this test has rights');

let count = 0;
function word(at: number, granted: boolean, more: Partial<RightWord> = {}): RightWord {
  count += 1;
  return {
    ...{ identity: 'u', kind: KIND, granted, at, expiresAt: null, by: 'event', source: 's' },
    ...{ messageId: `m${String(count).padStart(4, '0')}`, seq: count, ...more },
  };
}

const NO_LINKS: LinkTimes = new Map();
const held = (words: readonly RightWord[], at: number, links = NO_LINKS, identity = 'u') =>
  rightsOf(words, links, kinds).isHeld(KIND, identity, at);

describe('one identity', () => {
  test('[RI1] a right is held where its latest word is a grant that has not expired', () => {
    const words = [word(1, true), word(5, false), word(8, true, { expiresAt: 12 })];
    expect([0, 1, 4, 5, 7, 8, 11, 12, 20].map((at) => held(words, at))).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(held([word(1, true, { expiresAt: 3 }), word(2, true, { expiresAt: 9 })], 5)).toBe(true);
  });

  test('[RI2] of words of one moment the strictest counts', () => {
    expect(held([word(5, false), word(5, true)], 5)).toBe(false);
    const two = [word(5, true, { expiresAt: 7 }), word(5, true)];
    expect([held(two, 6), held(two, 7)]).toEqual([true, false]);
  });

  test('[RI3] a client that repeats what it said last says nothing new; another client does', () => {
    const rider = { by: 'context' } as const;
    const stopped = [word(1, true, rider), word(3, false, { by: 'api' }), word(5, true, rider)];
    expect(held(stopped, 6)).toBe(false);
    expect(held([...stopped, word(4, false, rider)], 6)).toBe(true);
    expect(held([...stopped, word(5, true, { ...rider, source: 'app' })], 6)).toBe(true);
  });

  test('[RI4] a signal withdraws the rights to sell and to share, and only an explicit grant behind it overrides it', () => {
    const gpc = (at: number) => word(at, false, { kind: GPC_KIND, by: 'gpc' });
    const sold = (words: readonly RightWord[], at: number) =>
      rightsOf(words, NO_LINKS, kinds).isHeld(SALE, 'u', at);
    const yes = (at: number, by: ExpressedBy) => word(at, true, { kind: SALE, by });
    expect(sold([yes(1, 'event'), gpc(3)], 2)).toBe(true);
    expect(sold([yes(1, 'event'), gpc(3)], 3)).toBe(false);
    expect(sold([gpc(3), yes(4, 'context')], 5)).toBe(false);
    expect(sold([gpc(3), yes(4, 'event'), gpc(6)], 7)).toBe(true);
    expect(sold([gpc(3), yes(3, 'event')], 7)).toBe(false);
    expect(held([word(1, true), gpc(3)], 5)).toBe(true);
  });
});

describe('two that become one', () => {
  const links: LinkTimes = new Map([['a', 10]]);
  const of = (at: number, granted = true, more: Partial<RightWord> = {}) =>
    word(at, granted, { identity: 'a', ...more });

  test('[RI5] until the link each has its own; at the link the stricter of both holds, and nothing said counts as no', () => {
    const onlyOne = [of(1)];
    expect(held(onlyOne, 9, links, 'a')).toBe(true);
    expect(held(onlyOne, 10, links, 'a')).toBe(false);
    expect(held(onlyOne, 9, links, 'u')).toBe(false);
    const both = [of(1, true, { expiresAt: 15 }), word(2, true)];
    expect([9, 14, 15].map((at) => held(both, at, links, 'u'))).toEqual([true, true, false]);
    expect(held([...both, of(12)], 20, links, 'u')).toBe(true);
    expect(held([word(2, true), of(10)], 10, links, 'u')).toBe(true);
  });

  test('[RI6] what is held at any moment is what one would note who goes through all that was said in its order', () => {
    const said = fc.record({
      identity: fc.constantFrom('u', 'a', 'b'),
      at: fc.integer({ min: 0, max: 30 }),
      granted: fc.boolean(),
      lasts: fc.option(fc.integer({ min: 1, max: 15 })),
    });
    fc.assert(
      fc.property(
        fc.array(said, { maxLength: 12 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
        (list, a, b, turn) => {
          const words = list.map(({ identity, at, granted, lasts }) =>
            word(at, granted, { identity, expiresAt: lasts === null ? null : at + lasts }),
          );
          const times: LinkTimes = new Map([
            ['a', a],
            ['b', b],
          ]);
          const mixed = [...words.slice(turn), ...words.slice(0, turn)].toReversed();
          const rights = rightsOf(mixed, times, kinds);
          for (let at = 0; at <= 46; at += 1)
            for (const identity of ['u', 'a', 'b'])
              expect(rights.isHeld(KIND, identity, at)).toBe(noted(words, times, identity, at));
          expect(rightsOf(words, times, kinds).text()).toBe(rights.text());
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** The same, noted moment by moment for each identity, and together from the link on. */
function noted(
  words: readonly RightWord[],
  links: LinkTimes,
  identity: string,
  until: number,
): boolean {
  const ends = new Map<string, number>();
  const group = (of: string, at: number): string => ((links.get(of) ?? -1) <= at ? 'u' : of);
  for (let at = 0; at <= until; at += 1) {
    const was = new Map(ends);
    for (const [other, linkedAt] of links)
      if (linkedAt === at) {
        const [one, two] = [was.get('u') ?? 0, was.get(other) ?? 0];
        ends.set('u', Math.min(ends.get('u') ?? 0, one, two));
      }
    for (const of of ['u', 'a', 'b']) {
      const here = words.filter((each) => each.at === at && group(each.identity, at) === of);
      if (here.length === 0) continue;
      const until = here.map(({ granted, expiresAt }) =>
        granted ? (expiresAt ?? Number.POSITIVE_INFINITY) : 0,
      );
      ends.set(of, Math.min(...until));
    }
    for (const [of, end] of ends) if (end <= at) ends.set(of, 0);
  }
  return (ends.get(group(identity, until)) ?? 0) > until;
}

test('[RI7] the balance of a right rests on the grant that began it; a leg before others of its moment', () => {
  const standing = (words: readonly RightWord[], now: number) =>
    rightsOf(words, NO_LINKS, kinds).standing(KIND, now)?.messageId ?? null;
  const words = [
    word(1, true, { messageId: 'first' }),
    word(3, true, { messageId: 'second' }),
    word(5, false),
    word(7, true, { messageId: 'third', by: 'event' }),
    word(7, true, { messageId: 'leg', by: 'leg', source: '' }),
    word(9, true, { messageId: 'last', expiresAt: 20 }),
  ];
  expect([0, 1, 4, 5, 8, 19, 20].map((now) => standing(words, now))).toEqual([
    null,
    'first',
    'first',
    null,
    'leg',
    'leg',
    null,
  ]);
});

test('[RI8] data waits for any right to its category; who is nobody has none', () => {
  const leg = { encounterId: 'e', leg: 0, kind: 'data:email', giver: 'customer', at: 5 };
  const may = (words: readonly RightWord[], identity: string | null, kind = 'data:email') =>
    mayStand(
      { ...leg, kind, receiver: 'business' },
      identity,
      rightsOf(words, NO_LINKS, kinds),
      kinds,
      9,
    );
  expect(may([word(1, true)], 'u')).toBe(true);
  expect(may([word(1, true), word(5, false)], 'u')).toBe(false);
  expect(may([word(1, true), word(6, false)], 'u')).toBe(true);
  expect(may([word(1, true, { kind: 'permission:sales/email' })], 'u')).toBe(true);
  expect(may([word(1, true, { kind: SALE })], 'u')).toBe(false);
  expect(may([word(1, true)], null)).toBe(false);
});

test('[RI9] a category of a client is a purpose, a category or both, however it is written', () => {
  const of = (category: string) => spokenOf(wordKindOf(category), kinds).map(({ kind }) => kind);
  expect(of('Marketing')).toEqual([KIND]);
  expect(of('third_Party  advertising')).toEqual(['permission:third-party-advertising/email']);
  expect(of('EMAIL')).toHaveLength(3);
  expect(of('marketing/Email')).toEqual([KIND]);
  expect(of(KIND)).toEqual([KIND]);
  expect(of('Functional')).toEqual([]);
  expect(wordKindOf('Functional')).toBe('permission:Functional/all');
  expect(spokenOf(GPC_KIND, kinds).map(({ kind }) => kind)).toEqual([SALE]);
});

test.each([
  [undefined, false],
  ['1', true],
  ['0', false],
  ['true', false],
  [['0', '1'], true],
  ['0, 1', true],
  ['1;x', false],
  ['', false],
  ['11', false],
])('[RI10] the header Sec-GPC %j is a signal: %j', (header, is) => {
  expect(isGpc(header)).toBe(is);
});

test('[RI11] an event says what stands in its context; neither true nor false says nothing', () => {
  const event = { identity: 'u', source: 's', messageId: 'm', seq: 3, at: 7, type: 'track' };
  const said = (context: Record<string, string>, name = 'Paid', source = 's') =>
    wordsOf({ ...event, source, name, context }).map((each) => [
      each.kind,
      each.granted,
      each.by,
      each.expiresAt,
    ]);
  const of = (key: string): string => `consent.categoryPreferences.${key}`;
  expect(said({ [of('Ads')]: 'true', [of('A\\.b')]: 'false', [of('C')]: '"true' })).toEqual([
    ['permission:Ads/all', true, 'context', null],
    ['permission:A.b/all', false, 'context', null],
  ]);
  const until = { [of(KIND)]: 'true', 'consent.expiresAt': '"2026-05-01T00:00:00Z' };
  expect(said(until, 'Segment Consent Preference Updated')).toEqual([
    [KIND, true, 'event', Date.UTC(2026, 4, 1)],
  ]);
  expect(said(until, 'Segment Consent Preference Updated', 'bothways')[0]?.[2]).toBe('api');
  for (const gpc of ['true', '1', '"1'])
    expect(said({ gpc })).toEqual([[GPC_KIND, false, 'gpc', null]]);
  expect(said({ gpc: 'false', consent: 'true' })).toEqual([]);
});

test('[RI12] a right is shown as held, refused, withdrawn or expired, with its latest word', () => {
  const shown = (words: readonly RightWord[], now: number) =>
    rightsShown(words, NO_LINKS, kinds, now).map((each) => [
      each.permission.kind,
      each.state,
      each.word.at,
      each.expiresAt,
      each.words,
    ]);
  const lasting = word(1, true, { expiresAt: 6 });
  expect(shown([lasting], 3)).toEqual([[KIND, 'held', 1, 6, 1]]);
  expect(shown([lasting], 6)).toEqual([[KIND, 'expired', 1, null, 1]]);
  expect(shown([lasting, word(4, false)], 8)).toEqual([[KIND, 'withdrawn', 4, null, 2]]);
  expect(shown([word(4, false)], 8)).toEqual([[KIND, 'refused', 4, null, 1]]);
  expect(shown([], 8)).toEqual([]);
});
