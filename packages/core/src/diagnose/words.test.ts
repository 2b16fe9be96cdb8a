import { expect, test } from 'vitest';
import { believedLedger } from '../ledger/believed.ts';
import { madeUpModel, madeUpRow } from '../ledger/made-up.ts';
import { findings } from './findings.ts';
import { call, evidence, fee, model, only, quiz, touchpoints, valuations } from './made-up-shop.ts';

test('[FI11] what the model believes stands beside what was seen', () => {
  const [checkout, planned] = touchpoints;
  if (checkout === undefined || planned === undefined) throw new Error('no touchpoint');
  const volume = { median: 100, low: 100, high: 100 };
  const believing = madeUpModel({
    valuations,
    touchpoints: [{ ...planned, believed: { per: 'year', volume } }],
  });
  const { findings: found } = findings({
    model: believing,
    days: 365,
    touchpoints: [fee],
    believed: believedLedger(believing),
  });
  expect(found[0]?.why).toContain('The model believes it leaves customers EUR -1,200 a year.');
});

test.each([
  [fee, '"Late fee" takes EUR 1,200 a year from customers and gives nothing back.'],
  [
    quiz,
    '"Birthday quiz" took birth date data from 60 people and gave nothing back in 97 % of cases.',
  ],
  [call, '"Call" leaves both worse off: customers by EUR 300 a year, the business by EUR 500.'],
])('[FI12] the headline is one sentence: %#', (piece, headline) => {
  expect(only([piece]).headline).toBe(headline);
});

test('[FI14] what covers other days comes a year, and is said to be seen over its own', () => {
  const rows = [madeUpRow('customer', 'business', 'money', 10_000, { n: 100 })];
  const yearly = [madeUpRow('customer', 'business', 'money', 120_000, { n: 100 })];
  const [own] = findings({
    model,
    days: 700,
    touchpoints: [evidence('fee', rows, { days: 31, yearly, people: 0 })],
  }).findings;
  const [whole] = findings({ model, days: 365.25, touchpoints: [fee] }).findings;
  expect(own?.customer).toEqual(whole?.customer);
  expect(own?.headline).toBe(whole?.headline);
  expect(own?.why).toContain('Seen in 100 encounters over 31 days.');
  const data = [madeUpRow('customer', 'business', 'data:birth-date', 100, { n: 100 })];
  const taken = evidence('quiz', data, {
    yearly: [madeUpRow('customer', 'business', 'data:birth-date', 1178, { n: 100 })],
    encountersGivingData: 100,
    encountersGivingDataGettingNothing: 100,
  });
  const [quiz] = findings({ model, days: 31, touchpoints: [taken] }).findings;
  expect(quiz?.why).toContain('1,180');
});

test.each([
  [27, 'The year is worked out from only 27 days.'],
  [1, 'The year is worked out from only 1 day.'],
  [28, null],
])('[FI15] of %i days it is said that they are few: %s', (days, said) => {
  const [found] = findings({ model, days: 365, touchpoints: [{ ...fee, days }] }).findings;
  if (said === null) expect(found?.why).not.toContain('only');
  else expect(found?.why).toContain(said);
});

test('[FI16] costly for both says the hours that both spent, as seen', () => {
  const { findings: found } = findings({ model, days: 166, touchpoints: [call] });
  expect(found[0]?.why).toContain(
    'Seen in 100 encounters of 80 people over 166 days. It took 25 h of waiting time and 17 h of work time.',
  );
  const yearly = call.cube.map((row) => ({ ...row, quantity: row.quantity * 2n }));
  const doubled = findings({ model, days: 166, touchpoints: [{ ...call, yearly }] });
  expect(doubled.findings[0]?.why).toContain('It took 25 h of waiting time');
  expect(only([fee]).why).not.toContain('It took');
});

test('[FI17] of events that name nobody no people are told', () => {
  const nobodys = only([{ ...quiz, people: 0, peopleGivingData: 0 }]);
  expect(nobodys.headline).toBe(
    '"Birthday quiz" took birth date data in 100 encounters and gave nothing back in 97 % of cases.',
  );
  expect(nobodys.why).not.toContain('people');
  expect(nobodys.people).toBe(0);
  expect(only([{ ...call, people: 0 }]).why).toContain('Seen in 100 encounters over 365 days');
});
