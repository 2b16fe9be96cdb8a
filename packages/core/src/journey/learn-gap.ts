/** Silences between encounters by length, as counts over equal steps of log2(seconds). */
export interface SilenceHistogram {
  /** `counts[i]`: silences of log2(seconds) from `from + i / perOctave` up to the next. */
  readonly counts: ArrayLike<number>;
  readonly from: number;
  readonly perOctave: number;
}

export type GapLearned =
  | {
      readonly kind: 'learned';
      /** Where the data would cut, in seconds: the valley between their two usual silences. */
      readonly seconds: number;
      /** The two usual silences, in seconds: within a journey, and between journeys. */
      readonly within: number;
      readonly between: number;
      readonly n: number;
    }
  | { readonly kind: 'abstained'; readonly reason: string };

/** Silences that it takes, how deep the valley must be beside the lower hill, and how much must lie on either side of it. */
const WANTED = { silences: 200, valleyMost: 0.8, sideLeast: 0.02 };
/** Steps of an eighth of an octave, from a second to some 34 years. */
const STEPS = { perOctave: 8, octaves: 30 };

/** Counts silences. Those below a second are of one moment, and are left out. */
export function silenceHistogram(seconds: Iterable<number>): SilenceHistogram {
  const { perOctave, octaves } = STEPS;
  const counts = new Float64Array(perOctave * octaves);
  for (const each of seconds) {
    if (!(each >= 1)) continue;
    const step = Math.min(counts.length - 1, Math.floor(Math.log2(each) * perOctave));
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return { counts, from: 0, perOctave };
}

/**
 * The silence after which one journey has ended and the next begins, as the data have it: where the density of the log of
 * silences is least between its two modes. Abstains where it has one mode or the valley is no valley.
 *
 * Shape: a histogram of the silences between successive encounters of the same person, over all people.
 * Units: seconds.
 * Source: methods.md 7; Halfaker et al. (2015), User session identification based on strong regularities in inter-activity
 * time, WWW. The kernel's width is Silverman's (1986), for what is left of the spread between quartiles.
 */
export function learnGap({ counts, from, perOctave }: SilenceHistogram): GapLearned {
  const histogram = Float64Array.from(counts);
  const n = histogram.reduce((sum, each) => sum + each, 0);
  if (n < WANTED.silences)
    return abstained(
      `${n} silences between encounters; to see two kinds it takes ${WANTED.silences}`,
    );
  const density = smoothed(histogram, widthOf(histogram, n));
  const hills = hillsOf(density);
  const best = twoHills(density, hills, histogram, n);
  const seconds = (step: number): number => 2 ** (from + (step + 0.5) / perOctave);
  if (best === null)
    return abstained(
      hills.length < 2
        ? `the ${n} silences between encounters have one usual length, ${spoken(seconds(hills[0] ?? 0))}: nothing parts journeys from one another`
        : `the ${n} silences between encounters have no two usual lengths with a clear valley between them`,
    );
  return {
    kind: 'learned',
    seconds: seconds(best.valley),
    within: seconds(best.left),
    between: seconds(best.right),
    n,
  };
}

function abstained(reason: string): GapLearned {
  return { kind: 'abstained', reason };
}

/** In steps of the histogram: 0.9 min(sd, IQR / 1.34) n^-1/5, at least one. */
function widthOf(histogram: Float64Array, n: number): number {
  const mean = histogram.reduce((sum, each, step) => sum + each * step, 0) / n;
  const variance = histogram.reduce((sum, each, step) => sum + each * (step - mean) ** 2, 0) / n;
  const spread = (placeOf(histogram, n * 0.75) - placeOf(histogram, n * 0.25)) / 1.34;
  const scale = spread > 0 ? Math.min(Math.sqrt(variance), spread) : Math.sqrt(variance);
  return Math.max(1, 0.9 * scale * n ** -0.2);
}

function placeOf(histogram: Float64Array, below: number): number {
  let sum = 0;
  return histogram.findIndex((each) => {
    sum += each;
    return sum >= below;
  });
}

function smoothed(histogram: Float64Array, width: number): Float64Array {
  const reach = Math.ceil(4 * width);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-0.5 * ((at - reach) / width) ** 2),
  );
  return histogram.map((_, step) =>
    kernel.reduce((sum, weight, at) => sum + weight * (histogram[step + at - reach] ?? 0), 0),
  );
}

/** Where the density is higher than on both sides; of a flat top its first step. */
function hillsOf(density: Float64Array): readonly number[] {
  const hills: number[] = [];
  let isRising = true;
  for (let step = 1; step <= density.length; step += 1) {
    const [before, here] = [density[step - 1] ?? 0, density[step] ?? 0];
    if (here < before && isRising) hills.push(step - 1);
    if (here !== before) isRising = here > before;
  }
  return hills.filter((step) => (density[step] ?? 0) > 0);
}

/** Of all pairs of hills the one whose lower hill stands highest above the valley between them. */
function twoHills(
  density: Float64Array,
  hills: readonly number[],
  histogram: Float64Array,
  n: number,
): { readonly left: number; readonly right: number; readonly valley: number } | null {
  let best = null;
  let height = 0;
  for (const [index, left] of hills.entries())
    for (const right of hills.slice(index + 1)) {
      const valley = lowest(density, left, right);
      const lower = Math.min(density[left] ?? 0, density[right] ?? 0);
      const below = histogram.subarray(0, valley).reduce((sum, each) => sum + each, 0) / n;
      const isValley = (density[valley] ?? 0) <= WANTED.valleyMost * lower;
      if (!isValley || Math.min(below, 1 - below) < WANTED.sideLeast) continue;
      if (lower - (density[valley] ?? 0) <= height) continue;
      height = lower - (density[valley] ?? 0);
      best = { left, right, valley };
    }
  return best;
}

function lowest(density: Float64Array, left: number, right: number): number {
  let valley = left;
  for (let step = left; step <= right; step += 1)
    if ((density[step] ?? 0) < (density[valley] ?? 0)) valley = step;
  return valley;
}

const UNITS = [
  [86_400, 'days'],
  [3_600, 'hours'],
  [60, 'minutes'],
  [1, 'seconds'],
] as const;

function spoken(seconds: number): string {
  const [size, name] = UNITS.find(([unit]) => seconds >= 2 * unit) ?? UNITS[3];
  return `${Math.round(seconds / size)} ${name}`;
}
