import { FELT_SCALES, oneOf } from '@bothways/core';
import { refusedFile } from '../read/import-refused.ts';

/** A scale by its worst and its best answer; the worst may be the larger number. */
export interface AskedScale {
  readonly name: string;
  readonly worst: number;
  readonly best: number;
  /** The answer that means "as expected": 0 of how it felt. The middle, unless said. */
  readonly neutral: number;
}

/**
 * A scale by its name, or as WORST..BEST: `1..7`, or `100..0` where 0 is best.
 *
 * Errors: `ImportRefused` on what is neither; it lists the names.
 */
export function scaleOf(option: string, text: string, neutral: number | null = null): AskedScale {
  const known = FELT_SCALES[text];
  if (known !== undefined) return scaleFrom(text, known[0], known[1], neutral);
  const ends = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/.exec(text);
  const [worst, best] = [Number(ends?.[1]), Number(ends?.[2])];
  if (ends === null || worst === best)
    throw refusedFile('', {
      code: 'bad-scale',
      message: `--${option} ${JSON.stringify(text)} is no scale`,
      hint: `write WORST..BEST, as 1..7 or 100..0, or name ${oneOf(Object.keys(FELT_SCALES))}`,
    });
  return scaleFrom(text, worst, best, neutral);
}

function scaleFrom(name: string, worst: number, best: number, neutral: number | null): AskedScale {
  const middle = neutral ?? (worst + best) / 2;
  if (middle < Math.min(worst, best) || middle > Math.max(worst, best))
    throw refusedFile('', {
      code: 'bad-scale',
      message: `--neutral ${middle} does not lie on the scale ${name}`,
      hint: 'name the answer that means "as expected"; left out it is the middle of the scale',
    });
  return { name, worst, best, neutral: middle };
}

/** An answer on -1..+1, 0 as expected; NaN where there is none, or it is not on the scale. */
export function feltOn({ worst, best, neutral }: AskedScale, raw: number): number {
  if (!(raw >= Math.min(worst, best) && raw <= Math.max(worst, best))) return Number.NaN;
  const far = Math.max(Math.abs(best - neutral), Math.abs(worst - neutral));
  return (Math.sign(best - worst) * (raw - neutral)) / far;
}
