/** What lifting a driver by a tenth of its scale costs a year, as somebody said it: a range, or a point. */
export interface DriverCost {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Costs that do not read, with the piece that does not. */
export class WrongCosts extends Error {
  readonly piece: string;

  constructor(piece: string) {
    super(`"${piece.slice(0, 80)}" is no cost`);
    this.name = 'WrongCosts';
    this.piece = piece;
  }
}

const ONE = /^([^:,\s]{1,200}):(\d{1,15}(?:\.\d{1,6})?)(?:-(\d{1,15}(?:\.\d{1,6})?))?$/;

/**
 * Costs as an address or a command line has them: `service:4000-9000,brand:12000`.
 *
 * Errors: throws WrongCosts where a piece is no such thing, is 0, or ends below where it begins.
 */
export function readCosts(text: string | undefined): ReadonlyMap<string, DriverCost> {
  const costs = new Map<string, DriverCost>();
  for (const piece of (text ?? '').split(',').map((each) => each.trim())) {
    if (piece === '') continue;
    const [, driver, from = '', to = from] = ONE.exec(piece) ?? [];
    const [low, high] = [Number(from), Number(to)];
    if (driver === undefined || !(low > 0) || high < low) throw new WrongCosts(piece);
    costs.set(driver, { low, high, median: Math.sqrt(low * high) });
  }
  return costs;
}
