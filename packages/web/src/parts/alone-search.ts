/** What a page that can look at a file by itself has in its address. */
export interface AloneSearch {
  /** The file as it was sent; `new`: one is about to be. */
  readonly file?: string;
  /** Which columns were chosen for what; left out: they are about to be. */
  readonly roles?: Readonly<Record<string, string>>;
}

export function aloneSearch(search: Record<string, unknown>): AloneSearch {
  const { file, roles } = search;
  const isRoles =
    typeof roles === 'object' &&
    roles !== null &&
    Object.values(roles).every((each) => typeof each === 'string');
  return {
    ...(typeof file === 'string' && file !== '' ? { file } : {}),
    ...(isRoles ? { roles: roles as Readonly<Record<string, string>> } : {}),
  };
}
