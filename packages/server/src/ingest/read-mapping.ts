import { readFile } from 'node:fs/promises';
import {
  find,
  findNearest,
  inReadingOrder,
  type Path,
  type Problem,
  parseFile,
  placeOf,
  sourceText,
  type Tree,
} from '@bothways/core';
import { ImportRefused, refusedFile } from '../read/import-refused.ts';
import { timeParser } from '../read/parse-time.ts';
import { checkMappingShape } from './check-mapping-shape.ts';
import { listOf } from './column-list.ts';
import type {
  ColumnUse,
  Condition,
  Join,
  Mapping,
  Named,
  Property,
  TimeSource,
} from './mapping.ts';
import { mappingContradictions } from './mapping-contradictions.ts';
import type { MappingFile } from './mapping-schema.ts';

/** Reads a mapping file of the disk. Errors: `ImportRefused` with every problem found. */
export async function readMappingFile(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw refusedFile(file, {
      code: 'mapping-missing',
      message: 'the mapping file cannot be read',
      hint: 'check the path and its permissions',
    });
  });
  const { mapping, problems } = readMapping(file, text);
  if (mapping === null) throw new ImportRefused(problems);
  return mapping;
}

/** Reads the text of a mapping: the mapping, or every problem in it in reading order. */
export function readMapping(
  file: string,
  text: string,
): { mapping: Mapping | null; problems: readonly Problem[] } {
  const parsed = parseFile(sourceText(file, text));
  const { tree } = parsed;
  if (tree === null || (tree.kind === 'leaf' && tree.value === null)) {
    const empty = refusedFile(file, {
      code: 'mapping-empty',
      message: 'the file holds no mapping',
      hint: 'write bothways_mapping: 1 and what follows',
    });
    const problems = parsed.problems.length > 0 ? parsed.problems : empty.problems;
    return { mapping: null, problems };
  }
  const shape = checkMappingShape(tree);
  if (shape.file === null)
    return { mapping: null, problems: inReadingOrder(shape.problems, [file]) };
  const problems = mappingContradictions(shape.file, tree);
  if (problems.length > 0) return { mapping: null, problems: inReadingOrder(problems, [file]) };
  return { mapping: mappingOf(file, shape.file, tree), problems: [] };
}

function mappingOf(file: string, read: MappingFile, tree: Tree): Mapping {
  const isAggregate = read.aggregate !== undefined;
  const group = listOf(read.group?.by);
  return {
    file,
    source: read.source,
    input: {
      format: read.file?.format ?? null,
      delimiter: read.file?.delimiter ?? null,
      encoding: read.file?.encoding ?? null,
      sheet: read.file?.sheet ?? null,
      header: read.file?.header ?? 1,
    },
    id: group.length > 0 ? group : listOf(read.id),
    time: timeOf(read.time),
    numbers: { decimal: read.numbers?.decimal ?? '.', group: read.numbers?.group ?? '' },
    type: read.type ?? 'track',
    event: namedOf(read.event),
    channel: namedOf(read.channel),
    person: listOf(read.person),
    anonymous: listOf(read.anonymous),
    account: listOf(read.account),
    case: listOf(read.case),
    grade: read.grade ?? (isAggregate ? 'B' : 'A'),
    group,
    properties:
      read.properties === undefined ? null : Object.entries(read.properties).map(propertyOf),
    felt:
      read.felt === undefined
        ? null
        : {
            column: read.felt.column,
            scale: read.felt.scale,
            none: new Set(read.felt.none ?? []),
          },
    joins: (read.joins ?? []).map((join, index) => joinOf(join, tree, index)),
    aggregate:
      read.aggregate === undefined ? null : { count: read.aggregate.n, per: read.aggregate.per },
    uses: usesOf(read, tree),
  };
}

function timeOf(time: MappingFile['time']): TimeSource {
  const zone = time.zone ?? 'UTC';
  if ('column' in time)
    return { kind: 'column', column: time.column, format: time.format ?? 'iso', zone };
  return { kind: 'constant', at: Number(timeParser('iso', zone)(time.constant)), zone };
}

function namedOf(named: MappingFile['event']): Named {
  if (typeof named === 'object')
    return {
      kind: 'column',
      column: named.column,
      names: new Map(Object.entries(named.names ?? {})),
    };
  return { kind: 'constant', name: named ?? '' };
}

function propertyOf([key, property]: [
  string,
  NonNullable<MappingFile['properties']>[string],
]): Property {
  const given = typeof property === 'string' ? { column: property } : property;
  const { column = '', as = null, sum = false, count = false, value, names = {} } = given;
  const { times = null, where = {} } = given;
  const none = new Set(given.none ?? []);
  if (value !== undefined) return { kind: 'value', key, value };
  if (count) return { kind: 'count', key, where: conditionsOf(where) };
  if (sum) return { kind: 'sum', key, column, times, where: conditionsOf(where), none };
  return { kind: 'column', key, column, as, times, names: new Map(Object.entries(names)), none };
}

function conditionsOf(where: Readonly<Record<string, string | string[]>>): readonly Condition[] {
  return Object.entries(where).map(([column, values]) => ({
    column,
    values: new Set(typeof values === 'string' ? [values] : values),
  }));
}

function joinOf(join: NonNullable<MappingFile['joins']>[number], tree: Tree, index: number): Join {
  const { file, on, columns = null, as = null, required = false } = join;
  const pairs =
    typeof on === 'string' || Array.isArray(on)
      ? listOf(on).map((column) => [column, column] as const)
      : Object.entries(on);
  const place = placeOf(findNearest(tree, ['joins', index, 'file']));
  return { file, place, on: pairs, columns, prefix: as, required };
}

/** Every column that is named, with the place of its name. */
function usesOf(read: MappingFile, tree: Tree): readonly ColumnUse[] {
  const paths: Path[] = [
    ['id'],
    ['time', 'column'],
    ['person'],
    ['anonymous'],
    ['account'],
    ['case'],
    ['group', 'by'],
    ['event', 'column'],
    ['channel', 'column'],
    ['aggregate', 'n'],
    ['felt', 'column'],
  ];
  for (const [key, property] of Object.entries(read.properties ?? {}))
    if (typeof property === 'string') paths.push(['properties', key]);
    else paths.push(['properties', key, 'column'], ['properties', key, 'times']);
  const named = paths.flatMap((path) => leavesOf(find(tree, path)));
  const chosen = Object.keys(read.properties ?? {}).flatMap((key) =>
    keysOf(find(tree, ['properties', key, 'where'])),
  );
  return [...named, ...chosen];
}

function leavesOf(there: Tree | undefined): readonly ColumnUse[] {
  const leaves = there?.kind === 'list' ? there.items : there === undefined ? [] : [there];
  return leaves.flatMap((leaf) =>
    leaf.kind === 'leaf' && typeof leaf.value === 'string'
      ? [{ column: leaf.value, place: placeOf(leaf) }]
      : [],
  );
}

/** The keys of a map as columns: those of `where`. */
function keysOf(there: Tree | undefined): readonly ColumnUse[] {
  return there?.kind === 'branch'
    ? [...there.entries].map(([column, { key }]) => ({ column, place: placeOf(key) }))
    : [];
}
