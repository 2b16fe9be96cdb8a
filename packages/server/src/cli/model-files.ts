import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  checkModelRules,
  explainProblem,
  type Model,
  type Problem,
  readModel,
} from '@bothways/core';
import type { ModelFiles } from '../ingest/rebuild.ts';
import { Refusal } from './refusal.ts';

/** One model file may be as large as this; a whole model as ten of them. */
const FILE_BYTES_MAX = 8 * 1024 * 1024;
const MODEL_FILE = /\.bothways\.(ya?ml|json)$/;

/** The texts of a model: one file, or every `*.bothways.yaml` (`.yml`, `.json`) below a folder, in order of their paths. */
export function modelFiles(path: string): ModelFiles {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw unreadable(path, {
      code: 'no-such-file',
      message: 'no such file or folder',
      hint: 'give the model as MODEL.bothways.yaml, or a folder of them',
    });
  const paths = found.isDirectory() ? filesBelow(path) : [path];
  if (paths.length === 0)
    throw unreadable(path, {
      code: 'no-model-here',
      message: 'no *.bothways.yaml in this folder',
      hint: '"bothways init" writes one to start from',
    });
  return paths.map((file) => ({ file: shown(file), text: textOf(file) }));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((each) => MODEL_FILE.test(each) && !each.split(sep).includes('node_modules'))
    .sort()
    .map((each) => join(folder, each))
    .filter((each) => statSync(each, { throwIfNoEntry: false })?.isDirectory() === false);
}

function textOf(file: string): string {
  const status = statSync(file);
  // A device or a pipe may have no end.
  if (!status.isFile())
    throw unreadable(file, {
      code: 'not-a-file',
      message: 'this is neither a file nor a folder',
      hint: 'save the model to a file',
    });
  if (status.size > FILE_BYTES_MAX)
    throw unreadable(file, {
      code: 'file-too-large',
      message: `${status.size} bytes is too large for a model file (at most ${FILE_BYTES_MAX})`,
      hint: 'split it, or check that it is the model and not the data',
    });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    throw unreadable(file, {
      code: 'not-text',
      message: 'this is not UTF-8 text',
      hint: 'save the model as UTF-8, and check that this is the model',
    });
  }
}

/** A file that cannot be read as a whole, told like any other error of a model. */
function unreadable(
  file: string,
  {
    code,
    message,
    hint,
  }: { readonly code: string; readonly message: string; readonly hint: string },
): Refusal {
  const error = { code, file: shown(file), line: 1, column: 1, message, hint };
  return new Refusal(`${file}: ${message}; ${hint}`, { errors: [error], lints: [] });
}

/** A model with all that is wrong or doubtful about it: its shape, its references and its expressions. */
export function checkedModel(files: ModelFiles): {
  readonly model: Model | null;
  readonly errors: readonly Problem[];
  readonly lints: readonly Problem[];
} {
  const { model, problems } = readModel(files);
  const all = [...problems, ...(model === null ? [] : checkModelRules(model))];
  const errors = all.filter(({ severity }) => severity === 'error');
  return {
    model: errors.length === 0 ? model : null,
    errors,
    lints: all.filter(({ severity }) => severity === 'lint'),
  };
}

/** A model that can be used, or a refusal that shows each error in place. */
export function usableModel(files: ModelFiles): Model {
  const { model, errors } = checkedModel(files);
  if (model === null)
    throw new Refusal(
      `${explained(errors, files)}\n\n${counted(errors.length, 'error')}: nothing was changed`,
      { errors: plainProblems(errors) },
    );
  return model;
}

/** Problems as scripts read them. */
export function plainProblems(problems: readonly Problem[]): readonly Omit<Problem, 'severity'>[] {
  return problems.map(({ severity: _, ...rest }) => rest);
}

/** Problems as blocks: place, source line with a caret, what to do. */
export function explained(problems: readonly Problem[], files: ModelFiles): string {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  return problems.map((problem) => explainProblem(problem, texts.get(problem.file))).join('\n\n');
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function shown(file: string): string {
  const near = relative('.', file);
  return near.startsWith('..') || near === '' ? file : near;
}
