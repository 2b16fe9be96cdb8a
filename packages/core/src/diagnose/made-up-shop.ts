// A made-up shop with what was seen at four of its touchpoints, for tests.
import type { CubeRow } from '../ledger/entries.ts';
import {
  madeUpLine,
  madeUpModel,
  madeUpRow,
  madeUpTouchpoint,
  madeUpValuation,
  madeUpWorth,
} from '../ledger/made-up.ts';
import type { Model } from '../model/model.ts';
import type { Finding, TouchpointEvidence } from './finding.ts';
import { findings } from './findings.ts';

const minute = (euros: number): number => euros / 60;
export const valuations = [
  madeUpValuation('goods', {
    worth: madeUpWorth(1.2, 1, 1.44),
    cost: madeUpWorth(0.62, 0.6, 0.64, 'measured'),
  }),
  madeUpValuation('time:waiting', { cost: madeUpWorth(minute(0.2), minute(0.12), minute(0.33)) }),
  madeUpValuation('time:work', { cost: madeUpWorth(minute(0.5)) }),
];
export const touchpoints = [
  madeUpTouchpoint('checkout', {
    name: 'Checkout',
    exchange: [
      madeUpLine(0, 'business', 'customer', 'goods', 'properties.total'),
      madeUpLine(1, 'customer', 'business', 'money', 'properties.total'),
    ],
  }),
  madeUpTouchpoint('fee', {
    name: 'Late fee',
    exchange: [madeUpLine(0, 'customer', 'business', 'money', '12')],
  }),
  madeUpTouchpoint('call', { name: 'Call' }),
  madeUpTouchpoint('quiz', { name: 'Birthday quiz' }),
];
export const model: Model = madeUpModel({ valuations, touchpoints });

/** Evidence of one touchpoint: 100 encounters of 80 people unless said. */
export function evidence(
  touchpoint: string,
  cube: readonly CubeRow[],
  parts: Partial<TouchpointEvidence> = {},
): TouchpointEvidence {
  return {
    touchpoint,
    cube,
    people: 80,
    encounters: 100,
    peopleGivingData: 0,
    encountersGivingData: 0,
    encountersGivingDataGettingNothing: 0,
    ...parts,
  };
}

export const fee = evidence('fee', [madeUpRow('customer', 'business', 'money', 120_000)]);
export const sale = evidence('checkout', [
  madeUpRow('customer', 'business', 'money', 120_000),
  madeUpRow('business', 'customer', 'goods', 120_000),
]);
export const call = evidence('call', [
  madeUpRow('customer', 'business', 'time:waiting', 100 * 900),
  madeUpRow('care', 'customer', 'time:work', 100 * 600),
]);
export const quiz = evidence('quiz', [madeUpRow('customer', 'business', 'data:birth-date', 100)], {
  peopleGivingData: 60,
  encountersGivingData: 100,
  encountersGivingDataGettingNothing: 97,
});

/** The one finding there is. */
export function only(pieces: readonly TouchpointEvidence[], of: Model = model): Finding {
  const { findings: found } = findings({ model: of, days: 365.25, touchpoints: pieces });
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} findings`);
  return first;
}
