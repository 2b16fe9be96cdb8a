import type { CubeRow } from '../ledger/entries.ts';
import { directionOf, sidesOf } from '../ledger/sides.ts';
import { GRADES, type Model, touchpointsOf } from '../model/model.ts';
import { DAY_MS, type KeptEncounter, newestFirst, type PersonState } from './state.ts';

/** What moved, ready to be valued as for people of a segment, in the order of the model's kinds. */
export function personCube(
  { balances }: Pick<PersonState, 'balances'>,
  model: Model,
  segment: string,
): readonly CubeRow[] {
  const places = new Map(model.values.map(({ id }, place) => [id, place]));
  const placeOf = (kind: string): number => places.get(kind) ?? places.size;
  return [...balances.values()]
    .filter(({ quantity }) => quantity !== 0n)
    .sort(
      (a, b) =>
        placeOf(a.kind) - placeOf(b.kind) ||
        textOrder(a.kind, b.kind) ||
        textOrder(a.giver, b.giver) ||
        textOrder(a.receiver, b.receiver),
    )
    .map(({ kind, giver, receiver, quantity, grades }) => ({
      ...{ keys: {}, giver, receiver, kind, segment, quantity },
      n: grades.reduce((sum, each) => sum + each, 0),
      grades: Object.fromEntries(
        GRADES.flatMap((grade, place) => {
          const count = grades[place] ?? 0;
          return count === 0 ? [] : [[grade, count]];
        }),
      ),
    }));
}

/** What somebody got and gave of one kind, in smallest units. */
export interface KindHeld {
  readonly kind: string;
  readonly get: bigint;
  readonly give: bigint;
}

/** Balances by kind, seen from the customer. */
export function heldByKind(
  { balances }: Pick<PersonState, 'balances'>,
  model: Model,
): ReadonlyMap<string, KindHeld> {
  const sideOf = sidesOf(model);
  const held = new Map<string, KindHeld>();
  for (const { kind, giver, receiver, quantity } of balances.values()) {
    const before = held.get(kind) ?? { kind, get: 0n, give: 0n };
    const get = sideOf(receiver) === 'customer' ? quantity : 0n;
    const give = sideOf(giver) === 'customer' ? quantity : 0n;
    if (get === 0n && give === 0n) continue;
    held.set(kind, { kind, get: before.get + get, give: before.give + give });
  }
  return held;
}

/** How often within a day, 7 days and 30 days, the last one included. */
export interface Windows {
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

export interface ChannelContacts {
  readonly channel: string;
  readonly all: Windows;
  /** Those that the business begins. */
  readonly ours: Windows;
}

/**
 * Contacts by channel, the busiest first. Days are those of UTC; one that lies ahead of today counts as today.
 *
 * Shape: `now` in milliseconds since 1970.
 */
export function contactWindows(
  { contacts }: Pick<PersonState, 'contacts'>,
  model: Model,
  now: number,
): readonly ChannelContacts[] {
  const today = Math.floor(now / DAY_MS);
  const sideOf = sidesOf(model);
  const ours = new Set(
    touchpointsOf(model)
      .filter(
        ({ initiator }) => initiator !== null && directionOf(sideOf(initiator)) === 'business',
      )
      .map(({ id }) => id),
  );
  const groups = Map.groupBy(
    [...contacts.values()].filter(({ day }) => today - day < WINDOWS.month),
    ({ channel }) => channel,
  );
  return [...groups]
    .map(([channel, some]) => ({
      channel,
      all: windowsOf(some, today),
      ours: windowsOf(
        some.filter(({ touchpoint }) => ours.has(touchpoint)),
        today,
      ),
    }))
    .sort((a, b) => b.all.month - a.all.month || textOrder(a.channel, b.channel));
}

/** Days. */
const WINDOWS = { day: 1, week: 7, month: 30 } as const;

function windowsOf(
  some: readonly { readonly day: number; readonly n: number }[],
  today: number,
): Windows {
  const within = (days: number): number =>
    some.reduce((sum, { day, n }) => (today - day < days ? sum + n : sum), 0);
  return { day: within(WINDOWS.day), week: within(WINDOWS.week), month: within(WINDOWS.month) };
}

/** An encounter with the journey that it is of. */
export type LastTouched = KeptEncounter & { readonly journey: string };

/** The last encounters over all journeys, the newest first. */
export function lastTouched(
  { journeys }: Pick<PersonState, 'journeys'>,
  limit: number,
): readonly LastTouched[] {
  return [...journeys]
    .flatMap(([journey, { kept }]) => kept.slice(0, limit).map((each) => ({ ...each, journey })))
    .sort(newestFirst)
    .slice(0, limit);
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
