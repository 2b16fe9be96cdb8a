import {
  dataOf,
  dataToCheck,
  didYouMean,
  errorAt,
  find,
  findNearest,
  oneOf,
  type Path,
  type Problem,
  quoted,
  type Remark,
  seen,
  type Tree,
} from '@bothways/core';
import { z } from 'zod';
import { MAPPING_VERSION, type MappingFile, mappingSchema } from './mapping-schema.ts';
import { descriptionOf } from './schema-description.ts';

type Issue = z.core.$ZodIssue;

/** Holds a mapping file's content against the schema: the data if it fits, else every misfit with its place. */
export function checkMappingShape(tree: Tree): {
  file: MappingFile | null;
  problems: readonly Problem[];
} {
  const result = mappingSchema.safeParse(dataToCheck(tree));
  if (result.success) return { file: result.data, problems: [] };
  const issues = result.error.issues.flatMap((issue) => withinUnion(tree, issue));
  return { file: null, problems: issues.flatMap((issue) => problemsOf(tree, issue)) };
}

/** Of a choice the branch that was meant: that of a map where a map stands, and of those the one that fits best. */
function withinUnion(tree: Tree, issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const there = find(tree, issue.path);
  if (there?.kind !== 'branch') return [issue];
  const branches = issue.errors.filter(
    (branch) => !branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const meant = branches.toSorted((a, b) => a.length - b.length)[0];
  if (meant === undefined) return [issue];
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue);
}

function problemsOf(tree: Tree, issue: Issue): readonly Problem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const map = findNearest(tree, issue.path);
      const span = map.kind === 'branch' ? (map.entries.get(key)?.key ?? map) : map;
      const known = keysAt(issue.path);
      return errorAt(span, {
        code: 'unknown-key',
        message: `${quoted(key)} is no key ${placeName(issue.path)}`,
        hint: didYouMean(key, known, `use ${oneOf(known)}; your own keys start with x-`),
      });
    });
  const there = find(tree, issue.path);
  const value = there === undefined ? undefined : dataOf(there);
  const span = findNearest(tree, issue.path);
  return [
    errorAt(span, value === undefined || value === null ? missing(issue) : misfit(issue, value)),
  ];
}

function missing({ path }: Issue): Remark {
  const key = String(path.at(-1) ?? 'the file');
  if (key === 'bothways_mapping')
    return {
      code: 'version-missing',
      message: 'the file does not say which version of the mapping format it is in',
      hint: `write bothways_mapping: ${MAPPING_VERSION} at the top`,
    };
  return {
    code: 'missing-key',
    message: `there is no ${quoted(key)} ${placeName(path.slice(0, -1))}`,
    hint: `add it: ${descriptionOf(schemaAt(path))}`,
  };
}

function misfit(issue: Issue, value: unknown): Remark {
  const name = quoted(String(issue.path.at(-1) ?? 'the file'));
  if (issue.path[0] === 'bothways_mapping')
    return {
      code: 'version-unknown',
      message: `the format version is ${seen(value)}`,
      hint: `this Bothways reads version ${MAPPING_VERSION}: write bothways_mapping: ${MAPPING_VERSION}`,
    };
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    return {
      code: 'unknown-value',
      message: `${name} is ${seen(value)}`,
      hint: didYouMean(value, words, `use ${oneOf(words)}`),
    };
  }
  if (typeof value === 'number' || typeof value === 'boolean')
    return {
      code: 'wrong-type',
      message: `${name} is ${seen(value)}`,
      hint: 'put it in quotes if a text is meant',
    };
  return {
    code: issue.code === 'too_small' || issue.code === 'too_big' ? 'out-of-range' : 'wrong-type',
    message: `${name} is ${seen(value)}`,
    hint: `it wants: ${descriptionOf(schemaAt(issue.path)) || issue.message}`,
  };
}

function placeName(path: Path): string {
  const names = path.filter((step) => typeof step === 'string');
  return names.length === 0 ? 'of a mapping' : `under ${quoted(names.join('.'))}`;
}

function keysAt(path: Path): readonly string[] {
  return [...new Set(objectsOf(schemaAt(path)).flatMap(({ shape }) => Object.keys(shape)))];
}

/** The schema behind a path; undefined where the path leaves it. */
function schemaAt(path: Path): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((schema, step) => {
    for (const each of alternatives(schema)) {
      if (each instanceof z.ZodObject && String(step) in each.shape)
        return each.shape[String(step)] as z.ZodType;
      if (each instanceof z.ZodRecord) return each.valueType as z.ZodType;
      if (each instanceof z.ZodArray && typeof step === 'number') return each.element as z.ZodType;
    }
    return undefined;
  }, mappingSchema);
}

function objectsOf(schema: z.ZodType | undefined): readonly z.ZodObject[] {
  return alternatives(schema).filter((each) => each instanceof z.ZodObject);
}

function alternatives(schema: z.ZodType | undefined): readonly z.ZodType[] {
  if (schema === undefined) return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return alternatives(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((each) => alternatives(each as z.ZodType));
  return [schema];
}
