// What the rows of the wide picture share, and where things stand in them.
import { lineHeight } from './scene.ts';
import type { VoicePicture } from './voices.ts';
import type { PhasePart } from './voices-pack.ts';

/** Left of the first touchpoint: the axis. */
export const margin = 64;
export const phaseGap = 8;
export const slotMin = 86;
export const slotMax = 190;
export const phaseHeight = 46;
export const feltHeight = 88;
export const labelSize = 11.5;
/** Room for the two lines of label beyond a bar. */
export const labelRoom = 2 * lineHeight(labelSize) + 4;
export const nameSize = 12;
export const nameHeight = 78;
export const noteSize = 13;

/** What all rows of one picture share. */
export interface Frame {
  readonly picture: VoicePicture;
  readonly width: number;
  readonly slot: number;
  /** Pixels of the scale's cap. */
  readonly lengthMax: number;
  readonly isFelt: boolean;
}

/** Where things stand in one row, from top to bottom. */
export interface Levels {
  readonly feltMiddle: number;
  readonly centre: number;
  readonly names: number;
  readonly bottom: number;
}

/** Each column with the left edge of its slot. */
export function placed(
  parts: readonly PhasePart[],
  slot: number,
): readonly { part: PhasePart; left: number }[] {
  let left = margin;
  return parts.map((part) => {
    const here = left;
    left += part.columns.length * slot + phaseGap;
    return { part, left: here };
  });
}
