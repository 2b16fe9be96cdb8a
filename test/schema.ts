// Writes the published JSON Schema of the model file anew: `npx node test/schema.ts`, after a change to the schema.
import { writeFileSync } from 'node:fs';
import { modelJsonSchema } from '../packages/core/src/model/json-schema.ts';

const path = 'packages/core/schema/bothways.schema.json';
writeFileSync(path, `${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
console.log(`wrote ${path}`);
