import {
  type CubeRow,
  type Draws,
  decimal,
  drawsOf,
  EVENT_ENVIRONMENT,
  ledgerRows,
  type Model,
  nets,
  type Rule,
  readRule,
  type Touchpoint,
} from '@bothways/core';
import type { EncounterShown, EncountersShown } from '@bothways/core/contract';
import { segmentsMatter } from '../store/measure/cube.ts';
import { type EncounterFound, encountersFound } from '../store/measure/touchpoint-encounters.ts';
import { type Here, touchpointSeen } from '../store/measure/touchpoint-seen.ts';
import { customerWeights } from './customer-weights.ts';
import type { Reading } from './reading.ts';
import { typicalOf } from './touchpoint-typical.ts';
import { measureUnit, touchpointPlace, touchpointWords } from './touchpoint-words.ts';

/** So many newest are looked at; nearest to all others is a matter of each pair. */
const AMONG_MAX = 1500;
const NEWEST_SHOWN = 40;

/** Real encounters of a touchpoint, one by one; null: the model has none of that id. `wanted`: one that is to be among them. */
export async function encountersShown(
  { stores, generation, model }: Reading,
  id: string,
  wanted: string | null,
): Promise<EncountersShown | null> {
  const place = touchpointPlace(model, id);
  if (place === null) return null;
  const { touchpoint } = place;
  const here: Here = { facts: stores.facts, generation, touchpoint: id };
  const { singles } = await touchpointSeen(here);
  const rules = measureRules(touchpoint);
  const ask = { segmented: segmentsMatter(model), measures: rules.map(({ rule }) => rule) };
  const among = await encountersFound(here, { ...ask, id: null, limit: AMONG_MAX });
  const isKnown = wanted === null || among.some((each) => each.id === wanted);
  const more = isKnown ? [] : await encountersFound(here, { ...ask, id: wanted, limit: 1 });
  const marked = markedOf(among, touchpoint, model);
  const first = [...new Set([...marked.values()].flat())];
  const newest = among.slice(0, NEWEST_SHOWN);
  const asked = [...among.filter((each) => each.id === wanted), ...more];
  const chosen = [...new Set([...first, ...newest, ...asked])];
  const draws = drawsOf({ iterations: 1000 });
  return {
    of: singles,
    among: among.length,
    encounters: chosen.map((each) => ({
      ...encounterOf(each, touchpoint, model, draws, rules),
      marks: [
        ...[...marked].flatMap(([mark, encounter]) => (encounter === each ? [mark] : [])),
        ...(each === among[0] ? (['newest'] as const) : []),
      ],
    })),
    isMissing: !isKnown && more.length === 0,
  };
}

type MeasureRule = { readonly name: string; readonly rule: Rule };

function measureRules({ measures }: Touchpoint): readonly MeasureRule[] {
  return Object.entries(measures).flatMap(([name, { text }]) => {
    const read = readRule(text, EVENT_ENVIRONMENT, 'number');
    return 'rule' in read ? [{ name, rule: read.rule }] : [];
  });
}

/** The typical one, and those that left the customer with most and with least. Nothing valued: no best and no worst. */
function markedOf(
  among: readonly EncounterFound[],
  { exchange }: Touchpoint,
  model: Model,
): ReadonlyMap<'typical' | 'best' | 'worst', EncounterFound> {
  const marked = new Map<'typical' | 'best' | 'worst', EncounterFound>();
  const features = among.map(({ legs, durationSeconds, felt }) => [
    ...exchange.map(({ leg }) => Number(legs.find((each) => each.leg === leg)?.quantity ?? 0n)),
    durationSeconds,
    felt,
  ]);
  const typical = among[typicalOf(features)];
  if (typical !== undefined) marked.set('typical', typical);
  const adds = new Map(
    customerWeights(among.flatMap(rowsOf), model, drawsOf({ iterations: 1 })).map(
      ({ segment, kind, giver, receiver, weights: [weight = 0] }) => [
        [segment, kind, giver, receiver].join('\n'),
        weight,
      ],
    ),
  );
  if (adds.size === 0) return marked;
  const net = ({ segment, legs }: EncounterFound): number =>
    legs.reduce((sum, { kind, giver, receiver, quantity }) => {
      const add = adds.get([segment, kind, giver, receiver].join('\n')) ?? 0;
      return sum + add * Number(quantity);
    }, 0);
  const ranked = among.toSorted((a, b) => net(b) - net(a));
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (best !== undefined && worst !== undefined && net(best) > net(worst)) {
    marked.set('best', best);
    marked.set('worst', worst);
  }
  return marked;
}

/** An encounter as a cube of its own. */
function rowsOf({ segment, legs }: EncounterFound): readonly CubeRow[] {
  return legs.map(({ leg, giver, receiver, kind, quantity, grade }) => ({
    keys: { leg: String(leg) },
    ...{ giver, receiver, kind, segment, quantity },
    n: 1,
    grades: { [grade]: 1 },
  }));
}

function encounterOf(
  found: EncounterFound,
  touchpoint: Touchpoint,
  model: Model,
  draws: Draws,
  rules: readonly MeasureRule[],
): Omit<EncounterShown, 'marks'> {
  const words = touchpointWords(model);
  const { id, at, person, channel, durationSeconds, felt, feltScale, feltRaw, grade } = found;
  const rows = rowsOf(found);
  const { customer, business } = nets(rows, model, { draws, encounters: 1 });
  return {
    ...{ id, person, channel, durationSeconds, customer, business, grade },
    at: new Date(at).toISOString(),
    felt: felt === null ? null : { value: felt, raw: feltRaw, scale: feltScale },
    legs: found.legs.flatMap(({ giver, receiver, kind, quantity, grade: known }, index) => {
      const [row] = ledgerRows(rows.slice(index, index + 1), model, draws);
      if (row === undefined) return [];
      const { name, unit, scale } = words.kind(kind);
      return [
        {
          giver: words.actor(giver),
          receiver: words.actor(receiver),
          way: words.way(giver, receiver),
          ...{ kind, name, unit },
          quantity: decimal(quantity, scale),
          worth: row.worth,
          cost: row.cost,
          grade: known,
        },
      ];
    }),
    refused: found.refused.map(({ leg, reason }) => {
      const line = touchpoint.exchange.find((each) => each.leg === leg);
      return { name: line === undefined ? `line ${leg}` : words.kind(line.kind).name, reason };
    }),
    expected: expectedOf(found, touchpoint, rules),
  };
}

function expectedOf(
  { measures, felt }: EncounterFound,
  { expects }: Touchpoint,
  rules: readonly MeasureRule[],
): EncounterShown['expected'] {
  return expects.map(({ metric, atMost, atLeast, source }) => {
    const place = rules.findIndex(({ name }) => name === metric);
    const value = metric === 'felt' ? felt : (measures[place] ?? null);
    return {
      ...{ metric, atMost, atLeast, source, value },
      unit: measureUnit(metric),
      isMet:
        value === null
          ? null
          : (atMost === null || value <= atMost) && (atLeast === null || value >= atLeast),
    };
  });
}
