import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, personSegmentTable } from '../generation.ts';

/** Somebody in the record, as they are listed. */
export interface PersonListed {
  readonly person: string;
  /** Milliseconds since 1970, UTC. */
  readonly since: number;
  readonly until: number;
  readonly encounters: number;
}

/** Where a page begins: behind whoever was last seen then. */
export interface ListedAfter {
  readonly until: number;
  readonly person: string;
}

const DAY_MS = 86_400_000;
/** How far is looked back at first for those last seen, and then, where there are too few, in days. */
const DAYS_BACK = [1, 31, 1000] as const;

/**
 * People by when they were last seen, the latest first. Most have not been seen for long, so it looks back step by step.
 *
 * Shape: `newest`, the newest moment of all, in milliseconds since 1970.
 */
export async function lastSeen(
  facts: Facts,
  generation: Generation,
  newest: number,
  { after, limit }: { readonly after: ListedAfter | null; readonly limit: number },
): Promise<readonly PersonListed[]> {
  const until = after?.until ?? newest;
  for (const days of [...DAYS_BACK, null]) {
    const from = days === null ? null : until - days * DAY_MS;
    const rows = await seenFrom(facts, generation, from, after, limit);
    if (rows.length >= limit || from === null)
      return personsOf(
        facts,
        generation,
        rows.map(({ person }) => person),
      );
  }
  return [];
}

async function seenFrom(
  facts: Facts,
  generation: Generation,
  from: number | null,
  after: ListedAfter | null,
  limit: number,
): Promise<readonly { readonly person: string }[]> {
  const behind =
    after === null
      ? ''
      : 'HAVING (seen, person_id) < ({until:Int64}, toFixedString(unhex({person:String}), 16))';
  return facts.rows<{ person: string }>(
    `SELECT lower(hex(assumeNotNull(person_id))) AS person, toUnixTimestamp64Milli(max(at)) AS seen
     FROM ${encounterTable(generation)}
     WHERE seq <= {seq:UInt64} AND isNotNull(person_id) AND isNull(until) ${from === null ? '' : 'AND at >= fromUnixTimestamp64Milli({from:Int64})'}
     GROUP BY person_id ${behind} ORDER BY seen DESC, person_id DESC LIMIT {limit:UInt64}`,
    {
      parameters: {
        ...{ seq: generation.seqDone, limit },
        ...(from === null ? {} : { from }),
        ...(after === null ? {} : { until: after.until, person: after.person }),
      },
    },
  );
}

/** Those of the named that are in the record, the last seen first. 32 hex digits each. */
export async function personsOf(
  facts: Facts,
  generation: Generation,
  persons: readonly string[],
): Promise<readonly PersonListed[]> {
  if (persons.length === 0) return [];
  const rows = await facts.rows<Record<keyof PersonListed, string>>(
    `SELECT lower(hex(assumeNotNull(person_id))) AS person, toString(toUnixTimestamp64Milli(min(at))) AS since,
       toString(toUnixTimestamp64Milli(max(at)) AS last) AS until, toString(count()) AS encounters
     FROM ${encounterTable(generation)} AS met
     WHERE seq <= {seq:UInt64} AND isNull(met.until) AND person_id IN (SELECT toFixedString(unhex(arrayJoin({persons:Array(String)})), 16))
     GROUP BY person_id ORDER BY last DESC, person_id DESC`,
    { parameters: { seq: generation.seqDone, persons } },
  );
  return rows.map(({ person, since, until, encounters }) => ({
    person,
    ...{ since: Number(since), until: Number(until), encounters: Number(encounters) },
  }));
}

/** The segment of a person, as it was last worked out; null: none of the model's. */
export async function segmentOf(
  facts: Facts,
  generation: Generation,
  person: string,
): Promise<string | null> {
  const [row] = await facts.rows<{ segment: string }>(
    `SELECT toString(segment) AS segment FROM ${personSegmentTable(generation)}
     WHERE person_id = toFixedString(unhex({person:String}), 16) LIMIT 1`,
    { parameters: { person } },
  );
  return row?.segment ?? null;
}

/** The segments of persons, as they were last worked out; whoever is in none of the model's is not in the answer. */
export async function segmentsOf(
  facts: Facts,
  generation: Generation,
  persons: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const names = persons.map((each) => `unhex('${each}')`).join(', ');
  if (names === '') return new Map();
  const rows = await facts.rows<{ person: string; segment: string }>(
    `SELECT lower(hex(person_id)) AS person, toString(segment) AS segment FROM ${personSegmentTable(generation)} WHERE person_id IN (${names})`,
    { settings: { max_query_size: 1_048_576 } },
  );
  return new Map(rows.map(({ person, segment }) => [person, segment]));
}
