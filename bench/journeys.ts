import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { buildThreads } from '../packages/server/src/ingest/threads.ts';
import { journeysShown } from '../packages/server/src/measure/journeys.ts';
import type { Reading } from '../packages/server/src/measure/reading.ts';
import {
  type Generation,
  generationReady,
  threadTable,
} from '../packages/server/src/store/generation.ts';
import {
  type JourneyGraph,
  journeyGraph,
} from '../packages/server/src/store/measure/journey-graph.ts';
import type { JourneyHere } from '../packages/server/src/store/measure/journey-here.ts';
import {
  journeyVariants,
  type VariantsSeen,
} from '../packages/server/src/store/measure/journey-variants.ts';
import type { Stores } from '../packages/server/src/store/stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { makeEvents } from './events.ts';
import { processorSeconds, watchMemory } from './processes.ts';
import { contest, rounded } from './timing.ts';
import { benchModel, settled, withBenchStores } from './workspace.ts';

/** Graph and variants of a large journey beside the same by hand-written SQL over the same table; and what threading costs. */
export const journeysBench: Bench = {
  name: 'journeys',
  about:
    'graph and variants of the journeys of a ledger, beside hand-written SQL; and what threading adds to a rebuild',
  rows: 10_600_000,
  rounds: 3,
  run: (options) => withBenchStores((stores, dataDir) => measure(stores, dataDir, options)),
};

const JOURNEY = 'shopping';
/** So many variants are asked for: as many as the product holds against a plan. */
const VARIANTS = 1000;

async function measure(
  stores: Stores,
  dataDir: string,
  { rows, rounds, progress }: BenchOptions,
): Promise<Figures> {
  const { facts } = stores;
  const { model, files } = benchModel();
  progress(`making ${rows} events`);
  await makeEvents(stores, rows);
  progress('rebuilding');
  await rebuild({ stores, model, files });
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  await settled(facts);
  progress('threading by itself');
  const threading = await threaded(stores, dataDir, generation);
  await settled(facts);
  progress(`graph and variants, ${rounds} rounds of each`);
  const here: JourneyHere = { facts, generation, journey: JOURNEY };
  let made: Made | null = null;
  let written: Written | null = null;
  const memory = watchMemory(dataDir);
  const { ours, theirs } = await contest({
    ...{ rounds, dataDir },
    ready: async () => {},
    ours: async () => {
      made = { graph: await journeyGraph(here), variants: await journeyVariants(here, VARIANTS) };
    },
    theirs: async () => {
      written = await handwritten(here);
    },
  });
  const rss = memory.end();
  if (made === null || written === null) throw new Error('nothing was measured');
  progress('comparing row by row');
  const { encounters, cases } = compared(made, written);
  return {
    rows,
    encounters,
    journeys: cases,
    seconds: rounded(ours.seconds),
    handwritten_seconds: rounded(theirs.seconds),
    times_handwritten: rounded(ours.seconds / theirs.seconds),
    processor_times_handwritten:
      theirs.processor > 0 ? rounded(ours.processor / theirs.processor) : null,
    rss_mb: rss,
    ...(await whole({ stores, generation, model }, dataDir)),
    ...threading,
  };
}

/** Everything that the page of the journey shows, for who asks first. */
async function whole(reading: Reading, dataDir: string): Promise<Figures> {
  const memory = watchMemory(dataDir);
  const [from, processor] = [performance.now(), processorSeconds(dataDir)];
  await journeysShown(reading, JOURNEY);
  return {
    page_seconds: rounded((performance.now() - from) / 1000),
    page_processor_seconds: rounded(processorSeconds(dataDir) - processor),
    page_rss_mb: memory.end(),
  };
}

async function threaded(
  { facts }: Stores,
  dataDir: string,
  generation: Generation,
): Promise<Figures> {
  const memory = watchMemory(dataDir);
  const [from, processor] = [performance.now(), processorSeconds(dataDir)];
  await buildThreads(facts, benchModel().model, generation);
  return {
    threading_seconds: rounded((performance.now() - from) / 1000),
    threading_processor_seconds: rounded(processorSeconds(dataDir) - processor),
    threading_rss_mb: memory.end(),
  };
}

interface Made {
  readonly graph: JourneyGraph;
  readonly variants: VariantsSeen;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly count: string;
  readonly waits: readonly number[];
}
interface Node {
  readonly touchpoint: string;
  readonly encounters: string;
  readonly cases: string;
  readonly starts: string;
  readonly ends: string;
}
interface Path {
  readonly path: readonly string[];
  readonly count: string;
  readonly inAll: string;
}
interface Written {
  readonly edges: readonly Edge[];
  readonly nodes: readonly Node[];
  readonly paths: readonly Path[];
}

/**
 * What a ClickHouse engineer writes by hand over the same table: what stands before each encounter is there, so the edges
 * are one GROUP BY; sequences are gathered a journey and counted. (A window over the rows for what comes before took three
 * times as long.)
 */
async function handwritten({ facts, generation }: JourneyHere): Promise<Written> {
  const from = `${threadTable(generation)} WHERE journey = '${JOURNEY}'`;
  const [edges, nodes] = await Promise.all([
    facts.rows<Edge>(
      `SELECT toString(before) AS from, toString(touchpoint) AS to, count() AS count, quantilesExactInclusive(0.25, 0.5, 0.75)(wait_s) AS waits
       FROM ${from} AND place > 1 GROUP BY before, touchpoint ORDER BY count DESC, from, to`,
    ),
    facts.rows<Node>(
      `SELECT toString(touchpoint) AS touchpoint, count() AS encounters, uniqExact(instance) AS cases, countIf(place = 1) AS starts, countIf(place = places) AS ends
       FROM ${from} GROUP BY touchpoint`,
    ),
  ]);
  const paths = await facts.rows<Path>(
    `SELECT arrayMap(each -> toString(each.2), path) AS path, count() AS count, count() OVER () AS inAll
     FROM (SELECT arraySort(groupArray((place, touchpoint))) AS path FROM ${from} GROUP BY instance)
     GROUP BY path ORDER BY count DESC LIMIT ${VARIANTS}`,
  );
  return { edges, nodes, paths };
}

/** Both sides must say the same, or the contest says nothing. */
function compared(
  { graph, variants }: Made,
  { edges, nodes, paths }: Written,
): { readonly encounters: number; readonly cases: number } {
  const inOrder = (rows: readonly unknown[]): string =>
    rows
      .map((row) => JSON.stringify(row))
      .sort()
      .join('\n');
  same(
    'edges',
    inOrder(
      graph.edges.map(({ from, to, count, waits: { low, median, high } }) => [
        from,
        to,
        count,
        low,
        median,
        high,
      ]),
    ),
    inOrder(edges.map(({ from, to, count, waits }) => [from, to, Number(count), ...waits])),
  );
  same(
    'nodes',
    inOrder(
      graph.nodes.map(({ touchpoint, encounters, cases, starts, ends }) => [
        touchpoint,
        encounters,
        cases,
        starts,
        ends,
      ]),
    ),
    inOrder(
      nodes.map(({ touchpoint, encounters, cases, starts, ends }) => [
        touchpoint,
        ...[encounters, cases, starts, ends].map(Number),
      ]),
    ),
  );
  same('how many variants', String(variants.inAll), String(paths[0]?.inAll));
  // Of those that are as rare as the rarest shown, which are shown is nobody's choice.
  const rarest = Number(paths.at(-1)?.count);
  same(
    'variants',
    inOrder(
      variants.variants
        .filter(({ count }) => count > rarest)
        .map(({ touchpoints, count }) => [touchpoints, count]),
    ),
    inOrder(
      paths
        .filter(({ count }) => Number(count) > rarest)
        .map(({ path, count }) => [path, Number(count)]),
    ),
  );
  return {
    encounters: graph.nodes.reduce((sum, { encounters }) => sum + encounters, 0),
    cases: variants.cases,
  };
}

function same(what: string, ours: string, theirs: string): void {
  if (ours !== theirs)
    throw new Error(
      `${what}: ours are\n${ours.slice(0, 500)}\nhand-written are\n${theirs.slice(0, 500)}`,
    );
}
