import type { PersonRelationship } from '@bothways/core/contract';
import type { Point } from './relationship-scene.ts';

type Actor = PersonRelationship['actors'][number];

/** Where each stands, by id; and how high the picture is. */
export interface Spots {
  readonly height: number;
  readonly spots: ReadonlyMap<string, Point>;
}

const ROW = 118;
const EDGE = 62;
/** Under a circle stand a name and what is left. */
const WORDS = 44;

export function wideSpots(actors: readonly Actor[], width: number): Spots {
  const right = middleFirst(of(actors, 'business', 'team'));
  const [above, below] = [of(actors, 'partner'), of(actors, 'community')];
  const head = above.length === 0 ? 0 : 96;
  const foot = below.length === 0 ? WORDS / 2 : 114;
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
      ...row(below, height - 22 - WORDS),
    ]),
  };
}

export function narrowSpots(actors: readonly Actor[], width: number): Spots {
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

function of(actors: readonly Actor[], ...kinds: readonly Actor['kind'][]): readonly Actor[] {
  return actors.filter(({ kind }) => kinds.includes(kind));
}
