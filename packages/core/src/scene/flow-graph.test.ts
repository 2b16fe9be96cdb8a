import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JourneyActivity, JourneyEdge, JourneyVariant } from '../contract/journeys.ts';
import { flowGraph } from './flow-graph.ts';
import { DETAIL_MAX, DETAIL_USUAL, edgeKey, flowShown } from './flow-shown.ts';
import type { Box } from './scene.ts';

const words = {
  ...{ title: 'Ways', description: 'as they went' },
  count: (value: number) => String(value),
  wait: (seconds: number) => `${seconds} s`,
  begin: (part: number) => `${Math.round(100 * part)}% begin`,
  end: (part: number) => `${Math.round(100 * part)}% end`,
};

/** A journey's graph made of ways that were really gone, so that counts agree. */
function flowOf(ways: readonly (readonly [readonly string[], number])[]) {
  const cases = ways.reduce((sum, [, count]) => sum + count, 0);
  const nodes = new Map<string, { encounters: number; starts: number; ends: number }>();
  const edges = new Map<string, JourneyEdge>();
  for (const [way, count] of ways)
    way.forEach((id, at) => {
      const node = nodes.get(id) ?? { encounters: 0, starts: 0, ends: 0 };
      nodes.set(id, {
        encounters: node.encounters + count,
        starts: node.starts + (at === 0 ? count : 0),
        ends: node.ends + (at === way.length - 1 ? count : 0),
      });
      const next = way[at + 1];
      if (next === undefined) return;
      const key = edgeKey({ from: id, to: next });
      const before = edges.get(key)?.count ?? 0;
      const waits = { median: 60, low: 30, high: 90 };
      edges.set(key, { from: id, to: next, count: before + count, waits });
    });
  const activities = [...nodes].map(
    ([id, node]): JourneyActivity => ({
      ...{ id, name: `Touchpoint ${id}`, phase: null, step: null, planned: true },
      ...{ cases: node.encounters, medianDuration: null, ...node },
    }),
  );
  const variants = ways.map(
    ([way, count]): JourneyVariant => ({
      ...{ activities: [...way], length: way.length, count },
      ...{ share: count / cases, coverage: 1 },
    }),
  );
  return { cases, activities, edges: [...edges.values()], variants };
}

const ids = Array.from({ length: 40 }, (_, index) => `t${index}`);
const flows = fc
  .uniqueArray(
    fc.tuple(
      fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 900 }),
    ),
    { minLength: 1, maxLength: 30, selector: ([way]) => way.join(' ') },
  )
  .map(flowOf);

test('[FG1] what is drawn hangs together', () => {
  fc.assert(
    fc.property(flows, fc.integer({ min: 0, max: DETAIL_MAX }), (flow, detail) => {
      const shown = flowShown(flow, detail);
      const kept = new Set(shown.activities.map(({ id }) => id));
      const fewest = Math.min(...shown.activities.map(({ encounters }) => encounters));
      for (const { id, encounters } of flow.activities)
        if (!kept.has(id)) expect(encounters).toBeLessThanOrEqual(fewest);
      const joined = (edges: readonly JourneyEdge[]) => parts([...kept], edges);
      const possible = flow.edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
      expect(joined(shown.edges)).toBe(joined(possible));
      if (detail === DETAIL_MAX) return;
      const more = flowShown(flow, detail + 1);
      expect(more.activities.length).toBeGreaterThanOrEqual(shown.activities.length);
    }),
    { numRuns: 60 },
  );
});

/** How many parts of a graph have nothing to do with each other. */
function parts(nodes: readonly string[], edges: readonly JourneyEdge[]): number {
  const part = new Map(nodes.map((id) => [id, id]));
  for (const { from, to } of edges) {
    const [a, b] = [part.get(from), part.get(to)];
    if (a === undefined || b === undefined || a === b) continue;
    for (const [id, own] of part) if (own === a) part.set(id, b);
  }
  return new Set(part.values()).size;
}

test('[FG2] how much is drawn', () => {
  const flow = flowOf([
    [['a', 'b', 'c'], 80],
    [['a', 'c'], 15],
    [['a', 'd', 'c'], 5],
  ]);
  expect(flowShown(flow, DETAIL_MAX)).toMatchObject({ steps: 1, journeys: 1 });
  const less = flowShown(flow, 0);
  expect(less.edges.map(edgeKey)).not.toContain(edgeKey({ from: 'a', to: 'c' }));
  // Of 185 steps the 15 from a to c are left out, and the 15 journeys that took it.
  expect(less.steps).toBeCloseTo(170 / 185);
  expect(less.journeys).toBeCloseTo(0.85);
});

test('[FG3] nothing stands over anything', () => {
  fc.assert(
    fc.property(flows, fc.constantFrom(320, 358, 760, 1200), (flow, width) => {
      const graph = flowGraph(flowShown(flow, DETAIL_USUAL), { cases: flow.cases, width, words });
      const labels = graph.edges.flatMap(({ label }) => (label === null ? [] : [label.box]));
      const boxes = [...graph.nodes.map(({ box }) => box), ...labels];
      for (const [at, box] of boxes.entries()) {
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(graph.width);
        expect(box.bottom).toBeLessThanOrEqual(graph.height);
        for (const other of boxes.slice(at + 1)) expect(areOver(box, other)).toBe(false);
      }
    }),
    { numRuns: 40 },
  );
});

function areOver(a: Box, b: Box): boolean {
  const near = 0.01;
  return (
    a.left < b.right - near &&
    b.left < a.right - near &&
    a.top < b.bottom - near &&
    b.top < a.bottom - near
  );
}

test('[FG4] the usual way runs down', () => {
  const flow = flowOf([
    [['look', 'buy', 'wait', 'get'], 90],
    [['look', 'buy', 'get', 'look'], 10],
  ]);
  const graph = flowGraph(flowShown(flow, DETAIL_MAX), { cases: flow.cases, width: 800, words });
  const top = new Map(graph.nodes.map(({ id, box }) => [id, box.top]));
  const order = [...top].toSorted(([, a], [, b]) => a - b).map(([id]) => id);
  expect(order).toEqual(['look', 'buy', 'wait', 'get']);
  for (const { edge, marks, points } of graph.edges) {
    const isBack = edge.from === 'get';
    expect(marks.some((mark) => mark.kind === 'line' && mark.dashed === true)).toBe(isBack);
    const [first, last] = [points[0]?.[1] ?? 0, points.at(-1)?.[1] ?? 0];
    expect(first < last).toBe(!isBack);
  }
});

test('[FG5] a phone is wide enough', () => {
  const flow = flowOf(ids.slice(0, 9).map((id, index) => [['a', id, 'z'], 10 + index] as const));
  const graph = flowGraph(flowShown(flow, DETAIL_MAX), { cases: flow.cases, width: 358, words });
  const layers = Map.groupBy(graph.nodes, ({ box }) => box.top);
  expect(Math.max(...[...layers.values()].map((each) => each.length))).toBe(2);
});

test('[FG6] a box says whole what it says', () => {
  const flow = flowOf([[['a', 'b'], 123_456]]);
  const figures = (width: number): readonly string[] =>
    flowGraph(flowShown(flow, DETAIL_MAX), { cases: flow.cases, width, words }).nodes.flatMap(
      ({ marks }) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])),
    );
  expect(figures(800)).toContain('123456 · 100% begin');
  expect(figures(358)).toContain('123456');
  expect(figures(358).join(' ')).not.toContain('…');
});
