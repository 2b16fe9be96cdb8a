import { editModel, lookAt, type OutlineJourney } from '@bothways/core/edit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedJourney, moveEdit, type Part, placeNext, placeNow, placeSaid } from './edit-moves.ts';

const touchpoint = (id: string) => `              - { id: ${id}, channel: web }\n`;
const step = (id: string, ...touchpoints: readonly string[]) =>
  `          - id: ${id}\n            touchpoints:${touchpoints.length === 0 ? ' []' : ''}\n${touchpoints.map(touchpoint).join('')}`;
const TEXT = `bothways: 1
name: Shop
currency: EUR
journeys:
  - id: order
    phases:
      - id: buy
        steps:
${step('look', 'a', 'b', 'c')}${step('pay', 'd')}      - id: empty
        steps: []
      - id: have
        steps:
${step('wait')}${step('open', 'e', 'f')}`;
const files = [{ file: 'shop.bothways.yaml', text: TEXT }];

function journeyOf(now: typeof files): OutlineJourney {
  const [journey] = lookAt(now).outline.journeys;
  if (journey === undefined) throw new Error('the model has a journey');
  return journey;
}

const parts: readonly Part[] = [
  ...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ what: 'touchpoint', id }) as const),
  ...['look', 'pay', 'wait', 'open'].map((id) => ({ what: 'step', id }) as const),
  ...['buy', 'empty', 'have'].map((id) => ({ what: 'phase', id }) as const),
];
const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;

test('[EM11] the map shows what the model will be, wherever the keys have led', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...parts),
      fc.array(fc.constantFrom(...keys), { maxLength: 12 }),
      (part, pressed) => {
        const journey = journeyOf(files);
        let place = placeNow(journey, part);
        for (const key of pressed)
          if (place !== null) place = placeNext(journey, part, place, key) ?? place;
        if (place === null) throw new Error('every part stands somewhere');
        const edited = editModel(files, [moveEdit(journey.id, part, place)]);
        if ('refused' in edited) throw new Error(edited.refused.message);
        expect(journeyOf([...edited.files])).toEqual(movedJourney(journey, part, place));
        const { nth, count } = placeSaid(journey, part, place);
        expect(nth).toBeGreaterThan(0);
        expect(nth).toBeLessThanOrEqual(count);
      },
    ),
    { numRuns: 100 },
  );
});

test('[EM11] the keys reach every place, and end at both ends', () => {
  const journey = journeyOf(files);
  const part = { what: 'touchpoint', id: 'a' } as const;
  const seen = new Set<string>();
  let place = placeNow(journey, part);
  while (place !== null) {
    seen.add(`${place.into}>${place.before}`);
    place = placeNext(journey, part, place, 'ArrowDown');
  }
  expect([...seen]).toEqual([
    ...['look>b', 'look>c', 'look>null', 'pay>d', 'pay>null'],
    ...['wait>null', 'open>e', 'open>f', 'open>null'],
  ]);
});
