import { fromThreads, type JourneyHere } from './journey-here.ts';

/** Journeys that went by exactly the same sequence. */
export interface VariantSeen {
  /** Touchpoints in order; of a very long one the beginning. */
  readonly touchpoints: readonly string[];
  readonly length: number;
  readonly count: number;
  readonly completed: number;
  /** Seconds from first to last encounter: half of them take no longer. */
  readonly medianSeconds: number;
}

export interface VariantsSeen {
  /** The most frequent first, as many as were asked for. */
  readonly variants: readonly VariantSeen[];
  readonly inAll: number;
  /** Sequences that only one journey took. */
  readonly once: number;
  readonly cases: number;
}

/** Of a longer journey so many touchpoints are read. */
export const SEQUENCE_READ_MAX = 1000;

/**
 * The most frequent sequences of a journey, and how many different there are. One pass sums up a number for each journey that
 * its places and touchpoints make, whatever order they are read in; only of the sequences asked for one journey each is read.
 * The number has 64 bits: of a million different sequences two would fall together once in some 37 million ledgers.
 */
export async function journeyVariants(here: JourneyHere, most: number): Promise<VariantsSeen> {
  const rows = await here.facts.rows<VariantRow>(variantsSql(here, most));
  const paths = await pathsOf(
    here,
    rows.map(({ example }) => example),
  );
  return {
    variants: rows.map(({ example, length, count, completed, seconds }) => ({
      touchpoints: paths.get(example) ?? [],
      ...{ length, count: Number(count), completed: Number(completed), medianSeconds: seconds },
    })),
    inAll: Number(rows[0]?.inAll ?? 0),
    once: Number(rows[0]?.once ?? 0),
    cases: Number(rows[0]?.cases ?? 0),
  };
}

interface VariantRow {
  readonly count: string;
  readonly example: string;
  readonly length: number;
  readonly completed: string;
  readonly seconds: number;
  readonly inAll: string;
  readonly once: string;
  readonly cases: string;
}

/** The variants by themselves, as the bench holds them against SQL written by hand: `example` is one of their journeys. */
export function variantsSql(here: JourneyHere, most: number): string {
  return `SELECT count, toString(example) AS example, length, completed, seconds, count() OVER () AS inAll, countIf(count = 1) OVER () AS once, sum(count) OVER () AS cases
    FROM (
      SELECT sequence, count() AS count, min(instance) AS example, any(length) AS length, countIf(is_completed) AS completed,
        quantileExactInclusive(0.5)(seconds) AS seconds
      FROM (
        SELECT instance, sum(cityHash64(touchpoint, place)) AS sequence, any(places) AS length, any(end) = 'completed' AS is_completed, sum(wait_s) AS seconds
        FROM ${fromThreads(here)} GROUP BY instance
      ) GROUP BY sequence
    ) ORDER BY count DESC, length, example LIMIT ${Math.floor(most)}`;
}

async function pathsOf(
  here: JourneyHere,
  instances: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (instances.length === 0) return new Map();
  // Within the statement: as a parameter so many would not fit into the head of a request.
  const numbers = instances.map((each) => BigInt(each));
  const rows = await here.facts.rows<{ instance: string; path: readonly string[] }>(
    `SELECT toString(instance) AS instance, arrayMap(each -> toString(each.2), arraySort(groupArray((place, touchpoint)))) AS path
     FROM ${fromThreads({ ...here, segment: undefined })} AND instance IN (${numbers.join(', ')}) AND place <= ${SEQUENCE_READ_MAX}
     GROUP BY instance`,
  );
  return new Map(rows.map(({ instance, path }) => [instance, path]));
}
