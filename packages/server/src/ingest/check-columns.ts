import {
  didYouMean,
  inReadingOrder,
  oneOf,
  type Place,
  type Problem,
  quoted,
} from '@bothways/core';
import type { SourceFile } from '../read/source-file.ts';
import { FELT_PROPERTY, type Mapping } from './mapping.ts';
import type { SideTable } from './side-table.ts';

/** Holds a mapping against the columns of a file: those it names must be there, each once. */
export function checkColumns(
  mapping: Mapping,
  source: SourceFile,
  tables: readonly SideTable[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const known = [...source.columns];
  for (const { join, columns } of tables) {
    for (const [own] of join.on) check(problems, source.file, known, own, join.place);
    for (const column of columns) {
      if (!known.includes(column)) continue;
      problems.push(
        problem(join.place, {
          code: 'column-twice',
          message: `column ${quoted(column)} of ${join.file} is there already`,
          hint: 'give the joined columns a prefix: as: household',
        }),
      );
    }
    known.push(...columns);
  }
  for (const { column, place } of mapping.uses) check(problems, source.file, known, column, place);
  if (mapping.properties === null) {
    const seen = new Set<string>();
    const twice = known.find((column) => seen.size === seen.add(column).size);
    if (twice !== undefined && problems.length === 0)
      check(problems, source.file, known, twice, { file: mapping.file, line: 1, column: 1 });
  }
  if (mapping.properties === null && mapping.felt !== null && isPlain(mapping, known))
    problems.push(
      problem(
        { file: mapping.file, line: 1, column: 1 },
        {
          code: 'felt-twice',
          message: `column ${quoted(FELT_PROPERTY)} would become the property that "felt" already gives`,
          hint: 'list the properties that you want under "properties"',
        },
      ),
    );
  return inReadingOrder(problems, [mapping.file]);
}

/** Whether a column that nothing else names has the name of the answer. */
function isPlain({ uses }: Mapping, known: readonly string[]): boolean {
  return known.includes(FELT_PROPERTY) && !uses.some(({ column }) => column === FELT_PROPERTY);
}

function check(
  problems: Problem[],
  file: string,
  known: readonly string[],
  column: string,
  place: Place,
): void {
  const count = known.filter((each) => each === column).length;
  if (count === 0)
    problems.push(
      problem(place, {
        code: 'unknown-column',
        message: `${file} has no column ${quoted(column)}`,
        hint: `${didYouMean(column, known, 'name one of its columns.')} It has ${oneOf(known)}`,
      }),
    );
  if (count > 1)
    problems.push(
      problem(place, {
        code: 'column-twice',
        message: `${file} has ${count} columns ${quoted(column)}`,
        hint: 'give each column a name of its own',
      }),
    );
}

function problem(place: Place, remark: Pick<Problem, 'code' | 'message' | 'hint'>): Problem {
  return { severity: 'error', ...place, ...remark };
}
