/** Befunde. */
export const findings = {
  title: 'Befunde',
};
