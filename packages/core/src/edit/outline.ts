import { nameFromId, nameOfKind } from '../model/kinds.ts';
import type { Desk, Spot } from './desk.ts';
import { itemsUnder, journeys, phases, topItems, wordOf } from './find-part.ts';
import { dataAt, isParted, listAt } from './plain-data.ts';

// A model as it is written, for whoever edits it: also where it has errors, and would not read.

export interface OutlineRange {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface OutlineLine {
  readonly give: string;
  readonly to: string | null;
  readonly kind: string;
  readonly quantity: string;
  readonly signed: boolean;
  readonly grade: string | null;
  readonly believed: OutlineRange | null;
}

export interface OutlineExpectation {
  readonly metric: string;
  readonly atMost: number | null;
  readonly atLeast: number | null;
  readonly source: string | null;
}

export interface OutlineTouchpoint {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly owner: string | null;
  readonly influence: string | null;
  readonly intention: string | null;
  readonly quote: string | null;
  readonly when: string | null;
  readonly measures: readonly string[];
  readonly expects: readonly OutlineExpectation[];
  readonly volume: (OutlineRange & { readonly per: string }) | null;
  readonly exchange: readonly OutlineLine[];
}

export interface OutlineStep {
  readonly id: string;
  readonly name: string;
  readonly isMoment: boolean;
  readonly touchpoints: readonly OutlineTouchpoint[];
}

export interface OutlinePhase {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly OutlineStep[];
}

export interface OutlineJourney {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly phases: readonly OutlinePhase[];
}

export interface OutlineNamed {
  readonly id: string;
  readonly name: string;
}

export interface Outline {
  readonly name: string;
  readonly currency: string;
  readonly actors: readonly (OutlineNamed & { readonly kind: string })[];
  /** Kinds of value, with what a unit of each is called. */
  readonly kinds: readonly (OutlineNamed & { readonly unit: string | null })[];
  readonly journeys: readonly OutlineJourney[];
}

export function outlineOn(desk: Desk): Outline {
  const top = (key: string): string =>
    desk.names().flatMap((file) => wordOf(desk.at({ file, way: [] }), key) ?? [])[0] ?? '';
  return {
    name: top('name'),
    currency: top('currency'),
    actors: actorsOf(desk),
    kinds: kindsOf(desk, top('currency')),
    journeys: journeys(desk).map((spot) => journeyOf(desk, spot)),
  };
}

function actorsOf(desk: Desk): Outline['actors'] {
  const stated = topItems(desk, 'actors').map((spot) => {
    const named = namedAt(desk, spot);
    return { ...named, kind: wordOf(desk.at(spot), 'kind') ?? named.id };
  });
  const always = ['customer', 'business']
    .filter((id) => stated.every((each) => each.id !== id))
    .map((id) => ({ id, name: nameFromId(id), kind: id }));
  return [...always, ...stated];
}

/** Money is always there. */
function kindsOf(desk: Desk, currency: string): Outline['kinds'] {
  const stated = desk.names().flatMap((file) => {
    const values = desk.at({ file, way: ['values'] });
    if (!isParted(values)) return [];
    return Object.entries(values).map(([id, said]) => ({
      ...{ id, name: wordOf(said, 'name') ?? nameOfKind(id), unit: wordOf(said, 'unit') },
    }));
  });
  const money = { id: 'money', name: nameOfKind('money'), unit: currency };
  return stated.some(({ id }) => id === 'money') ? stated : [money, ...stated];
}

function namedAt(desk: Desk, spot: Spot): OutlineNamed {
  const part = desk.at(spot);
  const id = wordOf(part, 'id') ?? '';
  return { id, name: wordOf(part, 'name') ?? nameFromId(id) };
}

function journeyOf(desk: Desk, spot: Spot): OutlineJourney {
  return {
    ...namedAt(desk, spot),
    state: wordOf(desk.at(spot), 'state') ?? 'current',
    phases: phases(desk, spot).map((phase) => ({
      ...namedAt(desk, phase),
      steps: itemsUnder(desk, [phase], 'steps').map((step) => ({
        ...namedAt(desk, step),
        isMoment: dataAt(desk.at(step), ['moment_of_truth']) === true,
        touchpoints: itemsUnder(desk, [step], 'touchpoints').map((each) =>
          touchpointOf(desk.at(each)),
        ),
      })),
    })),
  };
}

function touchpointOf(part: unknown): OutlineTouchpoint {
  const id = wordOf(part, 'id') ?? '';
  const measures = dataAt(part, ['measures']);
  const volume = dataAt(part, ['believed', 'volume']);
  return {
    id,
    name: wordOf(part, 'name') ?? nameFromId(id),
    channel: wordOf(part, 'channel') ?? '',
    owner: wordOf(part, 'owner'),
    influence: wordOf(part, 'influence'),
    intention: wordOf(part, 'intention'),
    quote: wordOf(part, 'quote'),
    when: ruleOf(part, 'when'),
    measures: isParted(measures) ? Object.keys(measures) : [],
    expects: listAt(part, ['expects']).map(expectationOf),
    volume: isParted(volume) ? { per: wordOf(volume, 'per') ?? 'month', ...rangeOf(volume) } : null,
    exchange: listAt(part, ['exchange']).map(lineOf),
  };
}

function expectationOf(part: unknown): OutlineExpectation {
  return {
    metric: wordOf(part, 'metric') ?? '',
    atMost: numberOf(part, 'at_most'),
    atLeast: numberOf(part, 'at_least'),
    source: wordOf(part, 'source'),
  };
}

function lineOf(part: unknown): OutlineLine {
  const believed = dataAt(part, ['believed']);
  return {
    give: wordOf(part, 'give') ?? '',
    to: wordOf(part, 'to'),
    kind: wordOf(part, 'kind') ?? '',
    quantity: ruleOf(part, 'quantity') ?? '',
    signed: dataAt(part, ['signed']) === true,
    grade: wordOf(part, 'grade'),
    believed: isParted(believed) ? rangeOf(believed) : null,
  };
}

function rangeOf(part: unknown): OutlineRange {
  const median = numberOf(part, 'median');
  return { median, low: numberOf(part, 'low') ?? median, high: numberOf(part, 'high') ?? median };
}

function numberOf(part: unknown, key: string): number | null {
  const value = dataAt(part, [key]);
  return typeof value === 'number' ? value : null;
}

function ruleOf(part: unknown, key: string): string | null {
  const value = dataAt(part, [key]);
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
}
