import { type Cell, type Line, oneLine } from './grid.ts';
import { type Header, headerOf, type LaneKind, laneOf } from './lanes.ts';

/** Where the parts of a matrix stand: indexes of lines, and the position of the lanes' names in each. */
export interface MatrixShape {
  readonly laneAt: number;
  /** The line of the phases, and that of the steps; null: the map has only phases, each one step. */
  readonly phases: number;
  readonly steps: number | null;
  /** Lines before the header: a title, notes. */
  readonly titles: readonly number[];
  readonly sure: number;
  readonly why: readonly string[];
}

/** Lines that are looked at to recognise, and positions at which the lanes' names may stand. */
const LOOKED_AT = 50;
const LANE_AT_MAX = 12;

/** Sees a matrix in lines: phases above, steps below them, lanes to the left; null where that is not there. */
export function matrixShape(lines: readonly Line[]): MatrixShape | null {
  const head = lines.slice(0, LOOKED_AT);
  const laneAt = lanePosition(head);
  if (laneAt === null) return null;
  const headers = headerLines(head, laneAt);
  if (headers === null) return null;
  const first = Math.min(headers.phases, headers.steps ?? headers.phases);
  const titles = lines.slice(0, first).map((_, index) => index);
  return { laneAt, ...headers, titles, ...sureness(head, laneAt, headers) };
}

/** The position with most names of lanes and header rows; failing those, the first, where the corner is blank. */
function lanePosition(lines: readonly Line[]): number | null {
  let best: { at: number; count: number } | null = null;
  for (let at = 1; at <= LANE_AT_MAX; at += 1) {
    const names = namesAt(lines, at);
    const kinds = new Set(names.map((name) => headerOf(name) ?? laneOf(name)));
    kinds.delete(null);
    if (kinds.size > (best?.count ?? 0)) best = { at, count: kinds.size };
  }
  return best?.at ?? cornerPosition(lines);
}

function namesAt(lines: readonly Line[], at: number): readonly string[] {
  return lines.flatMap((line) => line.get(at)?.text ?? []);
}

/** Lanes under names of one's own: the first line that is filled begins behind a column of texts, none twice. */
function cornerPosition(lines: readonly Line[]): number | null {
  const at = Math.min(...lines.slice(1).flatMap((line) => [...line.keys()]));
  const [top] = lines;
  const names = namesAt(lines, at);
  const named = names.length > 1 && new Set(names).size === names.length;
  const isText = names.every((name) => /\p{L}/u.test(name) && name.length <= 60);
  return top !== undefined && !top.has(at) && top.size > 1 && named && isText ? at : null;
}

type Headers = Pick<MatrixShape, 'phases' | 'steps'>;

/** The lines of phases and steps: those labelled so, else the last unlabelled ones above the lanes. */
function headerLines(lines: readonly Line[], laneAt: number): Headers | null {
  const labelled = labelledLines(lines, laneAt);
  const firstLane = lines.findIndex((line) => {
    const name = line.get(laneAt)?.text;
    return name !== undefined && headerOf(name) === null && laneOf(name) !== null;
  });
  const end = firstLane === -1 ? lines.findIndex((line) => isLane(line, laneAt)) : firstLane;
  const free = lines.flatMap((line, index) =>
    index < end && !line.has(laneAt) && cellsBehind(line, laneAt).length > 0 ? [index] : [],
  );
  const { phase, stage, step } = labelled;
  if (phase !== undefined) return { phases: phase, steps: stage ?? step ?? after(free, phase) };
  if (stage !== undefined && step !== undefined) return { phases: stage, steps: step };
  if (stage !== undefined) {
    const over = before(free, stage);
    return over === null
      ? { phases: stage, steps: after(free, stage) }
      : { phases: over, steps: stage };
  }
  if (step !== undefined) {
    const over = before(free, step);
    return over === null ? { phases: step, steps: null } : { phases: over, steps: step };
  }
  return unlabelled(lines, laneAt, end, free);
}

function unlabelled(
  lines: readonly Line[],
  laneAt: number,
  end: number,
  free: readonly number[],
): Headers | null {
  const [last, above] = [free.at(-1), free.at(-2)];
  if (last !== undefined && above !== undefined) {
    const upper = cellsBehind(lines[above] ?? new Map(), laneAt);
    const isTitle = upper.length === 1 && isTitleText(upper[0]?.text ?? '');
    return isTitle ? { phases: last, steps: null } : { phases: above, steps: last };
  }
  if (last !== undefined) return { phases: last, steps: null };
  // The corner holds a text of its own: the title of the map.
  const corner = lines.findIndex(
    (line, index) => index < end && cellsBehind(line, laneAt).length > 0,
  );
  return corner === -1 ? null : { phases: corner, steps: null };
}

function labelledLines(
  lines: readonly Line[],
  laneAt: number,
): Readonly<Partial<Record<Header, number>>> {
  const found: Partial<Record<Header, number>> = {};
  for (const [index, line] of lines.slice(0, 20).entries()) {
    const label = line.get(laneAt)?.text;
    const header = label === undefined ? null : headerOf(label);
    if (header !== null && cellsBehind(line, laneAt).length > 0) found[header] ??= index;
  }
  return found;
}

function isLane(line: Line, laneAt: number): boolean {
  const name = line.get(laneAt)?.text;
  return name !== undefined && headerOf(name) === null && cellsBehind(line, laneAt).length > 0;
}

function after(free: readonly number[], index: number): number | null {
  return free.find((each) => each > index) ?? null;
}

function before(free: readonly number[], index: number): number | null {
  return free.findLast((each) => each < index) ?? null;
}

export function cellsBehind(line: Line, at: number): readonly Cell[] {
  return [...line].flatMap(([position, cell]) => (position > at ? [cell] : []));
}

export function isTitleText(text: string): boolean {
  return /journey|\bmap\b|blueprint|kundenreise|workshop/i.test(text);
}

/** How sure it is that this is a map, and why: data repeat the values of a column, maps do not. */
function sureness(
  lines: readonly Line[],
  laneAt: number,
  { phases, steps }: Headers,
): Pick<MatrixShape, 'sure' | 'why'> {
  const names = lines.flatMap((line, index) => {
    const name = line.get(laneAt)?.text;
    return name === undefined || index === phases || index === steps ? [] : [oneLine(name)];
  });
  const known = names.filter((name) => laneOf(name) !== null);
  const kinds = new Set<LaneKind | null>(known.map(laneOf));
  const label = (index: number | null): Header | null =>
    headerOf(lines[index ?? -1]?.get(laneAt)?.text ?? '');
  const labels = [label(phases), label(steps)].filter((each) => each !== null);
  const headings = cellsBehind(lines[phases] ?? new Map(), laneAt);
  const numbers = headings.filter(({ text }) => !/\p{L}/u.test(text)).length;
  const corner = lines[phases]?.has(laneAt) === true && label(phases) === null;
  let sure = [0.3, 0.45, 0.7, 0.85, 0.95][Math.min(kinds.size, 4)] ?? 0;
  if (labels.length > 0) sure = Math.min(0.98, sure + 0.15);
  if (known.length > 2 * kinds.size + 2) sure *= 0.4;
  if (names.length > 3 * known.length + 6) sure *= 0.5;
  if (numbers * 2 > headings.length) sure *= 0.6;
  if (corner) sure *= 0.7;
  const lanes = [...new Set(known)].slice(0, 4).map((name) => JSON.stringify(name.slice(0, 40)));
  return {
    sure: Math.round(sure * 100) / 100,
    why: [
      kinds.size > 0
        ? `${kinds.size} known ${kinds.size === 1 ? 'lane' : 'lanes'}: ${lanes.join(', ')}${kinds.size > lanes.length ? ' ...' : ''}`
        : 'no lane has a known name',
      ...(labels.length > 0 ? [`rows are called ${labels.join(' and ')}`] : []),
      `${headings.length} headings above the lanes`,
    ],
  };
}
