/** Findings. */
export const findings = {
  title: 'Findings',
};
