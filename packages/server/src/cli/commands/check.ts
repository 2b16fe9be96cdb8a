import type { Call, Command } from '../command.ts';
import { checkedModel, counted, explained, modelFiles, plainProblems } from '../model-files.ts';

export const check: Command = {
  name: 'check',
  summary: 'Check a model: its shape, references and expressions, then what looks doubtful.',
  detail:
    'Reads one file or a folder of *.bothways.yaml and reports every error and lint at once, each with file, line, column, what was seen and what to do. Nothing is written.',
  arguments: [{ name: '<model>', about: 'a model file or a folder of them' }],
  options: [],
  examples: ['bothways check examples/larkfield'],
  json: '{ ok, errors: [{ code, file, line, column, message, hint }], lints: [...] }',
  run: runCheck,
};

async function runCheck({ terminal, arguments: [path = ''] }: Call): Promise<number> {
  const files = modelFiles(path);
  const { model, errors, lints } = checkedModel(files);
  if (terminal.json) {
    terminal.out(
      JSON.stringify(
        { ok: model !== null, errors: plainProblems(errors), lints: plainProblems(lints) },
        null,
        2,
      ),
    );
  } else {
    for (const problems of [errors, lints])
      if (problems.length > 0) terminal.out(`${explained(problems, files)}\n`);
    terminal.out(
      model === null
        ? `${counted(errors.length, 'error')}, ${counted(lints.length, 'lint')}`
        : `${model.name}: no error, ${counted(lints.length, 'lint')}`,
    );
  }
  return model === null ? 1 : 0;
}
