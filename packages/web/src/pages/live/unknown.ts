import type { LiveEventShown, LiveNames } from '@bothways/core/contract';

/** The first touchpoint or kind that nothing calls by a name yet, as after a change of the model; null: all are known. */
export function unknownIn(
  events: readonly LiveEventShown[],
  names: LiveNames | undefined,
): string | null {
  if (names === undefined) return null;
  const known = new Set([...names.touchpoints, ...names.kinds].map(({ id }) => id));
  for (const { became } of events)
    if (became.kind === 'encounters')
      for (const { touchpoint, legs } of became.encounters)
        for (const id of [touchpoint, ...legs.map(({ kind }) => kind)])
          if (!known.has(id)) return id;
  return null;
}
