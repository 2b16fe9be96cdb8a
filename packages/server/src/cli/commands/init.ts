import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shellWord } from '../../guess/proposal-yaml.ts';
import type { Call, Command } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** The files a newcomer starts from: an example of ours, so that it is tested like one. */
const STARTER = fileURLToPath(new URL('../../../../../examples/starter/', import.meta.url));
/** Goes along, so that an editor completes the model without a network. */
const SCHEMA = fileURLToPath(
  new URL('../../../../core/schema/bothways.schema.json', import.meta.url),
);
const SCHEMA_NAME = 'bothways.schema.json';

export const init: Command = {
  name: 'init',
  summary: 'Write a small model, a mapping and a few events to start from.',
  detail:
    'Writes model.bothways.yaml, events.mapping.yaml, events.csv and the JSON Schema that lets an editor complete the model. A file that is there already is never overwritten.',
  arguments: [{ name: '[folder]', about: 'where to (default: here)' }],
  options: [],
  examples: ['bothways init my-shop'],
  json: '{ written: [file] }',
  run: runInit,
};

async function runInit({ terminal, arguments: [folder = '.'] }: Call): Promise<number> {
  const texts = new Map(
    readdirSync(STARTER).map((file) => [file, readFileSync(join(STARTER, file), 'utf8')]),
  );
  texts.set(SCHEMA_NAME, readFileSync(SCHEMA, 'utf8'));
  const files = [...texts.keys()];
  const taken = files.filter((file) => existsSync(join(folder, file)));
  if (taken.length > 0)
    throw new Refusal(
      `${folder}: ${taken.join(', ')} ${taken.length === 1 ? 'is' : 'are'} there already and nothing was written; name another folder`,
    );
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of texts)
    writeFileSync(join(folder, file), text.replace(/(?<=\$schema=)\S+/, `./${SCHEMA_NAME}`));
  const written = files.map((file) => join(folder, file));
  if (terminal.json) {
    terminal.out(JSON.stringify({ written }, null, 2));
    return 0;
  }
  terminal.out(
    [
      ...written.map((file) => `wrote ${file}`),
      '',
      'Next:',
      ...(relative('.', folder) === '' ? [] : [`  cd ${shellWord(folder)}`]),
      '  npx bothways check model.bothways.yaml',
      '  npx bothways import events.csv --map events.mapping.yaml',
      '  npx bothways rebuild --model model.bothways.yaml',
      '  npx bothways report',
    ].join('\n'),
  );
  return 0;
}
