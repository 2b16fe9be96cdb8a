/** Columns as a mapping names them: one, several or none. */
export function listOf(columns: string | readonly string[] | null | undefined): readonly string[] {
  if (columns === null || columns === undefined) return [];
  return typeof columns === 'string' ? [columns] : columns;
}
