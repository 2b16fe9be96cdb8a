import {
  type CubeRow,
  type Draws,
  drawsOf,
  type Estimate,
  EVENT_ENVIRONMENT,
  type Grade,
  type Model,
  type Rule,
  readRule,
  type Touchpoint,
  Z_HIGH,
} from '@bothways/core';
import type { Spread } from '@bothways/core/contract';
import { segmentsMatter } from '../store/measure/cube.ts';
import {
  encounterFigure,
  eventFigures,
  type FigureSource,
  legFigures,
  legsMoved,
  NEWEST_MAX,
  PEOPLE_MAX,
  personNets,
} from '../store/measure/touchpoint-figures.ts';
import type { Here, TouchpointSeen } from '../store/measure/touchpoint-seen.ts';
import { type FigureSpread, figureSpreads } from '../store/measure/touchpoint-spread.ts';
import { customerWeights } from './customer-weights.ts';
import { measureUnit, touchpointWords } from './touchpoint-words.ts';

/** Of fewer a tenth is not even one. */
const ENOUGH = 10;

export interface Spreading {
  readonly here: Here;
  readonly model: Model;
  readonly touchpoint: Touchpoint;
  readonly seen: TouchpointSeen;
  readonly cube: readonly CubeRow[];
  /** Single encounters in which a line gave no quantity. */
  readonly refusedSingles: ReadonlyMap<number, number>;
  /** The worst evidence at single encounters. */
  readonly grade: Grade;
  /** The same with that of the opinions in it. */
  readonly netGrade: Grade;
}

/** A figure to be spread, and where it comes from. */
interface Wanted {
  readonly about: Pick<Spread, 'of' | 'metric' | 'name' | 'way' | 'unit'>;
  readonly worse: 'low' | 'high' | null;
  readonly over: 'encounters' | 'people';
  readonly newest: number | null;
  readonly everyNth: number;
  /** Why there is nothing to spread, where that is known before. */
  readonly nothing: string;
}

/** How every figure of a touchpoint is spread: what people are left with, quantities, measures, and how it felt. */
export async function touchpointSpreads(
  spreading: Spreading,
): Promise<{ readonly spreads: readonly Spread[]; readonly legs: ReadonlyMap<number, Estimate> }> {
  const { here, seen } = spreading;
  if (seen.encounters === 0) return { spreads: [], legs: new Map() };
  const { wanted, sources } = await plan(spreading);
  const timed = wanted.flatMap(({ about }, index) => (about.unit === 'second' ? [index + 1] : []));
  const found = await figureSpreads(here.facts, sources, new Set(timed));
  const shown = wanted.map((each, index) => {
    const figure = found.get(index + 1);
    const grade = each.about.of === 'net' ? spreading.netGrade : spreading.grade;
    return { each, figure, spread: spreadOf(each, figure, grade) };
  });
  return {
    spreads: shown.map(({ spread }) => spread),
    legs: new Map(
      shown.flatMap(({ each: { about }, figure }): [number, Estimate][] =>
        figure !== undefined && about.metric.startsWith('leg:')
          ? [[Number(about.metric.slice(4)), meanOf(figure, spreading.grade)]]
          : [],
      ),
    ),
  };
}

async function plan(
  spreading: Spreading,
): Promise<{ readonly wanted: readonly Wanted[]; readonly sources: readonly FigureSource[] }> {
  const { here, model, touchpoint, seen, cube } = spreading;
  const hasAggregates = seen.inAggregates > 0;
  const everyNth = Math.max(1, Math.ceil(seen.people / PEOPLE_MAX));
  const wanted: Wanted[] = [netWanted(model, everyNth)];
  const sources: (FigureSource | null)[] = [
    personNets(here, {
      figure: 1,
      segmented: segmentsMatter(model),
      weights: customerWeights(cube, model, drawsOf({ iterations: 1 }) satisfies Draws),
      everyNth,
    }),
  ];
  const legs = touchpoint.exchange.map((line) => ({
    line,
    figure: wanted.push(legWanted(model, line)),
  }));
  const moved = await legsMoved(here, hasAggregates);
  sources.push(
    legFigures(
      here,
      legs.map(({ line: { leg, give, kind }, figure }) => {
        const known = seen.singles - (spreading.refusedSingles.get(leg) ?? 0);
        const zeros = Math.max(0, known - (moved.get(leg) ?? 0));
        return { figure, leg, giver: give, scale: touchpointWords(model).kind(kind).scale, zeros };
      }),
      hasAggregates,
    ),
  );
  const fromEvents: { figure: number; rule: Rule }[] = [];
  for (const [name, text] of Object.entries(touchpoint.measures)) {
    const isKept = name === 'duration_s';
    const newest = isKept || seen.singles <= NEWEST_MAX ? null : NEWEST_MAX;
    const figure = wanted.push(measureWanted(touchpoint, name, newest));
    const read = readRule(text.text, EVENT_ENVIRONMENT, 'number');
    if (isKept) sources.push(encounterFigure(here, figure, 'duration_s'));
    else if ('rule' in read) fromEvents.push({ figure, rule: read.rule });
  }
  sources.push(eventFigures(here, fromEvents));
  if (touchpoint.felt !== null) {
    const figure = wanted.push(measureWanted(touchpoint, 'felt', null));
    sources.push(encounterFigure(here, figure, 'felt'));
  }
  return { wanted, sources: sources.filter((each) => each !== null) };
}

const PLAIN = { newest: null, everyNth: 1, over: 'encounters' } as const;

function netWanted(model: Model, everyNth: number): Wanted {
  return {
    ...PLAIN,
    about: { of: 'net', metric: 'net', name: '', way: null, unit: model.currency },
    worse: 'low',
    over: 'people',
    everyNth,
    nothing: 'no encounter here names a person, or nothing that moved has a value',
  };
}

function legWanted(model: Model, { leg, give, to, kind }: Touchpoint['exchange'][number]): Wanted {
  const words = touchpointWords(model);
  const way = words.way(give, to);
  const { name, unit } = words.kind(kind);
  return {
    ...PLAIN,
    about: { of: 'quantity', metric: `leg:${leg}`, name, way, unit },
    worse: way === 'delivered' ? 'low' : way === 'captured' ? 'high' : null,
    nothing: 'no single encounter says how much',
  };
}

function measureWanted(touchpoint: Touchpoint, name: string, newest: number | null): Wanted {
  const isFelt = name === 'felt';
  const expected = touchpoint.expects.find(({ metric }) => metric === name);
  const isTime = measureUnit(name) === 'second';
  const worse = isFelt
    ? 'low'
    : expected !== undefined
      ? expected.atMost === null
        ? 'low'
        : 'high'
      : isTime
        ? 'high'
        : null;
  return {
    ...PLAIN,
    about: {
      of: isFelt ? 'felt' : 'measure',
      ...{ metric: name, name, way: null, unit: measureUnit(name) },
    },
    worse,
    newest,
    nothing: isFelt ? 'nobody was asked' : 'no single encounter says it',
  };
}

function spreadOf(
  { about, worse, over, newest, everyNth, nothing }: Wanted,
  figure: FigureSpread | undefined,
  grade: Grade,
): Spread {
  if (figure === undefined) return { kind: 'abstained', ...about, n: 0, reason: nothing };
  const { n, lowestTenth, highestTenth, bars, deviation: _, mean: __, ...rest } = figure;
  if (n < ENOUGH) {
    const what =
      over === 'people' ? (n === 1 ? 'person' : 'people') : n === 1 ? 'encounter' : 'encounters';
    return {
      ...{ kind: 'abstained', ...about, n },
      reason: `${n} ${what} ${n === 1 ? 'says' : 'say'} it: of fewer than ${ENOUGH} there is no worst tenth`,
    };
  }
  return {
    ...{ kind: 'spread', ...about, over, n, newest, everyNth },
    mean: meanOf(figure, grade),
    ...rest,
    worst:
      worse === null
        ? null
        : worse === 'low'
          ? { side: 'low', from: figure.tenth, mean: lowestTenth }
          : { side: 'high', from: figure.ninth, mean: highestTenth },
    bars,
  };
}

/** A mean with the range that chance leaves it, by the normal approximation. */
function meanOf({ mean, deviation, n }: FigureSpread, grade: Grade): Estimate {
  const half = (Z_HIGH * deviation) / Math.sqrt(n);
  return {
    kind: 'estimate',
    ...{ median: mean, low: mean - half, high: mean + half, level: 0.9, n, grade },
    method: 'mean, normal approximation',
  };
}
