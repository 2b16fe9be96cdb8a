import { modelDiff } from '@bothways/core';
import type { Call, Command } from '../command.ts';
import { modelFiles, usableModel } from '../model-files.ts';

export const diff: Command = {
  name: 'diff',
  summary: 'Say what changed between two models, in the words of the field.',
  detail:
    'Compares meaning, not text: moved lines and comments are no change. Exit code 0 whether or not anything changed; 1 where either model has errors.',
  arguments: [
    { name: '<before>', about: 'the earlier model: a file or a folder' },
    { name: '<after>', about: 'the later model' },
  ],
  options: [],
  examples: ['bothways diff model-september.bothways.yaml model.bothways.yaml'],
  json: '{ changes: [{ kind, what, id, path, field, before, after, sentence }] }',
  run: runDiff,
};

async function runDiff({ terminal, arguments: [before = '', after = ''] }: Call): Promise<number> {
  const changes = modelDiff(usableModel(modelFiles(before)), usableModel(modelFiles(after)));
  if (terminal.json) terminal.out(JSON.stringify({ changes }, null, 2));
  else if (changes.length === 0) terminal.out('No change of meaning.');
  else for (const { sentence } of changes) terminal.out(sentence);
  return 0;
}
