import { chance, type Dice, lognormal, uniform, wholeBetween } from './dice.ts';
import { seeToIt } from './larkfield-care.ts';
import { cents, DAY, daytime, HOUR, happen, type Life, SECOND, stars } from './larkfield-life.ts';

/** Points a euro earns. */
const POINTS_PER_EURO = 2;
const REWARD_POINTS = 500;

/** A mission to have something: from an idea to the parcel, and what comes of it. Many end before the till. */
export function orderOnline(life: Life, dice: Dice, starts: number): void {
  const channel = chance(dice, life.member.appShare) ? 'app' : 'web';
  const looked = lookAround(life, dice, starts, channel);
  if (channel === 'app' && chance(dice, 0.12)) {
    happen(life, looked, 'notification-dismissed', channel, { campaign: 'new-in' });
  }
  if (chance(dice, 0.55)) {
    happen(life, looked + 20 * SECOND, 'basket-filled', channel, {
      products: wholeBetween(dice, 1, 5),
    });
  }
  if (chance(dice, 0.34)) return;
  const bought = looked + 30 * SECOND + lognormal(dice, 240, 0.6) * SECOND;
  receiveOrder(life, dice, bought, checkOut(life, dice, bought, channel));
}

/** A mission to look for ideas, without a purchase in mind. */
export function browse(life: Life, dice: Dice, starts: number): void {
  const channel = chance(dice, life.member.appShare) ? 'app' : 'web';
  const looked = lookAround(life, dice, starts, channel);
  if (chance(dice, 0.06)) {
    happen(life, looked, 'wishlist-shared', channel, { products: wholeBetween(dice, 2, 12) });
  }
}

/** A trip to a store. */
export function visitStore(life: Life, dice: Dice, starts: number): void {
  if (chance(dice, 0.24)) {
    const answered = chance(dice, 0.93);
    happen(life, starts, 'store-advice', 'store', {
      store: wholeBetween(dice, 1, 24),
      seconds: Math.round(lognormal(dice, 290, 0.5)),
      answered,
      rating: stars(dice, 0.12, answered ? 0.9 : 0.35),
    });
  }
  if (chance(dice, 0.1)) return;
  const total = cents(Math.max(3, lognormal(dice, 27, 0.65)));
  const queue = Math.round(lognormal(dice, 150, 0.6));
  const points = Math.floor(total * POINTS_PER_EURO);
  const paid = starts + lognormal(dice, 1500, 0.4) * SECOND;
  const properties = {
    order_id: orderId(life),
    total,
    currency: 'EUR',
    queue_seconds: queue,
    till_seconds: Math.round(lognormal(dice, 72, 0.35)),
    points,
    rating: stars(dice, 0.05, 0.85 - queue / 1500),
  };
  happen(life, paid, 'till', 'store', properties);
  earn(life, dice, paid, points);
}

/** Inspiration, searches and product pages in one sitting. Gives back when it ends. */
function lookAround(life: Life, dice: Dice, starts: number, channel: string): number {
  let at = starts;
  if (chance(dice, 0.42)) {
    const seconds = Math.round(lognormal(dice, 75, 0.7));
    happen(life, at, 'inspiration', channel, { seconds, ideas: wholeBetween(dice, 0, 4) });
    at += (seconds + 10) * SECOND;
  }
  for (let searches = wholeBetween(dice, 1, 3); searches > 0; searches -= 1) {
    const seconds = Math.round(lognormal(dice, 38, 0.6));
    const results = chance(dice, 0.9) ? wholeBetween(dice, 1, 160) : 0;
    happen(life, at, 'search', channel, { seconds, results });
    at += (seconds + 5) * SECOND;
  }
  for (let views = wholeBetween(dice, 1, 4); views > 0; views -= 1) {
    const seconds = Math.round(lognormal(dice, 52, 0.7));
    happen(life, at, 'product-page', channel, { seconds, in_stock: chance(dice, 0.93) });
    at += (seconds + 5) * SECOND;
  }
  return at;
}

/** An order as its delivery sees it. */
interface Order {
  readonly id: string;
  readonly total: number;
  readonly shipping: number;
  readonly slotKept: boolean;
}

function checkOut(life: Life, dice: Dice, at: number, channel: 'web' | 'app'): Order {
  const { member, world } = life;
  const total = cents(Math.max(6, lognormal(dice, member.student ? 27 : 49, 0.6)));
  const shipping = total < 40 && chance(dice, 0.7) ? 4.95 : 0;
  const seconds = Math.round(lognormal(dice, channel === 'app' ? 70 : 152, 0.42));
  const points = Math.floor(total * POINTS_PER_EURO);
  const id = orderId(life);
  happen(life, at, channel === 'app' ? 'checkout-app' : 'checkout-web', channel, {
    order_id: id,
    total,
    currency: 'EUR',
    seconds,
    points,
    rating: stars(dice, 0.08, 0.95 - seconds / 900),
  });
  earn(life, dice, at, points);
  const booked = chance(dice, 0.34) && channel === 'app';
  const kept = chance(dice, world.faults ? 0.12 : 0.95);
  if (booked) {
    // Planted: the slot is charged at once, and hardly ever kept.
    happen(life, at + 40 * SECOND, 'priority-slot', 'app', {
      order_id: id,
      fee: 4.9,
      delivered: kept,
      seconds: Math.round(lognormal(dice, 25, 0.4)),
    });
  }
  return { id, total, shipping, slotKept: booked && kept };
}

function receiveOrder(life: Life, dice: Dice, bought: number, order: Order): void {
  const late = chance(dice, order.slotKept ? 0.01 : 0.14);
  const promised = daytime(dice, bought + wholeBetween(dice, 1, 3) * DAY);
  const arrives = late ? daytime(dice, promised + wholeBetween(dice, 2, 5) * DAY) : promised;
  const views = late ? wholeBetween(dice, 1, 4) : wholeBetween(dice, 0, 2);
  for (let view = 0; view < views; view += 1) {
    const at = bought + HOUR + uniform(dice) * (arrives - bought - HOUR);
    const seconds = Math.round(lognormal(dice, 14, 0.5));
    const channel = chance(dice, life.member.appShare) ? 'app' : 'email';
    happen(life, at, 'delivery-status', channel, {
      order_id: order.id,
      seconds,
      known: chance(dice, 0.92),
    });
  }
  happen(life, arrives, 'delivery', 'delivery', {
    order_id: order.id,
    shipping: order.shipping,
    carrier_fee: cents(lognormal(dice, 4.3, 0.15)),
    wait_seconds: Math.round(lognormal(dice, order.slotKept ? 60 : 200, 0.8)),
    on_time: !late,
    rating: stars(dice, 0.14, late ? 0.3 : 0.92),
  });
  seeToIt(life, dice, { ...order, late, promised, arrives });
}

function orderId(life: Life): string {
  life.orders += 1;
  return `o-${life.member.number}-${life.orders}`;
}

/** Points on the card; every 500 of them may become a reward within the month. */
function earn(life: Life, dice: Dice, at: number, points: number): void {
  life.points += points;
  const redeemed = daytime(dice, at + wholeBetween(dice, 1, 28) * DAY);
  const inStore = chance(dice, life.member.storeShare);
  const takes = chance(dice, 0.6);
  if (life.points < REWARD_POINTS || !takes) return;
  life.points -= REWARD_POINTS;
  happen(life, redeemed, 'reward', inStore ? 'store' : 'app', {
    points: REWARD_POINTS,
    value: 5,
    seconds: Math.round(lognormal(dice, 30, 0.4)),
    rating: stars(dice, 0.06, 0.9),
  });
}
