import { editDistanceFrom } from './edit-distance.ts';

/** A way that journeys went, by numbers of activities, and how many did. */
export interface Way {
  readonly activities: ArrayLike<number>;
  readonly count: number;
}

/** Distances between ways, 0..1: `of(i, j)` stands at `i * size + j`. */
export interface WayDistances {
  readonly size: number;
  readonly distances: Float32Array;
}

/**
 * How far ways lie from one another: half by what is in them and what follows on what (one minus the cosine of activities and
 * pairs, each weighed by how rare it is), half by their order (edit distance without immediate repeats, as part of the
 * longer).
 *
 * Source: methods.md 7; tf-idf after Salton & Buckley (1988), Inf. Process. Manag. 24(5).
 */
export function wayDistances(ways: readonly Way[]): WayDistances {
  const size = ways.length;
  const distances = new Float32Array(size * size);
  const terms = weighedTerms(ways);
  const collapsed = ways.map(({ activities }) => withoutRepeats(activities));
  const here = new Float64Array(terms.count);
  for (let one = 0; one < size; one += 1) {
    const own = terms.of[one];
    const sequence = collapsed[one] ?? [];
    const editsTo = editDistanceFrom(sequence);
    for (const [at, term] of (own?.terms ?? []).entries()) here[term] = own?.weights[at] ?? 0;
    for (let other = one + 1; other < size; other += 1) {
      const next = collapsed[other] ?? [];
      const longest = Math.max(sequence.length, next.length, 1);
      const apart = 0.5 * (1 - likeness(here, terms.of[other])) + (0.5 * editsTo(next)) / longest;
      distances[one * size + other] = apart;
      distances[other * size + one] = apart;
    }
    for (const term of own?.terms ?? []) here[term] = 0;
  }
  return { size, distances };
}

interface WeighedTerms {
  readonly terms: Int32Array;
  /** Of length 1 together. */
  readonly weights: Float64Array;
}

function likeness(here: Float64Array, other: WeighedTerms | undefined): number {
  if (other === undefined) return 0;
  let sum = 0;
  for (let at = 0; at < other.terms.length; at += 1)
    sum += (here[other.terms[at] ?? 0] ?? 0) * (other.weights[at] ?? 0);
  return Math.min(1, sum);
}

/** Activities and pairs of each way, weighed: how often, times how rare among journeys. */
function weighedTerms(ways: readonly Way[]): {
  readonly count: number;
  readonly of: readonly WeighedTerms[];
} {
  const numbers = new Map<string, number>();
  const journeysWith: number[] = [];
  const counts = ways.map(({ activities, count }) => {
    const own = new Map<number, number>();
    for (const term of termsOf(activities)) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      if (!own.has(number)) journeysWith[number] = (journeysWith[number] ?? 0) + count;
      own.set(number, (own.get(number) ?? 0) + 1);
    }
    return own;
  });
  const journeys = ways.reduce((sum, { count }) => sum + count, 0);
  return {
    count: numbers.size,
    of: counts.map((own) => {
      const terms = Int32Array.from(own.keys());
      const weights = Float64Array.from(
        own,
        ([term, times]) => times * (1 + Math.log(journeys / (journeysWith[term] ?? journeys))),
      );
      const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
      return { terms, weights: weights.map((weight) => weight / length) };
    }),
  };
}

function* termsOf(activities: ArrayLike<number>): Generator<string> {
  for (let at = 0; at < activities.length; at += 1) {
    yield String(activities[at]);
    if (at > 0) yield `${activities[at - 1]} ${activities[at]}`;
  }
}

function withoutRepeats(activities: ArrayLike<number>): readonly number[] {
  return Array.from(activities).filter((each, at) => at === 0 || each !== activities[at - 1]);
}
