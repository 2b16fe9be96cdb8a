import type { VoiceColumn, VoicePhase } from './voices.ts';

/** A phase, or a part of one where it is wider than a row. */
export interface PhasePart {
  readonly name: string;
  readonly columns: readonly VoiceColumn[];
}

/**
 * Phases in rows of at most `columnsMax` touchpoints. A phase stays together unless it is wider than a row. As few rows
 * as there can be, and those as even as they can be.
 */
export function packRows(
  phases: readonly VoicePhase[],
  columnsMax: number,
): readonly (readonly PhasePart[])[] {
  const rows = greedy(phases, columnsMax);
  for (let fewer = 1; fewer < columnsMax; fewer += 1) {
    const even = greedy(phases, fewer);
    if (even.length === rows.length) return even;
  }
  return rows;
}

function greedy(
  phases: readonly VoicePhase[],
  columnsMax: number,
): readonly (readonly PhasePart[])[] {
  const rows: PhasePart[][] = [];
  let room = 0;
  for (const part of phases.flatMap((phase) => partsOf(phase, columnsMax))) {
    if (part.columns.length > room) {
      rows.push([]);
      room = columnsMax;
    }
    rows.at(-1)?.push(part);
    room -= part.columns.length;
  }
  return rows;
}

function partsOf({ name, columns }: VoicePhase, columnsMax: number): readonly PhasePart[] {
  const count = Math.ceil(columns.length / columnsMax);
  const size = Math.ceil(columns.length / count);
  return Array.from({ length: count }, (_, index) => ({
    name: index === 0 ? name : `${name}, continued`,
    columns: columns.slice(index * size, (index + 1) * size),
  }));
}
