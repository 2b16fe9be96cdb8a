import { expect, test } from 'vitest';
import { madeUpModel, madeUpRow } from '../ledger/made-up.ts';
import type { TouchpointEvidence } from './finding.ts';
import { findings } from './findings.ts';
import type { ExpectationKept, Looks, MomentsFelt, PromiseHeld, Varied, Weakest } from './looks.ts';
import { evidence, model, quiz, sale, touchpoints, valuations } from './made-up-shop.ts';
import { numberWords } from './words.ts';

// Worlds of odd shapes, in which a rule that looks only at counts would claim too much, or say it badly.

const journey = { id: 'order', name: 'Order' };

function saidOf(looks: Looks, parts: Partial<TouchpointEvidence> = {}) {
  return findings({ model, days: 365.25, touchpoints: [{ ...sale, ...parts, looks }] });
}

test('[FI27] what one person does again and again is one piece of evidence', () => {
  const ends: MomentsFelt = { journey, journeys: 60, bad: 60, felt: -0.7, people: 1 };
  const said = saidOf({ ends });
  expect(said.findings).toEqual([]);
  expect(said.abstained[0]?.because).toMatchObject({ code: 'unsure', of: 'bad-end' });
  expect(saidOf({ ends: { ...ends, people: 50 } }).findings).toHaveLength(1);
});

test('[FI26] one person who leaves again and again makes no failure point', () => {
  const leaving = {
    ...{ journey, visits: 60, left: 40, people: 1, done: 20, moved: [] },
    beside: { touchpoint: 'fee', name: 'Late fee', visits: 300, left: 30 },
  };
  expect(saidOf({ leaving }).findings).toEqual([]);
  expect(saidOf({ leaving: { ...leaving, people: 38 } }).findings).toHaveLength(1);
});

const held: PromiseHeld = {
  ...{ proposition: 'gift', promise: 'A gift', kind: 'goods', giver: 'business' },
  ...{ receiver: 'customer', believed: { median: 2, low: 1.5 }, n: 30, mean: 0, sd: 0 },
  grade: 'A',
};

test('[FI24] a line that moved in none of a few encounters may be seldom and large: it has no spread, and is not certain', () => {
  expect(saidOf({ promises: [{ ...held, n: 30 }] }).findings[0]?.confidence ?? 0).toBeLessThan(
    0.99,
  );
  const [found] = saidOf({ promises: [{ ...held, n: 300 }] }).findings;
  expect(found).toMatchObject({ kind: 'promise-not-kept' });
});

test('[FI21] what was looked at and not claimed counts among the tests, and discovers nothing', () => {
  // Three of four end well everywhere; at one place a little more than half end badly.
  const well: MomentsFelt = { journey, journeys: 100, bad: 25, felt: -0.5, people: 25 };
  const close = { ...well, bad: 61, people: 61 };
  const places = Array.from({ length: 40 }, (_, at) => ({
    ...{ ...sale, touchpoint: `place ${at}` },
    looks: { ends: at === 0 ? close : well },
  }));
  const alone = findings({ model, days: 365, touchpoints: places.slice(0, 1) });
  expect(alone.findings).toHaveLength(1);
  const among = findings({ model, days: 365, touchpoints: places });
  expect(among.findings).toEqual([]);
  expect(among.abstained[0]?.because).toMatchObject({ code: 'chance', tests: 40 });
});

test('[FI29] ratings that are all the same cannot show that two are alike', () => {
  const arm = {
    felt: { people: 4000, mean: 1, sd: 0 },
    back: { people: 4000, came: 2000 },
    kept: null,
  };
  const varied: Varied = { kind: 'goods', given: arm, withheld: arm };
  const of = (each: Varied) => saidOf({ varied: [each] }).findings.map(({ kind }) => kind);
  expect(of(varied)).toEqual([]);
  const spread = { ...arm, felt: { ...arm.felt, mean: 0.9, sd: 0.3 } };
  expect(of({ ...varied, given: spread, withheld: spread })).toEqual(['delivered-unnoticed']);
});

test('[FI13] a weakest link that is less likely than not is not said to be likely', () => {
  const weakest: Weakest = {
    ...{
      influence: 'service',
      outcome: 'Recommendation',
      respondents: 900,
      score: 0.1,
      others: 0.5,
    },
    ...{ rho: { low: -6, median: -4, high: -2 }, necessary: { effect: 0.3, chance: 0.9 } },
  };
  expect(saidOf({ weakest }).abstained).toEqual([]);
});

test('[FI25] time beyond what is expected is counted in the unit of its kind', () => {
  const wait: ExpectationKept = {
    ...{ metric: 'wait_s', atMost: 120, atLeast: null, source: null, promise: null },
    ...{ n: 100, met: 0, people: 80, peopleMissed: 80, missedBy: 600, grade: 'A' },
  };
  const waits = evidence('call', [madeUpRow('customer', 'business', 'time:waiting', 900)]);
  const customerIn = (unit: string) => {
    const values = model.values.map((each) =>
      each.id === 'time:waiting' ? { ...each, unit } : each,
    );
    const made = { ...madeUpModel({ valuations, touchpoints }), values };
    const said = findings({
      ...{ model: made, days: 365.25 },
      touchpoints: [{ ...waits, looks: { expectations: [wait] } }],
    });
    const found = said.findings.find(({ kind }) => kind === 'unmet-expectation');
    return found?.customer.kind === 'estimate' ? found.customer.median : null;
  };
  const seconds = customerIn('second') ?? 0;
  expect(seconds).toBeLessThan(0);
  expect(numberWords((customerIn('minute') ?? 0) * 60)).toBe(numberWords(seconds));
  expect(customerIn('visit')).toBeNull();
});

test('[FI12] one person is a person, and one day a day', () => {
  const said = findings({
    ...{ model, days: 1 },
    touchpoints: [{ ...quiz, people: 1, peopleGivingData: 1 }],
  });
  expect(said.findings[0]?.headline).toContain('from 1 person and');
  expect(said.findings[0]?.why).not.toMatch(/\b1 (people|days)\b/);
});
