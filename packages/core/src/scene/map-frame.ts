// What stands on a journey's map and where: shared by everything that draws a part of it.
import type { MapWish } from './journey-map.ts';
import type { MoneyScale } from './money-scale.ts';
import { lineHeight } from './scene.ts';
import { textWidth, wrap } from './text-width.ts';
import { type BarVoice, type Interval, voiceReach } from './voice-bar.ts';

export interface MapVoice extends BarVoice {
  /** The number to read; empty: none can be said. */
  readonly label: string;
  /** What is exchanged besides, outside the money: "+ data". Empty: nothing. */
  readonly outside: string;
}

export interface MapTouchpoint {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly get: MapVoice;
  readonly give: MapVoice;
  readonly felt: { readonly value: Interval; readonly label: string; readonly told: string } | null;
  /** Such as "unseen"; empty: nothing to note. */
  readonly note: string;
  readonly isLit: boolean;
  readonly isMeasured: boolean;
}

export interface MapStep {
  readonly id: string;
  readonly name: string;
  readonly isMoment: boolean;
  readonly touchpoints: readonly MapTouchpoint[];
}

export interface MapPhase {
  readonly id: string;
  readonly name: string;
  readonly steps: readonly MapStep[];
}

/** The map's own words, in the reader's language. */
export interface MapWords {
  readonly get: string;
  readonly give: string;
  readonly felt: string;
  readonly unit: string;
  readonly moment: string;
  readonly tick: (value: number) => string;
}

/** One touchpoint and the left edge of its slot. */
export interface MapPlace {
  readonly touchpoint: MapTouchpoint;
  readonly x: number;
}

/** Heights, from the top. */
export interface MapLevels {
  readonly phase: number;
  readonly step: number;
  readonly names: number;
  readonly lanes: number;
  readonly felt: number;
  /** The line between the two voices. */
  readonly centre: number;
  readonly voicesTop: number;
  readonly voicesBottom: number;
  readonly bottom: number;
}

export interface Frame {
  readonly places: readonly MapPlace[];
  /** In the order of their first touchpoint. */
  readonly channels: readonly string[];
  readonly slot: number;
  readonly width: number;
  readonly axisWidth: number;
  readonly levels: MapLevels;
  /** Pixels of the scale's cap. */
  readonly lengthMax: number;
  readonly scale: MoneyScale;
  readonly words: MapWords;
}

export const laneHeight = 21;
export const feltHeight = 80;
export const phaseGap = 8;
export const nameSize = 12.5;
export const stepSize = 11.5;
export const labelSize = 12;
export const noteSize = 11;
const slotMin = 94;
/** A few touchpoints do not spread over a whole wide screen; more may take it. */
const slotMaxFew = 210;
const slotMaxMany = 320;
const few = 4;
const labelRoom = 2 * lineHeight(labelSize) + 6;

/** Measures a journey: how wide a touchpoint is, and how high everything stands. */
export function frameOf(
  phases: readonly MapPhase[],
  { width, voicesHeight, scale, words }: MapWish,
): Frame {
  const shown = phases.filter(({ steps }) => touchpointsIn(steps).length > 0);
  const all = shown.flatMap(({ steps }) => touchpointsIn(steps));
  const channels = [...new Set(all.map(({ channel }) => channel))];
  const axisWidth = axisRoom([words.get, words.give, words.felt, ...channels]);
  const gaps = phaseGap * Math.max(0, shown.length - 1);
  const even = (width - axisWidth - gaps) / Math.max(1, all.length);
  const slot = Math.min(all.length < few ? slotMaxFew : slotMaxMany, Math.max(slotMin, even));
  const places = placesOf(shown, slot);
  return {
    places,
    channels,
    slot,
    width: all.length * slot + gaps,
    axisWidth,
    levels: levelsOf(shown, channels.length, slot, { voicesHeight, scale }),
    lengthMax: barRoom(voicesHeight),
    scale,
    words,
  };
}

export function touchpointsIn(steps: readonly MapStep[]): readonly MapTouchpoint[] {
  return steps.flatMap(({ touchpoints }) => touchpoints);
}

function axisRoom(labels: readonly string[]): number {
  return Math.min(128, Math.max(64, ...labels.map((label) => textWidth(label, 12, 600) + 18)));
}

function placesOf(phases: readonly MapPhase[], slot: number): readonly MapPlace[] {
  let x = 0;
  return phases.flatMap(({ steps }) => {
    const places = touchpointsIn(steps).map((touchpoint, index) => ({
      touchpoint,
      x: x + index * slot,
    }));
    x += places.length * slot + phaseGap;
    return places;
  });
}

function barRoom(voicesHeight: number): number {
  return (voicesHeight - 2 * labelRoom) / 2;
}

function levelsOf(
  phases: readonly MapPhase[],
  lanes: number,
  slot: number,
  { voicesHeight, scale }: { voicesHeight: number; scale: MoneyScale },
): MapLevels {
  const steps = phases
    .flatMap((phase) => phase.steps)
    .filter((each) => each.touchpoints.length > 0);
  const all = touchpointsIn(steps);
  const stepRows = Math.max(1, ...steps.map((each) => stepLines(each, slot).length));
  const nameRows = Math.max(1, ...all.map((each) => nameLines(each, slot).length));
  const isFelt = all.some(({ felt }) => felt !== null);
  const reach = (voices: readonly BarVoice[]): number =>
    labelRoom +
    Math.max(24, ...voices.map((voice) => voiceReach(voice, scale, barRoom(voicesHeight))));
  const step = 32;
  const names = step + 14 + stepRows * lineHeight(stepSize) + 10;
  const lanesTop = names + nameRows * lineHeight(nameSize) + 8;
  const felt = lanesTop + lanes * laneHeight;
  const voicesTop = felt + (isFelt ? feltHeight : 0);
  const centre = voicesTop + reach(all.map(({ get }) => get));
  const voicesBottom = centre + reach(all.map(({ give }) => give));
  const isNoted = all.some(({ note }) => note !== '');
  return {
    phase: 0,
    step,
    names,
    lanes: lanesTop,
    felt,
    voicesTop,
    centre,
    voicesBottom,
    bottom: voicesBottom + (isNoted ? 22 : 6),
  };
}

/** A step's name over its touchpoints. */
export function stepLines({ name, touchpoints }: MapStep, slot: number): readonly string[] {
  const width = touchpoints.length * slot - 22;
  return wrap(name, { width, size: stepSize, weight: 400, linesMax: 2 });
}

export function nameLines({ name }: MapTouchpoint, slot: number): readonly string[] {
  return wrap(name, { width: slot - 16, size: nameSize, weight: 600, linesMax: 3 });
}
