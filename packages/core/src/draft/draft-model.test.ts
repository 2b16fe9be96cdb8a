import { expect, test } from 'vitest';
import { touchpointsOf } from '../model/model.ts';
import { drafted, gridFrom, modelOf } from './drafting-testing.ts';
import { impactOf } from './felt.ts';
import { channelOf, stageOf } from './guesses.ts';
import { uncommented } from './uncommented-testing.ts';

const WORKSHOP = `
Corner Cycles journey map||||
|Aware||Have it back|
|Something breaks|Look for a shop|Wait|Collect
Doing|I hear a noise|I search because it is urgent|I wait|I pay
Touchpoints||Search result / Shop website|Phone call|Till
Channels|||Phone|Store
Feelings|😡|2|1|5
Thinking||"Are they open?"||
Pain points||Hours are hard to find|Nobody calls|
Opportunities||Show free slots||
Backstage|||Find parts; Calculate|
KPI|||Hours until the offer|
Owner||Web team|Workshop|Workshop
Moment of truth|||x|
Weather|rain|||
`;

const LONG = `
journey_id|journey_title|state|phase|step_order|step|moment_of_truth|lane_type|lane|persona|text|impact|weight|channel|owner|tags
repair|Get it repaired|current|Bring it in|1|Ask|1|touchpoint|Touchpoints|Commuter|Counter|||store|Workshop|visit
||||||||Doing||I ask because I want no surprise|||||
|||||||pain|Pain points|Commuter, Family|Nobody calls|-2|80|||waiting
|||||||gain|Gains||They explain|9|||Front desk|
|||||||backstage|||Look at it||||Workshop|
|||||||poster|Posters||A poster|1||||
`;

test('[JD7] [JD11] a matrix becomes the model that it tells, golden', async () => {
  const { text, counts, notTaken, layout } = drafted(gridFrom(WORKSHOP));
  await expect(text).toMatchFileSnapshot('goldens/matrix.bothways.yaml');
  expect({ layout, counts, notTaken }).toEqual({
    layout: 'matrix',
    counts: {
      journeys: 1,
      phases: 2,
      steps: 4,
      touchpoints: 5,
      insights: 7,
      toFill: expect.any(Number),
    },
    notTaken: [
      {
        row: 15,
        column: 2,
        text: 'rain',
        why: expect.stringMatching(/"Weather".*"Something breaks"/),
      },
    ],
  });
  const touchpoints = touchpointsOf(modelOf(text));
  expect(
    touchpoints.map(({ id, channel, owner, intention }) => [id, channel, owner, intention]),
  ).toEqual([
    ['something-breaks', 'unknown', null, 'I hear a noise'],
    ['search-result', 'unknown', 'web-team', null],
    ['shop-website', 'web', 'web-team', null],
    ['phone-call', 'phone', 'workshop', 'I wait'],
    ['till', 'store', 'workshop', 'I pay'],
  ]);
});

test('[JD7] a long layout becomes the model that it tells, golden', async () => {
  const { text, counts, notTaken, layout } = drafted(gridFrom(LONG));
  await expect(text).toMatchFileSnapshot('goldens/long.bothways.yaml');
  expect({ layout, counts, notTaken }).toMatchObject({
    layout: 'long',
    counts: { journeys: 1, phases: 1, steps: 1, touchpoints: 1, insights: 2 },
    notTaken: [
      { row: 7, column: 11, text: 'A poster' },
      { row: 7, column: 12, text: '1' },
    ],
  });
});

test.each([
  ['Awareness', 'awareness'],
  ['Research & discovery', 'discovery'],
  ['Consideration', 'attraction'],
  ['First contact', 'interaction'],
  ['Purchase decision', 'purchase'],
  ['Onboarding', 'use'],
  ['Post-purchase', 'cultivation'],
  ['Advocacy', 'advocacy'],
  ['Bewusstsein', 'awareness'],
  ['Kauf', 'purchase'],
  ['Nutzung', 'use'],
  ['Weiterempfehlung', 'advocacy'],
  ['Act II', null],
])('[JD11] the phase %j is in stage %s', (name, stage) => {
  expect(stageOf(name)).toBe(stage);
});

test.each([
  ['Mobile app', 'app'],
  ['Appointment', null],
  ['WhatsApp', 'chat'],
  ['Confirmation e-mail', 'e-mail'],
  ['Call centre', 'phone'],
  ['Webseite', 'web'],
  ['Filiale', 'store'],
  ['Letter', 'post'],
  ['Instagram', 'social'],
])('[JD11] %j is met in channel %s', (words, channel) => {
  expect(channelOf(words)).toBe(channel);
});

test.each([
  ['😡', -2],
  ['frustriert', -2],
  ['a bit unsure', -1],
  ['neutral', 0],
  [':)', 1],
  ['Zufrieden', 1],
  ['not satisfied? unhappy', -1],
  ['delighted!', 2],
  ['++', 2],
  ['purple', null],
])('[JD11] %j feels %s', (words, impact) => {
  expect(impactOf(words)).toBe(impact);
});

test.each([
  ['1|5', [-2, 2], '1..5'],
  ['-2|+1', [-2, 1], '-2..+2'],
  ['3|10', [-1.11, 2], '1..10'],
  ['0|50', [-2, 0], '0..100'],
  ['-1000|3', [undefined, undefined], null],
])('[JD11] numbers of feeling %j are %j, on the scale %s', (cells, impacts, scale) => {
  const { text } = drafted(gridFrom(`\n|Buy|Use\nTouchpoints|a|b\nFeeling|${cells}\n`));
  const insights = modelOf(text).extensions['insights'] as readonly { impact?: number }[];
  expect(insights.map(({ impact }) => impact)).toEqual(impacts);
  if (scale !== null) expect(text).toContain(`on ${scale}`);
  else expect(text).toContain('# impact: 0');
});

test('[JD10] a repeated touchpoint keeps its id when others come or go', () => {
  const ids = (picture: string) =>
    touchpointsOf(modelOf(drafted(gridFrom(picture)).text)).map(({ id }) => id);
  const before = ids('\n|Find|Buy\n|look|pay\nTouchpoints|Website|Website; Till\n');
  const after = ids(
    '\n|Find||Buy\n|hear|look|pay\nTouchpoints|Website|Website|Card; Website; Till\n',
  );
  expect(before).toEqual(['website-look', 'website-pay', 'till']);
  expect(after).toEqual(expect.arrayContaining(before));
});

test('[JD12] the lines below each fill-in hold once their marks are taken away', () => {
  for (const picture of [WORKSHOP, LONG]) {
    const filled = modelOf(uncommented(drafted(gridFrom(picture)).text));
    const touchpoints = touchpointsOf(filled);
    expect(touchpoints.length).toBeGreaterThan(0);
    for (const { when, exchange, believed } of touchpoints) {
      expect(when?.text).toBe('event == "Order Completed"');
      expect(exchange).toHaveLength(3);
      // Taken as they stand they are a believed ledger of every line: what no number says has a believed one.
      for (const { quantity, believed: of } of exchange)
        expect(/^\d+$/.test(quantity.text) || of !== null).toBe(true);
      expect(believed).toMatchObject({ per: 'month' });
    }
    expect(filled.journeys[0]?.mission).toMatchObject({ gapDays: 30 });
    expect(filled.valuations.length).toBeGreaterThan(1);
  }
});

test('[JD12] a step without a touchpoint shows where one goes', () => {
  const { text } = drafted(
    gridFrom('\n|Buy|Use\n|ask|ride\nTouchpoints|ride|\nPain points||rain\n'),
  );
  const touchpoints = touchpointsOf(modelOf(uncommented(text)));
  expect(touchpoints.map(({ id, step }) => [id, step])).toEqual([
    ['ride', 'ask'],
    ['ride-2', 'ride'],
  ]);
});
