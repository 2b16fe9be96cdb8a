import type { Traces } from './traces.ts';

/** Journeys cut behind every silence longer than the gap, in milliseconds; the parts of one are called as it and a number. */
export function cutByGap(traces: Traces, gapMs: number): Traces {
  const { at, starts, cases } = traces;
  if (at === null) return traces;
  const cut: number[] = [];
  const names: string[] = [];
  for (let j = 0; j + 1 < starts.length; j += 1) {
    const [from, until] = [starts[j] ?? 0, starts[j + 1] ?? 0];
    let part = 1;
    for (let place = from; place < until; place += 1) {
      if (place > from && !((at[place] ?? 0) - (at[place - 1] ?? 0) > gapMs)) continue;
      cut.push(place);
      names.push(part === 1 ? (cases[j] ?? '') : `${cases[j] ?? ''} #${part}`);
      part += 1;
    }
  }
  return { ...traces, cases: names, starts: Int32Array.from([...cut, traces.activityOf.length]) };
}

/** The silences within journeys, in seconds. */
export function* silencesOf({ at, starts }: Traces): Generator<number> {
  if (at === null) return;
  for (let j = 0; j + 1 < starts.length; j += 1)
    for (let place = (starts[j] ?? 0) + 1; place < (starts[j + 1] ?? 0); place += 1)
      yield ((at[place] ?? 0) - (at[place - 1] ?? 0)) / 1000;
}
