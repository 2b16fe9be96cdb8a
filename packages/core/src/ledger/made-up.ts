// A made-up model and cube rows, for tests: a shop with goods, money, waiting and data.
import {
  type ExchangeLine,
  type Model,
  type Touchpoint,
  VALUE_FAMILIES,
  type Valuation,
  type ValueKind,
  type Worth,
} from '../model/model.ts';
import type { CubeRow } from './entries.ts';

const PLACE = { file: 'made-up.bothways.yaml', line: 1, column: 1 };

/** A model with these kinds, valuations and touchpoints; all else is plain. */
export function madeUpModel(
  parts: Partial<Model> & { readonly touchpoints?: readonly Touchpoint[] } = {},
): Model {
  const { touchpoints = [], ...rest } = parts;
  return {
    name: 'Made up',
    currency: 'EUR',
    actors: [
      { id: 'customer', kind: 'customer', side: 'customer', name: 'Customer' },
      { id: 'business', kind: 'business', side: 'business', name: 'Business' },
      { id: 'care', kind: 'team', side: 'business', name: 'Care team' },
      { id: 'courier', kind: 'partner', side: 'other', name: 'Courier' },
    ],
    segments: [],
    personas: [],
    values: [
      madeUpKind('money', 'EUR', 2),
      madeUpKind('goods', 'EUR', 2),
      madeUpKind('time:waiting', 'second'),
      madeUpKind('time:work', 'second'),
      madeUpKind('data:birth-date', 'disclosure'),
      madeUpKind('help', 'act'),
    ],
    valuations: [],
    journeys: [
      {
        id: 'order',
        name: 'Order',
        level: 'L1',
        state: 'current',
        insteadOf: null,
        mission: null,
        phases: [
          {
            id: 'buy',
            name: 'Buy',
            stage: 'purchase',
            ...{ optional: false, repeats: false },
            steps: [
              {
                ...{ id: 'pay', name: 'Pay', momentOfTruth: false },
                ...{ flow: 'any', optional: false, repeats: false },
                touchpoints,
              },
            ],
          },
        ],
        place: PLACE,
      },
    ],
    propositions: [],
    extensions: {},
    ...rest,
  };
}

export function madeUpKind(id: string, unit: string, scale = 0): ValueKind {
  const family = VALUE_FAMILIES.find((each) => each === id.split(':')[0]) ?? 'outcome';
  return { id, family, name: id, unit, scale, form: null, tangible: false, basis: null };
}

/** A worth or cost: a point, or a median with its range. */
export function madeUpWorth(
  median: number,
  low = median,
  high = median,
  basis: Worth['basis'] = 'stated',
): Worth {
  return { median, low, high, basis, source: null, agreedBy: null, agreedOn: null, place: PLACE };
}

export function madeUpValuation(kind: string, parts: Partial<Valuation>): Valuation {
  return { kind, segment: null, give: null, worth: null, cost: null, place: PLACE, ...parts };
}

export function madeUpRow(
  giver: string,
  receiver: string,
  kind: string,
  quantity: number,
  parts: Partial<CubeRow> = {},
): CubeRow {
  return {
    keys: { touchpoint: 'checkout' },
    giver,
    receiver,
    kind,
    segment: 'everyone',
    quantity: BigInt(quantity),
    n: 100,
    grades: { A: 100 },
    ...parts,
  };
}

export function madeUpTouchpoint(id: string, parts: Partial<Touchpoint> = {}): Touchpoint {
  return {
    id,
    name: id,
    journey: 'order',
    phase: 'buy',
    step: 'pay',
    channel: 'web',
    initiator: null,
    influence: null,
    seeks: null,
    owner: null,
    intention: null,
    quote: null,
    optional: false,
    insteadOf: [],
    when: null,
    also: false,
    measures: {},
    expects: [],
    felt: null,
    exchangeId: null,
    believed: null,
    exchange: [],
    place: PLACE,
    ...parts,
  };
}

export function madeUpLine(
  leg: number,
  give: string,
  to: string,
  kind: string,
  quantity: string,
  believed: ExchangeLine['believed'] = null,
): ExchangeLine {
  return {
    leg,
    give,
    to,
    kind,
    quantity: { text: quantity, place: PLACE },
    signed: false,
    grade: null,
    believed,
    place: PLACE,
  };
}
