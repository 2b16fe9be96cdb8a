import type { BecameOfEvents } from '@bothways/core/contract';

/** A bar of one of the two columns, in pixels from the top. */
export interface FlowBar {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly y: number;
  readonly height: number;
}

/** A band between two bars. */
export interface FlowBand {
  readonly key: string;
  readonly from: FlowBar;
  readonly to: FlowBar;
  readonly count: number;
  readonly fromY: number;
  readonly toY: number;
  readonly fromHeight: number;
  readonly toHeight: number;
}

export interface FlowShape {
  readonly left: readonly FlowBar[];
  readonly right: readonly FlowBar[];
  readonly bands: readonly FlowBand[];
  readonly height: number;
}

/** The names drawn one by one; the rest are one bar. */
const NAMES_MAX = 14;
/** The touchpoints drawn one by one. */
const PLACES_MAX = 15;
const SIZE = { bars: 430, least: 3, row: 25 };
/** The bars of what reaches nothing, and of what is too rare to be drawn by itself. */
export const NOWHERE = '\u0000nowhere';
export const OTHERS = '\u0000others';

interface Link {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Names of events at the left, what they became at the right, and bands between them as wide as they are many. */
export function flowShape({ names, others }: BecameOfEvents): FlowShape {
  const links = linksOf(names, others);
  const sum = (side: 'from' | 'to', id: string): number =>
    links.filter((link) => link[side] === id).reduce((total, { count }) => total + count, 0);
  const total = links.reduce((all, { count }) => all + count, 0) || 1;
  const known = new Map(names.flatMap(({ touchpoints }) => touchpoints.map((t) => [t.id, t.name])));
  const stacked = (ids: readonly string[], side: 'from' | 'to'): readonly FlowBar[] => {
    let y = 0;
    return ids.map((id) => {
      const count = sum(side, id);
      const height = Math.max(SIZE.least, (SIZE.bars * count) / total);
      const bar = { id, name: side === 'to' ? (known.get(id) ?? id) : id, count, y, height };
      // Each bar has room for its name beside it.
      y += Math.max(SIZE.row, height + 6);
      return bar;
    });
  };
  const inOrder = (side: 'from' | 'to'): readonly string[] =>
    [...new Set(links.map((link) => link[side]))].sort(
      (a, b) => lastOnes(a) - lastOnes(b) || sum(side, b) - sum(side, a),
    );
  const [left, right] = [stacked(inOrder('from'), 'from'), stacked(inOrder('to'), 'to')];
  const end = (bars: readonly FlowBar[]): number => {
    const last = bars.at(-1);
    return last === undefined ? 0 : last.y + Math.max(SIZE.row, last.height);
  };
  return {
    left,
    right,
    bands: bandsOf(links, left, right),
    height: Math.max(end(left), end(right)),
  };
}

function lastOnes(id: string): number {
  return id === NOWHERE ? 2 : id === OTHERS ? 1 : 0;
}

function linksOf(
  names: BecameOfEvents['names'],
  others: BecameOfEvents['others'],
): readonly Link[] {
  const shown = new Set(names.slice(0, NAMES_MAX).map(({ name }) => name));
  const places = new Map<string, number>();
  for (const { id, count } of names.flatMap(({ touchpoints }) => touchpoints))
    places.set(id, (places.get(id) ?? 0) + count);
  const drawn = new Set(
    [...places]
      .sort(([, a], [, b]) => b - a)
      .slice(0, PLACES_MAX)
      .map(([id]) => id),
  );
  const sums = new Map<string, Link>();
  const add = (from: string, to: string, count: number): void => {
    if (count === 0) return;
    const key = JSON.stringify([from, to]);
    sums.set(key, { from, to, count: count + (sums.get(key)?.count ?? 0) });
  };
  for (const { name, touchpoints, unmapped } of names) {
    const from = shown.has(name) ? name : OTHERS;
    for (const { id, count } of touchpoints) add(from, drawn.has(id) ? id : OTHERS, count);
    add(from, NOWHERE, unmapped);
  }
  add(OTHERS, NOWHERE, others.unmapped);
  add(OTHERS, OTHERS, others.events - others.unmapped);
  return [...sums.values()];
}

function bandsOf(
  links: readonly Link[],
  left: readonly FlowBar[],
  right: readonly FlowBar[],
): readonly FlowBand[] {
  const used = new Map<string, number>();
  const take = (side: string, bar: FlowBar, count: number): readonly [number, number] => {
    const key = `${side} ${bar.id}`;
    const before = used.get(key) ?? 0;
    const height = (bar.height * count) / (bar.count || 1);
    used.set(key, before + height);
    return [bar.y + before, height];
  };
  const at = (bars: readonly FlowBar[], id: string): number =>
    bars.findIndex((bar) => bar.id === id);
  return links
    .toSorted((a, b) => at(left, a.from) - at(left, b.from) || at(right, a.to) - at(right, b.to))
    .flatMap((link) => {
      const [from, to] = [left[at(left, link.from)], right[at(right, link.to)]];
      if (from === undefined || to === undefined) return [];
      const [fromY, fromHeight] = take('from', from, link.count);
      const [toY, toHeight] = take('to', to, link.count);
      const key = `${link.from} ${link.to}`;
      return [{ key, from, to, count: link.count, fromY, toY, fromHeight, toHeight }];
    });
}
