import { type Cell, type Line, oneLine, widthOf } from './grid.ts';
import { headerOf, laneOf } from './lanes.ts';
import { cellsBehind, isTitleText, type MatrixShape } from './matrix-shape.ts';
import { type NotTaken, notTaken, type Sheet, type SheetPhase, type SheetStep } from './sheet.ts';

/** Reads a map whose phases and steps stand above and whose lanes stand to the left. Blank cells continue their left neighbour. */
export function readMatrix(lines: readonly Line[], shape: MatrixShape): Sheet {
  const left: NotTaken[] = [];
  const title = titleOf(lines, shape, left);
  const { phases, columns } = columnsOf(lines, shape);
  readLanes(lines, shape, columns, left);
  const journey = { id: null, title, state: stateIn(title), phases } as const;
  return { title, journeys: [journey], notTaken: left };
}

/** The first text above the grid, or in its corner, or behind a label such as `Journey:`. Others are not taken. */
function titleOf(
  lines: readonly Line[],
  { laneAt, phases, titles }: MatrixShape,
  left: NotTaken[],
): string | null {
  const corner = lines[phases]?.get(laneAt);
  const isLabel = corner === undefined || headerOf(corner.text) !== null;
  const above = titles.flatMap((index) => [...(lines[index]?.values() ?? [])]);
  const cells = isLabel ? above : [...above, corner];
  const found =
    cells.find(({ text }) => isTitleText(text) && !isTitleLabel(text)) ??
    behindLabel(cells) ??
    cells[0];
  for (const cell of cells)
    if (cell !== found && !isTitleLabel(cell.text))
      left.push(notTaken(cell, 'it stands above the map'));
  return found === undefined ? null : oneLine(found.text);
}

function isTitleLabel(text: string): boolean {
  return /^(?:(?:customer |user )?journey(?: map)?|map|title|name|titel|kundenreise)\s*:?$/i.test(
    text,
  );
}

function behindLabel(cells: readonly Cell[]): Cell | undefined {
  const label = cells.findIndex(({ text }) => isTitleLabel(text));
  const next = cells[label + 1];
  return label !== -1 && next?.row === cells[label]?.row ? next : undefined;
}

export function stateIn(text: string | null): 'current' | 'future' {
  return /\bfuture\b|\bto-be\b|\bsoll\b|\btarget\b|zukünftig|zukunft/i.test(text ?? '')
    ? 'future'
    : 'current';
}

/** The phases with their steps, and the step that each position belongs to. */
function columnsOf(
  lines: readonly Line[],
  { laneAt, phases: phaseLine, steps: stepLine }: MatrixShape,
): { phases: SheetPhase[]; columns: readonly (SheetStep | undefined)[] } {
  const phases: SheetPhase[] = [];
  const columns: (SheetStep | undefined)[] = [];
  const width = widthOf(lines);
  for (let at = laneAt + 1; at <= width; at += 1) {
    const phaseName = nameAt(lines[phaseLine], at);
    const stepName = stepLine === null ? null : nameAt(lines[stepLine], at);
    const last = phases.at(-1);
    const isNew = phaseName !== null && phaseName !== last?.name;
    if (isNew || (last === undefined && stepName !== null))
      phases.push({ name: phaseName, steps: [] });
    columns[at] = stepIn(phases.at(-1), stepName, isNew);
  }
  return { phases, columns };
}

function nameAt(line: Line | undefined, at: number): string | null {
  const text = line?.get(at)?.text;
  return text === undefined ? null : oneLine(text);
}

/** The step that a position of a phase continues or begins. A phase without steps is one. */
function stepIn(
  phase: SheetPhase | undefined,
  name: string | null,
  isNew: boolean,
): SheetStep | undefined {
  if (phase === undefined) return undefined;
  const last = phase.steps.at(-1);
  if (last !== undefined && !isNew && (name === null || name === last.name)) return last;
  const step = { name: name ?? phase.name ?? '', momentOfTruth: false, order: null, notes: [] };
  phase.steps.push(step);
  return step;
}

function readLanes(
  lines: readonly Line[],
  { laneAt, phases, steps, titles }: MatrixShape,
  columns: readonly (SheetStep | undefined)[],
  left: NotTaken[],
): void {
  let lane = '';
  for (const [index, line] of lines.entries()) {
    if (titles.includes(index)) continue;
    if (index === phases || index === steps) {
      for (const [at, cell] of line)
        if (at < laneAt) left.push(notTaken(cell, 'it stands before the lanes'));
      continue;
    }
    const named = line.get(laneAt);
    lane = oneLine(named?.text ?? lane);
    const kind = laneOf(lane);
    const behind = cellsBehind(line, laneAt);
    if (named !== undefined && behind.length === 0 && kind === null)
      left.push(notTaken(named, 'no cell stands beside it'));
    for (const [at, cell] of line) {
      if (at === laneAt) continue;
      const step = columns[at];
      if (at < laneAt) left.push(notTaken(cell, 'it stands before the lanes'));
      else if (step === undefined) left.push(notTaken(cell, 'it stands under no phase or step'));
      else if (kind === null) left.push(notTaken(cell, whyNoLane(lane, step)));
      else step.notes.push({ kind, cell, extras: {} });
    }
  }
}

function whyNoLane(lane: string, step: SheetStep): string {
  const under = `step ${JSON.stringify(step.name)}`;
  return lane === ''
    ? `its row has no lane; ${under}`
    : `a model has no place for the lane ${JSON.stringify(lane)}; ${under}`;
}
