/** Worked out once for a state, whoever asks; only the latest state's is kept, and what failed is not. */
export type OnceAState<Made> = (state: string, make: () => Promise<Made>) => Promise<Made>;

/** Keeps what is worked out of something as long as that stays in one state, such as a ledger until its next rebuild. */
export function onceAState<Made>(): OnceAState<Made> {
  let kept: { readonly state: string; readonly made: Promise<Made> } | null = null;
  return (state, make) => {
    if (kept?.state === state) return kept.made;
    const now = { state, made: make() };
    kept = now;
    // The next who asks may have more luck.
    now.made.catch(() => {
      if (kept === now) kept = null;
    });
    return now.made;
  };
}
