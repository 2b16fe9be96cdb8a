import { chance, type Dice, lognormal, wholeBetween } from './dice.ts';
import { cents, DAY, daytime, HOUR, happen, type Life, stars } from './larkfield-life.ts';

/** What there is to see to after an order: when it was due, when it came. */
export interface Received {
  readonly id: string;
  readonly total: number;
  readonly late: boolean;
  readonly promised: number;
  readonly arrives: number;
}

/** After an order: asking where it is, putting it right, sending it back, saying what one thinks of it. */
export function seeToIt(life: Life, dice: Dice, order: Received): void {
  if (order.late) chase(life, dice, order);
  if (chance(dice, 0.045)) {
    const called = daytime(dice, order.arrives + wholeBetween(dice, 0, 4) * DAY);
    readHelp(life, dice, called - HOUR / 4);
    if (called > order.arrives) callAbout(life, dice, called, order.id);
  }
  if (chance(dice, 0.075)) {
    const back = cents(order.total * (chance(dice, 0.6) ? 1 : 0.5));
    happen(
      life,
      daytime(dice, order.arrives + wholeBetween(dice, 3, 14) * DAY),
      'return-parcel',
      'delivery',
      {
        order_id: order.id,
        total: back,
        goods: back,
        effort_seconds: Math.round(lognormal(dice, 900, 0.5)),
        rating: stars(dice, 0.1, 0.7),
      },
    );
  }
  if (chance(dice, 0.11)) {
    happen(
      life,
      daytime(dice, order.arrives + wholeBetween(dice, 5, 20) * DAY),
      'product-review',
      'email',
      {
        order_id: order.id,
        stars: wholeBetween(dice, 3, 5),
        seconds: Math.round(lognormal(dice, 105, 0.5)),
        points: 100,
      },
    );
  }
}

/** The parcel has not come: help page, then a call, and where nothing comes of that another. */
function chase(life: Life, dice: Dice, { id, promised, arrives }: Received): void {
  const { faults } = life.world;
  let called = promised + 18 * HOUR;
  if (chance(dice, 0.5)) readHelp(life, dice, called - HOUR / 3);
  for (let call = 0; call < 3 && called < arrives; call += 1) {
    if (!chance(dice, call === 0 ? 0.6 : 0.45)) break;
    // Planted: two systems to search, nobody who may decide, and the parcel is no nearer afterwards.
    const resolved = chance(dice, faults ? 0.06 : 0.9);
    happen(life, called, 'call-late-delivery', 'phone', {
      reason: 'late-delivery',
      order_id: id,
      wait_seconds: Math.round(lognormal(dice, faults ? 640 : 75, 0.45)),
      talk_seconds: Math.round(lognormal(dice, faults ? 470 : 210, 0.4)),
      work_seconds: Math.round(lognormal(dice, faults ? 720 : 260, 0.35)),
      resolved,
      rating: stars(dice, 0.35, resolved ? 0.85 : 0.1),
    });
    if (resolved) break;
    called += wholeBetween(dice, 20, 30) * HOUR;
  }
  if (chance(dice, 0.2)) {
    happen(life, daytime(dice, arrives + DAY), 'goodwill', 'email', {
      order_id: id,
      points: 750,
      seconds: Math.round(lognormal(dice, 20, 0.4)),
      rating: stars(dice, 0.1, 0.75),
    });
  }
}

function callAbout(life: Life, dice: Dice, at: number, orderId: string): void {
  const resolved = chance(dice, 0.86);
  happen(life, at, 'call-other', 'phone', {
    reason: chance(dice, 0.6) ? 'damaged' : 'how-to',
    order_id: orderId,
    wait_seconds: Math.round(lognormal(dice, 95, 0.5)),
    talk_seconds: Math.round(lognormal(dice, 270, 0.4)),
    work_seconds: Math.round(lognormal(dice, 310, 0.35)),
    resolved,
    rating: stars(dice, 0.3, resolved ? 0.85 : 0.25),
  });
}

/** The help pages, in search of an answer. */
export function readHelp(life: Life, dice: Dice, at: number): void {
  const solved = chance(dice, 0.66);
  const channel = chance(dice, life.member.appShare) ? 'app' : 'web';
  const seconds = Math.round(lognormal(dice, 105, 0.6));
  happen(life, at, 'help-page', channel, {
    seconds,
    solved,
    rating: stars(dice, 0.08, solved ? 0.85 : 0.2),
  });
}
