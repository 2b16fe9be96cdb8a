import { assert } from '../model/assert.ts';
import { normalQuantile } from '../statistics/normal.ts';

/** One stay under observation: of a journey, a customer, a wait. */
export interface Stay {
  /** When it came under observation; it counts from just behind that. 0 unless it was seen late. */
  readonly entry?: number;
  /** When it ended, or was last seen. */
  readonly until: number;
  /** How it ended, by number from 1; 0: it had not ended when it was last seen. */
  readonly exit: number;
  /** How many such stays it stands for; 1 unless said. */
  readonly weight?: number;
}

/** What holds from a moment on until the next. */
export interface SurvivalPoint {
  readonly at: number;
  /** Under observation just before, and how many of them ended then, by weight. */
  readonly atRisk: number;
  readonly ended: number;
  /** The part that has not ended by then. */
  readonly survival: number;
  /** Its standard error (Greenwood). */
  readonly error: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The part of stays that have not ended, moment by moment, from stays that are partly still going on and partly were seen
 * late. A point for each moment at which something ended.
 *
 * Shape: exits of any kind count as an end. `low` and `high` enclose each value by itself at `level`, on the log-log scale;
 * they are the value itself where that is 1 or 0, as in R.
 * Units: those of the moments given.
 * Errors: asserts on a level outside (0, 1).
 * Source: Kaplan & Meier (1958), JASA 53; Greenwood (1926); delayed entry and log-log interval after Kalbfleisch & Prentice
 * (2002), The Statistical Analysis of Failure Time Data, ch. 1.
 */
export function kaplanMeier(stays: readonly Stay[], level = 0.9): readonly SurvivalPoint[] {
  const z = quantileOf(level);
  let survival = 1;
  let spread = 0;
  return momentsOf(stays).map(({ at, atRisk, ended }) => {
    const left = atRisk - ended;
    survival *= left / atRisk;
    spread += left > 0 ? ended / (atRisk * left) : 0;
    const error = survival * Math.sqrt(spread);
    return { at, atRisk, ended, survival, error, ...logLog(survival, error, z) };
  });
}

/** The part of stays that have ended in one way by a moment. */
export interface IncidencePoint {
  readonly at: number;
  readonly incidence: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The part of stays that have ended in one way, where there are others that forestall it: not one minus Kaplan-Meier, which
 * counts what ended otherwise as if it might still come. Over all ways these and the part that has not ended add up to 1.
 *
 * Shape: for each way asked for (a number from 1) a point at every moment at which anything ended.
 * Source: Aalen & Johansen (1978), Scand. J. Stat. 5; the variance by the delta method as in Marubini & Valsecchi (1995),
 * Analysing Survival Data from Clinical Trials, eq. 10.12; interval on the log-log scale.
 */
export function aalenJohansen(
  stays: readonly Stay[],
  exit: number,
  level = 0.9,
): readonly IncidencePoint[] {
  const z = quantileOf(level);
  let survival = 1;
  let incidence = 0;
  // The sums of the variance, so that each moment costs the same: over moments j, of d/(n(n-d)) times 1, F_j and F_j^2 ...
  const left = { one: 0, f: 0, ff: 0 };
  // ... of S^2 d_k (n - d_k) / n^3, and of S d_k / n^2 times 1 and F_j.
  const own = { squares: 0, one: 0, f: 0 };
  return momentsOf(stays).map(({ at, atRisk, ended, byExit }) => {
    const mine = byExit.get(exit) ?? 0;
    incidence += (survival * mine) / atRisk;
    const hazard = atRisk > ended ? ended / (atRisk * (atRisk - ended)) : 0;
    left.one += hazard;
    left.f += hazard * incidence;
    left.ff += hazard * incidence * incidence;
    own.squares += (survival * survival * mine * (atRisk - mine)) / atRisk ** 3;
    own.one += (survival * mine) / atRisk ** 2;
    own.f += (incidence * survival * mine) / atRisk ** 2;
    survival *= (atRisk - ended) / atRisk;
    const variance =
      incidence * incidence * left.one -
      2 * incidence * left.f +
      left.ff +
      own.squares -
      2 * (incidence * own.one - own.f);
    const error = Math.sqrt(Math.max(0, variance));
    return { at, incidence, error, ...logLog(incidence, error, z) };
  });
}

/** The first moment by which at most this part is left; null where more is left to the end. */
export function survivalQuantile(points: readonly SurvivalPoint[], left: number): number | null {
  return points.find(({ survival }) => survival <= left + 1e-12)?.at ?? null;
}

/** The part that has not ended by a moment. */
export function survivalAt(points: readonly SurvivalPoint[], at: number): number {
  return points.findLast((point) => point.at <= at)?.survival ?? 1;
}

/** A moment at which something ended. */
export interface EndMoment {
  readonly at: number;
  readonly atRisk: number;
  readonly ended: number;
  /** By kind of exit. */
  readonly byExit: ReadonlyMap<number, number>;
}

/** The moments at which stays ended, in order, with what was under observation just before. Ends come before withdrawals. */
export function momentsOf(stays: readonly Stay[]): readonly EndMoment[] {
  const seen = stays.filter((stay) => isSeen(stay, stay.until));
  const entries = seen.toSorted((a, b) => (a.entry ?? 0) - (b.entry ?? 0));
  const exits = seen.toSorted((a, b) => a.until - b.until);
  const moments: EndMoment[] = [];
  let [entered, atRisk] = [0, 0];
  for (let next = 0; next < exits.length; ) {
    const at = exits[next]?.until ?? 0;
    for (; entered < entries.length && isSeen(entries[entered], at); entered += 1)
      atRisk += weightOf(entries[entered]);
    const byExit = new Map<number, number>();
    let [ended, gone] = [0, 0];
    for (; exits[next]?.until === at; next += 1) {
      const stay = exits[next];
      if (stay === undefined) continue;
      const weight = weightOf(stay);
      gone += weight;
      if (stay.exit === 0) continue;
      ended += weight;
      byExit.set(stay.exit, (byExit.get(stay.exit) ?? 0) + weight);
    }
    if (ended > 0) moments.push({ at, atRisk, ended: Math.min(ended, atRisk), byExit });
    atRisk -= gone;
  }
  return moments;
}

/** Whether it was under observation just before a moment. One of no length is: it was there, and ended at once. */
function isSeen(stay: Stay | undefined, at: number): boolean {
  if (stay === undefined) return false;
  const entry = stay.entry ?? 0;
  return entry < at || (entry === 0 && at === 0);
}

function weightOf(stay: Stay | undefined): number {
  return stay?.weight ?? 1;
}

function quantileOf(level: number): number {
  assert(level > 0 && level < 1, `a level of ${level} wants to be inside (0, 1)`);
  return normalQuantile(0.5 + level / 2);
}

function logLog(
  value: number,
  error: number,
  z: number,
): { readonly low: number; readonly high: number } {
  if (!(value > 0 && value < 1)) return { low: value, high: value };
  const reach = (z * error) / (value * Math.log(value));
  const ends = [value ** Math.exp(reach), value ** Math.exp(-reach)] as const;
  return { low: Math.min(...ends), high: Math.max(...ends) };
}
