import { fileURLToPath } from 'node:url';

/**
 * Where Node keeps what it has compiled of us, beside the packages, as `bin/bothways.js` has it: the stores' own processes
 * start in half the time. Who may not write there does without.
 */
export const compileCache = fileURLToPath(
  new URL('../../../../../node_modules/.cache/bothways', import.meta.url),
);
