/** What changes some of an address; what is set to undefined is taken out. */
export function addressChange<Search extends object>(
  change: {
    readonly [Key in keyof Search]?: Search[Key] | undefined;
  },
): <Now extends Search>(search: Now) => Now {
  return (search) =>
    Object.fromEntries(
      Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined),
    ) as typeof search;
}
