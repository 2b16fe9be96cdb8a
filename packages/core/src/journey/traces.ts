/** Events of cases as columns, in the order of their source: numbers into two lists of names, and when. */
export interface EventLog {
  readonly cases: readonly string[];
  readonly activities: readonly string[];
  readonly caseOf: Int32Array;
  readonly activityOf: Int32Array;
  /** Milliseconds since 1970, UTC; null: the source says no times, and its order is that of the journeys. */
  readonly at: Float64Array | null;
}

/** Journeys laid end to end: journey `j` has the events from `starts[j]` up to, not including, `starts[j + 1]`. */
export interface Traces {
  readonly cases: readonly string[];
  readonly activities: readonly string[];
  /** One more than there are journeys. */
  readonly starts: Int32Array;
  readonly activityOf: Int32Array;
  readonly at: Float64Array | null;
}

/** The events of each case in the order of their times; those of equal times stay as they stand in the source. */
export function tracesOf({ cases: named, activities, caseOf, activityOf, at }: EventLog): Traces {
  const numbered = startsOf(caseOf, named.length);
  // A case without events is no journey.
  const cases = named.filter((_, j) => numbered[j] !== numbered[j + 1]);
  const starts = numbered.filter((start, j) => j === named.length || start !== numbered[j + 1]);
  if (isGrouped(caseOf) && isOrdered(starts, at))
    return { cases, activities, starts, activityOf, at };
  const places = grouped(caseOf, numbered);
  if (at !== null) for (let j = 0; j < cases.length; j += 1) orderPart(places, starts, j, at);
  const sortedActivity = new Int32Array(places.length);
  const sortedAt = at === null ? null : new Float64Array(places.length);
  for (const [to, from] of places.entries()) {
    sortedActivity[to] = activityOf[from] ?? 0;
    if (sortedAt !== null) sortedAt[to] = at?.[from] ?? Number.NaN;
  }
  return { cases, activities, starts, activityOf: sortedActivity, at: sortedAt };
}

function startsOf(caseOf: Int32Array, cases: number): Int32Array {
  const starts = new Int32Array(cases + 1);
  for (const each of caseOf) starts[each + 1] = (starts[each + 1] ?? 0) + 1;
  for (let j = 1; j <= cases; j += 1) starts[j] = (starts[j] ?? 0) + (starts[j - 1] ?? 0);
  return starts;
}

function isGrouped(caseOf: Int32Array): boolean {
  let last = 0;
  for (const each of caseOf) {
    if (each < last) return false;
    last = each;
  }
  return true;
}

function isOrdered(starts: Int32Array, at: Float64Array | null): boolean {
  if (at === null) return true;
  let next = 1;
  for (let place = 1; place < at.length; place += 1) {
    while ((starts[next] ?? at.length) < place) next += 1;
    if (starts[next] !== place && (at[place] ?? 0) < (at[place - 1] ?? 0)) return false;
  }
  return true;
}

/** The places of the events case by case, each in the order of the source. */
function grouped(caseOf: Int32Array, starts: Int32Array): Int32Array {
  const next = starts.slice();
  const places = new Int32Array(caseOf.length);
  for (const [place, each] of caseOf.entries()) {
    const to = next[each] ?? 0;
    places[to] = place;
    next[each] = to + 1;
  }
  return places;
}

function orderPart(places: Int32Array, starts: Int32Array, j: number, at: Float64Array): void {
  const part = places.subarray(starts[j], starts[j + 1]);
  for (let place = 1; place < part.length; place += 1)
    if ((at[part[place] ?? 0] ?? 0) < (at[part[place - 1] ?? 0] ?? 0)) {
      part.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);
      return;
    }
}
