import type { Desk, Spot } from './desk.ts';
import { isParted } from './plain-data.ts';
import { refuse } from './refused.ts';

// Where the parts of a model stand in its files.

/** The text behind a key of a part. */
export function wordOf(part: unknown, key: string): string | null {
  const value = isParted(part) ? part[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Every item of a list that stands at the top of the files, in file order. */
export function topItems(desk: Desk, list: string): readonly Spot[] {
  return desk
    .names()
    .flatMap((file) =>
      desk.list({ file, way: [list] }).map((_, index) => ({ file, way: [list, index] })),
    );
}

/** The items of the lists under parts, in order. */
export function itemsUnder(desk: Desk, parts: readonly Spot[], list: string): readonly Spot[] {
  return parts.flatMap(({ file, way }) =>
    desk
      .list({ file, way: [...way, list] })
      .map((_, index) => ({ file, way: [...way, list, index] })),
  );
}

export function journeys(desk: Desk): readonly Spot[] {
  return topItems(desk, 'journeys');
}

export function phases(desk: Desk, journey: Spot): readonly Spot[] {
  return itemsUnder(desk, [journey], 'phases');
}

export function steps(desk: Desk, journey: Spot): readonly Spot[] {
  return itemsUnder(desk, phases(desk, journey), 'steps');
}

export function touchpoints(desk: Desk): readonly Spot[] {
  return itemsUnder(
    desk,
    journeys(desk).flatMap((each) => steps(desk, each)),
    'touchpoints',
  );
}

export function journeyAt(desk: Desk, id: string): Spot {
  return named(desk, journeys(desk), 'journey', id);
}

export function phaseAt(desk: Desk, journey: string, id: string): Spot {
  return named(desk, phases(desk, journeyAt(desk, journey)), 'phase', id);
}

export function stepAt(desk: Desk, journey: string, id: string): Spot {
  return named(desk, steps(desk, journeyAt(desk, journey)), 'step', id);
}

export function touchpointAt(desk: Desk, id: string): Spot {
  return named(desk, touchpoints(desk), 'touchpoint', id);
}

function named(desk: Desk, spots: readonly Spot[], what: string, id: string): Spot {
  const found = spots.find((spot) => wordOf(desk.at(spot), 'id') === id);
  if (found !== undefined) return found;
  return refuse({
    message: `there is no ${what} "${id}" in the model`,
    hint: 'it may have been taken out meanwhile: look at the model again',
  });
}

export function idsOf(desk: Desk, spots: readonly Spot[]): readonly string[] {
  return spots.flatMap((spot) => wordOf(desk.at(spot), 'id') ?? []);
}

/** A list of a part, whether it is there or not. */
export function listOf({ file, way }: Spot, list: string): Spot {
  return { file, way: [...way, list] };
}

/** The list an item stands in, and its position there. */
export function placeIn({ file, way }: Spot): { readonly list: Spot; readonly index: number } {
  return { list: { file, way: way.slice(0, -1) }, index: Number(way.at(-1)) };
}

/** The position in a list of the item that something is put in front of; behind the last where it is none of them. */
export function indexBefore(desk: Desk, list: Spot, before: string | null | undefined): number {
  const items = desk.list(list);
  const found = items.findIndex((item) => wordOf(item, 'id') === before);
  return before === null || before === undefined || found === -1 ? items.length : found;
}
