import { type Line, linesOf, turned } from './grid.ts';
import { headerOf, laneOf } from './lanes.ts';
import { type LongShape, longShape } from './long-shape.ts';
import { type MatrixShape, matrixShape } from './matrix-shape.ts';

/** Which layout of a journey map a grid has, how sure that is (0..1), and by what it was seen. */
export interface GridRecognised {
  readonly layout: 'matrix' | 'long' | null;
  readonly sure: number;
  readonly why: readonly string[];
}

/** The shape behind it. A matrix may lie on its side: steps as rows, lanes as columns. */
export type GridShape =
  | { readonly layout: 'long'; readonly lines: readonly Line[]; readonly shape: LongShape }
  | { readonly layout: 'matrix'; readonly lines: readonly Line[]; readonly shape: MatrixShape };

/** Rows that are looked at: as many as tell a map from a table of data. */
const LOOKED_AT = 50;

/**
 * Says whether rows of text cells are a journey map rather than data, and in which layout. Cheap: the first 50 rows decide.
 * From 0.6 on it is a map; below that it may be one, with lanes under names of its own.
 */
export function recogniseGrid(rows: readonly (readonly string[])[]): GridRecognised {
  const head = rows.slice(0, LOOKED_AT).map((cells, index) => ({ line: index + 1, cells }));
  const found = gridShape(linesOf(head));
  if (found === null)
    return { layout: null, sure: 0, why: ['neither lanes beside phases nor the columns of a map'] };
  const { layout, shape } = found;
  return { layout, sure: shape.sure, why: shape.why };
}

/** The likeliest shape of lines, or null. */
export function gridShape(lines: readonly Line[]): GridShape | null {
  const found: GridShape[] = [];
  const long = longShape(lines);
  // A row that names its columns says more than the lanes in one of them.
  if (long !== null && long.sure >= 0.5) return { layout: 'long', lines, shape: long };
  if (long !== null) found.push({ layout: 'long', lines, shape: long });
  const upright = matrixShape(lines);
  if (upright !== null) found.push({ layout: 'matrix', lines, shape: upright });
  const onSide = sideShape(lines);
  if (onSide !== null) found.push(onSide);
  const [likeliest] = found.toSorted((a, b) => b.shape.sure - a.shape.sure);
  return likeliest === undefined || likeliest.shape.sure < SURE_MIN ? null : likeliest;
}

/** Below this a grid is more likely a table of data. */
const SURE_MIN = 0.25;

/** A map on its side: a row names a phase or step column and at least two lanes, one of them of a map only. */
function sideShape(lines: readonly Line[]): GridShape | null {
  const header = lines.slice(0, 10).findIndex((line) => {
    const names = [...line.values()].map(({ text }) => text);
    const kinds = new Set(names.map(laneOf));
    kinds.delete(null);
    const isMap = (
      ['touchpoint', 'pain', 'thinking', 'emotion', 'opportunity', 'backstage', 'action'] as const
    ).some((kind) => kinds.has(kind));
    return names.some((name) => headerOf(name) !== null) && kinds.size >= 2 && isMap;
  });
  if (header === -1) return null;
  const onSide = turned(lines);
  const shape = matrixShape(onSide);
  if (shape === null) return null;
  const why = ['its lanes stand side by side', ...shape.why];
  return {
    layout: 'matrix',
    lines: onSide,
    shape: { ...shape, titles: [], sure: shape.sure * 0.9, why },
  };
}
