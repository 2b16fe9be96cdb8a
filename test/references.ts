import { modelJsonSchema, modelReference } from '../packages/core/src/index.ts';
import { commands } from '../packages/server/src/cli/commands/index.ts';
import {
  mappingJsonSchema,
  mappingReference,
} from '../packages/server/src/ingest/mapping-reference.ts';
import { STORE_VARIABLES } from '../packages/server/src/store/settings.ts';
import { cliReference } from './cli-reference.ts';

/** A file that is generated from the code and kept beside it. */
export interface Reference {
  readonly path: string;
  readonly text: string;
}

/** Every file that `npm run docs` writes. */
export function references(): readonly Reference[] {
  return [
    { path: 'docs/reference/model.md', text: modelReference() },
    { path: 'docs/reference/mapping.md', text: mappingReference() },
    { path: 'docs/reference/cli.md', text: cliReference(commands) },
    { path: 'docs/reference/settings.md', text: settingsReference() },
    { path: 'packages/core/schema/bothways.schema.json', text: json(modelJsonSchema()) },
    { path: 'packages/server/schema/mapping.schema.json', text: json(mappingJsonSchema()) },
  ];
}

function settingsReference(): string {
  return [
    '# Settings',
    '',
    'Generated from the code. Everything has a default; what differs on a machine is read from the environment, once, when a',
    'command starts. The first process on a data directory decides for the local stores that all of them share.',
    '',
    '| variable | what for | unless set |',
    '|---|---|---|',
    ...STORE_VARIABLES.map(({ name, about, usual }) => `| \`${name}\` | ${about} | ${usual} |`),
    '',
  ].join('\n');
}

function json(schema: unknown): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
