import {
  chance,
  type Dice,
  diceOf,
  diceWithin,
  gapUntilNext,
  lognormal,
  uniform,
  wholeBetween,
} from './dice.ts';

const DAY = 86_400_000;

/** What the world is told: its size, its dice, whether its faults are planted, and its first and last moment (ms, UTC). */
export interface World {
  readonly seed: number;
  readonly faults: boolean;
  readonly starts: number;
  readonly ends: number;
}

/** A member of Larkfield: who they are, how often they come, and what they like. Shares are from 0 to 1. */
export interface Member {
  readonly number: number;
  readonly id: string;
  readonly dice: Dice;
  readonly household: number;
  readonly student: boolean;
  readonly gardenSquareMetres: number;
  /** Joined within these two years: the others were members before. */
  readonly isNew: boolean;
  readonly joins: number;
  readonly leaves: number;
  readonly missionsPerYear: number;
  readonly appShare: number;
  readonly storeShare: number;
  readonly newsletter: boolean;
  readonly opensShare: number;
  /** How much they take part in the community. */
  readonly sociable: number;
}

/** The member with that number: the same whoever else is in the world. */
export function memberOf({ seed, starts, ends }: World, number: number): Member {
  const dice = diceWithin(diceOf(Math.imul(seed, 0x51ed270b) ^ 0x1a2b3c4d), number);
  const student = chance(dice, 0.11);
  const household = student ? wholeBetween(dice, 1, 2) : wholeBetween(dice, 1, 5);
  const gardenSquareMetres = Math.round(
    student ? lognormal(dice, 6, 0.6) : lognormal(dice, 110, 0.9),
  );
  const isNew = chance(dice, 0.3);
  const joins = isNew
    ? starts + uniform(dice) * (ends - starts) * 0.92
    : starts + uniform(dice) * DAY;
  // Most activity is a few people's: the tail is long. Big gardens and young members differ in the middle.
  const fondness = student ? 0.7 : Math.min(2, 0.75 + gardenSquareMetres / 400);
  return {
    number,
    id: `member-${String(number).padStart(6, '0')}`,
    dice,
    household,
    student,
    gardenSquareMetres,
    isNew,
    joins,
    leaves: joins + gapUntilNext(dice, 3.2 * 365 * DAY),
    missionsPerYear: Math.min(60, lognormal(dice, 1.55 * fondness, 0.95)),
    appShare: student ? 0.75 : 0.15 + 0.5 * uniform(dice),
    storeShare: student ? 0.15 : 0.1 + 0.4 * uniform(dice),
    newsletter: chance(dice, 0.62),
    opensShare: uniform(dice) ** 2,
    sociable: uniform(dice) ** 6,
  };
}

/** How busy a garden shop is at that moment: 1 over the year on average, twice that in May, with a little Christmas. */
export function season(at: number): number {
  const dayOfYear = (at / DAY + 0.25) % 365.25;
  const spring = 0.72 * Math.cos((2 * Math.PI * (dayOfYear - 128)) / 365.25);
  const christmas = dayOfYear > 325 && dayOfYear < 357 ? 0.45 : 0;
  return 0.96 + spring + christmas;
}
/** The highest that `season` gets. */
export const SEASON_MAX = 1.7;
