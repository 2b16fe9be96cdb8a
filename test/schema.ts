// Writes the published JSON Schema of the model file anew, after a change to the schema: `npx node test/schema.ts`, then `npm run format`.
import { writeFileSync } from 'node:fs';
import { modelJsonSchema } from '../packages/core/src/model/json-schema.ts';

const path = 'packages/core/schema/bothways.schema.json';
writeFileSync(path, `${JSON.stringify(modelJsonSchema(), null, 2)}\n`);
console.log(`wrote ${path}`);
