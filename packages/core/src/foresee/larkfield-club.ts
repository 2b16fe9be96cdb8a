import { chance, type Dice, diceWithin, gapUntilNext, lognormal, wholeBetween } from './dice.ts';
import { DAY, daytime, HOUR, happen, type Life, SECOND, stars } from './larkfield-life.ts';

const YEAR = 365 * DAY;
const FORTNIGHT = 14 * DAY;
const PROFILE_QUESTIONS = 9;
const PROFILE_TIPS = 6;

/** Everything that comes of being a member rather than of a mission: joining, mail, the garden profile, the community. */
export function belong(life: Life, activeFrom: number, activeUntil: number): void {
  const { member } = life;
  const dice = diceWithin(member.dice, 0x636c7562);
  if (member.isNew) join(life, dice);
  readNewsletters(life, diceWithin(dice, 1), activeFrom, activeUntil);
  fillProfile(life, diceWithin(dice, 2), activeFrom, activeUntil);
  const years = (count: number): number => YEAR / Math.max(1e-6, count);
  often(diceWithin(dice, 3), years(1.1 * member.sociable), activeFrom, activeUntil, (at, die) => {
    happen(life, at, 'community-question', 'community', {
      seconds: Math.round(lognormal(die, 115, 0.5)),
      answered: chance(die, 0.9),
    });
  });
  often(diceWithin(dice, 4), years(3.2 * member.sociable), activeFrom, activeUntil, (at, die) => {
    happen(life, at, 'community-answer', 'community', {
      seconds: Math.round(lognormal(die, 240, 0.5)),
      accepted: chance(die, 0.34),
      points: 150,
    });
  });
  often(
    diceWithin(dice, 5),
    years(0.02 + 0.25 * member.sociable),
    activeFrom,
    activeUntil,
    (at, die) => {
      happen(life, at, 'invite', 'app', {
        seconds: Math.round(lognormal(die, 60, 0.4)),
        points: 1000,
      });
    },
  );
}

function join(life: Life, dice: Dice): void {
  const { member } = life;
  const channel = chance(dice, member.storeShare) ? 'store' : 'web';
  const asked = Math.round(lognormal(dice, 135, 0.4));
  happen(life, member.joins - 3 * SECOND, 'join', channel, {
    seconds: asked,
    newsletter: member.newsletter,
    points: 500,
    rating: stars(dice, 0.1, 0.85),
  });
}

function readNewsletters(life: Life, dice: Dice, from: number, until: number): void {
  const { member, world } = life;
  if (!member.newsletter || member.opensShare < 0.01) return;
  const first = world.starts + Math.ceil((from - world.starts) / FORTNIGHT) * FORTNIGHT;
  for (let sent = first; sent < until; sent += FORTNIGHT) {
    if (!chance(dice, member.opensShare)) continue;
    const seconds = Math.round(lognormal(dice, 13, 0.6));
    const ideas = chance(dice, 0.42) ? wholeBetween(dice, 1, 2) : 0;
    const opened = sent + gapUntilNext(dice, 9) * HOUR;
    happen(life, opened, 'newsletter', 'email', { seconds, ideas });
  }
}

function fillProfile(life: Life, dice: Dice, from: number, until: number): void {
  const { member, world } = life;
  if (!chance(dice, 0.45 * member.appShare)) return;
  const at = daytime(dice, from + chanceIn(dice) * (until - from));
  if (at >= until) return;
  happen(life, at, 'garden-profile', 'app', {
    seconds: Math.round(lognormal(dice, 185, 0.45)),
    answers: PROFILE_QUESTIONS,
    // Planted: the mail with the promised tips was never built.
    tips_sent: world.faults ? 0 : PROFILE_TIPS,
    rating: stars(dice, 0.1, world.faults ? 0.45 : 0.8),
  });
}

/** Things that come at random, `mean` apart, each with dice of its own. */
function often(
  dice: Dice,
  mean: number,
  from: number,
  until: number,
  act: (at: number, dice: Dice) => void,
): void {
  let at = from + gapUntilNext(dice, mean);
  for (let index = 1; at < until; index += 1) {
    act(daytime(dice, at), diceWithin(dice, index));
    at += gapUntilNext(dice, mean);
  }
}

function chanceIn(dice: Dice): number {
  return wholeBetween(dice, 0, 9999) / 10_000;
}
