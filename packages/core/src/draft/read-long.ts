import { numberIn } from './felt.ts';
import { type Cell, type Line, oneLine } from './grid.ts';
import { type LaneKind, laneOf } from './lanes.ts';
import type { LongColumn, LongShape } from './long-shape.ts';
import { stateIn } from './read-matrix.ts';
import {
  type Extras,
  type NotTaken,
  notTaken,
  type Sheet,
  type SheetJourney,
  type SheetPhase,
  type SheetStep,
  tickIn,
} from './sheet.ts';

/** Reads a map of one row for each text. A blank journey, phase or step continues the row above. */
export function readLong(lines: readonly Line[], { header, columns }: LongShape): Sheet {
  const [title, ...others] = lines.slice(0, header).flatMap((line) => [...line.values()]);
  const reading: Reading = {
    columns,
    names: lines[header] ?? new Map<number, Cell>(),
    journeys: [],
    left: others.map((cell) => notTaken(cell, 'it stands above the map')),
    journey: null,
    phase: null,
    step: null,
  };
  for (const line of lines.slice(header + 1)) readRow(reading, line);
  return {
    title: title === undefined ? null : oneLine(title.text),
    journeys: reading.journeys.map(inOrder),
    notTaken: reading.left,
  };
}

interface Reading {
  readonly columns: ReadonlyMap<LongColumn, number>;
  readonly names: Line;
  readonly journeys: SheetJourney[];
  readonly left: NotTaken[];
  /** What the row at hand stands under. */
  journey: SheetJourney | null;
  phase: SheetPhase | null;
  step: SheetStep | null;
}

/** The cell of a row in a column, if it says something. */
type Get = (column: LongColumn) => Cell | undefined;

function readRow(reading: Reading, line: Line): void {
  const { columns, names, left } = reading;
  const get: Get = (column) => line.get(columns.get(column) ?? -1);
  const known = new Set(columns.values());
  for (const [at, cell] of line)
    if (!known.has(at)) {
      const name = names.get(at)?.text;
      const column =
        name === undefined
          ? 'its column has no name'
          : `the column ${JSON.stringify(oneLine(name))} is not known`;
      left.push(notTaken(cell, column));
    }
  goTo(reading, get);
  const { step } = reading;
  if (step === null) {
    for (const cell of beside(get)) left.push(notTaken(cell, 'it stands under no phase or step'));
    return;
  }
  step.order ??= numberIn(get('stepOrder')?.text ?? '');
  const moment = get('moment');
  const tick = moment === undefined ? false : tickIn(moment.text);
  if (tick === true) step.momentOfTruth = true;
  if (moment !== undefined && tick === null)
    step.notes.push({ kind: 'moment', cell: moment, extras: {} });
  readText(reading, step, get);
}

const EXTRAS = ['persona', 'impact', 'weight', 'channel', 'owner', 'tags'] as const;

function beside(get: Get): readonly Cell[] {
  return (['text', ...EXTRAS] as const).flatMap((column) => get(column) ?? []);
}

function readText({ left }: Reading, step: SheetStep, get: Get): void {
  const [text, type, lane] = [get('text'), get('laneType')?.text ?? '', get('lane')?.text ?? ''];
  const kind = laneOf(type) ?? laneOf(lane);
  if (text !== undefined && kind !== null) {
    step.notes.push({ kind, cell: text, extras: extrasOf(get, kind, lane) });
    return;
  }
  if (text !== undefined) {
    const name = JSON.stringify(oneLine(lane === '' ? type : lane));
    const why = name === '""' ? 'its row has no lane' : `a model has no place for the lane ${name}`;
    const under = `; step ${JSON.stringify(step.name)}`;
    for (const cell of beside(get)) left.push(notTaken(cell, why + under));
    return;
  }
  for (const column of EXTRAS) {
    const cell = get(column);
    if (cell === undefined) continue;
    if (column === 'channel' || column === 'owner')
      step.notes.push({ kind: column, cell, extras: {} });
    else left.push(notTaken(cell, 'its row has no text'));
  }
}

function extrasOf(get: Get, kind: LaneKind, lane: string): Extras {
  const written = EXTRAS.flatMap((column) => {
    const cell = get(column);
    return cell === undefined ? [] : [[column, cell.text] as const];
  });
  // A lane of one's own under a known type keeps its name.
  const own = lane !== '' && laneOf(lane) !== kind ? { lane: oneLine(lane) } : {};
  return { ...Object.fromEntries(written), ...own };
}

/** Moves to the journey, phase and step of a row; what it leaves blank stays as it was. */
function goTo(reading: Reading, get: Get): void {
  const id = get('journeyId')?.text ?? null;
  const title = get('journey')?.text ?? null;
  if (reading.journey === null || id !== null || title !== null) toJourney(reading, id, title, get);
  const { journey } = reading;
  if (journey === null) return;
  const phaseName = get('phase')?.text;
  const before = reading.phase;
  if (phaseName !== undefined) reading.phase = phaseIn(journey, oneLine(phaseName));
  const stepName = get('step')?.text;
  if (stepName !== undefined) {
    reading.phase ??= phaseIn(journey, null);
    reading.step = stepOf(reading.phase, oneLine(stepName));
    return;
  }
  const { phase } = reading;
  if (phase !== before || reading.step === null)
    reading.step = phase?.name ? stepOf(phase, phase.name) : null;
}

function toJourney(reading: Reading, id: string | null, title: string | null, get: Get): void {
  const isIt = (each: SheetJourney): boolean =>
    id === null ? each.title === title : each.id === id;
  const found = reading.journeys.find(isIt);
  if (found !== undefined && found === reading.journey) return;
  const state = stateIn(`${get('state')?.text ?? ''} ${title ?? ''}`);
  const journey = found ?? { id, title: title === null ? null : oneLine(title), state, phases: [] };
  if (found === undefined) reading.journeys.push(journey);
  [reading.journey, reading.phase, reading.step] = [journey, null, null];
}

function phaseIn({ phases }: SheetJourney, name: string | null): SheetPhase {
  const found = phases.find((each) => each.name === name);
  const phase = found ?? { name, steps: [] };
  if (found === undefined) phases.push(phase);
  return phase;
}

function stepOf({ steps }: SheetPhase, name: string): SheetStep {
  const found = steps.find((each) => each.name === name);
  const step = found ?? { name, momentOfTruth: false, order: null, notes: [] };
  if (found === undefined) steps.push(step);
  return step;
}

/** Steps by their order where each has one; phases too where the steps of the whole journey are numbered through. */
function inOrder(journey: SheetJourney): SheetJourney {
  const orders = journey.phases.flatMap(({ steps }) => steps.map(({ order }) => order));
  if (orders.includes(null)) return journey;
  const phases = journey.phases.map(({ name, steps }) => ({
    name,
    steps: steps.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0)),
  }));
  const first = ({ steps }: SheetPhase): number => steps[0]?.order ?? 0;
  const isThrough = new Set(orders).size === orders.length;
  return {
    ...journey,
    phases: isThrough ? phases.toSorted((a, b) => first(a) - first(b)) : phases,
  };
}
