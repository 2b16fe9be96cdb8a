import { chance, type Dice, uniform } from './dice.ts';
import type { Member, World } from './larkfield-member.ts';
import type { LarkfieldSign } from './larkfield-touchpoints.ts';
import type { SegmentValue } from './segment-event.ts';

export const SECOND = 1000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Something that happened to a member, before it is numbered and written as an event. At: ms since 1970, UTC. */
export interface Happening {
  readonly at: number;
  readonly sign: LarkfieldSign;
  readonly channel: string;
  readonly properties: Readonly<Record<string, SegmentValue>>;
}

/** One member's two years while they are being lived. Happenings are in the order of their missions, not yet of time. */
export interface Life {
  readonly world: World;
  readonly member: Member;
  readonly happenings: Happening[];
  orders: number;
  points: number;
}

/** Notes what happened, unless the world has ended by then. */
export function happen(
  { world, happenings }: Life,
  at: number,
  sign: LarkfieldSign,
  channel: string,
  properties: Happening['properties'],
): void {
  if (at < world.ends) happenings.push({ at, sign, channel, properties });
}

/** That day, at an hour when people do such things: 8 to 22, mostly late afternoon. */
export function daytime(dice: Dice, at: number): number {
  const hour = 8 + 7 * (uniform(dice) + uniform(dice));
  return Math.floor(at / DAY) * DAY + hour * HOUR;
}

/** Stars from 1 to 5 from the share of people that answers, around how well it went (0 to 1); null: did not answer. */
export function stars(dice: Dice, share: number, goodness: number): number | null {
  const answers = chance(dice, share);
  const noise = uniform(dice) + uniform(dice) - 1;
  return answers ? Math.max(1, Math.min(5, Math.round(1 + 4 * goodness + 1.2 * noise))) : null;
}

/** An amount of money in whole cents. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
