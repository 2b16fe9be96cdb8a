// What the rows of the wide picture share, and where things stand in them.
import { lineHeight, wrap } from '@bothways/core/scene';
import type { VoiceColumn, VoicePicture } from './voices.ts';
import type { PhasePart } from './voices-pack.ts';

/** Left of the first touchpoint: the axis. */
export const margin = 64;
export const phaseGap = 8;
export const slotMin = 86;
export const slotMax = 190;
export const feltHeight = 80;
export const labelSize = 11.5;
/** Room for the two lines of label beyond a bar. */
export const labelRoom = 2 * lineHeight(labelSize) + 4;
export const nameSize = 12;
export const underSize = 10.5;
export const noteSize = 13;

/** What all rows of one picture share. */
export interface Frame {
  readonly picture: VoicePicture;
  readonly width: number;
  readonly slot: number;
  /** Where the widest row ends. */
  readonly right: number;
  /** Pixels of the scale's cap. */
  readonly lengthMax: number;
  readonly isFelt: boolean;
}

/** Where things stand in one row, from top to bottom. */
export interface Levels {
  /** Below the names of the phases. */
  readonly top: number;
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

/** The lines a phase's name takes above its touchpoints. */
export function phaseLines({ name, columns }: PhasePart, slot: number): readonly string[] {
  return wrap(name, { width: columns.length * slot - 20, size: 13, weight: 600, linesMax: 2 });
}

/** The lines below the bars of a touchpoint: its name, then its channel and what is to be noted. */
export function nameLines(
  { name, channel, note, isLit }: VoiceColumn,
  slot: number,
): { readonly names: readonly string[]; readonly under: readonly string[] } {
  const width = slot - 8;
  return {
    names: wrap(name, { width, size: nameSize, weight: isLit ? 600 : 400, linesMax: 2 }),
    under: [
      ...wrap(channel, { width, size: underSize, weight: 400, linesMax: 1 }),
      ...(note === null ? [] : [note]),
    ],
  };
}
