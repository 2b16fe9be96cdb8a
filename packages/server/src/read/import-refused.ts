import type { Problem } from '@bothways/core';

/** An import that cannot start or cannot go on. Nothing of it counts; the problems say where, what was seen, what to do. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
  }
}

/** A refusal of one whole file, or of the import itself where `file` is empty. */
export function refusedFile(
  file: string,
  { code, message, hint, line = 1 }: Pick<Problem, 'code' | 'message' | 'hint'> & { line?: number },
): ImportRefused {
  return new ImportRefused([{ severity: 'error', code, file, line, column: 1, message, hint }]);
}

function problemLine({ file, line, column, message, hint }: Problem): string {
  const place = file === '' ? '' : `${file}:${line}:${column}: `;
  return `${place}${message}; ${hint}`;
}
