/**
 * How even an exchange is, 0..1: 1 where both sides gain (or lose) the same, 0 where one gains what the other loses or more.
 * Nothing gained and nothing lost is even.
 *
 * Units: both nets in one currency; scaling both changes nothing.
 * Source: methods.md 1.5: R = 1 - |S_C - S_F| / (|S_C| + |S_F|).
 */
export function reciprocity(customer: number, business: number): number {
  const size = Math.abs(customer) + Math.abs(business);
  return size === 0 ? 1 : 1 - Math.abs(customer - business) / size;
}

/**
 * Who gains more, -1..+1: positive when the business does, 0 when nobody gains or loses.
 *
 * Source: methods.md 1.5: T = (S_F - S_C) / (|S_C| + |S_F|).
 */
export function tilt(customer: number, business: number): number {
  const size = Math.abs(customer) + Math.abs(business);
  return size === 0 ? 0 : (business - customer) / size;
}

/** Where a pair of nets lies. Zero counts as no loss. */
export type Quadrant = 'win-win' | 'business-gains' | 'customer-gains' | 'lose-lose';

export function quadrantOf(customer: number, business: number): Quadrant {
  if (customer >= 0) return business >= 0 ? 'win-win' : 'customer-gains';
  return business >= 0 ? 'business-gains' : 'lose-lose';
}

/**
 * The customer's share of the joint surplus, 0..1; null where a side loses or there is no surplus: a share outside 0..1
 * is not a number to show.
 *
 * Source: methods.md 1.5: s = S_C / (S_C + S_F).
 */
export function customerShare(customer: number, business: number): number | null {
  const joint = customer + business;
  return customer < 0 || business < 0 || joint === 0 ? null : customer / joint;
}

/** What a side puts in and gets out, in its own valuation. */
export interface Stake {
  readonly outcomes: number;
  readonly inputs: number;
}

/**
 * Equity of two sides: the log of their ratios of outcome to input; 0 is equitable, positive favours the customer.
 * Null where a ratio cannot be formed.
 *
 * Source: Adams (1965), Inequity in social exchange, Adv. Exp. Soc. Psychol. 2: e = ln[(O_C / I_C) / (O_F / I_F)].
 */
export function equityLogRatio(customer: Stake, business: Stake): number | null {
  const all = [customer.outcomes, customer.inputs, business.outcomes, business.inputs];
  if (!all.every((amount) => amount > 0)) return null;
  return (
    Math.log(customer.outcomes / customer.inputs) - Math.log(business.outcomes / business.inputs)
  );
}
