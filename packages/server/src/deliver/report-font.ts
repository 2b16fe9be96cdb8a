import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const file = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/** Inter, Latin letters, all weights, as base64 WOFF2: read once, so that a report needs no other file. */
export const reportFont: string = readFileSync(
  createRequire(import.meta.url).resolve(file),
).toString('base64');
