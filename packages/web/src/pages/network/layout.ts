import type { NetworkShown } from '@bothways/core/contract';

/** Where something stands in a picture, in its own pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** How large an actor is drawn. */
export const CARD = { width: 236, height: 100 };

type Actor = NetworkShown['actors'][number];

const COLUMN = 880;
const ROW = 134;

/**
 * The same calm order for every ledger: customers left, the business right with its teams below it, partners between them above,
 * the community between them below.
 */
export function placesOf(actors: readonly Actor[]): ReadonlyMap<string, Spot> {
  const of = (kind: Actor['kind']): readonly Actor[] => actors.filter((each) => each.kind === kind);
  const teams = of('team');
  const right = [...of('business'), ...teams];
  const height = Math.max(right.length - 1, 1) * ROW;
  const middle = teams.length === 0 ? 0 : height / 2;
  const spread = (some: readonly Actor[], y: number): readonly (readonly [string, Spot])[] =>
    some.map(({ id }, at) => {
      const step = Math.max(CARD.width + 24, COLUMN / (some.length + 1));
      return [id, { x: COLUMN / 2 + step * (at - (some.length - 1) / 2), y }];
    });
  return new Map([
    ...of('customer').map(({ id }, at) => [id, { x: 0, y: middle + at * ROW }] as const),
    ...right.map(({ id }, at) => [id, { x: COLUMN, y: at * ROW }] as const),
    ...spread(of('partner'), -ROW),
    ...spread(of('community'), height + ROW * (teams.length === 0 ? 0.2 : 0.85)),
  ]);
}

/** Actors on a ring, each beside the one it shares most with. `shared`: how much two have with each other. */
export function ringOf(
  ids: readonly string[],
  shared: (a: string, b: string) => number,
): ReadonlyMap<string, Spot> {
  const left = [...ids];
  const ordered: string[] = left.splice(0, 1);
  while (left.length > 0) {
    const last = ordered.at(-1) ?? '';
    const next = left.reduce((best, each) =>
      shared(last, each) > shared(last, best) ? each : best,
    );
    ordered.push(...left.splice(left.indexOf(next), 1));
  }
  const radius = { x: 250 + 55 * ids.length, y: 130 + 28 * ids.length };
  return new Map(
    ordered.map((id, at) => {
      const angle = Math.PI + (2 * Math.PI * at) / ids.length;
      return [id, { x: radius.x * Math.cos(angle), y: radius.y * Math.sin(angle) }];
    }),
  );
}
