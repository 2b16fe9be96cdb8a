import { chance, type Dice, diceWithin, gapUntilNext, uniform } from './dice.ts';
import { belong } from './larkfield-club.ts';
import { DAY, daytime, type Happening, HOUR, type Life } from './larkfield-life.ts';
import { type Member, memberOf, SEASON_MAX, season, type World } from './larkfield-member.ts';
import { browse, orderOnline, visitStore } from './larkfield-shopping.ts';
import { LARKFIELD_SIGNS } from './larkfield-touchpoints.ts';
import type { SegmentEvent } from './segment-event.ts';
import { timestampWriter } from './timestamp.ts';

/** How large a world, by which dice, and whether its faults are planted. `from` is a date like 2024-10-01, in UTC. */
export interface LarkfieldOptions {
  readonly people: number;
  readonly seed: number;
  readonly faults: boolean;
  readonly from: string;
  readonly days: number;
}

export const LARKFIELD_DEFAULTS: LarkfieldOptions = {
  people: 50_000,
  seed: 1,
  faults: true,
  from: '2024-10-01',
  days: 730,
};

/**
 * Two years of Larkfield, an omnichannel garden retailer: its members' events in Segment's event spec, person by person
 * and in order of time within a person, but for the odd event that a client sent late or twice.
 * A member's life depends on the seed and their number alone, so a larger world holds the smaller one.
 *
 * Shape: about 30 events a person; memory holds one person at a time.
 * Errors: none; a `from` that is no date gives no events.
 */
export function* larkfieldEvents(options: Partial<LarkfieldOptions> = {}): Generator<SegmentEvent> {
  const { people, seed, faults, from, days } = { ...LARKFIELD_DEFAULTS, ...options };
  const starts = Date.parse(`${from}T00:00:00Z`);
  const world: World = { seed, faults, starts, ends: starts + days * DAY };
  const write = timestampWriter();
  for (let number = 1; number <= people; number += 1) {
    const member = memberOf(world, number);
    yield* asSent(diceWithin(member.dice, 0x73656e74), told(world, member, write));
  }
}

/** What is planted in the world, for whoever checks that it is found. */
export interface LarkfieldTruth {
  readonly faults: readonly { readonly kind: LarkfieldFault; readonly touchpoint: string }[];
}
export type LarkfieldFault = 'one-sided-capture' | 'data-taken-nothing-given' | 'costly-for-both';

export function larkfieldTruth(faults: boolean): LarkfieldTruth {
  if (!faults) return { faults: [] };
  return {
    faults: [
      { kind: 'costly-for-both', touchpoint: 'call-late-delivery' },
      { kind: 'one-sided-capture', touchpoint: 'priority-slot' },
      { kind: 'data-taken-nothing-given', touchpoint: 'garden-profile' },
    ],
  };
}

/** One member's happenings, in order of time. */
function lived(world: World, member: Member): readonly Happening[] {
  const life: Life = { world, member, happenings: [], orders: 0, points: 0 };
  const from = member.joins + HOUR / 4;
  const until = Math.min(member.leaves, world.ends);
  belong(life, from, until);
  // Missions come at random at the season's busiest rate; those that the season does not call for stay at home.
  const gap = (365 * DAY) / (member.missionsPerYear * SEASON_MAX);
  const dice = diceWithin(member.dice, 0x6d697373);
  let at = from + (member.isNew ? 0 : gapUntilNext(dice, gap));
  for (let mission = 1; at < until; mission += 1) {
    const isFirst = member.isNew && mission === 1;
    if (isFirst || chance(dice, season(at) / SEASON_MAX)) {
      pursue(life, diceWithin(dice, mission), isFirst ? at : daytime(dice, at));
    }
    at += gapUntilNext(dice, gap);
  }
  return life.happenings.sort((a, b) => a.at - b.at);
}

function pursue(life: Life, dice: Dice, at: number): void {
  if (at < life.member.joins) return;
  if (chance(dice, life.member.storeShare)) visitStore(life, dice, at);
  else if (chance(dice, 0.7)) orderOnline(life, dice, at);
  else browse(life, dice, at);
}

/** The member's events, the account of who they are first. */
function told(world: World, member: Member, write: (at: number) => string): SegmentEvent[] {
  const { id, number } = member;
  const stem = `lf-${world.seed.toString(36)}-${number.toString(36)}-`;
  const anonymousId = `visitor-${world.seed.toString(36)}-${number.toString(36)}`;
  const firstSession = member.joins + HOUR / 2;
  const events: SegmentEvent[] = [
    {
      type: 'identify',
      messageId: `${stem}0`,
      userId: id,
      ...(member.isNew ? { anonymousId } : {}),
      timestamp: write(member.joins - 5000 < world.starts ? member.joins : member.joins - 5000),
      traits: {
        household: member.household,
        student: member.student,
        garden_m2: member.gardenSquareMetres,
        newsletter: member.newsletter,
      },
      context: CONTEXTS.web,
    },
  ];
  for (const { at, sign, channel, properties } of lived(world, member)) {
    const { type, event } = LARKFIELD_SIGNS[sign];
    events.push({
      type,
      ...(type === 'page' ? { name: event } : { event }),
      messageId: stem + events.length.toString(36),
      userId: id,
      ...(member.isNew && at < firstSession ? { anonymousId } : {}),
      timestamp: write(at),
      properties,
      context: CONTEXTS[channel] ?? { channel },
    });
  }
  return events;
}

/** Shared by all events of a channel: an object each would be the larger half of the garbage. */
const CONTEXTS: Readonly<Record<string, SegmentEvent['context']>> & {
  web: SegmentEvent['context'];
} = {
  web: { channel: 'web' },
  app: { channel: 'app' },
  store: { channel: 'store' },
  email: { channel: 'email' },
  phone: { channel: 'phone' },
  delivery: { channel: 'delivery' },
  community: { channel: 'community' },
};

/** As clients send: one event in 400 comes twice (a retry, same messageId), one in 500 after its successor. */
function* asSent(dice: Dice, events: readonly SegmentEvent[]): Generator<SegmentEvent> {
  let kept: SegmentEvent | null = null;
  for (const event of events) {
    const fate = uniform(dice);
    if (fate < 0.002 && kept === null) {
      kept = event;
      continue;
    }
    yield event;
    if (fate > 0.9975) yield event;
    if (kept !== null) yield kept;
    kept = null;
  }
  if (kept !== null) yield kept;
}
