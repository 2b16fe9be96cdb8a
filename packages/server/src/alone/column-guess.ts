/**
 * The one column whose name says what is looked for: of the patterns the first that exactly one name fits.
 * Null where none does, or two fit alike: then a person must say.
 */
export function guessColumn(names: readonly string[], patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const fitting = names.filter((name) => pattern.test(name));
    if (fitting.length === 1) return fitting[0] ?? null;
  }
  return null;
}

/** How sources call the columns that are asked for. */
export const NAMED = {
  nps: [
    /^nps([_ -]?score)?$/i,
    /^net_?pro(m(oter)?)?([_ -]?score)?$/i,
    /nps|net.?promoter/i,
    /recommend/i,
  ],
  case: [/^(case_?id|case:concept:name|case|journey_?id|session_?id|trace_?id)$/i],
  activity: [/^(activity|concept:name|touchpoint(_id)?|event|step|activity_name)$/i],
  at: [/^(at|timestamp|time:timestamp|time|date|datetime|start|started_at|event_time)$/i],
  felt: [/^(felt|feeling|rating|experience_rating|satisfaction|score)$/i, /felt|rating/i],
} as const;
