import type { FindingSeen } from '@bothways/core/contract';
import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { claims } from '../../words/de/claims.ts';
import { follow } from '../../words/de/follow.ts';
import { formatOf } from '../../words/format.ts';
import { type Speaker, sayFinding, sayNext } from './say.ts';
import { sayAsked, sayCaveat } from './say-claims.ts';

const german = createInstance({
  ...{ lng: 'de', fallbackLng: false, interpolation: { escapeValue: false } },
  ...{ resources: { de: { claims, follow } }, initAsync: false },
});
await german.init();

const speaker: Speaker = {
  t: german.getFixedT('de', 'follow'),
  claims: german.getFixedT('de', 'claims'),
  ...{ language: 'de', currency: 'EUR', format: formatOf('de', 'EUR') },
  kinds: new Map([['goods', { id: 'goods', name: 'Waren', unit: 'EUR' }]]),
};

function seen(kind: string, facts: FindingSeen['facts']): FindingSeen {
  const money: FindingSeen['joint'] = {
    kind: 'estimate',
    ...{ median: -100, low: -120, high: -80, level: 0.9, n: 40 },
    ...{ method: 'closed form', grade: 'A' },
  };
  const touchpoint = { id: 'till', name: 'Kasse' };
  return {
    ...{ key: `${kind}:till`, joint: money, encounters: 40, stake: money, confidence: 0.99 },
    said: {
      ...{ kind, kindName: kind, touchpoint, sentence: 'English', detail: '', people: 40 },
      ...{ customer: money, business: money, breakEven: null, turns: null },
      grade: 'A',
      next: 'English',
    },
    ...{ caveat: 'English', asked: { words: 'English', query: '' }, facts, also: [] },
    ...{ owner: null, journey: null, quote: null, lines: [] },
    parts: {
      ...{ given: 10, got: 0, dataKinds: ['goods'], givingData: 40, gettingNothing: 40 },
      ...{ planned: [], most: { customer: null, business: null }, days: 365, counted: [] },
      believed: null,
    },
  };
}

const felt = { journey: 'Kauf', journeys: 40, bad: 30, felt: -0.5 };
const missed = { metric: 'duration_s', kept: 10, of: 40 };

test.each<[string, FindingSeen['facts']]>([
  ['one-sided-capture', {}],
  ['data-taken-nothing-given', {}],
  ['costly-for-both', {}],
  ['uncaptured-value', { peopleHere: 40, peopleOthers: 40, lostAPerson: 3 }],
  ['promise-not-kept', { promise: '', kind: 'goods', believed: 10, measured: 3 }],
  ['promise-not-kept', { promise: 'Schnell', ...missed }],
  ['unmet-expectation', { ...missed, source: '', missedBy: 3, atMost: 120 }],
  ['failure-point', { journey: 'Kauf', visits: 100, left: 40 }],
  ['bad-end', felt],
  ['bad-peak', felt],
  ['wrong-form', { seeks: 'in-use', transfersSought: 0, given: 'goods' }],
  ['delivered-unnoticed', { kind: 'goods', feltGiven: 0, feltWithheld: 0 }],
  ['weakest-link', { influence: 'service', outcome: 'nps', respondents: 80 }],
  ['unmapped', { events: 400, eventsYearly: 200 }],
  ['unseen', {}],
  ['strength', { felt: 0.5, feltLow: 0.4 }],
])('[FP9] %s is said in German, made of its figures', (kind, facts) => {
  const finding = seen(kind, facts);
  for (const say of [sayFinding, sayNext, sayCaveat, sayAsked]) {
    const said = say(finding, speaker);
    expect(said.lang).toBeUndefined();
    expect(said.text).not.toMatch(/English|\{\{|undefined|NaN/);
  }
});

test('[FP9] where a figure is missing the engine speaks, in English and said to be so', () => {
  expect(sayFinding(seen('failure-point', {}), speaker)).toEqual({ text: 'English', lang: 'en' });
  expect(sayFinding(seen('of-tomorrow', {}), speaker)).toEqual({ text: 'English', lang: 'en' });
});
