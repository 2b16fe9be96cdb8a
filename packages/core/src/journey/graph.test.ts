import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutByGap, silencesOf } from './cut-by-gap.ts';
import { directlyFollows, strongestEdges } from './graph.ts';
import { learnGap, silenceHistogram } from './learn-gap.ts';
import { type EventLog, type Traces, tracesOf } from './traces.ts';
import { variantsOf } from './variants.ts';

const ACTIVITIES = ['a', 'b', 'c'];
const anyEvent = fc.tuple(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: 0, max: 6 }),
);

function logOf(events: readonly (readonly [number, number, number])[]): EventLog {
  return {
    cases: ['w', 'x', 'y', 'z'],
    activities: ACTIVITIES,
    caseOf: Int32Array.from(events, ([each]) => each),
    activityOf: Int32Array.from(events, ([, each]) => each),
    at: Float64Array.from(events, ([, , each]) => each * 1000),
  };
}

/** The journeys of texts, each letter an activity. */
function walks(...texts: readonly string[]): Traces {
  const all = texts.join('');
  const activities = [...new Set(all)];
  let length = 0;
  return {
    cases: texts.map((_, index) => `j${index}`),
    activities,
    starts: Int32Array.from([0, ...texts.map((text) => (length += text.length))]),
    activityOf: Int32Array.from(all, (letter) => activities.indexOf(letter)),
    at: null,
  };
}

test('[JC9] by time, and as the source has it where times are equal', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      const traces = tracesOf(logOf(events));
      expect(traces.cases).toEqual(
        ['w', 'x', 'y', 'z'].filter((_, j) => events.some(([each]) => each === j)),
      );
      for (const [place, name] of traces.cases.entries()) {
        const j = ['w', 'x', 'y', 'z'].indexOf(name);
        const own = events
          .filter(([each]) => each === j)
          .map((event, line) => ({ event, line }))
          .sort((one, other) => one.event[2] - other.event[2] || one.line - other.line)
          .map(({ event }) => event);
        const part = [traces.starts[place], traces.starts[place + 1]];
        expect([...traces.activityOf.subarray(...part)]).toEqual(own.map(([, each]) => each));
        expect([...(traces.at?.subarray(...part) ?? [])]).toEqual(own.map(([, , at]) => at * 1000));
      }
    }),
  );
});

test('[JC10] the graph is what a count by hand gives', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      const traces = tracesOf(logOf(events));
      const waits = new Map<string, number[]>();
      const ends = new Map<string, number>();
      for (let j = 0; j < traces.cases.length; j += 1) {
        const [from = 0, until = 0] = [traces.starts[j], traces.starts[j + 1]];
        for (let place = from + 1; place < until; place += 1) {
          const key = `${traces.activityOf[place - 1]} ${traces.activityOf[place]}`;
          const wait = ((traces.at?.[place] ?? 0) - (traces.at?.[place - 1] ?? 0)) / 1000;
          waits.set(
            key,
            [...(waits.get(key) ?? []), wait].sort((a, b) => a - b),
          );
        }
        if (until > from) {
          const last = String(traces.activityOf[until - 1]);
          ends.set(last, (ends.get(last) ?? 0) + 1);
        }
      }
      const graph = directlyFollows(traces);
      expect(graph.edges).toHaveLength(waits.size);
      for (const { from, to, count, waits: found } of graph.edges) {
        const own = waits.get(`${from} ${to}`) ?? [];
        const middle = (own.length - 1) / 2;
        const median = ((own[Math.floor(middle)] ?? 0) + (own[Math.ceil(middle)] ?? 0)) / 2;
        expect({ count, median: found?.median }).toEqual({ count: own.length, median });
      }
      for (const { activity, ends: count, events: all } of graph.nodes) {
        expect(count).toBe(ends.get(String(activity)) ?? 0);
        expect(all).toBe(events.filter(([, each]) => each === activity).length);
      }
    }),
  );
});

test('[JC11] variants are counted, covered and surprising', () => {
  const { variants, variantOf, entropyBits } = variantsOf(walks('ab', 'abc', 'ab', '', 'ba'));
  expect(variants.map(({ count, coverage }) => [count, coverage])).toEqual([
    [2, 0.5],
    [1, 0.75],
    [1, 1],
  ]);
  expect([...variantOf]).toEqual([0, 1, 0, -1, 2]);
  expect(entropyBits).toBeCloseTo(1.5, 12);
  expect(variantsOf(walks('ab', 'ab'))).toMatchObject({ entropyBits: 0 });
  const long = 'ab'.repeat(9_000);
  expect(variantsOf(walks(long, `${long}a`, long)).variants.map(({ count }) => count)).toEqual([
    2, 1,
  ]);
});

test('[JC12] every activity keeps its strongest way in and out', () => {
  const { edges } = directlyFollows(walks('abcd', 'abcd', 'abcd', 'axbd', 'acbd', 'adcb'));
  for (const most of [0, 4, 6, 100]) {
    const kept = strongestEdges(edges, most);
    expect(kept.length).toBeGreaterThanOrEqual(Math.min(most, edges.length));
    for (const side of ['from', 'to'] as const)
      for (const edge of edges) {
        const own = edges.filter((other) => other[side] === edge[side]);
        const best = Math.max(...own.map(({ count }) => count));
        expect(kept.some((other) => other[side] === edge[side] && other.count === best)).toBe(true);
      }
  }
  expect(strongestEdges(edges, 0).length).toBeLessThan(edges.length);
});

test('[JC13] a gap is learned between two usual silences', () => {
  // Minutes within a visit, days between visits.
  const silences = Array.from({ length: 3_000 }, (_, at) => {
    const bell = Math.sin(at * 12.9898) + Math.sin(at * 78.233) + Math.sin(at * 37.719);
    return (at % 4 === 0 ? 5 * 86_400 : 90) * Math.exp(0.5 * bell);
  });
  const learned = learnGap(silenceHistogram(silences));
  expect(learned.kind).toBe('learned');
  if (learned.kind !== 'learned') return;
  expect(learned.seconds).toBeGreaterThan(10 * 60);
  expect(learned.seconds).toBeLessThan(86_400);
  expect(learned.within).toBeLessThan(200);
  expect(learned.between).toBeGreaterThan(2 * 86_400);
});

test.each<[what: string, silences: readonly number[], why: RegExp]>([
  ['too few', [1, 2, 3], /^3 silences .* it takes 200$/],
  [
    'one usual length',
    Array.from(
      { length: 900 },
      (_, at) => 3_600 * Math.exp(Math.sin(at) + Math.sin(at * 7.1) + Math.sin(at * 3.3)),
    ),
    /one usual length, \d+|no two usual lengths/,
  ],
])('[JC13] %s: it is said why not', (_, silences, why) => {
  const found = learnGap(silenceHistogram(silences));
  expect(found.kind === 'abstained' ? found.reason : '').toMatch(why);
});

test('[JC13] a journey is cut where it is silent for longer', () => {
  const traces = tracesOf(
    logOf([
      [0, 0, 0],
      [0, 1, 2],
      [0, 2, 5],
      [1, 0, 0],
    ]),
  );
  expect([...silencesOf(traces)]).toEqual([2, 3]);
  const cut = cutByGap(traces, 2_000);
  expect(cut.cases).toEqual(['w', 'w #2', 'x']);
  expect([...cut.starts]).toEqual([0, 2, 3, 4]);
});
