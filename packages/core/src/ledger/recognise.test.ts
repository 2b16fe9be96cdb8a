import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model, Touchpoint } from '../model/model.ts';
import type { Event } from './entries.ts';
import { feltOf } from './felt.ts';
import { madeUpLine, madeUpModel, madeUpTouchpoint } from './made-up.ts';
import { encounterKey, type Recognised, recogniser } from './recognise.ts';
import { recogniseSql } from './recognise-sql.ts';
import { recognitionOf } from './recognition.ts';

const PLACE = { file: 'made-up.bothways.yaml', line: 1, column: 1 };
const rule = (text: string) => ({ text, place: PLACE });

function touchpoint(id: string, when: string | null, parts: Partial<Touchpoint> = {}): Touchpoint {
  return madeUpTouchpoint(id, { when: when === null ? null : rule(when), ...parts });
}

const EVENT: Event = {
  source: 'till',
  messageId: 'm1',
  seq: 7,
  identityId: 'ab'.repeat(16),
  accountId: 'cd'.repeat(16),
  caseId: 'order 1',
  at: 1_700_000_000_000,
  until: null,
  type: 'track',
  name: 'Paid',
  channel: '',
  properties: {},
  context: {},
  n: 1,
  grade: 'A',
};

/** What an event makes; the hash is the text itself, so that ids can be read. */
function recognised(model: Model, event: Partial<Event> = {}): Recognised {
  return recogniser(recognitionOf(model), (text) => text)({ ...EVENT, ...event });
}

function makes(touchpoints: readonly Touchpoint[], event: Partial<Event> = {}): readonly string[] {
  return recognised(madeUpModel({ touchpoints }), event).encounters.map((each) => each.touchpoint);
}

/** What one exchange line makes of a value. */
function leg(
  quantity: string,
  properties: Event['properties'],
  event: Partial<Event> = {},
  { signed = false, kind = 'money' } = {},
): Recognised {
  const line = { ...madeUpLine(1, 'customer', 'business', kind, quantity), signed };
  const touchpoints = [touchpoint('pay', 'event == "Paid"', { exchange: [line] })];
  return recognised(madeUpModel({ touchpoints }), { properties, ...event });
}

describe('which touchpoint takes an event', () => {
  const pay = touchpoint('pay', 'event == "Paid"');
  const big = touchpoint('big', 'properties.total > 100');
  const bigToo = { ...big, id: 'big-too', also: true };
  test.each([
    // touchpoints in file order      total    made
    [[pay, big], '500', ['pay']],
    [[big, pay], '500', ['big']],
    [[big, pay], '5', ['pay']],
    [[pay, bigToo], '500', ['pay', 'big-too']],
    [[pay, bigToo], '5', ['pay']],
    [[bigToo, pay], '500', ['big-too']],
    [[big, pay, bigToo], '500', ['big', 'big-too']],
    [[big], '5', []],
  ] as const)(
    '[RC1] of %# the first in file order takes it, later ones only with `also`',
    (touchpoints, total, made) => {
      expect(makes(touchpoints, { properties: { total } })).toEqual(made);
    },
  );

  test('[RC2] a `when` that nobody can answer does not hold', () => {
    expect(makes([big], {})).toEqual([]);
    expect(makes([big], { properties: { total: '"500' } })).toEqual([]);
    expect(makes([touchpoint('odd', '!(properties.total > 100)')], {})).toEqual([]);
  });

  test('[RC3] only current journeys recognise, and in them only touchpoints with a `when`', () => {
    const model = madeUpModel({ touchpoints: [touchpoint('plan', null), pay] });
    const future = {
      ...model,
      journeys: model.journeys.map((each) => ({ ...each, state: 'future' as const })),
    };
    expect(recognised(model).encounters.map((each) => each.touchpoint)).toEqual(['pay']);
    expect(recognised(future)).toEqual({ encounters: [], transfers: [], refused: [] });
  });

  test.each([
    ['track', 'Paid', ['event', 'name']],
    ['page', 'Paid', ['name']],
    ['identify', '', []],
  ])('[RC4] of a %s named "%s" a rule sees `event` only if it tracks', (type, name, made) => {
    const touchpoints = [
      touchpoint('event', 'event == "Paid"'),
      touchpoint('name', 'name == "Paid"', { also: true }),
    ];
    expect(makes(touchpoints, { type, name })).toEqual(made);
  });
});

describe('what an encounter holds', () => {
  test('[RC5] place and time come from model and event; the event channel wins over the model', () => {
    const model = madeUpModel({ touchpoints: [touchpoint('pay', 'event == "Paid"')] });
    const { encounters } = recognised(model);
    expect(encounters).toEqual([
      {
        ...{ encounterId: '4:till2:m1pay', seq: 7, at: EVENT.at, until: null, n: 1, grade: 'A' },
        ...{ personId: EVENT.identityId, accountId: EVENT.accountId },
        ...{ journey: 'order', phase: 'buy', step: 'pay', touchpoint: 'pay', channel: 'web' },
        ...{ durationSeconds: null, felt: null, feltScale: '', feltRaw: null },
        ...{ caseId: EVENT.caseId, starts: false, ends: false },
      },
    ]);
    expect(recognised(model, { channel: 'kiosk' }).encounters[0]?.channel).toBe('kiosk');
  });

  test.each([
    // raw   felt
    ['1', -1, 1],
    ['4.5', 0.75, 4.5],
    ['6', null, 6],
    ['"5', null, null],
  ])(
    '[RC6] a rating of %s on csat-5 is felt as %s, and kept as it was said',
    (rating, felt, raw) => {
      const felt5 = { from: rule('properties.rating'), scale: 'csat-5' } as const;
      const touchpoints = [touchpoint('pay', 'event == "Paid"', { felt: felt5 })];
      const { encounters } = recognised(madeUpModel({ touchpoints }), { properties: { rating } });
      expect(encounters[0]).toMatchObject({ felt, feltRaw: raw, feltScale: 'csat-5' });
      expect(feltOf(3, 'no such scale')).toBeNull();
    },
  );

  test('[RC7] transfers are linked by the exchange id that the model reads, else by the case', () => {
    const exchange = [madeUpLine(1, 'customer', 'business', 'money', '1')];
    const linked = touchpoint('pay', 'event == "Paid"', {
      exchange,
      exchangeId: rule('properties.order'),
    });
    const idOf = (properties: Event['properties']) =>
      recognised(madeUpModel({ touchpoints: [linked] }), { properties }).transfers[0]?.exchangeId;
    expect(idOf({ order: '"o7' })).toBe('o7');
    expect(idOf({})).toBe('order 1');
    expect(idOf({ order: '7' })).toBe('order 1');
  });

  test('[RC8] no two of source, message and touchpoint share the text that their id is made of', () => {
    const part = fc.string({ unit: fc.constantFrom('1', ':', 'a', '😀', 'é'), maxLength: 5 });
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (a, b) => {
        expect(encounterKey(...a) === encounterKey(...b)).toBe(a.join('\0') === b.join('\0'));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what a leg moves', () => {
  test.each([
    // value     amount in cents
    ['12.5', 1250],
    // The double below 1.005: rounded as the number that it is.
    ['1.005', 100],
    ['0.005', 1],
    ['0.0049', null],
    ['0', null],
    ['90071992547409.92', 9007199254740992],
  ])('[RC9] %s euros are %s cents; nothing is no leg and no fault', (total, amount) => {
    const { transfers, refused } = leg('properties.total', { total });
    expect(transfers.map(({ quantity }) => quantity)).toEqual(amount === null ? [] : [amount]);
    expect(refused).toEqual([]);
  });

  test.each([
    [{}, 'absent'],
    [{ total: '"12' }, 'absent'],
    [{ total: '-1' }, 'negative'],
    [{ total: '1e300' }, 'too-large'],
    [{ total: '-1e300' }, 'too-large'],
    [{ total: '90071992547409.94' }, 'too-large'],
  ] as const)('[RC10] %j makes no leg, and says why; the encounter stays', (properties, reason) => {
    const made = leg('properties.total', properties);
    expect(made).toMatchObject({
      encounters: [{ touchpoint: 'pay' }],
      transfers: [],
      refused: [{ reason, leg: 1, kind: 'money', n: 1 }],
    });
  });

  test('[RC11] below zero a signed leg goes the other way', () => {
    const back = leg('properties.total', { total: '-12.5' }, {}, { signed: true });
    expect(back.transfers).toMatchObject([
      { giver: 'business', receiver: 'customer', quantity: 1250 },
    ]);
    expect(back.refused).toEqual([]);
  });

  test.each([
    // the event's, the line's, and the transfer's grade
    ['A', null, 'A'],
    ['B', null, 'B'],
    ['A', 'D', 'D'],
    ['C', 'B', 'C'],
  ] as const)(
    '[RC15] of an event known as %s a line known as %s moves what is known as %s',
    (grade, stated, expected) => {
      const line = { ...madeUpLine(1, 'customer', 'business', 'money', '3'), grade: stated };
      const pay = touchpoint('pay', 'event == "Paid"', { exchange: [line] });
      const made = recognised(madeUpModel({ touchpoints: [pay] }), { grade });
      expect(made.transfers.map((each) => each.grade)).toEqual([expected]);
      expect(made.encounters.map((each) => each.grade)).toEqual([grade]);
    },
  );

  test('[RC12] an aggregate moves its mean times its number, rounded once, and carries its period and grade', () => {
    const calls = { n: 41, grade: 'B', identityId: null, until: 1_702_592_000_000 } as const;
    const { transfers, encounters } = leg('properties.mean', { mean: '0.333' }, calls);
    expect(encounters).toMatchObject([{ n: 41, at: EVENT.at, until: calls.until }]);
    expect(transfers).toMatchObject([{ quantity: 1365, n: 41, grade: 'B', personId: null }]);
  });
});

test('[RC13] what an event makes depends on nothing but the model and that event', () => {
  const exchange = [
    madeUpLine(1, 'customer', 'business', 'money', 'properties.total'),
    madeUpLine(2, 'business', 'customer', 'help', 'properties.help / properties.total'),
  ];
  const model = madeUpModel({
    touchpoints: [
      touchpoint('pay', 'event == "Paid"', { exchange }),
      touchpoint('any', 'properties.help > 0', { exchange, also: true }),
    ],
  });
  const number = fc.option(fc.integer({ min: -3, max: 3 }).map(String), { nil: 'null' });
  const event: fc.Arbitrary<Event> = fc
    .record({
      messageId: fc.string(),
      name: fc.constantFrom('Paid', 'Lost'),
      properties: fc.record({ total: number, help: number }),
    })
    .map((parts) => ({ ...EVENT, ...parts }));
  const recognise = recogniser(recognitionOf(model), (text) => text);
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (events) => {
      const alone = events.map((each) => recogniser(recognitionOf(model), (text) => text)(each));
      expect(events.toReversed().map(recognise).toReversed()).toEqual(alone);
      for (const { encounters, transfers, refused } of alone) {
        const ids = encounters.map(({ encounterId }) => encounterId);
        const entries = [...transfers, ...refused].map((each) => `${each.encounterId} ${each.leg}`);
        expect(new Set(entries).size).toBe(entries.length);
        expect([...transfers, ...refused].every((each) => ids.includes(each.encounterId))).toBe(
          true,
        );
        expect(
          transfers.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity > 0),
        ).toBe(true);
      }
    }),
  );
});

test('[RC14] the SQL has one pass over the events, works a quantity out once, and is the same for the same rules', () => {
  const exchange = [
    madeUpLine(1, 'customer', 'business', 'money', 'properties.total'),
    madeUpLine(2, 'business', 'customer', 'goods', 'properties.total'),
  ];
  const touchpoints = ['a', 'b', 'c'].map((id) => touchpoint(id, 'event == "Paid"', { exchange }));
  const sql = recogniseSql(recognitionOf(madeUpModel({ touchpoints })), 'seq > 5');
  expect(sql.match(/FROM event/g)).toHaveLength(1);
  expect(sql).toContain('WHERE seq > 5');
  expect(sql.match(/AS amounts/g)).toHaveLength(1);
  expect(sql.match(/floor\(abs\(/g)).toHaveLength(1);
  const valued = { ...madeUpModel({ touchpoints }), currency: 'USD', name: 'Another name' };
  expect(recogniseSql(recognitionOf(valued), 'seq > 5')).toBe(sql);
});
