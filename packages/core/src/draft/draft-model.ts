import { type GridRow, type Line, linesOf, widthOf } from './grid.ts';
import type { Plan } from './plan.ts';
import { planSheet } from './plan-sheet.ts';
import { readLong } from './read-long.ts';
import { readMatrix } from './read-matrix.ts';
import { type GridShape, gridShape } from './recognise-grid.ts';
import type { NotTaken } from './sheet.ts';
import { writePlan } from './write-plan.ts';

/** A draft of a model from a journey map in a grid, or why there is none. */
export type ModelDraft =
  | {
      readonly kind: 'draft';
      /** The text of a model file that reads without an error. */
      readonly text: string;
      readonly layout: 'matrix' | 'long';
      /** How sure it is that the grid is such a map, 0..1. */
      readonly sure: number;
      readonly counts: DraftCounts;
      readonly notTaken: readonly NotTaken[];
    }
  | {
      readonly kind: 'refused';
      readonly code:
        | 'grid-empty'
        | 'grid-too-long'
        | 'grid-too-wide'
        | 'grid-too-full'
        | 'grid-one-column'
        | 'grid-unknown';
      readonly message: string;
      readonly hint: string;
    };

export interface DraftCounts {
  readonly journeys: number;
  readonly phases: number;
  readonly steps: number;
  readonly touchpoints: number;
  readonly insights: number;
  /** Places marked `fill in`. */
  readonly toFill: number;
}

/** Filled rows, columns, and filled cells: more is data, or no model that people could read. */
export const GRID_MAX = { rows: 10_000, columns: 2_000, cells: 200_000 };

/**
 * Drafts a model from a journey map in a grid: a matrix (phases, steps, lanes) or the long layout. What the sheet says
 * becomes data, what is guessed says so, what is missing is marked; the same grid gives the same text.
 *
 * Shape: rows as a reader gives them; `name` is what the model is called where the sheet has no title.
 * Errors: refusals are values.
 */
export function draftModel(rows: readonly GridRow[], name: string): ModelDraft {
  const lines = linesOf(rows);
  const refused = sizeRefusal(lines);
  if (refused !== null) return refused;
  const found = gridShape(lines);
  if (found === null) return unknownGrid(lines);
  const sheet =
    found.layout === 'long'
      ? readLong(found.lines, found.shape)
      : readMatrix(found.lines, found.shape);
  const plan = planSheet(sheet, name.trim() === '' ? 'Journey map' : name.trim());
  if (plan.journeys.every(({ phases }) => phases.length === 0)) return unknownGrid(lines);
  const text = writePlan(plan, aboutDraft(found, plan));
  return {
    kind: 'draft',
    text,
    layout: found.layout,
    sure: found.shape.sure,
    counts: countsOf(plan, text),
    notTaken: plan.notTaken,
  };
}

function sizeRefusal(lines: readonly Line[]): ModelDraft | null {
  const width = widthOf(lines);
  const { rows, columns, cells } = GRID_MAX;
  const refuse = (
    code: Extract<ModelDraft, { kind: 'refused' }>['code'],
    message: string,
    hint: string,
  ): ModelDraft => ({ kind: 'refused', code, message, hint });
  const map =
    'a journey map has phases above and lanes to the left, or a column for each of step, lane and text';
  if (lines.length === 0)
    return refuse('grid-empty', 'no cell says anything', 'give the sheet that holds the map');
  if (lines.length > rows)
    return refuse(
      'grid-too-long',
      `${lines.length} rows are filled; a map may have ${rows}`,
      'give the map, not the data behind it',
    );
  if (width > columns)
    return refuse(
      'grid-too-wide',
      `there are ${width} columns; a map may have ${columns}`,
      'cut off what is not the map',
    );
  const filled = lines.reduce((sum, { size }) => sum + size, 0);
  if (filled > cells)
    return refuse(
      'grid-too-full',
      `${filled} cells are filled; a map may have ${cells}`,
      'give the map, not the data behind it',
    );
  const positions = new Set(lines.flatMap((line) => [...line.keys()]));
  if (positions.size === 1)
    return refuse('grid-one-column', 'only one column is filled', `${map}; check the delimiter`);
  if (lines.length === 1) return refuse('grid-unknown', 'only one row is filled', map);
  return null;
}

/** Says what was looked for, and what stands in the first three rows. */
function unknownGrid(lines: readonly Line[]): ModelDraft {
  const rows = lines.slice(0, 3).map((line) => {
    const cells = [...line.values()];
    const shown = cells
      .slice(0, 4)
      .map(({ text }) => JSON.stringify(text.length > 24 ? `${text.slice(0, 23)}…` : text));
    return `row ${cells[0]?.row ?? 0}: ${shown.join(', ')}${cells.length > 4 ? ` and ${cells.length - 4} more` : ''}`;
  });
  return {
    kind: 'refused',
    code: 'grid-unknown',
    message: `this is no journey map that I know; seen: ${rows.join(' | ')}`,
    hint: 'a matrix has phases in its first row, steps in its second and names of lanes such as Touchpoints, Actions or Pain points in its first column; the long layout has a row with the column names step, lane and text',
  };
}

function aboutDraft({ layout, shape }: GridShape, { notTaken }: Plan): readonly string[] {
  const left =
    notTaken.length === 0
      ? 'Every cell found a place.'
      : `${notTaken.length} ${notTaken.length === 1 ? 'cell' : 'cells'} found no place: see x-draft, at the end.`;
  return [
    'A draft of a model, made from a journey map.',
    `Read as: ${layout} (${shape.why.join('; ').replaceAll(/\s+/g, ' ')}). ${left}`,
    '"guessed:" stands where the sheet does not say it: put it right. "fill in:" stands where only you know: take the mark',
    'away from the lines below it and make them yours. Start with "when" and "exchange" of the touchpoint that matters most.',
    'Then: npx bothways check',
  ];
}

function countsOf({ journeys, insights }: Plan, text: string): DraftCounts {
  const phases = journeys.flatMap((journey) => journey.phases);
  const steps = phases.flatMap((phase) => phase.steps);
  return {
    journeys: journeys.length,
    phases: phases.length,
    steps: steps.length,
    touchpoints: steps.flatMap(({ touchpoints }) => touchpoints).length,
    insights: insights.length,
    toFill: text.split('\n').filter((line) => /(?:^|\s)# fill in: /.test(line)).length,
  };
}
