import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EVERYONE, larkfieldEvents } from '@bothways/core';
import { type JourneyFlow, type JourneysReply, journeysReply } from '@bothways/core/contract';
import {
  aalenJohansen,
  directlyFollows,
  kaplanMeier,
  type Stay,
  type Traces,
  tracesOf,
  variantsOf,
} from '@bothways/core/journey';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf } from '../ingest/world-testing.ts';
import { generationReady, threadTable } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import { journeysShown } from './journeys.ts';
import { exchangesOf } from './journeys-exchange.ts';
import type { Reading } from './reading.ts';
import { journeysForReport } from './report-journeys-flow.ts';

const LARKFIELD = fileURLToPath(
  new URL('../../../../examples/larkfield/larkfield.bothways.yaml', import.meta.url),
);
const JOURNEY = 'first-order';
const GAP_S = 14 * 86_400;

let opened: Awaited<ReturnType<typeof openTestStores>>;
let reading: Reading;
let reply: JourneysReply;
let traces: Traces;
let rows: readonly Row[];

interface Row {
  readonly instance: string;
  readonly at: number;
  readonly touchpoint: string;
  readonly end: 'completed' | 'abandoned' | 'open';
  readonly completes: number;
  readonly person: string;
}

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  await importEvents({ stores, source: 'larkfield', events: larkfieldEvents({ people: 600 }) });
  const { model, files } = modelOf(readFileSync(LARKFIELD, 'utf8'));
  await rebuild({ stores, model, files });
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  reading = { stores, generation, model };
  reply = await shown(JOURNEY);
  rows = await stores.facts.rows<Row>(
    `SELECT toString(instance) AS instance, toUnixTimestamp64Milli(at) AS at, toString(touchpoint) AS touchpoint, toString(end) AS end, completes,
       hex(person_id) AS person FROM ${threadTable(generation)} WHERE journey = '${JOURNEY}' ORDER BY instance, place`,
    { settings: { output_format_json_quote_64bit_integers: 0 } },
  );
  traces = tracesByHand(rows);
}, 60_000);
afterAll(() => opened.close());

async function shown(journey: string | null, segment?: string): Promise<JourneysReply> {
  const eyes = segment === undefined ? reading : { ...reading, segment };
  const found = await journeysShown(eyes, journey);
  if (found === null) throw new Error('there is no such journey');
  return found;
}

function flow({ journey }: JourneysReply = reply): JourneyFlow {
  if (journey === null) throw new Error('nothing happened');
  return journey;
}

function tracesByHand(events: readonly Row[]): Traces {
  const cases = [...new Set(events.map(({ instance }) => instance))];
  const activities = [...new Set(events.map(({ touchpoint }) => touchpoint))];
  const numbers = (names: readonly string[], of: (row: Row) => string): Int32Array => {
    const places = new Map(names.map((name, index) => [name, index]));
    return Int32Array.from(events, (row) => places.get(of(row)) ?? -1);
  };
  return tracesOf({
    ...{ cases, activities },
    caseOf: numbers(cases, ({ instance }) => instance),
    activityOf: numbers(activities, ({ touchpoint }) => touchpoint),
    at: Float64Array.from(events, ({ at }) => at),
  });
}

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);

test('[JW1] the graph is that of the threads row by row: counts, waits, starts, ends', () => {
  const { nodes, edges } = directlyFollows(traces);
  const name = (activity: number): string => traces.activities[activity] ?? '';
  const close = (value: number): number => Math.round(value * 1000) / 1000;
  expect(
    flow()
      .edges.map(({ from, to, count, waits }) => ({
        ...{ key: `${from} ${to}`, count },
        waits: waits === null ? null : [waits.low, waits.median, waits.high].map(close),
      }))
      .sort(byKey),
  ).toEqual(
    edges
      .map(({ from, to, count, waits }) => ({
        ...{ key: `${name(from)} ${name(to)}`, count },
        waits: waits === null ? null : [waits.low, waits.median, waits.high].map(close),
      }))
      .sort(byKey),
  );
  expect(
    flow()
      .activities.map(({ id, encounters, cases, starts, ends }) => ({
        ...{ key: id, encounters, cases, starts, ends },
      }))
      .sort(byKey),
  ).toEqual(
    nodes
      .map(({ activity, events, cases, starts, ends }) => ({
        ...{ key: name(activity), encounters: events, cases, starts, ends },
      }))
      .sort(byKey),
  );
});

test('[JW2] variants are those of the threads, with the same coverage', () => {
  const { variants } = variantsOf(traces);
  const { variants: seen, variantsInAll, variantsOnce, cases } = flow();
  expect([variantsInAll, variantsOnce, cases]).toEqual([
    variants.length,
    variants.filter(({ count }) => count === 1).length,
    traces.cases.length,
  ]);
  const counts = new Map(
    variants.map(({ activities, count }) => [
      Array.from(activities, (each) => traces.activities[each]).join(' '),
      count,
    ]),
  );
  expect(seen.map(({ count }) => count)).toEqual(
    variants.slice(0, seen.length).map(({ count }) => count),
  );
  for (const { activities, count, length } of seen) {
    expect(counts.get(activities.join(' '))).toBe(count);
    expect(activities).toHaveLength(length);
  }
  expect(seen.at(-1)?.coverage).toBeCloseTo(variants[seen.length - 1]?.coverage ?? 0, 12);
});

test('[JW3] drop-off is that of the journeys one by one, given up from when the gap has passed', () => {
  const { dropOff } = flow();
  if (dropOff.kind === 'abstained') throw new Error(dropOff.reason);
  const newest = Math.max(...rows.map(({ at }) => at));
  const stays = [...Map.groupBy(rows, ({ instance }) => instance).values()].map((mine): Stay => {
    const [first, last] = [mine[0], mine.at(-1)];
    const since = (at: number): number => (at - (first?.at ?? 0)) / 1000;
    const done = mine.find(({ completes }) => completes === 1);
    if (done !== undefined) return { until: since(done.at), exit: 1 };
    const isGivenUp = last?.end === 'abandoned';
    return isGivenUp
      ? { until: since(last.at) + GAP_S, exit: 2 }
      : { until: since(newest), exit: 0 };
  });
  const [left, done] = [kaplanMeier(stays), aalenJohansen(stays, 1)];
  // Times are rounded up to three digits: a step says what holds at the end of its own.
  for (const step of dropOff.steps) {
    const at = step.seconds * (1 + 1e-9);
    expect(step.underWay).toBeCloseTo(left.findLast((each) => each.at <= at)?.survival ?? 1, 3);
    expect(step.completed).toBeCloseTo(done.findLast((each) => each.at <= at)?.incidence ?? 0, 3);
    expect(step.underWay + step.completed + step.abandoned).toBeCloseTo(1, 9);
    expect(step.completedLow).toBeLessThanOrEqual(step.completed);
    expect(step.completedHigh).toBeGreaterThanOrEqual(step.completed);
  }
  expect(dropOff.steps.length).toBeLessThanOrEqual(200);
  const { outcomes, activities } = flow();
  const leftInAll = dropOff.left.reduce((sum, { count }) => sum + count, 0);
  expect(leftInAll).toBe(outcomes?.abandoned);
  expect(activities.reduce((sum, { ends }) => sum + ends, 0)).toBe(flow().cases);
});

test('[JW4] conformance says what is covered; a missed touchpoint costs what it exchanges, with the sign turned', async () => {
  const { conformance } = flow();
  if (conformance.kind === 'abstained') throw new Error(conformance.reason);
  expect(conformance.covered).toBeGreaterThan(0.8);
  const { fitness, valueFitness, asPlanned, deviations, plan } = conformance;
  for (const figure of [fitness, valueFitness, asPlanned])
    if (figure.kind === 'estimate') {
      expect(figure.low).toBeLessThanOrEqual(figure.median);
      expect(figure.median).toBeLessThanOrEqual(figure.high);
      expect(figure.n).toBe(conformance.cases);
    } else throw new Error(figure.reason);
  expect(plan.map(({ id, optional }) => [id, optional])).toContainEqual(['find', true]);
  const [most] = deviations;
  expect(most).toMatchObject({ kind: 'missed', step: 'Pay', after: 'product-page' });
  const { joint } = (await exchangesOf(reading)).at(most?.activity ?? '');
  if (joint.kind !== 'estimate') throw new Error('a purchase has a value');
  expect(joint.median).toBeGreaterThan(0);
  expect(most?.joint).toMatchObject({ median: -joint.median, low: -joint.high });
  expect(conformance.compliance.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
});

test('[JW5] kinds of journeys are told by a real one; what they exchange adds up over touchpoints', () => {
  const { clusters, variants } = flow();
  if (clusters.kind === 'abstained') throw new Error(clusters.reason);
  const real = new Set(variants.map(({ activities }) => activities.join(' ')));
  for (const { medoid, stability, joint, cases } of clusters.clusters) {
    expect(medoid.length > 0 && stability >= 0.75 && cases > 0).toBe(true);
    expect(joint.kind).toBe('estimate');
  }
  expect(clusters.clusters.some(({ medoid }) => real.has(medoid.join(' ')))).toBe(true);
  expect(clusters.clusters.reduce((sum, { cases }) => sum + cases, 0)).toBe(clusters.cases);
});

test('[JW6] segments add up to everybody; the reply is what the contract says, and names no person', async () => {
  const parts = await Promise.all(
    [...reading.model.segments.map(({ id }) => id), EVERYONE].map((id) => shown(JOURNEY, id)),
  );
  const sum = (of: (journey: JourneyFlow) => number): number =>
    parts.reduce((total, part) => total + of(flow(part)), 0);
  expect(sum(({ cases }) => cases)).toBe(flow().cases);
  expect(sum(({ encounters }) => encounters)).toBe(flow().encounters);
  expect(sum(({ people }) => people ?? 0)).toBe(flow().people);
  for (const each of [reply, ...parts]) journeysReply.parse(JSON.parse(JSON.stringify(each)));
  const text = JSON.stringify(reply);
  expect(new Set(rows.map(({ person }) => person)).size).toBeGreaterThan(100);
  for (const { person } of rows.slice(0, 200)) expect(text).not.toContain(person);
});

test('[JW7] without a name it is the one with most encounters; where nothing can be said the reason is', async () => {
  const first = await shown(null);
  const most = first.journeys.toSorted((a, b) => b.encounters - a.encounters)[0];
  expect(first.journey?.id).toBe(most?.id);
  expect(await journeysShown(reading, 'no-such')).toBeNull();
  const { dropOff } = flow(await shown('relationship'));
  expect(dropOff).toMatchObject({
    kind: 'abstained',
    reason: expect.stringContaining('Membership Cancelled'),
  });
  const nobody = await journeysShown({ ...reading, segment: 'no-one' }, JOURNEY);
  expect(nobody?.journey).toMatchObject({
    ...{ cases: 0, activities: [], edges: [], variants: [] },
    conformance: { kind: 'abstained' },
    dropOff: { kind: 'abstained' },
    clusters: { kind: 'abstained' },
  });
});

test('[JW8] a report has every journey that people took, with the most frequent of each', async () => {
  const flows = await journeysForReport(reading);
  expect(flows.map(({ id }) => id)).toEqual(
    reply.journeys.filter(({ cases }) => cases > 0).map(({ id }) => id),
  );
  const mine = flows.find(({ id }) => id === JOURNEY);
  expect(mine).toMatchObject({
    ...{ cases: flow().cases, variantsInAll: flow().variantsInAll },
    variants: flow().variants.slice(0, 5),
  });
  expect(mine?.dropOff.kind === 'seen' && mine.dropOff.steps.length).toBeLessThanOrEqual(61);
  expect(JSON.stringify(mine).length).toBeLessThan(60_000);
});
