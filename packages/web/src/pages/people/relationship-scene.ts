import type { PersonRelationship } from '@bothways/core/contract';
import { narrowSpots, wideSpots } from './relationship-spots.ts';
import { bandBetween } from './ribbon-band.ts';

type Actor = PersonRelationship['actors'][number];
type Way = PersonRelationship['figures']['ways'][number];
type Estimate = Way['worth'];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Somebody in the picture. */
export interface SceneNode extends Point {
  readonly actor: Actor;
  readonly radius: number;
  /** -1..+1: gets more where it is above zero; null: nobody can say. */
  readonly tilt: number | null;
  /** Where its name stands. */
  readonly label: Point & {
    readonly anchor: 'start' | 'middle' | 'end';
    /** There is little room for it. */
    readonly isShort: boolean;
  };
}

/** What one gives another. */
export interface SceneRibbon {
  readonly way: Way;
  readonly tone: 'delivered' | 'captured' | 'ink';
  readonly width: number;
  /** How well most of it is known; `OPACITY` of it is its strength. */
  readonly grade: Way['grade'];
  /** The band with its head, as an SVG path. */
  readonly path: string;
  /** Nobody has said what it is worth: drawn as a thin line. */
  readonly isUnsaid: boolean;
  /** Its middle. */
  readonly label: Point;
}

export interface RelationshipScene {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly SceneNode[];
  readonly ribbons: readonly SceneRibbon[];
}

const WIDEST = 38;
const THINNEST = 3;
export const OPACITY = { A: 0.92, B: 0.72, C: 0.5, D: 0.32 } as const;
/** Rooms narrower than this are drawn from top to bottom. */
export const WIDE = 640;

/**
 * Who gives what to whom, as a picture: the person on one side, the business with its teams on the other, partners and the
 * community between. Between two stand two ribbons, one each way, as wide as what flows is worth: the ribbon to the person
 * always above, or on a narrow picture to the right.
 *
 * Units: pixels, x to the right, y down.
 */
export function relationshipScene(
  { actors, figures: { ways, actors: nets } }: PersonRelationship,
  width: number,
): RelationshipScene {
  const isWide = width >= WIDE;
  const moving = new Set(ways.flatMap(({ giver, receiver }) => [giver, receiver]));
  const shown = actors.filter(({ id }) => moving.has(id));
  const { height, spots } = isWide ? wideSpots(shown, width) : narrowSpots(shown, width);
  const nodes = shown.flatMap((actor): readonly SceneNode[] => {
    const spot = spots.get(actor.id);
    if (spot === undefined) return [];
    const radius = radiusOf(actor);
    const net = nets.find(({ id }) => id === actor.id);
    // On a narrow picture ways leave the person below: the name stands above.
    const isAbove = !isWide && actor.kind === 'customer';
    const y = isAbove ? spot.y - radius - 26 : spot.y + radius + 19;
    const label = { ...labelSpot(spot.x, width), y, isShort: isBeside(actor) && !isWide };
    return [{ ...spot, actor, radius, tilt: net === undefined ? null : tiltOf(net), label }];
  });
  const known = new Map(nodes.map((node) => [node.actor.id, node]));
  const largest = Math.max(0, ...ways.map((way) => sizeOf(way) ?? 0));
  const drawn = ways.flatMap((way): readonly SceneRibbon[] => {
    const [from, to] = [known.get(way.giver), known.get(way.receiver)];
    return from === undefined || to === undefined || from === to
      ? []
      : [ribbonOf(way, [from, to], { largest, isWide })];
  });
  // The widest lie below, so that none is hidden.
  const ribbons = drawn.toSorted((a, b) => b.width - a.width);
  return { width, height, nodes, ribbons };
}

function isBeside({ kind }: Actor): boolean {
  return kind === 'partner' || kind === 'community';
}

/** Near an edge a name begins or ends there, so that it is not cut off. */
function labelSpot(x: number, width: number): Pick<SceneNode['label'], 'x' | 'anchor'> {
  if (x < 90) return { x: 2, anchor: 'start' };
  return x > width - 90 ? { x: width - 2, anchor: 'end' } : { x, anchor: 'middle' };
}

/** By what a way is drawn. */
export interface Weighed {
  readonly as: 'worth' | 'cost';
  readonly estimate: Extract<Estimate, { kind: 'estimate' }>;
}

/** What a way is worth to its receiver, else what it costs its giver; null: nobody has said. */
export function weighedOf({ worth, cost }: Pick<Way, 'worth' | 'cost'>): Weighed | null {
  if (cost.kind === 'estimate' && (medianOf(worth) ?? 0) === 0)
    return { as: 'cost', estimate: cost };
  return worth.kind === 'estimate' ? { as: 'worth', estimate: worth } : null;
}

/** From where to where that may be, as `sizeOf` has it: what may be the opposite is below zero. Null: it is one figure. */
export function rangeOf({
  estimate: { low, median, high },
}: Weighed): readonly [number, number] | null {
  if (low === high) return null;
  return median < 0 ? [-high, -low] : [low, high];
}

/** How much that is, without a sign; null: nobody has said. */
export function sizeOf(way: Pick<Way, 'worth' | 'cost'>): number | null {
  const weighed = weighedOf(way);
  return weighed === null ? null : Math.abs(weighed.estimate.median);
}

/** How much more somebody gets than gives, of all that they get and give: -1..+1; null: nobody can say. */
export function tiltOf({
  received,
  given,
}: {
  readonly received: Estimate;
  readonly given: Estimate;
}): number | null {
  const [gets, gives] = [medianOf(received), medianOf(given)];
  if (gets === null || gives === null) return null;
  const all = Math.abs(gets) + Math.abs(gives);
  return all === 0 ? 0 : Math.max(-1, Math.min(1, (gets - gives) / all));
}

function medianOf(estimate: Estimate): number | null {
  return estimate.kind === 'estimate' ? estimate.median : null;
}

function radiusOf({ kind }: Actor): number {
  return kind === 'customer' || kind === 'business' ? 38 : 26;
}

function ribbonOf(
  way: Way,
  [from, to]: readonly [SceneNode, SceneNode],
  { largest, isWide }: { readonly largest: number; readonly isWide: boolean },
): SceneRibbon {
  const size = sizeOf(way);
  const isUnsaid = size === null;
  const width =
    size === null || largest === 0
      ? THINNEST
      : THINNEST + (WIDEST - THINNEST) * Math.sqrt(size / largest);
  const tone =
    to.actor.side === 'customer'
      ? 'delivered'
      : from.actor.side === 'customer'
        ? 'captured'
        : 'ink';
  // Labels of ways to teams stand by the team, where there is room.
  const byTeam = isWide ? 0.3 : 0.2;
  const place =
    from.actor.kind === 'team'
      ? byTeam
      : to.actor.kind === 'team'
        ? 1 - byTeam
        : isWide
          ? 0.5
          : 0.55;
  const drawn = bandBetween(from, to, { width, place, curve: isWide ? 0.07 : 0.035 });
  return { way, tone, width, isUnsaid, grade: gradeOfMost(way), ...drawn };
}

/** Most of what flows. */
const MOST = 0.8;

/** The worst grade of the kinds that make up most of a way: one small assumption does not make all of it pale. */
export function gradeOfMost(way: Way): Way['grade'] {
  const sizes = way.kinds.map((each) => ({ grade: each.grade, size: sizeOf(each) ?? 0 }));
  const whole = sizes.reduce((sum, { size }) => sum + size, 0);
  if (whole === 0) return way.grade;
  let [sum, worst]: [number, Way['grade']] = [0, 'A'];
  for (const { size, grade } of sizes.toSorted((a, b) => b.size - a.size)) {
    if (sum >= MOST * whole) break;
    if (grade > worst) worst = grade;
    sum += size;
  }
  return worst;
}
