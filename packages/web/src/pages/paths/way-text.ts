/** A way in words: "Search ×2 → Product page → Till"; of a long one its beginning. */
export function wayText(
  { activities, length }: { readonly activities: readonly string[]; readonly length: number },
  name: (id: string) => string,
  most: number,
): string {
  const met: { id: string; times: number }[] = [];
  for (const id of activities) {
    const last = met.at(-1);
    if (last?.id === id) last.times += 1;
    else met.push({ id, times: 1 });
  }
  const said = met
    .slice(0, most)
    .map(({ id, times }) => (times === 1 ? name(id) : `${name(id)} ×${times}`));
  const isCut = met.length > most || length > activities.length;
  return [...said, ...(isCut ? ['…'] : [])].join(' → ');
}
