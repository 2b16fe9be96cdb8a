import type { PersonRelationship } from '@bothways/core/contract';

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
  readonly opacity: number;
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
const OPACITY = { A: 0.92, B: 0.72, C: 0.5, D: 0.32 } as const;
/** Rooms narrower than this are drawn from top to bottom. */
const WIDE = 640;

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

/** What a way is worth to its receiver, else what it costs its giver; null: nobody has said. */
export function sizeOf({ worth, cost }: Pick<Way, 'worth' | 'cost'>): number | null {
  const [received, given] = [medianOf(worth), medianOf(cost)];
  if (received !== null && received !== 0) return Math.abs(received);
  return given === null ? received : Math.abs(given);
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

function of(actors: readonly Actor[], ...kinds: readonly Actor['kind'][]): readonly Actor[] {
  return actors.filter(({ kind }) => kinds.includes(kind));
}

interface Spots {
  readonly height: number;
  readonly spots: ReadonlyMap<string, Point>;
}

const ROW = 118;
const EDGE = 62;

function wideSpots(actors: readonly Actor[], width: number): Spots {
  const right = middleFirst(of(actors, 'business', 'team'));
  const [above, below] = [of(actors, 'partner'), of(actors, 'community')];
  const head = above.length === 0 ? 0 : 96;
  const foot = below.length === 0 ? 0 : 110;
  const rows = Math.max(2, right.length) * ROW;
  const height = head + rows + foot;
  const middle = head + rows / 2;
  const side = Math.max(96, width * 0.1);
  const column = (some: readonly Actor[], x: number) =>
    some.map(({ id }, at) => [id, { x, y: middle + ROW * (at - (some.length - 1) / 2) }] as const);
  const row = (some: readonly Actor[], y: number) =>
    some.map(
      ({ id }, at) =>
        [
          id,
          { x: width / 2 + (width * 0.5 * (at - (some.length - 1) / 2)) / some.length, y },
        ] as const,
    );
  return {
    height,
    spots: new Map([
      ...column(of(actors, 'customer'), side),
      ...column(right, width - side),
      ...row(above, EDGE - 18),
      ...row(below, height - EDGE),
    ]),
  };
}

function narrowSpots(actors: readonly Actor[], width: number): Spots {
  const below = middleFirst(of(actors, 'business', 'team'));
  const [left, right] = [of(actors, 'partner'), of(actors, 'community')];
  const beside = Math.max(left.length, right.length);
  const between = Math.max(330, 220 + beside * 110);
  const top = EDGE + 34;
  // More than three do not fit beside each other.
  const perRow = Math.min(3, below.length);
  const rows = Math.ceil(below.length / Math.max(1, perRow));
  const column = (some: readonly Actor[], x: number) =>
    some.map(
      ({ id }, at) =>
        [id, { x, y: top + between * 0.42 + 110 * (at - (some.length - 1) / 2) }] as const,
    );
  return {
    height: top + between + rows * ROW - 34,
    spots: new Map([
      ...of(actors, 'customer').map(({ id }) => [id, { x: width / 2, y: top }] as const),
      ...below.map(({ id }, at) => {
        const row = Math.floor(at / perRow);
        const inRow = Math.min(perRow, below.length - row * perRow);
        const place = (at % perRow) - (inRow - 1) / 2;
        return [id, { x: width / 2 + (place * width) / 3, y: top + between + row * ROW }] as const;
      }),
      ...column(left, 48),
      ...column(right, width - 48),
    ]),
  };
}

/** The business in the middle of its teams. */
function middleFirst(actors: readonly Actor[]): readonly Actor[] {
  const business = of(actors, 'business');
  const teams = of(actors, 'team');
  const half = Math.ceil(teams.length / 2);
  return [...teams.slice(0, half), ...business, ...teams.slice(half)];
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
  // On a narrow picture labels of ways to teams stand by the team, where there is room.
  const place = isWide
    ? 0.5
    : from.actor.kind === 'team'
      ? 0.2
      : to.actor.kind === 'team'
        ? 0.8
        : 0.55;
  const drawn = bandBetween(from, to, { width, place, curve: isWide ? 0.07 : 0.035 });
  return { way, tone, width, isUnsaid, opacity: OPACITY[gradeOfMost(way)], ...drawn };
}

/** Most of what flows. */
const MOST = 0.8;

/** The worst grade of the kinds that make up most of a way: one small assumption does not make all of it pale. */
function gradeOfMost(way: Way): Way['grade'] {
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

const SAMPLES = 22;

/** A bent band from the edge of one circle to that of another, to the right of who goes along it, with a head. */
function bandBetween(
  from: SceneNode,
  to: SceneNode,
  {
    width,
    curve,
    place,
  }: { readonly width: number; readonly curve: number; readonly place: number },
): { readonly path: string; readonly label: Point } {
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const right = { x: -along.y, y: along.x };
  const bend = width / 2 + 5 + length * curve;
  const start = {
    x: from.x + along.x * (from.radius + 4),
    y: from.y + along.y * (from.radius + 4),
  };
  const tip = { x: to.x - along.x * (to.radius + 5), y: to.y - along.y * (to.radius + 5) };
  // Bands leave and reach a circle beside each other.
  const shift = Math.min(from.radius, to.radius) * 0.42;
  const [a, b] = [moved(start, right, shift), moved(tip, right, shift)];
  const control = moved({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, right, 2 * bend - shift);
  const head = Math.min(length * 0.3, 9 + width * 0.55);
  const reach = Math.max(1, Math.hypot(b.x - control.x, b.y - control.y));
  const last = { x: (b.x - control.x) / reach, y: (b.y - control.y) / reach };
  const end = moved(b, last, -head);
  const points = Array.from({ length: SAMPLES + 1 }, (_, at) =>
    pointAt(a, control, end, at / SAMPLES),
  );
  const [oneEdge, otherEdge] = [1, -1].map((sign) =>
    points.map((point, at) => {
      const next = points[Math.min(SAMPLES, at + 1)] ?? point;
      const before = points[Math.max(0, at - 1)] ?? point;
      const span = Math.max(1e-6, Math.hypot(next.x - before.x, next.y - before.y));
      const normal = { x: -(next.y - before.y) / span, y: (next.x - before.x) / span };
      return moved(point, normal, (sign * width) / 2);
    }),
  );
  const across = { x: -last.y, y: last.x };
  const corners = [moved(end, across, width / 2 + 5), b, moved(end, across, -(width / 2 + 5))];
  const outline = [...(oneEdge ?? []), ...corners, ...(otherEdge ?? []).toReversed()];
  return { path: `M${outline.map(written).join('L')}Z`, label: pointAt(a, control, end, place) };
}

function pointAt(a: Point, control: Point, b: Point, part: number): Point {
  const rest = 1 - part;
  return {
    x: rest * rest * a.x + 2 * rest * part * control.x + part * part * b.x,
    y: rest * rest * a.y + 2 * rest * part * control.y + part * part * b.y,
  };
}

function moved({ x, y }: Point, along: Point, by: number): Point {
  return { x: x + along.x * by, y: y + along.y * by };
}

function written({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
}
