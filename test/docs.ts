// Writes what is generated from the code: the references in docs/ and the published JSON Schemas (`npm run docs`).
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { references } from './references.ts';

for (const { path, text } of references()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
