import type { z } from 'zod';
import { didYouMean, oneOf } from './did-you-mean.ts';
import { FORMAT_VERSION, fileSchema, type ModelFile } from './file-schema.ts';
import type { Problem } from './model.ts';
import { errorAt, quoted, type Remark, seen } from './problems.ts';
import { descriptionOf, keysOf, schemaAt, thingOf } from './schema-walk.ts';
import {
  dataOf,
  dataToCheck,
  find,
  findNearest,
  type Path,
  type Span,
  type Tree,
} from './source-tree.ts';

type Issue = z.core.$ZodIssue;

/** Holds a file's content against the schema: the data if it fits, else every misfit with its place. */
export function checkShape(tree: Tree): {
  file: ModelFile | null;
  problems: readonly Problem[];
} {
  const result = fileSchema.safeParse(dataToCheck(tree));
  if (result.success) return { file: result.data, problems: [] };
  return { file: null, problems: result.error.issues.flatMap((issue) => problemsOf(tree, issue)) };
}

function problemsOf(tree: Tree, issue: Issue): readonly Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      errorAt(keySpan(tree, issue.path, key), unknownKey(issue.path, key)),
    );
  const there = find(tree, issue.path);
  const value = there === undefined ? undefined : dataOf(there);
  if ((value === undefined || value === null) && issue.path.length > 0 && issue.code !== 'custom')
    return [errorAt(there ?? findNearest(tree, issue.path), missingKey(issue.path))];
  return [errorAt(spanAt(tree, issue), misfit(issue, value))];
}

/** Where a key itself stands; the map where the key came by other ways. */
function keySpan(tree: Tree, path: Path, key: string): Span {
  const map = findNearest(tree, path);
  return map.kind === 'branch' ? (map.entries.get(key)?.key ?? map) : map;
}

function spanAt(tree: Tree, issue: Issue): Span {
  const last = issue.path.at(-1);
  if (issue.code === 'invalid_key' && last !== undefined)
    return keySpan(tree, issue.path.slice(0, -1), String(last));
  return findNearest(tree, issue.path);
}

function unknownKey(path: Path, key: string): Remark {
  const schema = schemaAt(fileSchema, path);
  const thing = thingOf(schema);
  const known = [...keysOf(schema).keys()];
  return {
    code: 'unknown-key',
    message: `${quoted(key)} is no key of a ${thing}`,
    hint: didYouMean(key, known, `use ${oneOf(known)}; your own keys start with x-`),
  };
}

function missingKey(path: Path): Remark {
  const key = String(path.at(-1));
  if (typeof path.at(-1) === 'number')
    return {
      code: 'wrong-type',
      message: 'the list has an empty item',
      hint: 'fill it or take it out',
    };
  if (path.length === 1 && key === 'bothways')
    return {
      code: 'version-missing',
      message: 'the file does not say which version of the format it is in',
      hint: `write bothways: ${FORMAT_VERSION} at the top`,
    };
  const thing = thingOf(schemaAt(fileSchema, path.slice(0, -1)));
  return {
    code: 'missing-key',
    message: `the ${thing} has no ${quoted(key)}`,
    hint: `add it: ${descriptionOf(schemaAt(fileSchema, path))}`,
  };
}

/** What is wrong with a value that is there. */
function misfit(issue: Issue, value: unknown): Remark {
  const { path } = issue;
  const name = quoted(
    typeof path.at(-1) === 'number' ? String(path.at(-2)) : String(path.at(-1) ?? 'the file'),
  );
  if (path.length === 1 && path[0] === 'bothways')
    return {
      code: 'version-unknown',
      message: `the format version is ${seen(value)}`,
      hint: `this Bothways reads version ${FORMAT_VERSION}: write bothways: ${FORMAT_VERSION}`,
    };
  switch (issue.code) {
    case 'custom': {
      const { code, hint } = refusalOf(issue.params);
      const message = issue.message.startsWith('is not ')
        ? `${name}: ${seen(value)} ${issue.message}`
        : issue.message;
      return { code, message, hint };
    }
    case 'invalid_key':
      return {
        code: 'key-malformed',
        message: `${name} cannot be a name here`,
        hint: 'use small letters, digits and "_", starting with a letter',
      };
    case 'invalid_value': {
      const words = issue.values.map(String);
      return {
        code: 'unknown-value',
        message: `${name} is ${seen(value)}`,
        hint: didYouMean(value, words, `use ${oneOf(words)}`),
      };
    }
    case 'too_small':
    case 'too_big':
      return { code: 'out-of-range', message: `${name} is ${seen(value)}`, hint: limitHint(issue) };
    default:
      return wrongType(issue, name, value);
  }
}

function refusalOf(params: Record<string, unknown> | undefined): { code: string; hint: string } {
  const { code = 'refused', hint = 'see the model reference' } = params ?? {};
  return { code: String(code), hint: String(hint) };
}

function limitHint(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  if (issue.origin === 'string') return 'write at least a character';
  if (issue.code === 'too_big') return `write a number of at most ${issue.maximum}`;
  return issue.inclusive === false
    ? `write a number above ${issue.minimum}`
    : `write a number of at least ${issue.minimum}`;
}

const WANTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map of keys',
  record: 'a map of keys',
  array: 'a list',
};

function wrongType(issue: Issue, name: string, value: unknown): Remark {
  const expected = issue.code === 'invalid_type' ? issue.expected : 'string';
  const wanted =
    issue.code === 'invalid_union' ? 'an expression' : (WANTED[expected] ?? 'something else');
  const isBare = expected === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  const hint = isBare ? 'put it in quotes' : `write ${wanted}`;
  return { code: 'wrong-type', message: `${name} wants ${wanted} and is ${seen(value)}`, hint };
}
