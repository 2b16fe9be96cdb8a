// A journey's map cut into rows that fit a width: by phase, at one scale, each with the axis at its left.
import {
  type JourneyMap,
  journeyMap,
  type MapColumn,
  type MapPhase,
  type MapStep,
  type Mark,
  mapPhases,
  mapScale,
  mapWords,
  moved,
} from '@bothways/core/scene';
import { fill } from '@bothways/core/words';
import type { Telling } from './told.ts';

/** A part of the map that stands in one row: everything in its own coordinates, the axis at the left included. */
export interface MapRow {
  readonly width: number;
  readonly height: number;
  /** Everything that belongs to no touchpoint. */
  readonly ground: readonly Mark[];
  /** A touchpoint from top to bottom, with the curve that leads to it left out. */
  readonly columns: readonly {
    readonly key: string;
    readonly name: string;
    readonly marks: readonly Mark[];
  }[];
  /** Which phases are on it. */
  readonly phases: readonly string[];
}

export interface RowWish {
  /** Pixels of the map that a row may be wide, axis and all. */
  readonly width: number;
  readonly voicesHeight: number;
}

/** The narrowest that a touchpoint is drawn (see map-frame). */
const SLOT_LEAST = 94;
const GAP = 8;

/** The rows of the journeys told of. All have the same scale, the same channels and the same height. */
export function mapRows(
  telling: Telling,
  wish: RowWish,
): { rows: readonly MapRow[]; isTorn: boolean } {
  const { speech, journeys, overview } = telling;
  const phases = mapPhases(journeys, overview.headline?.touchpoint.id, speech.mapSpeaker).filter(
    (phase) => countIn(phase) > 0,
  );
  const scale = mapScale(phases);
  const words = mapWords(speech.mapSpeaker, speech.currency);
  const map = (all: readonly MapPhase[], width: number): JourneyMap =>
    journeyMap(all, { width, voicesHeight: wish.voicesHeight, scale, words });
  const { axisWidth } = map(phases, wish.width);
  const room = wish.width - axisWidth;
  const most = evenMost(phases, room);
  const cut = phases.flatMap((phase) => splitPhase(phase, most, speech.own.continued));
  const groups = grouped(cut, room, SLOT_LEAST);
  const widest = Math.max(1, ...groups.map((group) => sumOf(group, countIn)));
  const gapsMost = Math.max(0, ...groups.map((group) => group.length - 1)) * GAP;
  const slot = (room - gapsMost) / widest;
  const whole = map(cut, axisWidth + sumOf(cut, countIn) * slot + (cut.length - 1) * GAP);
  return { rows: groups.map((group) => rowOf(whole, group)), isTorn: scale.isTorn };
}

/** The most touchpoints of a phase in one row, so that its parts are as even as can be. */
function evenMost(phases: readonly MapPhase[], room: number): number {
  const fit = Math.max(1, Math.floor(room / SLOT_LEAST));
  const largest = Math.max(1, ...phases.map(countIn));
  return largest <= fit ? fit : Math.ceil(largest / Math.ceil(largest / fit));
}

function countIn({ steps }: Pick<MapPhase, 'steps'>): number {
  return sumOf(steps, ({ touchpoints }) => touchpoints.length);
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** A phase wider than a row in parts of whole steps where that is possible, each named with its part. */
function splitPhase(phase: MapPhase, most: number, name: string): readonly MapPhase[] {
  if (countIn(phase) <= most) return [phase];
  const steps = phase.steps.flatMap((step) => splitStep(step, most));
  const parts: MapStep[][] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (last === undefined || countIn({ steps: last }) + step.touchpoints.length > most)
      parts.push([step]);
    else last.push(step);
  }
  return parts.map((part, index) => ({
    id: `${phase.id}/${index}`,
    name: fill(name, { name: phase.name, part: String(index + 1), parts: String(parts.length) }),
    steps: part,
  }));
}

function splitStep(step: MapStep, most: number): readonly MapStep[] {
  const parts = Math.ceil(step.touchpoints.length / most);
  return Array.from({ length: parts }, (_, index) => ({
    ...step,
    touchpoints: step.touchpoints.slice(index * most, (index + 1) * most),
  }));
}

/** Neighbouring phases together as long as they fit; as even as can be with as few rows. */
function grouped(phases: readonly MapPhase[], room: number, slot: number): readonly MapPhase[][] {
  const widthOf = (group: readonly MapPhase[]): number =>
    sumOf(group, countIn) * slot + (group.length - 1) * GAP;
  const pack = (limit: number): MapPhase[][] => {
    const groups: MapPhase[][] = [];
    for (const phase of phases) {
      const last = groups.at(-1);
      if (last === undefined || widthOf([...last, phase]) > limit) groups.push([phase]);
      else last.push(phase);
    }
    return groups;
  };
  const fewest = pack(room).length;
  let best = pack(room);
  for (let limit = room - slot; limit > slot; limit -= slot) {
    const next = pack(limit);
    if (next.length > fewest || next.some((group) => widthOf(group) > room)) break;
    best = next;
  }
  return best;
}

function rowOf(map: JourneyMap, group: readonly MapPhase[]): MapRow {
  const keys = new Set(group.map(({ id }) => id));
  const bands = map.bands.filter(({ key }) => keys.has(key));
  const from = Math.min(...bands.map(({ x }) => x));
  const to = Math.max(...bands.map(({ x, width }) => x + width));
  const inside = ({ x, width }: MapColumn): boolean => x >= from - 0.01 && x + width <= to + 0.01;
  const dx = map.axisWidth - from;
  const at = (marks: readonly Mark[]): readonly Mark[] =>
    moved(marks, dx, 0).flatMap((mark) => clipped(mark, map.axisWidth, map.axisWidth + to - from));
  const heads = map.heads.filter(({ key }) => keys.has(key));
  return {
    width: map.axisWidth + to - from,
    height: map.height,
    ground: [
      ...at(bands.flatMap(({ marks }) => marks)),
      ...map.axis,
      ...at(heads.flatMap(({ marks }) => marks)),
      ...at(map.lines),
      // The band of each piece lies under the dots of both its ends.
      ...at(map.felt.flatMap(({ marks }) => marks).toSorted(bandsFirst)).filter(
        (mark) => mark.kind === 'line' || isIn(mark, map.axisWidth, map.axisWidth + to - from),
      ),
    ],
    columns: map.columns
      .filter(inside)
      .map(({ key, name, marks }) => ({ key, name, marks: at(marks) })),
    phases: group.map(({ name }) => name),
  };
}

function bandsFirst(a: Mark, b: Mark): number {
  const isBand = (mark: Mark): boolean => 'filled' in mark && mark.filled === true;
  return Number(isBand(b)) - Number(isBand(a));
}

function isIn(mark: Exclude<Mark, { kind: 'line' }>, from: number, to: number): boolean {
  return mark.x >= from && mark.x <= to;
}

/** What of a line stands between two edges; everything else as it is. */
function clipped(mark: Mark, from: number, to: number): readonly Mark[] {
  if (mark.kind !== 'line') return [mark];
  const points: (readonly [number, number])[] = [];
  for (const [index, [x, y]] of mark.points.entries()) {
    const before = mark.points[index - 1];
    if (before !== undefined)
      for (const edge of [from, to])
        if ((before[0] - edge) * (x - edge) < 0) {
          const part = (edge - before[0]) / (x - before[0]);
          points.push([edge, before[1] + (y - before[1]) * part]);
        }
    if (x >= from - 0.01 && x <= to + 0.01) points.push([x, y]);
  }
  return points.length < 2 ? [] : [{ ...mark, points }];
}
