/** Cohen's d to the logarithm of a risk ratio. */
const LOG_RATIO_PER_D = 0.91;

/**
 * How strong something unseen would have to be, with the driver and with the outcome both, as risk ratios, to explain an
 * association away.
 *
 * Units: a change of the outcome in its standard deviations for one of the driver's, either sign.
 * Source: VanderWeele & Ding (2017), Sensitivity analysis in observational research, Ann. Intern. Med. 167:
 * RR + sqrt(RR (RR - 1)), with RR = exp(0.91 d).
 */
export function eValue(effect: number): number {
  return eValueOfRatio(Math.exp(LOG_RATIO_PER_D * Math.abs(effect)));
}

/** The same for a risk ratio; one below 1 counts as its inverse. */
export function eValueOfRatio(ratio: number): number {
  const above = ratio < 1 ? 1 / ratio : ratio;
  return above + Math.sqrt(above * (above - 1));
}
