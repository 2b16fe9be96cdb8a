import { columnMarks } from './map-column.ts';
import { feltMarks } from './map-felt.ts';
import { type Frame, frameOf, type MapPhase, type MapWords } from './map-frame.ts';
import { bandSpans, groundMarks, headSpans } from './map-ground.ts';
import type { MoneyScale } from './money-scale.ts';
import type { Mark, Tone } from './scene.ts';
import type { Weight } from './text-width.ts';

/** Marks that are seen only while some of `x` to `x + width` is. */
export interface MapSpan {
  readonly key: string;
  readonly x: number;
  readonly width: number;
  readonly marks: readonly Mark[];
}

/** A touchpoint's part of the map, from top to bottom: what is pointed at, clicked and focused. */
export interface MapColumn extends MapSpan {
  readonly name: string;
  readonly top: number;
  readonly height: number;
}

/** A name of a phase or step with the room it has: who scrolls keeps it in view as long as some of that room is. */
export interface MapName {
  readonly key: string;
  readonly lines: readonly string[];
  readonly title: string;
  readonly x: number;
  /** Of the first baseline. */
  readonly y: number;
  readonly right: number;
  readonly size: number;
  readonly weight: Weight;
  readonly tone: Tone;
}

/** The names of one phase and its steps. */
export interface MapHead extends MapSpan {
  readonly names: readonly MapName[];
}

/**
 * The journey as a picture: phases, steps and touchpoints left to right in their channels, the felt curve over them, and
 * under each the two voices, they get above the line and they give below it.
 *
 * It comes in parts, so that who draws it may leave out what is not in view: `axis` stands still at the left, everything
 * else moves. Coordinates: pixels, the same for all parts but `axis`, whose x starts at its own left edge.
 */
export interface JourneyMap {
  readonly width: number;
  readonly height: number;
  readonly axisWidth: number;
  readonly axis: readonly Mark[];
  /** Behind everything: the phases' bands, and the lit column, which begins 24 pixels above the map. */
  readonly bands: readonly MapSpan[];
  /** Names of phases and steps. */
  readonly heads: readonly MapHead[];
  readonly columns: readonly MapColumn[];
  /** The felt curve, piece by piece. */
  readonly felt: readonly MapSpan[];
  /** Lines across the whole width. */
  readonly lines: readonly Mark[];
  /** Middle of the touchpoint that matters most; null: it is not on this map. */
  readonly litX: number | null;
}

export interface MapWish {
  /** Room there is, axis and all; the map is wider where its touchpoints need more. */
  readonly width: number;
  /** From the top of the tallest bar to the bottom of the longest: what the voices may have. */
  readonly voicesHeight: number;
  readonly scale: MoneyScale;
  readonly words: MapWords;
}

/** Lays a journey out. Same input, same map. */
export function journeyMap(phases: readonly MapPhase[], wish: MapWish): JourneyMap {
  const frame = frameOf(phases, wish);
  const lit = frame.places.find(({ touchpoint }) => touchpoint.isLit);
  const { axis, lines } = groundMarks(frame);
  return {
    width: frame.width,
    height: frame.levels.bottom,
    axisWidth: frame.axisWidth,
    axis,
    lines,
    bands: bandSpans(phases, frame),
    heads: headSpans(phases, frame),
    columns: frame.places.map((place) => ({
      key: place.touchpoint.id,
      name: place.touchpoint.name,
      x: place.x,
      width: frame.slot,
      top: frame.levels.names - 6,
      height: frame.levels.bottom - frame.levels.names,
      marks: columnMarks(place, frame),
    })),
    felt: feltMarks(frame),
    litX: lit === undefined ? null : middleOf(lit, frame),
  };
}

function middleOf({ x }: { readonly x: number }, { slot }: Frame): number {
  return x + slot / 2;
}
