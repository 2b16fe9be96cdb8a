import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
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
    throw new Refusal(
      `${path}: no such file or folder; give the model as MODEL.bothways.yaml, or a folder of them`,
    );
  const paths = found.isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((each) => MODEL_FILE.test(each))
        .sort()
        .map((each) => join(path, each))
    : [path];
  if (paths.length === 0)
    throw new Refusal(
      `${path}: no *.bothways.yaml in this folder; "bothways init" writes one to start from`,
    );
  return paths.map((file) => {
    const { size } = statSync(file);
    if (size > FILE_BYTES_MAX)
      throw new Refusal(
        `${file}: ${size} bytes is too large for a model file (at most ${FILE_BYTES_MAX}); split it, or check that it is the model and not the data`,
      );
    const bytes = readFileSync(file);
    return { file: shown(file), text: decoded(file, bytes) };
  });
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
      { errors },
    );
  return model;
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

function decoded(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${file}: this is not UTF-8 text; save the model as UTF-8`);
  }
}
