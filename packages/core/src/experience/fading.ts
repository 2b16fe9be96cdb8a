import type { Estimate } from '../ledger/estimate.ts';
import { normalStream, uniformStream } from '../statistics/random.ts';
import { FADING } from './remembered.ts';
import { abstain, answers, estimateOfDraws } from './spread.ts';

/** One journey's answer so many days after its end. */
export interface LaterAnswer {
  readonly days: number;
  readonly peakEnd: number;
  readonly mean: number;
  readonly overall: number;
}

/** How fast memory loses peak and end, as answers at different delays have it. */
export interface FadingLearned {
  readonly halfLifeDays: Estimate;
  readonly lean: Estimate;
}

/** So many answers, and so many days between the early and the late fifth of them. */
const WANTED = { answers: 60, days: 7 };

/** Half-lives tried, in days: from two days to two years. */
const HALF_LIVES = Array.from({ length: 60 }, (_, at) => 2 * 365 ** (at / 59));

/** The believed half-life as a lognormal: a factor of four either way holds nine in ten. */
const HALF_LIFE_SIGMA = Math.log(4) / 1.6448536269514722;

/**
 * Learns the half-life of peak and end in memory, where answers came at different delays.
 *
 * whole = level + reach * (mean + lean 2^(-days / H) (peakEnd - mean)) + noise, H on a grid, the rest linear at each H, with
 * normals about what is believed (reach 1, lean 0.5); then draws.
 *
 * Units: days; whole and moments on one scale.
 * Errors: abstains with fewer than 60 answers, or where they came at much the same delay.
 * Source: methods.md 2, lambda(d) = lambda0 2^(-d/H).
 */
export function learnFading(given: readonly LaterAnswer[], seed = 1): FadingLearned {
  const reason = tooLittle(given);
  if (reason !== null) return { halfLifeDays: abstain(reason), lean: abstain(reason) };
  const fits = HALF_LIVES.map((halfLife) => fitAt(given, halfLife));
  const noise = Math.min(...fits.map(({ misfit }) => misfit)) / Math.max(1, given.length - 4);
  const logs = fits.map((fit, at) => {
    const off = Math.log((HALF_LIVES[at] ?? 1) / FADING.halfLifeDays) / HALF_LIFE_SIGMA;
    return posteriorOf(fit, noise).log - (off * off) / 2;
  });
  const most = Math.max(...logs);
  const chances = logs.map((log) => Math.exp(log - most));
  return drawn(fits, chances, noise, given.length, seed);
}

function tooLittle(given: readonly LaterAnswer[]): string | null {
  if (given.length < WANTED.answers)
    return `${answers(given.length)} with a delay; how memory fades is learned from ${WANTED.answers}`;
  const days = given.map((each) => each.days).sort((a, b) => a - b);
  const at = (share: number): number => days[Math.floor(share * (days.length - 1))] ?? 0;
  return at(0.8) - at(0.2) < WANTED.days
    ? `the answers came at much the same delay (${at(0.2).toFixed(1)} to ${at(0.8).toFixed(1)} days after the end); ask some of them weeks later`
    : null;
}

/** Centred sums of mean (m), faded difference (z) and answer (y). */
interface Fit {
  readonly mm: number;
  readonly mz: number;
  readonly zz: number;
  readonly my: number;
  readonly zy: number;
  readonly yy: number;
  readonly misfit: number;
}

function fitAt(given: readonly LaterAnswer[], halfLife: number): Fit {
  const rows = given.map(({ days, peakEnd, mean, overall }) => {
    return [mean, 2 ** (-days / halfLife) * (peakEnd - mean), overall] as const;
  });
  const centre = [0, 1, 2].map(
    (at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length,
  );
  const sum = (i: 0 | 1 | 2, j: 0 | 1 | 2): number =>
    rows.reduce(
      (total, row) => total + (row[i] - (centre[i] ?? 0)) * (row[j] - (centre[j] ?? 0)),
      0,
    );
  const [mm, mz, zz, my, zy, yy] = [
    sum(0, 0),
    sum(0, 1),
    sum(1, 1),
    sum(0, 2),
    sum(1, 2),
    sum(2, 2),
  ];
  const determinant = mm * zz - mz * mz;
  const explained =
    determinant <= 1e-12 * mm * zz
      ? (my * my) / Math.max(mm, 1e-300)
      : (my * my * zz - 2 * my * zy * mz + zy * zy * mm) / determinant;
  return { mm, mz, zz, my, zy, yy, misfit: Math.max(1e-12, yy - explained) };
}

const BELIEVED = { reach: 1, reachSd: 0.5, lean: FADING.lean, leanSd: 0.35 };

interface Posterior {
  readonly log: number;
  readonly mean: readonly [number, number];
  readonly variance: readonly [number, number, number];
}

/** The normal posterior of (reach, reach * lean) at one half-life, and the log of how likely that half-life makes the answers. */
function posteriorOf({ mm, mz, zz, my, zy }: Fit, noise: number): Posterior {
  const [p, q] = [BELIEVED.reachSd ** -2, BELIEVED.leanSd ** -2];
  const [a, b, c] = [mm / noise + p, mz / noise, zz / noise + q];
  const [r, s] = [my / noise + p * BELIEVED.reach, zy / noise + q * BELIEVED.lean];
  const determinant = a * c - b * b;
  const mean = [(c * r - b * s) / determinant, (a * s - b * r) / determinant] as const;
  const log = (mean[0] * r + mean[1] * s - Math.log(determinant)) / 2;
  return { log, mean, variance: [c / determinant, -b / determinant, a / determinant] };
}

const DRAWS = 4000;

function drawn(
  fits: readonly Fit[],
  chances: readonly number[],
  noise: number,
  n: number,
  seed: number,
): FadingLearned {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  const which = uniformStream(seed, 'fading', 'half-life');
  const normal = normalStream(seed, 'fading', 'weights');
  const [halfLives, leans] = [new Float64Array(DRAWS), new Float64Array(DRAWS)];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    // Strata make the draws of the grid even; the place within a step is spread over it.
    const place = placeOf(chances, ((draw + which(draw)) / DRAWS) * total);
    const fit = fits[place];
    if (fit === undefined) continue;
    const { mean, variance } = posteriorOf(fit, noise);
    const first = Math.sqrt(variance[0]);
    const reach = mean[0] + first * normal(2 * draw);
    const slope = variance[1] / first;
    const rest = Math.sqrt(Math.max(0, variance[2] - slope * slope));
    const faded = mean[1] + slope * normal(2 * draw) + rest * normal(2 * draw + 1);
    halfLives[draw] = (HALF_LIVES[place] ?? 1) * 365 ** ((which(DRAWS + draw) - 0.5) / 59);
    leans[draw] = reach <= 0.05 ? 0 : faded / reach;
  }
  const method = 'half-lives on a grid, about the believed one';
  return {
    halfLifeDays: estimateOfDraws(halfLives, n, method),
    lean: estimateOfDraws(leans, n, method),
  };
}

function placeOf(chances: readonly number[], wanted: number): number {
  let sum = 0;
  for (const [at, chance] of chances.entries()) {
    sum += chance;
    if (sum >= wanted) return at;
  }
  return chances.length - 1;
}
