import type { Valuations } from '../contract/valuations.ts';
import type { Year } from '../contract/year.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { Counted, Spreads } from '../ledger/volume.ts';
import type { ExchangeLine, Model, Place, Touchpoint } from '../model/model.ts';
import { basisOf } from './basis.ts';
import { asModel } from './plan.ts';

/** A year as it came over the wire, ready to be valued: what was measured as rows, what is believed as a model. */
export interface YearRead {
  /** It plans no more than what is valued. */
  readonly model: Model;
  readonly rows: readonly CubeRow[];
  readonly at: ReadonlyMap<string, readonly CubeRow[]>;
  /** What was counted: over all, in each journey and at each touchpoint. */
  readonly counted: CountedIn;
  readonly seen: Year['touchpoints'];
  /** 0: nothing was measured. */
  readonly days: number;
}

export interface CountedIn {
  readonly all: Counted;
  readonly inJourney: ReadonlyMap<string, Spreads>;
  readonly at: ReadonlyMap<string, Counted>;
}

/** What was counted at a touchpoint. */
export function countedAt({ counted }: Pick<YearRead, 'counted'>, id: string): Counted {
  return counted.at.get(id) ?? { encounters: 0 };
}

/** Reads the quantities of a year with the opinions that value them. */
export function yearRead(valuations: Valuations, year: Year): YearRead {
  const rows = year.rows.map(({ touchpoint, quantity, grade, ...row }) => ({
    ...row,
    keys: { touchpoint },
    quantity: BigInt(quantity),
    grades: { [grade]: Math.max(1, row.n) },
  }));
  return {
    model: {
      ...asModel(basisOf(valuations)),
      segments: valuations.segments.map((each) => ({ ...each, when: null })),
      journeys: journeysOf(year.planned),
    },
    rows,
    at: Map.groupBy(rows, ({ keys }) => keys.touchpoint),
    counted: {
      all: { encounters: year.encounters, spreads: year.spreads.all },
      inJourney: new Map(Object.entries(year.spreads.journeys)),
      at: new Map(
        year.touchpoints.map(({ id, encounters, spreads }) => [id, { encounters, spreads }]),
      ),
    },
    seen: year.touchpoints,
    days: year.days,
  };
}

/** The same year under other opinions. */
export function valuedBy(read: YearRead, valuations: Valuations['valuations']): YearRead {
  const { currency, actors, values } = read.model;
  const basis = basisOf({ currency, actors, kinds: values, valuations });
  return { ...read, model: { ...read.model, valuations: basis.valuations } };
}

function journeysOf(planned: Year['planned']): Model['journeys'] {
  const step = {
    ...{ id: '', name: '', momentOfTruth: false },
    ...{ flow: 'any' as const, optional: false, repeats: false },
    touchpoints: planned.map(touchpointOf),
  };
  return [
    {
      ...NO_JOURNEY,
      phases: [
        { ...{ id: '', name: '', stage: null }, optional: false, repeats: false, steps: [step] },
      ],
    },
  ];
}

function touchpointOf({ id, name, believed, exchange }: Year['planned'][number]): Touchpoint {
  return { ...NO_TOUCHPOINT, id, name, believed, exchange: exchange.map(lineOf) };
}

function lineOf(line: Year['planned'][number]['exchange'][number]): ExchangeLine {
  return {
    ...line,
    quantity: { text: line.quantity, place: NOWHERE },
    signed: false,
    place: NOWHERE,
  };
}

const NOWHERE: Place = { file: '', line: 1, column: 1 };

const NO_JOURNEY: Omit<Model['journeys'][number], 'phases'> = {
  ...{ id: '', name: '', level: 'L1', state: 'current', mission: null, insteadOf: null },
  place: NOWHERE,
};

const NO_TOUCHPOINT = {
  ...{
    journey: '',
    phase: '',
    step: '',
    channel: '',
    initiator: null,
    influence: null,
    seeks: null,
  },
  ...{ owner: null, intention: null, quote: null, when: null, also: false, measures: {} },
  ...{ expects: [], felt: null, exchangeId: null, insteadOf: [], place: NOWHERE },
  optional: false,
} as const;
